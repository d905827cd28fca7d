"""The door of the app: numbers and seals."""

from prongsai.correspondence.services.registers import bind_entry, set_next_number, take_number
from prongsai.correspondence.services.seals import make_certificate, seal, seal_waiting

__all__ = [
    "bind_entry",
    "make_certificate",
    "seal",
    "seal_waiting",
    "set_next_number",
    "take_number",
]
