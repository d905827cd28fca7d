"""The shipped catalogues of the assessment's years, read from their files; no database."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from prongsai.catalogues.shapes import (
    Answer,
    Catalogue,
    Component,
    Indicator,
    Instrument,
    Item,
    Level,
    Origin,
    Part,
    Question,
    Step,
    Topic,
)

DATA = Path(__file__).parent / "data" / "ita"
SCHEME = "nacc-ita"
# How sure a line must be before it counts as compared; below it a person has still to do so.
CHECKED = ("manual", "seen", "high")


def list_shipped_years(scheme: str = SCHEME) -> list[int]:
    """The fiscal years (พ.ศ.) that a catalogue is shipped for, oldest first."""
    return sorted(int(path.stem) for path in (DATA / scheme).glob("*.yaml"))


@lru_cache(maxsize=32)
def read_plain(fiscal_year: int, scheme: str = SCHEME) -> dict[str, Any]:
    """The file of a year as plain values. Raises LookupError when there is none."""
    if fiscal_year not in list_shipped_years(scheme):
        raise LookupError(f"no catalogue of {scheme} for {fiscal_year}")
    path = DATA / scheme / f"{fiscal_year}.yaml"
    plain: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return plain


@lru_cache(maxsize=32)
def read_catalogue(fiscal_year: int, scheme: str = SCHEME) -> Catalogue:
    """The shipped catalogue of a fiscal year (พ.ศ.), without anybody's corrections.

    A year after the last manual repeats the last one as a draft. Raises LookupError for a year
    before the first one, or a scheme that is not known.
    """
    source, plain = find_plain(fiscal_year, scheme)
    if source == fiscal_year:
        return build(plain)
    return copy_as_draft(plain, fiscal_year)


def find_plain(fiscal_year: int, scheme: str = SCHEME) -> tuple[int, dict[str, Any]]:
    """The year whose file speaks for a fiscal year, and its plain values; raises LookupError."""
    earlier = [year for year in list_shipped_years(scheme) if year <= fiscal_year]
    if not earlier:
        raise LookupError(f"no catalogue of {scheme} for {fiscal_year}")
    return earlier[-1], read_plain(earlier[-1], scheme)


def copy_as_draft(plain: Mapping[str, Any], fiscal_year: int) -> Catalogue:
    """The last known catalogue for a later year: same items, dates moved on by the years between."""
    years = fiscal_year - int(plain["fiscal_year"])
    known = build({**plain, "fiscal_year": fiscal_year})
    items = tuple(
        replace(item, previous=(item.code,), following=(item.code,)) for item in known.items
    )
    calendar = tuple(
        replace(step, starts_on=_later(step.starts_on, years), ends_on=_later(step.ends_on, years))
        for step in known.calendar
    )
    return replace(known, is_draft=True, items=items, calendar=calendar)


def _later(day: dt.date, years: int) -> dt.date:
    leap = day.month == 2 and day.day >= 28
    last = dt.date(day.year + years, 3, 1) - dt.timedelta(days=1)
    return last if leap else day.replace(year=day.year + years)


def build(plain: Mapping[str, Any]) -> Catalogue:
    """A catalogue from plain values that fit the schema."""
    year = int(plain["fiscal_year"])
    origins = {
        name: Origin(row["text"], is_checked=row["sure"] in CHECKED)
        for name, row in plain["sources"].items()
    }
    return Catalogue(
        scheme=plain["scheme"],
        fiscal_year=year,
        is_draft=False,
        instruments=tuple(_instrument(row, origins) for row in plain["instruments"]),
        indicators=tuple(
            Indicator(row["code"], row["title"], row["instrument"], origins[row["source"]])
            for row in plain["indicators"]
        ),
        questions=tuple(_question(row, origins) for row in plain["questions"]),
        items=tuple(_item(row, origins, year) for row in plain["items"]),
        levels=tuple(_level(row, origins) for row in plain["levels"]),
        calendar=tuple(_step(row, origins) for row in plain["calendar"]),
        topics=tuple(_topic(row, origins) for row in plain["topics"]),
        scale=tuple(Answer(row["text"], float(row["score"])) for row in plain["scale"]),
        origin=Origin(plain["note"]),
        oit_mean_of=plain["oit_mean_of"],
        addresses=dict(plain.get("addresses", {})),
    )


Origins = Mapping[str, Origin]
Row = Mapping[str, Any]


def _instrument(row: Row, origins: Origins) -> Instrument:
    parts = tuple(Part(p["code"], p["title"], float(p["weight"])) for p in row.get("parts", ()))
    return Instrument(
        row["code"], row["title"], float(row["weight"]), parts, origins[row["source"]]
    )


def _question(row: Row, origins: Origins) -> Question:
    is_negative = bool(row.get("is_negative", False))
    return Question(row["code"], row["text"], row["indicator"], is_negative, origins[row["source"]])


def _item(row: Row, origins: Origins, year: int) -> Item:
    return Item(
        code=row["code"],
        title=_dated(row["title"], year),
        group=row["group"],
        indicator=row["indicator"],
        sub_indicator=row["sub_indicator"],
        year_offset=int(row["year_offset"]),
        components=tuple(_component(part, origins, year) for part in row.get("components", ())),
        templates=tuple(row.get("templates", ())),
        previous=tuple(row.get("previous", ())),
        following=tuple(row.get("following", ())),
        origin=origins[row["source"]],
    )


def _component(row: Row, origins: Origins, year: int) -> Component:
    return Component(
        id=row["id"],
        text=_dated(row["text"], year),
        is_required=bool(row.get("is_required", True)),
        note=_dated(row.get("note", ""), year),
        evidence=tuple(row.get("evidence", ())),
        is_machine_readable=bool(row.get("is_machine_readable", False)),
        sources=tuple(row.get("sources", ())),
        origin=origins[row["source"]],
        months=row.get("months"),
    )


def _dated(text: str, year: int) -> str:
    return text.replace("{year}", str(year)).replace("{last_year}", str(year - 1))


def _level(row: Row, origins: Origins) -> Level:
    each = {code: float(score) for code, score in row.get("minimum_each", {}).items()}
    return Level(row["code"], row["title"], float(row["minimum"]), each, origins[row["source"]])


def _step(row: Row, origins: Origins) -> Step:
    days = (dt.date.fromisoformat(row["starts_on"]), dt.date.fromisoformat(row["ends_on"]))
    return Step(row["code"], row["title"], *days, origins[row["source"]])


def _topic(row: Row, origins: Origins) -> Topic:
    codes: Sequence[tuple[str, ...]] = [
        tuple(row.get(name, ())) for name in ("questions", "items", "sources")
    ]
    return Topic(int(row["number"]), row["title"], *codes, origins[row["source"]])
