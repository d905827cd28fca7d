"""Telephone numbers as Thai people write them, and as telephones and programs take them."""

import re

from prongsai.thai.digits import to_arabic

# Mobile numbers have ten digits from 06, 08, 09, others nine from 02 to 07; "-8" is a row of them.
_WHOLE = re.compile(r"(?<!\d)(?:\+660?|0)((?:[689]\d{8}|[2-57]\d{7}))(?:-\d{1,2})?(?!\d)")
_PARTED = re.compile(r"[ \t\u00a0().]+|(?<=\d)-(?!\d{1,2}(?![\d-]))")
_SEVERAL = re.compile(r"[,/;]|\s*(?:ต่อ|ถึง|และ|หรือ)\s*")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def to_international(text: str) -> str:
    """The first whole number in the form of E.164 ("+6643771234"); empty for hotlines and nonsense."""
    plain = to_arabic(text).translate(_DASHES)
    found = _WHOLE.search(_PARTED.sub("", plain))
    return f"+66{found[1]}" if found else ""


def to_dial(text: str) -> str:
    """What a telephone dials for the first of the numbers."""
    first = _SEVERAL.split(to_arabic(text))[0]
    return to_international(text) or re.sub(r"[^\d+]", "", first)
