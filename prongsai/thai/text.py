"""Thai text: repair of what converters damage, dictionary order, clusters."""

import re
import unicodedata
from collections.abc import Iterator

# Older fonts and PDF converters put shifted marks into the private use area.
_PRIVATE_USE = dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True))
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0x2060, 0xFEFF, 0x1F, 0x7F]
    + list(range(0x200B, 0x2010))
    + list(range(0x202A, 0x202F))
    + list(range(0x2066, 0x206A))
)
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x1E), *range(0x80, 0xA0)])
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_CHARACTERS = str.maketrans(
    {**_PRIVATE_USE, **_CONTROLS, **_INVISIBLE, **_SPACES, **_BREAKS, 0x1E: "-"}
)

_VOWEL_MARKS = "ัิีึื็ฺุู"
_TONES = "่้๊๋"
_LAST_MARKS = "์ํ๎"
_MARKS = _VOWEL_MARKS + _TONES + _LAST_MARKS
_MARK_ORDER = {mark: place for place, mark in enumerate(_MARKS)}

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_STRAY_SPACE = re.compile(rf"(?<=[ก-ฮ{_MARKS}]) (?=[{_MARKS}ำ])")
_LOST_AM = re.compile(rf"(?<=[ก-ฮ{_TONES}]) (?=า)")
_MISUSED_LAKKHANG = re.compile(r"(?<![ฤฦ])ๅ")
# ำ taken apart, perhaps more than once, with tones anywhere among its pieces.
_AM_RUN = re.compile(rf"(?:ํ[{_MARKS}]*า(?:(?!ํ)[{_MARKS}])*)+")
_TONE_RUN = re.compile(rf"[{_TONES}]+")
_MARK_RUN = re.compile(rf"[{_MARKS}]{{2,}}")


def repair(text: str) -> str:
    """The text as it was meant, without the damage of PDF converters and old fonts.

    ํา becomes ำ, เเ becomes แ, marks come in the standard order and once; zero-width characters,
    soft hyphens and control characters go, odd spaces become plain ones. Idempotent.
    """
    text = unicodedata.normalize("NFC", _SURROGATES.sub("", text.translate(_CHARACTERS)))
    text = text.replace("เเ", "แ")
    text = _MISUSED_LAKKHANG.sub("า", text)
    text = _MARK_RUN.sub(_in_order, _STRAY_SPACE.sub("", text))
    text = _LOST_AM.sub("ํ", text).replace("ำ", "ํา")
    text = _AM_RUN.sub(_tones_first, _MARK_RUN.sub(_in_order, text))
    return _MARK_RUN.sub(_in_order, text).replace("ํา", "ำ")


def _tones_first(run: re.Match[str]) -> str:
    return "".join(_TONE_RUN.findall(run[0])) + _TONE_RUN.sub("", run[0])


def _in_order(run: re.Match[str]) -> str:
    return "".join(sorted(set(run[0]), key=_MARK_ORDER.__getitem__))


def squash(text: str) -> str:
    """The text on one line: every run of white space one space, none at the ends."""
    return " ".join(text.split())


_LEADING_VOWEL = re.compile(r"([เแโใไ])([ก-ฮ])")
_WEAK = "็่้๊๋์ํ๎ฺ"
_WEAK_WEIGHT = {mark: "123456789"[place] for place, mark in enumerate(_WEAK)}
_STRONG = " ฯๆ0123456789abcdefghijklmnopqrstuvwxyz" + "".join(
    chr(code)
    for code in range(0x0E01, 0x0E47)
    if chr(code) not in "ฯฺ" and code not in range(0xE3B, 0xE40)
)
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_STRONG_WEIGHT = {
    letter: _ALPHABET[place // 36] + _ALPHABET[place % 36]
    for place, letter in enumerate(_STRONG, start=1)
}
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def sort_key(text: str) -> str:
    """A key (characters 0-9a-z, any collation) that orders texts like the Royal Institute's dictionary.

    Consonants before vowels, a leading vowel after its consonant; tone marks, ็ and ์ count only
    between words that are otherwise equal; punctuation does not count, spaces separate words,
    digits and Latin letters come before Thai.
    """
    plain = squash(repair(text)).translate(_DIGITS).lower()
    strong: list[str] = []
    weak: list[str] = []
    for letter in _LEADING_VOWEL.sub(r"\2\1", plain):
        if letter in _WEAK_WEIGHT:
            weak[-1:] = [_WEAK_WEIGHT[letter]]
        elif weight := _strong_weight(letter):
            strong.append(weight)
            weak.append("0")
    return "".join(strong) + "00" + "".join(weak).rstrip("0")


def _strong_weight(letter: str) -> str:
    if letter in _STRONG_WEIGHT:
        return _STRONG_WEIGHT[letter]
    return f"z{ord(letter):06x}" if letter.isalnum() else ""


def clusters(text: str) -> list[str]:
    """The text cut into what a reader sees as one character: a letter with all its marks and ำ."""
    return list(_clusters(text))


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for position in range(1, len(text)):
        if not _belongs_to_previous(text, position):
            yield text[start:position]
            start = position
    if text:
        yield text[start:]


def _belongs_to_previous(text: str, position: int) -> bool:
    letter, previous = text[position], text[position - 1]
    if letter == "\n" or previous in "\r\n":
        return previous == "\r" and letter == "\n"
    if letter == "ำ" or letter == "\u200d" or previous == "\u200d":
        return True
    return (
        unicodedata.category(letter) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def truncate(text: str, clusters: int) -> str:
    """The text in at most so many clusters; where something is cut off it ends with "…"."""
    parts = list(_clusters(text))
    if len(parts) <= clusters:
        return text
    kept = parts[: max(clusters - 1, 0)]
    while kept and (kept[-1].isspace() or kept[-1] in "เแโใไ"):
        kept.pop()
    return "".join(kept) + "…" if clusters > 0 else ""
