"""Where a text answers a question: marks on the text as it was written, and a piece of it to show.

A tolerant pattern is made of the normalised question and looked for in the original, so that
น้ำท่วม marks นํ้าท่วม. A match counts when it begins and ends where a word does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from prongsai.thai.compounds import wider
from prongsai.thai.digits import ARABIC, FULL_WIDTH, THAI
from prongsai.thai.text import squash
from prongsai.thai.words import Group, is_mark, split_query, split_words

MOST_MATCHES = 60
SURE_WIDTH = 4  # clusters from which a match counts although no word ends there
REACH = 200

_HIDDEN = "[\u00ad\u200b-\u200f\u2060\ufeff]*"
_GAP = "[\\s\u00ad\u200b-\u200f\u2060\ufeff.,:;/()\\[\\]“”\"'ฯๆ–—-]{0,8}"
_TONES = "่้๊๋"
_DIGITS = {a: f"[{a}{t}{f}]" for a, t, f in zip(ARABIC, THAI, FULL_WIDTH, strict=True)}
_RUNS = re.compile(r"(?P<am>[่้๊๋]?ำ)|(?P<marks>[ัิ-ฺ็-๎]+)|(?P<one>.)", re.S)


@dataclass(frozen=True)
class Piece:
    """Some of a text; whether it answers."""

    text: str
    is_hit: bool = False


def mark(text: str, question: str) -> list[Piece]:
    """The whole text in pieces; those that answer are hits. Joined they are the text."""
    return _cut(text, 0, len(text), _spans(text, question))


def excerpt(text: str, question: str, size: int = 240) -> list[Piece]:
    """About `size` letters of a text around the place that answers most, or its beginning."""
    spans = _spans(text, question)
    start = max(_densest(spans, size) - size // 4, 0) if spans else 0
    start = _back_to_gap(text, start)
    end = _on_to_gap(text, min(start + size, len(text)))
    pieces = _cut(text, start, end, spans)
    if start > 0:
        pieces.insert(0, Piece("… "))
    if end < len(text):
        pieces.append(Piece(" …"))
    return [Piece(_flat(piece.text), piece.is_hit) for piece in pieces]


def pattern_of(text: str) -> str:
    """A regular expression (Python's and PostgreSQL's) that finds a part of a text despite spelling noise.

    What holds no letter or digit is looked for as it is.
    """
    groups = split_query(text)
    if not groups:
        return re.escape(text)
    return _GAP.join(_GAP.join(map(_tolerant, group.words)) for group in groups)


def _flat(text: str) -> str:
    ends = (" " if text[:1].isspace() else "", " " if text[-1:].isspace() else "")
    return (ends[0] + squash(text) + ends[1]) if text.strip() else " "


def _densest(spans: list[tuple[int, int]], size: int) -> int:
    """The start of the span behind which most others lie within reach."""
    return max(spans, key=lambda one: sum(one[0] <= s < one[0] + size for s, _e in spans))[0]


def _back_to_gap(text: str, at: int) -> int:
    if at == 0:
        return 0
    gap = max(text.rfind(sign, max(at - 40, 0), at) for sign in " \n")
    if gap >= 0:
        return gap + 1
    return next((bound for bound in _bounds_near(text, at) if bound >= at), at)


def _on_to_gap(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    gaps = [g for sign in " \n" if (g := text.find(sign, at, at + 40)) >= 0]
    if gaps:
        return min(gaps)
    return max((bound for bound in _bounds_near(text, at) if bound <= at), default=at)


def _bounds_near(text: str, at: int) -> Iterator[int]:
    """Ends of words around a place in a text without spaces; the first ones are unsure."""
    end = max(at - REACH, 0)
    for word in split_words(text[end : at + 40])[:-1]:
        end += len(word)
        yield end


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], start
    for first, last in spans:
        if first < at or last > end:
            continue
        if first > at:
            pieces.append(Piece(text[at:first]))
        pieces.append(Piece(text[first:last], is_hit=True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


def _spans(text: str, question: str) -> list[tuple[int, int]]:
    """The matches in their order, none over another."""
    bounds = _Bounds(text)
    found: list[tuple[int, int]] = []
    for group in split_query(question):
        matches = [
            m.span()
            for m, _n in zip(_pattern(group).finditer(text), range(MOST_MATCHES), strict=False)
        ]
        sure = [span for one in matches if (span := bounds.whole(one, group.may_go_on))]
        if not sure and group.width >= SURE_WIDTH:
            sure = matches
        found += sure
    found.sort()
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart[:MOST_MATCHES]


class _Bounds:
    """Where words begin and end in a text, worked out near the places that are asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[int, int], frozenset[int]] = {}

    def whole(self, span: tuple[int, int], may_go_on: bool) -> tuple[int, int] | None:
        """The span when words begin and end there; an open one reaches to the end of its word."""
        start, end = span
        bounds = self._near(start, end)
        if start not in bounds and "." not in self._text[start:end]:
            return None
        if end in bounds or "." in self._text[start:end]:
            return span
        later = [at for at in bounds if at > end]
        return (start, min(later)) if may_go_on and later and start < min(later) else None

    def _near(self, start: int, end: int) -> frozenset[int]:
        text = self._text
        first = max(text.rfind(" ", max(start - REACH, 0), start) + 1, start - REACH, 0)
        gap = text.find(" ", end, end + REACH)
        last = gap if gap >= 0 else min(end + REACH, len(text))
        if (first, last) not in self._known:
            at, bounds = first, {first}
            for word in split_words(text[first:last]):
                at += len(word)
                bounds.add(at)
            self._known[first, last] = frozenset(bounds)
        return self._known[first, last]


def _pattern(group: Group) -> re.Pattern[str]:
    ways = (group.words, *wider(group.words))
    return _compiled("|".join(_GAP.join(_tolerant(word) for word in way) for way in ways))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    # The same for every organisation: patterns come of words alone.
    return re.compile(pattern, re.IGNORECASE)


def _tolerant(word: str) -> str:
    parts = list(_parts(word))
    is_abbreviation = len(parts) > 1 and not any(is_mark(letter) for letter in word)
    between = _HIDDEN + (r"\.?" if is_abbreviation and len(parts) <= 5 else "")
    return between.join(parts)


def _parts(word: str) -> Iterator[str]:
    for run in _RUNS.finditer(word):
        if run["am"]:
            tone = run["am"][:-1]
            marks = f"[ํ{tone}]" if tone else "ํ"
            after = f"{tone}?" if tone else ""
            yield f"(?:{marks}{{0,4}}{_HIDDEN}ำ{after}|{marks}{{1,4}}{_HIDDEN}า{after})"
        elif run["marks"]:
            yield f"[{run['marks']}]{{1,{2 * len(run['marks'])}}}"
        elif run["one"] == "แ":
            yield f"(?:แ|เ{_HIDDEN}เ)"
        else:
            yield _DIGITS.get(run["one"], re.escape(run["one"]))
