"""Which characters a document may hold: what the official fonts can draw."""

import re

_DRAWN = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u00ff\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]"
)
_REPLACED = str.maketrans({"\u2011": "-", "\u2010": "-", "\u2212": "-", "\u00ad": None, "\t": " "})
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")


def drawable(text: str) -> str:
    """The text with what no official font can draw replaced by "?", invisible marks removed."""
    return _DRAWN.sub("?", _INVISIBLE.sub("", text.translate(_REPLACED)))
