"""From a title to its code: names of indicators, titles of items, texts of questions of a year."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from prongsai.assessment.importing.codes import plain
from prongsai.assessment.rules.shapes import INDICATOR, ITEM, QUESTION, Key
from prongsai.catalogues.reading import list_shipped_years, read_catalogue
from prongsai.catalogues.shapes import Catalogue

_NOISE = re.compile(
    r"\(.*?\)|ประจำปี(?:งบประมาณ)?|ปีงบประมาณ|พ\s*\.?\s*ศ\s*\.?|(?:25|20)\d\d|[^\w\u0e00-\u0e7f]|_|คะแนน$|^ด้าน"
)
CLOSE, MARGIN, SHORTEST = 90.0, 4.0, 6


def name_key(text: str) -> str:
    """A title without what is written in different ways: years, brackets, spaces, dots."""
    return _NOISE.sub("", plain(text))


def find_shipped_catalogue(year: int) -> Catalogue | None:
    """The shipped catalogue of a year (พ.ศ.), read without a database; None before the first."""
    try:
        return read_catalogue(year)
    except LookupError:
        return None


@lru_cache(maxsize=16)
def names_of(year: int) -> dict[str, Key]:
    """The titles of a year's lines by their keys; those that several lines share are left out."""
    catalogue = find_shipped_catalogue(year) or find_shipped_catalogue(list_shipped_years()[0])
    found: dict[str, Key] = {}
    double: set[str] = set()
    for title, key in _titles(catalogue) if catalogue else ():
        name = name_key(title)
        if name in found and found[name] != key:
            double.add(name)
        found[name] = key
    return {name: key for name, key in found.items() if name not in double}


def _titles(catalogue: Catalogue) -> Iterator[tuple[str, Key]]:
    for indicator in catalogue.indicators:
        yield indicator.title, Key(INDICATOR, indicator.code)
    for item in catalogue.items:
        yield item.title, Key(ITEM, item.code)
    for question in catalogue.questions:
        yield question.text, Key(QUESTION, question.code)


def has_name(text: str) -> bool:
    """Whether a text is a title of some year, letter by letter."""
    key = name_key(text)
    return any(key in names_of(year) for year in list_shipped_years())


def find_exact(text: str, year: int) -> Key | None:
    """The line whose title this is, letter by letter; None when there is none."""
    return names_of(year).get(name_key(text))


def find_close(text: str, year: int) -> Key | None:
    """The line whose title this must be, small slips allowed; None when it is not sure."""
    return _close(name_key(text), year)


@lru_cache(maxsize=4096)
def _close(name: str, year: int) -> Key | None:
    known = names_of(year)
    if name in known:
        return known[name]
    if len(name) < SHORTEST:
        return None
    best = process.extract(
        name, known.keys(), scorer=fuzz.ratio, limit=2, score_cutoff=CLOSE - MARGIN
    )
    if not best or best[0][1] < CLOSE:
        return None
    is_sure = len(best) == 1 or best[0][1] - best[1][1] >= MARGIN
    return known[best[0][0]] if is_sure else None
