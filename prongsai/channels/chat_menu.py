"""The entries of the LINE menu: those that lead somewhere, in a fixed order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prongsai.channels.trackers import trackers

_LABELS: dict[str, "str | Promise"] = {
    "services": _("Services"),
    "track": _("Track my request"),
    "contact": _("Contact us"),
    "complaints": _("Complaints"),
    "news": _("News by e-mail"),
    "website": _("Website"),
}
# Answered in the chat; the others are links.
IN_CHAT = ("track", "contact")
_paths: dict[str, Callable[[], str]] = {"news": lambda: "/subscribe/", "website": lambda: "/"}


@dataclass(frozen=True)
class Entry:
    """An entry: its code, what it says, and the address it opens (empty: answered in the chat)."""

    code: str
    label: str
    address: str


def register_menu_path(code: str, path: Callable[[], str]) -> None:
    """Say where "services" or "complaints" lead: a path of this site, empty while there is no such page.

    Raises ValueError for another code, or when it is known already.
    """
    if code not in _LABELS or code in IN_CHAT or code in _paths:
        raise ValueError(f"the menu has no open place {code!r}")
    _paths[code] = path


def list_entries() -> list[Entry]:
    """The entries that there are now, labels in the active language."""
    paths = {code: path() for code, path in _paths.items()}
    codes = [
        code
        for code in _LABELS
        if paths.get(code) or code == "contact" or (code == "track" and trackers)
    ]
    return [Entry(code, str(_LABELS[code]), _address(paths.get(code, ""))) for code in codes]


def _address(path: str) -> str:
    return f"{settings.PRONGSAI_BASE_URL}{path}" if path else ""
