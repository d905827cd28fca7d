"""How people write the twelve months, correctly and otherwise."""

import re
from difflib import get_close_matches

FULL = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ENGLISH_TAILS = (
    "uary", "ruary", "ch", "il", "", "e", "y", "ust", "t(?:ember)?", "ober", "ember", "ember",
)  # fmt: skip
_SPOKEN = (
    "มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา",
    "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา",
)  # fmt: skip
# Letters that are mixed up so often that no dictionary of misspellings is needed.
_CONFUSED = {"ฎ": "[ฎฏ]", "ษ": "[ษศส]", "ศ": "[ศษส]", "ธ": "[ธฑ]", "์": "[์ุ]{0,2}"}
_THAI = "ก-ฺเ-๎"
_FUZZY_CUTOFF = 0.83


def _spaced(name: str) -> str:
    # Converters of PDF files scatter single spaces into words.
    return r"\s?".join(_CONFUSED.get(letter, letter) for letter in name)


def _dotted(short: str) -> str:
    first, second = short.rstrip(".").split(".")
    return rf"{first}\s?[.,]{{1,2}}\s?{second}(?:\s?\.|(?![{_THAI}]))"


def _undotted(short: str) -> str:
    return rf"(?<![{_THAI}]){short.replace('.', '')}(?![{_THAI}])\.?"


def _spoken(name: str) -> str:
    return "".join(_CONFUSED.get(letter, letter) for letter in name) + rf"(?![{_THAI}])"


def _pattern(index: int) -> str:
    forms = (
        _spaced(FULL[index]),
        _dotted(SHORT[index]),
        _undotted(SHORT[index]),
        _spoken(_SPOKEN[index]),
        rf"(?<![a-z]){ENGLISH[index]}(?:{_ENGLISH_TAILS[index]})?(?![a-z])\.?",
    )
    return "|".join(forms)


_PATTERNS = tuple(re.compile(_pattern(index), re.IGNORECASE) for index in range(12))
_RUN = re.compile(rf"[{_THAI}]{{5,14}}(?![{_THAI}])")

# One month name in any form, without a group of its own so that other patterns can embed it.
NAME = "(?:" + "|".join(_pattern(index) for index in range(12)) + ")"


def month_number(name: str) -> int | None:
    """The month (1-12) that a text matched by NAME means, else None."""
    for index, pattern in enumerate(_PATTERNS):
        if pattern.fullmatch(name):
            return index + 1
    return None


def is_english(name: str) -> bool:
    """Whether a month name is written in Latin letters (so its year is probably Gregorian)."""
    return name[:1].isascii()


def mend_names(text: str) -> str:
    """The text with misspelt full month names (กันยายาน) replaced by the correct ones."""
    return _RUN.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    if any(pattern.search(match[0]) for pattern in _PATTERNS):
        return match[0]
    close = get_close_matches(match[0], FULL, n=1, cutoff=_FUZZY_CUTOFF)
    return close[0] if close else match[0]
