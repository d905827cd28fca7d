"""The channels, and the kinds of what is published: codes that other apps use."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Where a publication can go."""

    WEBSITE = "website", _("Website")
    LINE = "line", _("LINE Official Account")
    FACEBOOK = "facebook", _("Facebook page")
    EMAIL = "email", _("E-mail subscribers")
    FEED = "feed", _("Web feeds")
    ICS = "ics", _("Calendar (ICS)")


# Here a publication stands by itself; the log only says since when.
STANDING = (Channel.WEBSITE, Channel.FEED, Channel.ICS)
# Here a program of somebody else is asked to take it; an administrator sets the account.
ACCOUNTS = (Channel.LINE, Channel.FACEBOOK)

_kinds: dict[str, "str | Promise"] = {
    "news": _("News"),
    "announcement": _("Announcements"),
    "procurement": _("Procurement"),
    "plan": _("Plans and budget"),
    "report": _("Reports and results"),
    "meeting": _("Meetings and council"),
    "service": _("Services to the people"),
    "integrity": _("Integrity and transparency (ITA)"),
}


def register_kind(code: str, label: "str | Promise") -> None:
    """Add a kind that people may subscribe to; raises ValueError when the code is taken."""
    if code in _kinds:
        raise ValueError(f"the kind {code!r} is registered twice")
    _kinds[code] = label


def list_kinds() -> list[tuple[str, str]]:
    """Code and label of each kind, in the order of registration."""
    return [(code, str(label)) for code, label in _kinds.items()]


def label_of_kind(code: str) -> str:
    """What people call a kind; a code of an older release stays as it is."""
    return str(_kinds.get(code, code))
