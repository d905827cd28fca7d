"""What came of asking a service to take something."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["sent", "again", "token", "permission", "quota", "refused"]


@dataclass(frozen=True)
class Outcome:
    """`sent`: taken, with its number there. `again`: later, after `wait` seconds where they were named.

    `token`, `permission`: an administrator must act first. `quota`: nothing is left of the month.
    `refused`: trying again can't help. `is_uncertain`: it may have been taken all the same.
    `advice`: what a person must know besides, in the active language.
    """

    kind: Kind
    detail: str = ""
    reference: str = ""
    address: str = ""
    wait: int | None = None
    is_uncertain: bool = False
    advice: str = ""
