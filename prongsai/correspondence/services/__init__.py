"""The door of the app: numbers, seals and papers."""

from prongsai.correspondence.services.own_templates import add_template, retire_template
from prongsai.correspondence.services.papers import (
    LinkDraft,
    PaperDraft,
    attach,
    attach_uploads,
    change_paper,
    copy_paper,
    delete_draft,
    detach,
    draft_paper,
    set_published,
    submit_paper,
)
from prongsai.correspondence.services.registers import (
    archive_register,
    bind_entry,
    set_next_number,
    take_number,
)
from prongsai.correspondence.services.seals import make_certificate, seal, seal_waiting

__all__ = [
    "LinkDraft",
    "PaperDraft",
    "add_template",
    "archive_register",
    "attach",
    "attach_uploads",
    "bind_entry",
    "change_paper",
    "copy_paper",
    "delete_draft",
    "detach",
    "draft_paper",
    "make_certificate",
    "retire_template",
    "seal",
    "seal_waiting",
    "set_next_number",
    "set_published",
    "submit_paper",
    "take_number",
]
