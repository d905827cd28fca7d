"""Words for full-text search: finished PostgreSQL literals, so that its parser never sees Thai.

ICU finds the words. Positions count clusters of letters: what stands side by side in the text stands
side by side in the index, whatever spaces and punctuation lie between.
"""

import re
from collections.abc import Iterator

from icu4py.breakers import WordBreaker

from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair

# Limits of PostgreSQL's tsvector: positions end at 16,383, a lexeme at 2,046 bytes, all at 1 MB.
LAST_POSITION = 16_383
LONGEST_WORD = 100
MOST_TEXT = 400_000
MOST_BYTES = 500_000
LONGEST_QUERY = 300
MOST_QUERY_WORDS = 24

_IGNORED = dict.fromkeys(map(ord, "ฯๆ"))
_POINT_AFTER_THAI = re.compile(r"(?<=[ก-๎])\.")
_THAI = "ก-ฮะ-ฺเ-ๅ็-๎"
_RUN = re.compile(rf"[{_THAI}]+|[^\W_{_THAI}]+")
_LEADING = "เแโใไ"
_MARKS = dict.fromkeys(map(ord, "ัำิีึืฺุู็่้๊๋์ํ๎"))


def normalise(text: str) -> str:
    """The text as it is compared: repaired, Arabic digits, lower case, without ฯ, ๆ and อ.บ.ต.'s points."""
    plain = to_arabic(repair(text)).lower().translate(_IGNORED)
    return _POINT_AFTER_THAI.sub("", plain)


def to_vector(text: str) -> str:
    """A text as the literal of a `tsvector`: its words with their positions.

    Positions start anew after 16,383; what lies beyond the first 400,000 letters is not searched.
    """
    places: dict[str, list[int]] = {}
    position, room = 1, MOST_BYTES
    for word in _words(normalise(text[:MOST_TEXT])):
        if word not in places:
            room -= len(word.encode()) + 8
            if room < 0:
                break
        places.setdefault(word, []).append((position - 1) % LAST_POSITION + 1)
        position += _width(word)
    return " ".join(f"{_quote(word)}:{_positions(at)}" for word, at in places.items())


def to_query(text: str) -> str | None:
    """What a person typed as the literal of a `tsquery`; None when nothing in it can be searched.

    Words between spaces belong together in their order; each such group must occur. The last word may
    be unfinished. Numbers are whole: 12 does not find 120. A single letter finds nothing.
    """
    groups = [
        words for chunk in normalise(text[:LONGEST_QUERY]).split() if (words := list(_words(chunk)))
    ]
    if not groups or not _is_enough(groups):
        return None
    whole = [_phrase(words) for words in groups[:MOST_QUERY_WORDS]]
    if len(groups) <= MOST_QUERY_WORDS:
        whole[-1] = _unfinished(groups[-1])
    return " & ".join(f"({part})" for part in whole)


def _is_enough(groups: list[list[str]]) -> bool:
    """Two clusters, or a number."""
    words = [word for group in groups for word in group]
    return len(words) > 1 or words[0].isdecimal() or _width(words[0]) > 1


def _words(text: str) -> Iterator[str]:
    """The words of a normalised text in their order."""
    for run in _RUN.findall(text):
        if "ก" <= run[0] <= "๎":
            yield from _thai_words(run)
        else:
            yield run[:LONGEST_WORD]


def _thai_words(run: str) -> list[str]:
    return [run[start:end][:LONGEST_WORD] for start, end in WordBreaker(run, "th").segments()]


def _width(word: str) -> int:
    """How many clusters a word has; at least one."""
    return len(word.translate(_MARKS)) or 1


def _phrase(words: list[str], *, is_open: bool = False) -> str:
    """Words at exactly their distances; an open one ends in the beginning of a word."""
    words = words[:MOST_QUERY_WORDS]
    parts = [_quote(words[0])]
    for before, word in zip(words, words[1:], strict=False):
        parts += [f"<{_width(before)}>", _quote(word)]
    if is_open and not words[-1].isdecimal():
        parts[-1] += ":*"
    return " ".join(parts)


def _unfinished(words: list[str]) -> str:
    """The last group: its end may be the beginning of a word that ICU cuts elsewhere.

    จัดซ is one unknown word to ICU, the text has จัด and ซื้อ: so the last letters are also tried alone.
    """
    if len(words) == 1 and _width(words[0]) < 2:
        return _phrase(words)
    ways = [_phrase(words, is_open=True)]
    last = words[-1]
    if "ก" <= last[0] <= "๎":
        ways += [
            _phrase([*words[:-1], *_thai_words(head), tail], is_open=True)
            for head, tail in _cuts(last)
        ]
    return " | ".join(dict.fromkeys(ways))


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """A word with up to three clusters cut off; never before a mark or after a leading vowel."""
    starts = [at for at, letter in enumerate(word) if ord(letter) not in _MARKS]
    for at in reversed(starts[-3:]):
        if at > 0 and word[at - 1] not in _LEADING:
            yield word[:at], word[at:]


def _positions(places: list[int]) -> str:
    # PostgreSQL keeps at most 255 places of a word.
    return ",".join(map(str, places[:255]))


def _quote(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def split_words(text: str) -> list[str]:
    """The text cut into its words and what stands between them; joined they are the text again."""
    return [text[start:end] for start, end in WordBreaker(text, "th").segments()] if text else []
