"""What is said when two people wrote at the same place."""

from django.utils.translation import gettext as _

from prongsai.common.errors import Refused


class Conflict(Refused):
    """Somebody saved meanwhile: both texts, and the version to go on from."""

    def __init__(self, *, mine: str, theirs: str, version: int) -> None:
        super().__init__(
            _("A colleague has saved another text meanwhile. Both are shown: put them together."),
            "text",
        )
        self.mine = mine
        self.theirs = theirs
        self.version = version
