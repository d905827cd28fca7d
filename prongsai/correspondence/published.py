"""Other published files of a document, told by the apps above: "this is the DOCX of …"."""

from collections.abc import Callable

from prongsai.approvals.models import Procedure

Finder = Callable[[Procedure, str], str]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a function (document, SHA-256) → name of the published file, or an empty text."""
    _finders.append(finder)


def find_published_name(procedure: Procedure, sha256: str) -> str:
    """The name of the published file with this digest, or an empty text."""
    return next((name for finder in _finders if (name := finder(procedure, sha256))), "")
