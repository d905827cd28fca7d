"""Repairing, ordering and cutting Thai text."""

import re
import unicodedata

MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
# Presentation forms that some PDF fonts leave behind (private use area of Thai fonts).
_FORMS = str.maketrans(
    {
        "\uf700": "\u0e10", "\uf701": "\u0e34", "\uf702": "\u0e35", "\uf703": "\u0e36",
        "\uf704": "\u0e37", "\uf705": "\u0e48", "\uf706": "\u0e49", "\uf707": "\u0e4a",
        "\uf708": "\u0e4b", "\uf709": "\u0e4c", "\uf70a": "\u0e48", "\uf70b": "\u0e49",
        "\uf70c": "\u0e4a", "\uf70d": "\u0e4b", "\uf70e": "\u0e4c", "\uf70f": "\u0e0d",
        "\uf710": "\u0e31", "\uf711": "\u0e4d", "\uf712": "\u0e47", "\uf713": "\u0e48",
        "\uf714": "\u0e49", "\uf715": "\u0e4a", "\uf716": "\u0e4b", "\uf717": "\u0e4c",
        "\uf718": "\u0e38", "\uf719": "\u0e39", "\uf71a": "\u0e3a",
    }
)  # fmt: skip


def repair(text: str) -> str:
    """Undo what PDF and other converters do to Thai: split ำ, doubled เ, wrong order of marks."""
    text = _INVISIBLE.sub("", text.translate(_FORMS))
    text = _CONTROL.sub("", _SPACES.sub(" ", text))
    text = text.replace("\u0e40\u0e40", "\u0e41")
    text = re.sub(f"\u0e4d([{TONES}])?\u0e32", _joined_am, text)
    text = re.sub(f"([{TONES}])\u0e4d\u0e32", _joined_am, text)
    text = re.sub("\u0e33([\u0e48-\u0e4b])", "\\1\u0e33", text)
    text = re.sub("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a])", r"\2\1", text)
    text = re.sub(f"([{MARKS}])\\1+", r"\1", text)
    return unicodedata.normalize("NFC", text)


def _joined_am(match: re.Match[str]) -> str:
    return (match[1] or "") + "\u0e33"


def squash(text: str) -> str:
    """One space where there were many, none at the ends."""
    return " ".join(text.split())


def clusters(text: str) -> list[str]:
    """The text in pieces that a reader sees as one character each."""
    return re.findall(f"(?s).[{MARKS}\u0e33\u0300-\u036f]*", text)


def truncate(text: str, length: int) -> str:
    """At most `length` visible characters, ending in … when something was cut off."""
    pieces = clusters(text)
    if len(pieces) <= length:
        return text
    return "".join(pieces[: max(0, length - 1)]).rstrip() + "…"


_LEADING = "เแโใไ"


def sort_key(text: str) -> str:
    """A string whose plain order is the order of the Royal Institute's dictionary.

    Leading vowels sort after their consonant; tone marks, ์ and ็ count only between equals.
    """
    main, weak = [], []
    plain = repair(text).lower()
    plain = re.sub(f"([{_LEADING}])([\u0e01-\u0e2e])", r"\2\1", plain)
    for character in plain:
        if character in "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c":
            weak.append(f"{len(main):03d}{character}")
        else:
            main.append(character)
    return "".join(main) + "\x00" + "".join(weak) if weak else "".join(main)
