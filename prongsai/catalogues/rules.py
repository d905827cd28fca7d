"""What must be true of a catalogue, and what changed between two years. Pure."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator

from prongsai.catalogues.lines import GENERAL
from prongsai.catalogues.reading import read_schema
from prongsai.thai.fiscal import FiscalYear

DOES_NOT_FIT = _("This does not fit the form of the catalogue.")
WORDS: "Mapping[str, str | Promise]" = {
    "minLength": _("Write something here."),
    "maxLength": _("This is too long."),
    "minItems": _("Choose at least one."),
    "minimum": _("Give a number from 0 to 100."),
    "maximum": _("Give a number from 0 to 100."),
}


@dataclass(frozen=True)
class Problem:
    """Something that is not right: in which section, which field, said for people."""

    section: str
    field: str
    message: "str | Promise"


def find_problems(plain: Mapping[str, Any], known_before: Collection[str]) -> list[Problem]:
    """What is wrong with a year's plain values.

    `known_before` are the item codes of the year before; empty when there is no catalogue of it.
    """
    misfits = list(_list_misfits(plain))
    if misfits:
        return misfits
    return [
        *_list_wrong_weights(plain),
        *_list_doubles(plain),
        *_list_wrong_references(plain, known_before),
        *_list_wrong_levels(plain),
        *_list_wrong_days(plain),
    ]


def _list_misfits(plain: Mapping[str, Any]) -> Iterator[Problem]:
    for error in Draft202012Validator(read_schema()).iter_errors(dict(plain)):
        path = list(error.absolute_path)
        names = [str(part) for part in path if not isinstance(part, int)]
        message = WORDS.get(str(error.validator), DOES_NOT_FIT)
        yield Problem(names[0] if names else "", names[-1] if names else "", message)


def _list_wrong_weights(plain: Mapping[str, Any]) -> Iterator[Problem]:
    total = sum(row["weight"] for row in plain["instruments"])
    if abs(total - 100) > 0.001:
        message = _("The weights together are %(total)g, they must be 100.") % {"total": total}
        yield Problem("instruments", "weight", message)
    for row in plain["instruments"]:
        own = sum(part["weight"] for part in row.get("parts", ()))
        if row.get("parts") and abs(own - row["weight"]) > 0.001:
            message = _("The parts together must weigh as much as %(code)s.") % row
            yield Problem("instruments", "weight", message)


def _list_doubles(plain: Mapping[str, Any]) -> Iterator[Problem]:
    lists = {
        name: plain[name] for name in ("instruments", "indicators", "questions", "levels", "calendar", "topics", "forms", "items")
    }  # fmt: skip
    for name, rows in lists.items():
        codes = [row.get("code", row.get("number")) for row in rows]
        if len(codes) != len(set(codes)):
            yield Problem(name, "code", _("The same code stands there twice."))
    for row in plain["items"]:
        ids = [part["id"] for part in row.get("components", ())]
        if len(ids) != len(set(ids)):
            yield Problem("items", "components", _("The same code stands there twice."))


def _list_wrong_references(
    plain: Mapping[str, Any], known_before: Collection[str]
) -> Iterator[Problem]:
    codes = {
        name: {row["code"] for row in plain[name]}
        for name in ("instruments", "indicators", "questions", "forms", "items")
    }
    weighed = codes["instruments"] | {
        part["code"] for row in plain["instruments"] for part in row.get("parts", ())
    }
    wanted = [(GENERAL, "source", [plain.get(GENERAL)], {None, *plain["sources"]})]
    for section in ("instruments", "indicators", "questions", "levels", "calendar", "topics", "forms", "items"):  # fmt: skip
        for row in plain[section]:
            parts = row.get("components", ())
            named = [row["source"], *(part["source"] for part in parts)]
            wanted.append((section, "source", named, set(plain["sources"])))
    wanted += [("indicators", "instrument", [row["instrument"]], codes["instruments"]) for row in plain["indicators"]]  # fmt: skip
    for row in [*plain["questions"], *plain["items"]]:
        wanted.append(("items", "indicator", [row["indicator"]], codes["indicators"]))
    for row in plain["levels"]:
        wanted.append(("levels", "minimum_each", list(row.get("minimum_each", ())), weighed))
    for row in plain["topics"]:
        wanted += [("topics", name, row[name], codes[name]) for name in ("questions", "items")]
    for row in plain["forms"]:
        wanted.append(("forms", "optional", row.get("optional", []), set(row["columns"])))
    forms = [part["form"] for row in plain["items"] for part in row.get("components", ()) if part.get("form")]  # fmt: skip
    wanted.append(("items", "form", forms, codes["forms"]))
    for row in plain["items"]:
        wanted.append(("items", "previous", row.get("previous", []), set(known_before)))
        group, own = row["sub_indicator"].split(".")[0], row["indicator"]
        wanted.append(("items", "sub_indicator", [group], {own}))
    for section, field, named, known in wanted:
        missing = [str(code) for code in named if code not in known]
        if missing:
            message = _("There is no %(codes)s.") % {"codes": ", ".join(missing)}
            yield Problem(section, field, message)


def _list_wrong_levels(plain: Mapping[str, Any]) -> Iterator[Problem]:
    scores = [row["minimum"] for row in plain["levels"]]
    if scores != sorted(scores, reverse=True) or scores[-1] != 0:
        message = _("The levels go from the best down to one that begins at 0.")
        yield Problem("levels", "minimum", message)


def _list_wrong_days(plain: Mapping[str, Any]) -> Iterator[Problem]:
    year = FiscalYear(plain["fiscal_year"])
    latest = year.last_day + dt.timedelta(days=92)
    for row in plain["calendar"]:
        try:
            start, end = (dt.date.fromisoformat(row[name]) for name in ("starts_on", "ends_on"))
        except ValueError:
            yield Problem("calendar", "starts_on", DOES_NOT_FIT)
            continue
        if end < start:
            yield Problem("calendar", "ends_on", _("The last day comes before the first."))
        elif start < year.first_day or end > latest:
            message = _("This day is not in the assessment of %(year)s.") % {"year": year.year_be}
            field = "starts_on" if start < year.first_day else "ends_on"
            yield Problem("calendar", field, message)
