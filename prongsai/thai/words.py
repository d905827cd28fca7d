"""Words for full-text search: finished PostgreSQL literals, so that its parser never sees Thai.

ICU finds the words. Positions count clusters of letters: what stands side by side in the text stands
side by side in the index, whatever spaces and punctuation lie between.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from icu4py.breakers import WordBreaker

from prongsai.thai.compounds import wider
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair

# Limits of PostgreSQL's tsvector: positions end at 16,383, a lexeme at 2,046 bytes, all at 1 MB.
LAST_POSITION = 16_383
LONGEST_WORD = 100
MOST_TEXT = 400_000
MOST_BYTES = 500_000
LONGEST_QUERY = 300
MOST_QUERY_WORDS = 24
MOST_PLACES = 255
START_CLUSTERS = 12
MOST_JOINED = 3
BETWEEN_TEXTS = 100

_IGNORED = dict.fromkeys(map(ord, "ฯๆ"))
# อ.บ.ต. is one word of its own, whatever it is glued to; a point before another letter parts words.
_ABBREVIATION = re.compile(r"(?:[ก-ฮ]\.){2,}(?:[ก-ฮ](?![ก-๎.]))?|[ก-ฮ]\.[ก-ฮ](?![ก-๎.])")
_IDLE_POINT = re.compile(r"(?<![0-9a-zก-๎])\.|(?<=[ก-๎])\.(?![0-9a-zก-๎])")
_SHORT = re.compile(
    "^(?:อบต|อบจ|อปท|อปพร|รพสต|ศพด|พรบ|พรก|กทม|สตง|ปปช|ปปท|กกต|คสล|นสล|ทต|ทม|รพ|รร|สปสช)(?=[ก-ฮเ-ไ]|$)"
)
_THAI = "ก-ฮะ-ฺเ-ๅ็-๎"
_RUN = re.compile(rf"[{_THAI}]+|[^\W_{_THAI}]+")
_CHUNK = re.compile(r'["“”]([^"“”]+)["“”]|[^\s"“”]+')
_NEIGHBOURS = (("นาย", ""), ("โดย", "และ"), ("", "เป็น"))
_LEADING = "เแโใไ"
_MARKS = dict.fromkeys(map(ord, "ัำิีึืฺุู็่้๊๋์ํ๎"))


def normalise(text: str) -> str:
    """The text as it is compared: repaired, Arabic digits, lower case, without ฯ, ๆ and อ.บ.ต.'s points.

    A point that parts an abbreviation from the next word stays.
    """
    plain = to_arabic(repair(text)).lower().translate(_IGNORED)
    plain = _ABBREVIATION.sub(lambda short: f".{short[0].replace('.', '')}.", plain)
    return _IDLE_POINT.sub("", plain)


def to_vector(text: str) -> str:
    """A text as the literal of a `tsvector`: its words with their positions.

    Positions start anew after 16,383; what lies beyond the first 400,000 letters is not searched.
    """
    return to_weighted_vector([(text, "")])


def to_weighted_vector(texts: Iterable[tuple[str, str]]) -> str:
    """Texts with their weights (A to D, empty for D) as one `tsvector`; no phrase spans two of them."""
    places: dict[str, list[str]] = {}
    position, room = 1, MOST_BYTES
    for text, weight in texts:
        for word in _words(normalise(text[:MOST_TEXT])):
            if word not in places:
                room -= len(word.encode()) + 8
                if room < 0:
                    break
            # PostgreSQL keeps at most 255 places of a word.
            at = places.setdefault(word, [])
            if len(at) < MOST_PLACES:
                at.append(f"{(position - 1) % LAST_POSITION + 1}{weight}")
            position += _width(word)
        position += BETWEEN_TEXTS
    return " ".join(f"{_quote(word)}:{','.join(at)}" for word, at in places.items())


def to_query(text: str, *, is_open: bool = True, weight: str = "") -> str | None:
    """What a person typed as the literal of a `tsquery`; None when nothing in it can be searched.

    Words between spaces, or between quotation marks, belong together in their order; each such group
    must occur, as it is or inside a reviewed compound. The last word may be unfinished (`is_open`).
    Numbers are whole: 12 does not find 120. A single letter finds nothing. With a `weight` (A to D)
    only texts of that weight count.
    """
    groups = split_query(text)
    if not groups or not _is_enough(groups):
        return None
    whole = [_closed(group.words, weight) for group in groups]
    if is_open and groups[-1].may_go_on:
        whole[-1] = _unfinished(groups[-1].words, weight)
    return " & ".join(f"({part})" for part in whole)


@dataclass(frozen=True)
class Group:
    """Words of a question that belong together; the last group may go on unless it was quoted."""

    words: list[str]
    may_go_on: bool

    @property
    def text(self) -> str:
        """Its letters and digits without anything between."""
        return "".join(self.words)

    @property
    def width(self) -> int:
        """How many clusters it has."""
        return sum(map(_width, self.words))


def split_query(text: str) -> list[Group]:
    """The groups of a question, at most 24 of them."""
    found = []
    chunks = [(m[1] or m[0], not m[1]) for m in _CHUNK.finditer(normalise(text[:LONGEST_QUERY]))]
    for at, (chunk, is_plain) in enumerate(chunks[:MOST_QUERY_WORDS]):
        if words := list(_words(chunk)):
            found.append(Group(words[:MOST_QUERY_WORDS], is_plain and at == len(chunks) - 1))
    return found


def is_searchable(text: str) -> bool:
    """Whether something in it can be searched: two clusters, or a number."""
    groups = split_query(text)
    return bool(groups) and _is_enough(groups)


def squeeze(text: str) -> str:
    """A text as it is compared, its letters and digits only: what a scan for a part looks through."""
    return "".join(_RUN.findall(normalise(text)))


def is_cut_surely(words: list[str]) -> bool:
    """Whether ICU cuts these words the same way wherever they stand; names are often cut otherwise.

    Where a name is glued to other words its first and last letters may go to its neighbours.
    """
    text = "".join(words)
    if not "ก" <= text[0] <= "๎":
        return True
    for before, after in _NEIGHBOURS:
        cut = _thai_words(before + text + after)
        if cut != [*_thai_words(before), *words, *_thai_words(after)]:
            return False
    return True


def to_starts_vector(texts: Iterable[str]) -> str:
    """A `tsvector` for completion: of each word's start the next 12 clusters, across its end."""
    starts: dict[str, None] = {}
    room = MOST_BYTES
    for text in texts:
        for run in re.split(r"[\n\r]+", normalise(text[:MOST_TEXT])):
            words = list(_words(run))
            for at in range(len(words)):
                start = _first_clusters("".join(words[at : at + START_CLUSTERS]))
                room -= len(start.encode()) + 4
                if room < 0:
                    break
                starts[start] = None
    return " ".join(_quote(start) for start in starts)


