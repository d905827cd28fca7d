"""The shipped catalogues of the assessment's years, read from their files; no database."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from prongsai.catalogues.building import build
from prongsai.catalogues.lines import Plain, add_line, has_line, has_owner, lay_over
from prongsai.catalogues.shapes import Catalogue

DATA = Path(__file__).parent / "data" / "ita"
SCHEMA = Path(__file__).parent / "schema.json"
SCHEME = "nacc-ita"
# The one written in C reads a year in a tenth of the time; some systems lack it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def list_shipped_years(scheme: str = SCHEME) -> list[int]:
    """The fiscal years (พ.ศ.) that a catalogue is shipped for, oldest first."""
    return sorted(int(path.stem) for path in (DATA / scheme).glob("*.yaml"))


@lru_cache(maxsize=32)
def read_plain(fiscal_year: int, scheme: str = SCHEME) -> Plain:
    """The file of a year as plain values. Raises LookupError when there is none."""
    if fiscal_year not in list_shipped_years(scheme):
        raise LookupError(f"no catalogue of {scheme} for {fiscal_year}")
    path = DATA / scheme / f"{fiscal_year}.yaml"
    plain: Plain = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    return plain


@lru_cache(maxsize=1)
def read_schema() -> dict[str, Any]:
    """The JSON Schema of a year's file."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


@dataclass(frozen=True)
class Change:
    """A line that is otherwise than shipped: `values` as JSON, its source, a key of its own.

    `is_added`: the shipped file has no such line.
    """

    fiscal_year: int
    path: str
    values: str
    source: str
    key: str
    is_added: bool = False


def read_catalogue(fiscal_year: int, scheme: str = SCHEME) -> Catalogue:
    """The shipped catalogue of a fiscal year (พ.ศ.), without anybody's corrections.

    A year after the last manual repeats the last one as a draft. Raises LookupError for a year
    before the first one, or a scheme that is not known.
    """
    return compose(fiscal_year, scheme, ())


# Keyed by what was corrected, not by who asks: the same corrections give the same catalogue.
@lru_cache(maxsize=128)
def compose(fiscal_year: int, scheme: str, changes: tuple[Change, ...]) -> Catalogue:
    """The catalogue of a year with changes laid over the shipped files; raises LookupError."""
    is_draft = fiscal_year not in list_shipped_years(scheme)
    return build(compose_plain(fiscal_year, scheme, changes), is_draft=is_draft)


def compose_plain(fiscal_year: int, scheme: str, changes: Sequence[Change]) -> Plain:
    """The plain values of a year with changes laid over; raises LookupError.

    A draft carries on what was corrected in the years that it repeats. What becomes of an item is
    what the year after says of it.
    """
    plain = compose_alone(fiscal_year, scheme, changes)
    later = compose_alone(fiscal_year + 1, scheme, changes)
    became = {
        row["code"]: [
            new["code"] for new in later["items"] if row["code"] in new.get("previous", ())
        ]
        for row in plain["items"]
    }
    items = [{**row, "following": became[row["code"]]} for row in plain["items"]]
    return {**plain, "items": items}


def compose_alone(fiscal_year: int, scheme: str, changes: Sequence[Change]) -> Plain:
    """Like `compose_plain`, without what the year after says of the items; raises LookupError."""
    shipped, plain = find_plain(fiscal_year, scheme)
    for year in range(shipped, fiscal_year + 1):
        if year > shipped:
            plain = copy_as_draft(plain, year)
        # By their paths: an added item comes before its components.
        for change in sorted(changes, key=lambda change: change.path):
            if change.fiscal_year == year:
                plain = _apply(plain, change)
    return plain


def _apply(plain: Plain, change: Change) -> Plain:
    """One change laid over; a line of an earlier release that is gone has nothing to lie over."""
    said = (change.path, json.loads(change.values), change.source, change.key)
    if has_line(plain, change.path):
        return lay_over(plain, *said)
    return add_line(plain, *said) if change.is_added and has_owner(plain, change.path) else plain


def find_plain(fiscal_year: int, scheme: str = SCHEME) -> tuple[int, Plain]:
    """The year whose file speaks for a fiscal year, and its plain values; raises LookupError."""
    earlier = [year for year in list_shipped_years(scheme) if year <= fiscal_year]
    if not earlier:
        raise LookupError(f"no catalogue of {scheme} for {fiscal_year}")
    return earlier[-1], read_plain(earlier[-1], scheme)


def copy_as_draft(plain: Mapping[str, Any], fiscal_year: int) -> Plain:
    """The last known values for a later year: same items, dates moved on by the years between.

    Nobody can have compared a draft with its manual: no line of it counts as checked.
    """
    years = fiscal_year - int(plain["fiscal_year"])
    return {
        **plain,
        "fiscal_year": fiscal_year,
        "note": f"ยกมาจากปี พ.ศ. {plain['fiscal_year']}",
        "sources": {
            code: {"sure": "carried", "text": row["text"]} for code, row in plain["sources"].items()
        },
        "items": [
            {**row, "previous": [row["code"]], "following": [row["code"]]} for row in plain["items"]
        ],
        "calendar": [
            {**row, **{name: _later(row[name], years) for name in ("starts_on", "ends_on")}}
            for row in plain["calendar"]
        ],
    }


def _later(written: str, years: int) -> str:
    day = dt.date.fromisoformat(written)
    is_end_of_february = day.month == 2 and day.day >= 28
    last = dt.date(day.year + years, 3, 1) - dt.timedelta(days=1)
    return (last if is_end_of_february else day.replace(year=day.year + years)).isoformat()
