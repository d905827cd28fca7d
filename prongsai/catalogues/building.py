"""A catalogue from the plain values of its file."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from prongsai.catalogues.lines import dated
from prongsai.catalogues.shapes import (
    Answer,
    Catalogue,
    Component,
    Form,
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

# What was read in the manual or on a published page of that year; all else a person has to compare.
CHECKED = ("manual", "seen")


def build(plain: Mapping[str, Any], *, is_draft: bool = False) -> Catalogue:
    """A catalogue from plain values that fit the schema."""
    year = int(plain["fiscal_year"])
    origins = {
        name: Origin(row["text"], is_checked=row["sure"] in CHECKED)
        for name, row in plain["sources"].items()
    }
    return Catalogue(
        scheme=plain["scheme"],
        fiscal_year=year,
        is_draft=is_draft,
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
        forms=tuple(_form(row, origins) for row in plain["forms"]),
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
        title=dated(row["title"], year),
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
        text=dated(row["text"], year),
        is_required=bool(row.get("is_required", True)),
        note=dated(row.get("note", ""), year),
        evidence=tuple(row.get("evidence", ())),
        is_machine_readable=bool(row.get("is_machine_readable", False)),
        sources=tuple(row.get("sources", ())),
        origin=origins[row["source"]],
        months=row.get("months"),
        form=row.get("form", ""),
    )


def _form(row: Row, origins: Origins) -> Form:
    columns, optional = tuple(row["columns"]), tuple(row.get("optional", ()))
    return Form(row["code"], row["title"], columns, optional, origins[row["source"]])


def _level(row: Row, origins: Origins) -> Level:
    each = {code: float(score) for code, score in row.get("minimum_each", {}).items()}
    return Level(row["code"], row["title"], float(row["minimum"]), each, origins[row["source"]])


def _step(row: Row, origins: Origins) -> Step:
    days = (dt.date.fromisoformat(row["starts_on"]), dt.date.fromisoformat(row["ends_on"]))
    return Step(row["code"], row["title"], *days, origins[row["source"]])


def _topic(row: Row, origins: Origins) -> Topic:
    return Topic(
        number=int(row["number"]),
        title=row["title"],
        questions=tuple(row["questions"]),
        items=tuple(row["items"]),
        sources=tuple(row["sources"]),
        origin=origins[row["source"]],
    )