def to_starts_query(text: str) -> str | None:
    """A question to such a vector: each group begins somewhere; None when there is none."""
    parts = [_quote(_first_clusters(group.text)) + ":*" for group in split_query(text)]
    return " & ".join(parts) or None


def _first_clusters(text: str) -> str:
    count = 0
    for at, letter in enumerate(text):
        count += ord(letter) not in _MARKS
        if count > START_CLUSTERS:
            return text[:at]
    return text


def _is_enough(groups: list[Group]) -> bool:
    """Two clusters, or a number."""
    words = [word for group in groups for word in group.words]
    return len(words) > 1 or words[0].isdecimal() or _width(words[0]) > 1


def _words(text: str) -> Iterator[str]:
    """The words of a normalised text in their order."""
    for run in _RUN.findall(text):
        if "ก" <= run[0] <= "๎":
            yield from _thai_words(run)
        else:
            yield run[:LONGEST_WORD]


def _thai_words(run: str) -> list[str]:
    if (short := _SHORT.match(run)) and len(run) > short.end():
        return [short[0], *_thai_words(run[short.end() :])]
    if short:
        return [run]
    return [run[start:end][:LONGEST_WORD] for start, end in WordBreaker(run, "th").segments()]


def is_mark(letter: str) -> bool:
    """Whether it stands above, below or behind another letter, as part of its cluster."""
    return ord(letter) in _MARKS


def _width(word: str) -> int:
    """How many clusters a word has; at least one."""
    return len(word.translate(_MARKS)) or 1


def _closed(words: list[str], weight: str) -> str:
    """A group that is complete: its words, or a compound that holds them."""
    return " | ".join(_phrase(way, weight) for way in (words, *wider(words)))


def _phrase(words: list[str], weight: str = "", *, is_open: bool = False) -> str:
    """Words at exactly their distances; an open one ends in the beginning of a word."""
    parts = [_quote(words[0])]
    for before, word in zip(words, words[1:], strict=False):
        parts += [f"<{_width(before)}>", _quote(word)]
    label = ("*" if is_open and not words[-1].isdecimal() else "") + weight
    if weight:
        parts[:-1:2] = [f"{part}:{weight}" for part in parts[:-1:2]]
    if label:
        parts[-1] += f":{label}"
    return " ".join(parts)


def _unfinished(words: list[str], weight: str) -> str:
    """The last group: its end may be the beginning of a word that ICU cuts elsewhere.

    จัดซ is one unknown word to ICU, the text has จัด and ซื้อ: so the last letters are also tried alone.
    วัคซี are two, the text has วัคซีน: so the last words are also tried together.
    """
    if len(words) == 1 and _width(words[0]) < 2:
        return _phrase(words, weight)
    ways = [_phrase(way, weight, is_open=True) for way in (words, *wider(words))]
    last = words[-1]
    if "ก" <= last[0] <= "๎":
        for size in range(2, min(len(words), MOST_JOINED) + 1):
            joined = [*words[:-size], "".join(words[-size:])]
            ways.append(_phrase(joined, weight, is_open=True))
        # A word that ICU knows needs no cuts; their ends of one letter begin thousands of words.
        cuts = () if is_cut_surely([last]) else _cuts(last)
        ways += [
            _phrase([*words[:-1], *_thai_words(head), tail], weight, is_open=True)
            for head, tail in cuts
        ]
    return " | ".join(dict.fromkeys(ways))


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """A word with up to three clusters cut off; never before a mark or after a leading vowel."""
    starts = [at for at, letter in enumerate(word) if ord(letter) not in _MARKS]
    for at in reversed(starts[-3:]):
        if at > 0 and word[at - 1] not in _LEADING:
            yield word[:at], word[at:]


def _quote(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def split_words(text: str) -> list[str]:
    """The text cut into its words and what stands between them; joined they are the text again."""
    return [text[start:end] for start, end in WordBreaker(text, "th").segments()] if text else []
