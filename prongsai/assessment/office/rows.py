"""Lines of a result as the screens show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prongsai.assessment.importing.checks import say_difference
from prongsai.assessment.queries import Scores
from prongsai.assessment.rules.shapes import (
    FULL,
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    SUB_INDICATOR,
    TOTAL,
    Key,
    Line,
    Reached,
    Shortfall,
    Sums,
)
from prongsai.assessment.rules.sums import find_tolerance, round_score
from prongsai.assessment.wording import name_of


@dataclass(frozen=True)
class Row:
    """One line: its name and title, the score, how long its bar is, why it is off."""

    name: str
    title: str
    stated: str
    computed: str
    width: int
    is_off: bool
    note: str
    is_full: bool


@dataclass(frozen=True)
class Group:
    """The lines of a kind under their head."""

    kind: str
    head: str
    rows: Sequence[Row]


def show_score(score: Any) -> str:
    """A score with two decimals; a dash when it is not known."""
    return "–" if score is None else f"{round_score(score)}"


def list_groups(scores: Scores) -> list[Group]:
    """The lines of a year by kind; kinds without a score are left out."""
    if scores.sums is None:
        return _stated_groups(scores)
    tolerance = find_tolerance(scores.stated)
    return [
        Group(kind, head, [_row(line, tolerance) for line in lines])
        for kind, head in _heads()
        if (lines := _shown(scores.sums, kind))
    ]


def _heads() -> list[tuple[str, str]]:
    return [
        (INSTRUMENT, _("Instruments")),
        (PART, _("Parts of the EIT")),
        (INDICATOR, _("Indicators")),
        (SUB_INDICATOR, _("Sub-indicators")),
        (QUESTION, _("Questions of IIT and EIT")),
        (ITEM, _("Disclosure items (OIT)")),
    ]


def _shown(sums: Sums, kind: str) -> list[Line]:
    lines = [line for key, line in sums.lines.items() if key.kind == kind]
    if kind == INSTRUMENT:
        return lines
    return [line for line in lines if line.score is not None or line.missing]


def _row(line: Line, tolerance: Any) -> Row:
    note = ""
    if line.is_off:
        note = say_difference(line, tolerance)
    elif line.missing and line.score is None:
        note = _("Missing: %(codes)s") % {"codes": ", ".join(line.missing)}
    score = line.score
    return Row(
        name_of(line.key),
        line.title,
        show_score(line.stated),
        show_score(line.computed),
        0 if score is None else int(score),
        line.is_off,
        note,
        score == FULL,
    )


def _stated_groups(scores: Scores) -> list[Group]:
    lines: dict[str, list[Row]] = {}
    for key, score in scores.stated.scores.items():
        row = Row(name_of(key), "", show_score(score), "–", int(score), False, "", score == FULL)
        lines.setdefault(key.kind, []).append(row)
    return [Group(kind, head, lines[kind]) for kind, head in _heads() if kind in lines]


def total_row(scores: Scores) -> Row:
    """The total of a year."""
    if scores.sums is not None:
        return _row(scores.sums.total, find_tolerance(scores.stated))
    return _row(Line(Key(TOTAL, TOTAL), "", scores.stated.total), find_tolerance(scores.stated))


def say_short(short: Shortfall) -> str:
    """Why a level is not reached: "EIT1 84.00, at least 85.00 (1.00 missing)"."""
    name = _("total") if short.code == TOTAL else short.code
    values = {"code": name, "score": show_score(short.score), "minimum": show_score(short.minimum)}
    if short.score is None:
        return _("%(code)s: at least %(minimum)s") % values
    values["missing"] = show_score(short.minimum - round_score(short.score))
    return _("%(code)s %(score)s: at least %(minimum)s, %(missing)s missing") % values


def show_level(reached: Reached | None) -> dict[str, Any]:
    """The level, and why it is not the next one."""
    if reached is None:
        return {"level": None}
    return {
        "level": reached.level.title,
        "is_certain": reached.is_certain,
        "unknown": ", ".join(reached.missing),
        "following": reached.following.title if reached.following else "",
        "short": [say_short(short) for short in reached.short],
    }
