"""Other documents with a code of their own, told by the apps above: where each is verified."""

from collections.abc import Callable

Finder = Callable[[str], str]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Add a function: letters and digits of a code → address of its page, or an empty text."""
    _finders.append(finder)


def find_address(code: str) -> str:
    """Where the document of a code is verified, however it is spaced and cased; else empty."""
    wanted = "".join(letter for letter in code.upper() if letter.isalnum())
    if not wanted:
        return ""
    return next((address for finder in _finders if (address := finder(wanted))), "")
