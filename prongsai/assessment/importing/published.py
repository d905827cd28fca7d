"""An import as JSON, in the published shape (docs/guide/13-assessment.md)."""

from decimal import Decimal
from typing import Any

from prongsai.assessment.importing.names import find_shipped_catalogue
from prongsai.assessment.importing.result import ImportedYear, ImportResult
from prongsai.assessment.rules.shapes import (
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    SUB_INDICATOR,
    Key,
    Line,
    Reached,
    Sums,
)
from prongsai.assessment.rules.sums import compute, round_score

FORMAT = "prongsai-ita-results-1"
LISTS = {
    "instruments": INSTRUMENT, "parts": PART, "indicators": INDICATOR, "sub_indicators": SUB_INDICATOR,
    "questions": QUESTION, "items": ITEM,
}  # fmt: skip


def to_json(result: ImportResult) -> dict[str, Any]:
    """Everything that was read and what follows from it; scores are numbers 0–100 or null."""
    return {
        "format": FORMAT,
        "years": [year_to_json(year) for year in result.years],
        "warnings": [
            {
                "code": warning.code,
                "message": warning.message,
                "where": warning.where,
                "fiscal_year": warning.fiscal_year,
                "needs_decision": warning.needs_decision,
            }
            for warning in result.warnings
        ],
        "skipped": result.skipped,
    }


def year_to_json(year: ImportedYear) -> dict[str, Any]:
    """One year: its lines by kind, the total, the level."""
    catalogue = find_shipped_catalogue(year.fiscal_year)
    sums = compute(catalogue, year.stated) if catalogue else _stated_only(year)
    return {
        "fiscal_year": year.fiscal_year,
        "has_catalogue": catalogue is not None,
        "is_draft": bool(catalogue and catalogue.is_draft),
        "total": _line(sums.total),
        "level": {"stated": year.level or None, **_level(sums.reached)},
        **{name: _lines(sums, kind) for name, kind in LISTS.items()},
    }


def _stated_only(year: ImportedYear) -> Sums:
    """The lines of a year without a catalogue: as stated, nothing computed."""
    lines = {key: Line(key, "", score) for key, score in year.scores.items()}
    return Sums(lines, Line(Key("total", "total"), "", year.total), None)


def _lines(sums: Sums, kind: str) -> list[dict[str, Any]]:
    always = kind == INSTRUMENT
    lines = [line for key, line in sums.lines.items() if key.kind == kind]
    return [
        {
            "code": line.key.code,
            **({"part": line.key.part} if line.key.part else {}),
            "title": line.title,
            **_line(line),
        }
        for line in lines
        if always or line.score is not None
    ]


def _line(line: Line) -> dict[str, Any]:
    return {
        "score": _number(line.score),
        "stated": _number(line.stated),
        "computed": _number(line.computed),
        "difference": _number(line.difference),
        "adds_up": None if line.stated is None or line.computed is None else not line.is_off,
        "missing": list(line.missing),
    }


def _level(reached: Reached | None) -> dict[str, Any]:
    if reached is None:
        return {"code": None, "title": None, "is_certain": False, "missing": [], "next": None}
    following = reached.following
    return {
        "code": reached.level.code,
        "title": reached.level.title,
        "is_certain": reached.is_certain,
        "missing": list(reached.missing),
        "next": following
        and {
            "code": following.code,
            "title": following.title,
            "short": [
                {"code": s.code, "score": _number(s.score), "minimum": _number(s.minimum)}
                for s in reached.short
            ],
        },
    }


def _number(score: Decimal | None) -> float | None:
    return None if score is None else float(round_score(score))
