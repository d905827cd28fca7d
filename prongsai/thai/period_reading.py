"""From the words of a period to the months they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.thai.calendar import BE_OFFSET, Month
from prongsai.thai.fiscal import FiscalYear
from prongsai.thai.month_names import is_english, month_number
from prongsai.thai.period_words import TOKEN, WHOLE_YEAR

_NEAR_BE, _NEAR_GREGORIAN = 12, 6  # years around the plan that two digits may mean
_QUARTER_WORDS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}
_FISCAL_WORDS = ("quarter", "half", "edge")
_MONTH_GROUPS = {
    "name": "name_year",
    "iso_month": "iso_year",
    "date_month": "date_year",
    "us_month": "us_year",
    "slash_month": "slash_year",
    "bare_month": "",
}
_YEAR_GROUPS = {
    "quarter": "quarter_year",
    "half": "half_year",
    "edge": "edge_year",
    "year": "year_year",
    "bare": "bare_year",
    "span": "",
}
_GROUPS = _MONTH_GROUPS | _YEAR_GROUPS
_EXPLAINED = re.compile(r"\s*[(:]?\s*\d{0,2}\s*")


@dataclass(frozen=True)
class Mention:
    """Months named in the text, first and last, and where they stand (from, to)."""

    at: int
    to: int
    first: Month
    last: Month
    is_month: bool  # named as months, not as quarter, half or year


@dataclass(frozen=True)
class Reading:
    """What a text names: its months, whether the whole year too, the years (พ.ศ.) in its order."""

    mentions: tuple[Mention, ...]
    fiscal_year: FiscalYear
    names_year: bool
    years: tuple[int, ...]


@dataclass(frozen=True)
class _Token:
    """A matched word: its kind (a key of _GROUPS), the match, its year in พ.ศ. when written."""

    kind: str
    match: re.Match[str]
    year: int | None

    @property
    def number(self) -> int:
        """The month number (1-12) of a month token."""
        written = self.match[self.kind]
        return (month_number(written) or 1) if self.kind == "name" else int(written)


def read(plain: str, fiscal_year: int) -> Reading:
    """The months that a text (after `plain_text`) names in a plan of `fiscal_year` (พ.ศ.)."""
    tokens = [_token(match, fiscal_year) for match in TOKEN.finditer(plain)]
    whole = [token for token in tokens if _is_year(token)]
    year = FiscalYear(next((t.year for t in whole if t.kind == "year" and t.year), fiscal_year))
    specific = [token for token in tokens if token.kind not in ("year", "bare", "span")]
    kept = [token for token in specific if not _is_explained(token, specific, plain)]
    mentions = _mentions(plain, kept, year) if kept else [_stretch(t, year) for t in whole]
    years = tuple(dict.fromkeys(token.year for token in tokens if token.year))
    return Reading(tuple(mentions), year, bool(whole), years)


def _token(match: re.Match[str], fiscal_year: int) -> _Token:
    kind = next(group for group in _GROUPS if match[group] is not None)
    group = _GROUPS[kind]
    written = match[group] if group else None
    is_latin = kind == "name" and is_english(match["name"])
    return _Token(kind, match, _year(written, fiscal_year, is_latin) if written else None)


def _year(written: str, fiscal_year: int, is_latin: bool) -> int | None:
    """The year in พ.ศ. that was written; two digits only when they mean a year near the plan's."""
    year = int(written)
    if len(written) == 4:
        return year if year >= 2400 else year + BE_OFFSET
    if abs(2500 + year - fiscal_year) <= _NEAR_BE:
        return 2500 + year
    latin = 2000 + year + BE_OFFSET
    return latin if is_latin and abs(latin - fiscal_year) <= _NEAR_GREGORIAN else None


def _is_year(token: _Token) -> bool:
    if token.kind == "year":
        return token.year is not None or bool(WHOLE_YEAR.search(token.match[0]))
    return token.kind in ("bare", "span")


def _is_explained(token: _Token, tokens: Sequence[_Token], plain: str) -> bool:
    """Whether months follow that say what this quarter or half is: "ไตรมาส 1 (ต.ค. - ธ.ค.)"."""
    if token.kind not in _FISCAL_WORDS:
        return False
    after = [t for t in tokens if t.match.start() >= token.match.end()]
    if not after or after[0].kind not in _MONTH_GROUPS:
        return False
    between = plain[token.match.end() : after[0].match.start()]
    return _EXPLAINED.fullmatch(between) is not None


def _mentions(plain: str, tokens: Sequence[_Token], year: FiscalYear) -> list[Mention]:
    placed: list[Mention | None] = [_dated(token, year) for token in tokens]
    _place_before_dated(tokens, placed)
    for index, token in enumerate(tokens):
        if placed[index] is None:
            previous = placed[index - 1] if index else None
            placed[index] = _month(token, _place_after(token.number, previous, plain, token, year))
    return [mention for mention in placed if mention]


def _dated(token: _Token, year: FiscalYear) -> Mention | None:
    if token.kind not in _MONTH_GROUPS:
        return _stretch(token, year)
    if token.year is None:
        return None
    return _month(token, Month(token.year - BE_OFFSET, token.number))


def _place_before_dated(tokens: Sequence[_Token], placed: list[Mention | None]) -> None:
    """A year written once at the end is also that of the months before: "ต.ค. - ธ.ค. 2567"."""
    following: Month | None = None
    for index in range(len(tokens) - 1, -1, -1):
        token, mention = tokens[index], placed[index]
        if mention is not None:
            following = mention.first if token.year else None
        elif following is not None:
            following = following.plus(-((following.month - token.number) % 12))
            placed[index] = _month(token, following)


def _place_after(
    number: int, previous: Mention | None, plain: str, token: _Token, year: FiscalYear
) -> Month:
    """The month inside the fiscal year; at the end of a range, the next one after its start."""
    if previous is None:
        return year.month_of(number)
    is_range = "-" in plain[previous.to : token.match.start()]
    if is_range or not year.contains(previous.last):
        return previous.last.plus((number - previous.last.month) % 12)
    return year.month_of(number)


def _month(token: _Token, month: Month) -> Mention:
    return Mention(*token.match.span(), month, month, is_month=True)


def _stretch(token: _Token, year: FiscalYear) -> Mention:
    own = FiscalYear(token.year) if token.year else year
    offsets = list(_offsets(token))
    first, last = own.first_month.plus(min(offsets)), own.first_month.plus(max(offsets))
    return Mention(*token.match.span(), first, last, is_month=False)


def _offsets(token: _Token) -> Iterator[int]:
    """Months of the fiscal year, 0 for October to 11, between which the token stretches."""
    if token.kind == "quarter":
        for number in _quarters(token.match["quarter"]):
            yield from (3 * number - 3, 3 * number - 1)
    elif token.kind == "half":
        yield from _half(token.match["half"])
    elif token.kind == "edge":
        yield 0 if token.match["edge"].startswith("ต้น") else 11
    else:
        yield from (0, 11)


def _quarters(written: str) -> list[int]:
    found = re.findall("|".join(("[1-4]", *_QUARTER_WORDS)), written)
    return [int(word) if word.isdigit() else _QUARTER_WORDS[word] for word in found]


def _half(written: str) -> tuple[int, int]:
    number = re.search(r"\d+", written)
    length = int(number[0]) if number else 6
    return (12 - length, 11) if "หลัง" in written else (0, length - 1)
