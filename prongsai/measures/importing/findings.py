"""Warnings about what was read."""

import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from prongsai.measures.importing import columns as col
from prongsai.measures.importing.result import ImportedMeasure, ImportWarning, KnownUnit
from prongsai.measures.importing.slips import misspellings
from prongsai.measures.importing.tables import PlanTable
from prongsai.measures.importing.units import ALL_DIVISIONS, name_key
from prongsai.thai.digits import to_arabic
from prongsai.thai.fiscal import FiscalYear
from prongsai.thai.text import repair

_STATED = re.compile(r"(?:ปี\s*งบประมาณ|ประจำปี)\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(25\d\d|[5-9]\d(?!\d))")


def stated_years(lines: Sequence[str]) -> list[int]:
    """The fiscal years of which titles and memo speak, the most frequent first."""
    found = (year for line in lines for year in _STATED.findall(to_arabic(repair(line))))
    counts = Counter(int(year) if len(year) == 4 else 2500 + int(year) for year in found)
    return [year for year, _count in counts.most_common()]


def list_warnings(
    measures: Sequence[ImportedMeasure],
    tables: Sequence[PlanTable],
    *,
    fiscal_year: int,
    stated: Sequence[int],
    known_units: Sequence[KnownUnit],
) -> list[ImportWarning]:
    """Everything a person should know about an import, decisions first."""
    found = [
        *_years(measures, fiscal_year, stated),
        *_units(measures, known_units),
        *_numbers(measures),
        *_heads(tables),
        *_measures(measures, tables, fiscal_year),
        *misspellings(measures, fiscal_year, known_units),
    ]
    return sorted(found, key=lambda warning: not warning.needs_decision)


def _years(
    measures: Sequence[ImportedMeasure], fiscal_year: int, stated: Sequence[int]
) -> list[ImportWarning]:
    if stated and fiscal_year not in stated:
        text = _("The file speaks of fiscal year %(stated)s, not of %(asked)s.")
        message = text % {"stated": stated[0], "asked": fiscal_year}
        return [ImportWarning("fiscal_year", message, "", needs_decision=True)]
    year = FiscalYear(fiscal_year)
    ends = [m.period.end for m in measures if m.period and m.period.end and m.period.years_written]
    outside = [month for month in ends if not year.contains(month)]
    if len(outside) * 2 > len(ends):
        message = _("Most periods lie outside fiscal year %(asked)s.") % {"asked": fiscal_year}
        return [ImportWarning("fiscal_year", message, "", needs_decision=True)]
    return []


def _units(
    measures: Sequence[ImportedMeasure], known_units: Sequence[KnownUnit]
) -> list[ImportWarning]:
    if not known_units:
        return []
    known = {name_key(text) for name, aliases in known_units for text in (name, *aliases)}
    unknown: dict[str, str] = {}
    for measure in measures:
        for unit in measure.units:
            if unit != ALL_DIVISIONS and name_key(unit) not in known:
                unknown.setdefault(unit, measure.where)
    return [
        ImportWarning(
            "unknown_unit",
            _("“%(unit)s” is no known division.") % {"unit": unit},
            where,
            needs_decision=True,
        )
        for unit, where in unknown.items()
    ]


def _numbers(measures: Sequence[ImportedMeasure]) -> list[ImportWarning]:
    counts = Counter(measure.number for measure in measures)
    return [
        ImportWarning(
            "duplicate_number",
            _("Number %(number)s stands %(count)s times.") % {"number": number, "count": count},
            next(m.where for m in reversed(measures) if m.number == number),
            needs_decision=True,
        )
        for number, count in counts.items()
        if count > 1
    ]


def _heads(tables: Sequence[PlanTable]) -> list[ImportWarning]:
    found: dict[str, ImportWarning] = {}
    once = (col.TITLE, col.STEPS, col.PERIOD, col.UNITS, col.OUTPUT, col.OUTCOME)
    for table in tables:
        heads = table.grid.rows[table.heads[-1]] if table.heads else []
        for meaning in once:
            own = [
                at for at, m in enumerate(table.columns)
                if m == meaning and at < len(heads) and not heads[at].left
                and not (m == col.PERIOD and col.is_end_of_period(heads[at].text))
            ]  # fmt: skip
            if len(own) > 1:
                text = table.head_texts[own[1]].replace("\n", " ")
                found.setdefault(
                    meaning,
                    ImportWarning(
                        "duplicate_header",
                        _("Several columns mean the same: “%(text)s”.") % {"text": text},
                        table.grid.where,
                        needs_decision=True,
                    ),
                )
    return list(found.values())


def _measures(
    measures: Sequence[ImportedMeasure], tables: Sequence[PlanTable], fiscal_year: int
) -> list[ImportWarning]:
    found = []
    has = {meaning for table in tables for meaning in table.columns}
    year = FiscalYear(fiscal_year)
    for measure in measures:
        if measure.topic is None:
            found.append(_about(measure, "no_topic", _("The measure belongs to no topic.")))
        if col.STEPS in has and not measure.steps:
            found.append(_about(measure, "no_steps", _("No step is written.")))
        if col.UNITS in has and not measure.units:
            found.append(_about(measure, "no_units", _("No division is responsible.")))
        found += _period(measure, year, has)
    return found


def _period(measure: ImportedMeasure, year: FiscalYear, has: set[str]) -> list[ImportWarning]:
    period = measure.period
    if not measure.period_text:
        if col.PERIOD in has or any(m.startswith(col.MONTH_PREFIX) for m in has):
            return [_about(measure, "no_period", _("No period is written."))]
        return []
    text = {"text": measure.period_text}
    if period is None or period.kind == "unknown":
        return [
            _about(measure, "period_unknown", _("The period “%(text)s” was not understood.") % text)
        ]
    months = [month for month in (period.start, period.end) if month]
    if any(not year.contains(month) for month in months):
        return [
            _about(
                measure,
                "period_outside_year",
                _("The period “%(text)s” lies outside the fiscal year.") % text,
            )
        ]
    return []


def _about(measure: ImportedMeasure, code: str, message: str) -> ImportWarning:
    return ImportWarning(code, f"{measure.number}: {message}", measure.where)
