"""Whether a text can be read: there at all, not garbled, Thai."""

import re
from collections.abc import Iterator, Sequence

from prongsai.disclosure.checking.outcomes import Level, Outcome
from prongsai.disclosure.checking.reading.contents import Page

FEWEST_LETTERS = 10  # of a page that counts as text
ENOUGH = 200  # letters from which on a text is judged
MOST_LISTED = 10
_LETTERS = re.compile(r"[^\W\d_]")
_THAI = re.compile(r"[\u0e01-\u0e5b]")
# TIS-620 read as Latin, what has no name, and letters of no script.
_GARBAGE = re.compile(r"[\u00a1-\u00ff\ufffd\ue000-\uf6ff\uf71b-\uf8ff\u0080-\u009f]")
# A mark that stands on nothing: fonts without Unicode leave such.
_STRAY = re.compile(r"(?:^|[\s0-9A-Za-z])[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")


def check_text_layer(pages: Sequence[Page]) -> Iterator[Outcome]:
    """Whether each page of a PDF has text; pages without text and picture are blank and do not count."""
    count = len(pages)
    pictures = [page.label for page in pages if page.has_picture and not has_text(page)]
    if not any(map(has_text, pages)):
        yield Outcome("text-missing", Level.FAIL, {"pages": count})
        return
    if pictures:
        listed = ", ".join(pictures[:MOST_LISTED]) + (" …" if len(pictures) > MOST_LISTED else "")
        params: dict[str, str | int] = {"count": len(pictures), "pages": count, "list": listed}
        yield Outcome("text-partly", Level.WARN, params)
    else:
        yield Outcome("text-layer", Level.OK, {"pages": count})


def has_text(page: Page) -> bool:
    """Whether a page holds more than a page number."""
    return sum(1 for _one in _LETTERS.finditer(page.text[:5000])) >= FEWEST_LETTERS


def check_letters(text: str) -> Iterator[Outcome]:
    """Whether the letters are those that were meant."""
    letters = len(re.findall(r"\S", text))
    if letters < ENOUGH:
        return
    thai = len(_THAI.findall(text))
    if len(_GARBAGE.findall(text)) > letters * 0.1 or len(_STRAY.findall(text)) > letters * 0.04:
        yield Outcome("text-broken", Level.WARN)
    elif not thai:
        yield Outcome("text-not-thai", Level.WARN)
