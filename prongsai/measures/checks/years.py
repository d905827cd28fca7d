"""Years written in the texts that do not fit the year of the plan.

What fits is known from the work itself: the assessment analysed is that of the year before (N-1)
or the running one; the budget drafted during N is that of N+1 (ระเบียบกระทรวงมหาดไทยว่าด้วยวิธีการ
งบประมาณของ อปท. พ.ศ. ๒๕๖๓: the draft goes to the council before the year begins); plans of several
years span N; laws carry the year of their making.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from prongsai.measures.checks.facts import MeasureFacts, PlanFacts, Warning_
from prongsai.measures.checks.structure import about, running
from prongsai.thai.digits import to_arabic

YEAR = re.compile(r"(?<!\d)(25\d\d)(?!\d)")
SPAN = re.compile(r"(25\d\d)\s*(?:-|–|—|ถึง)\s*(?:พ\.?ศ\.?\s*)?(25\d\d)")
LAW = re.compile(r"พ\.?ร\.?บ|พระราช|ระเบียบ|กฎหมาย|กฎกระทรวง|รัฐธรรมนูญ|ประมวล|ข้อบังคับ")
ASSESSMENT = re.compile(r"ITA|ผลการประเมิน|การประเมินคุณธรรม", re.IGNORECASE)
DRAFTED_BUDGET = re.compile(
    r"(?:จัดทำ|ร่าง|เสนอ|พิจารณา|การทำ)[^\n]{0,25}(?:งบประมาณรายจ่าย|ข้อบัญญัติ|เทศบัญญัติ)"
)
CONTEXT = 90  # characters before a year that say what it is the year of


def years_that_do_not_fit(plan: PlanFacts) -> Iterator[Warning_]:
    """A year in a text that contradicts the plan's fiscal year or the measure's period."""
    for measure in running(plan):
        seen: set[int] = set()
        for text in measure.texts().values():
            for year, expected in _misfits(to_arabic(text), measure, plan.fiscal_year):
                if year not in seen:
                    seen.add(year)
                    yield _objection(measure, year, expected)


def _objection(measure: MeasureFacts, year: int, expected: int) -> Warning_:
    return about(
        measure,
        "year-does-not-fit",
        _("The year %(year)s does not fit the period “%(period)s”.")
        % {"year": year, "period": measure.period_text},
        _("Year %(year)s is expected here. Check whether a text of an earlier year was kept.")
        % {"year": expected},
        wrong=str(year),
        right=str(expected),
    )


def _misfits(text: str, measure: MeasureFacts, fiscal_year: int) -> Iterator[tuple[int, int]]:
    spanned = {at for span in SPAN.finditer(text) for at in range(*span.span())}
    for match in YEAR.finditer(text):
        if match.start() in spanned:
            continue
        before = text[max(0, match.start() - CONTEXT) : match.start()].rpartition("\n")[2]
        expected = _expected(int(match[1]), before, measure, fiscal_year)
        if expected is not None:
            yield int(match[1]), expected


def _expected(year: int, before: str, measure: MeasureFacts, fiscal_year: int) -> int | None:
    """The year that should stand here, or None when the written one fits."""
    if LAW.search(before) or year < fiscal_year - 10:
        return None
    if DRAFTED_BUDGET.search(before) and _is_inside_year(measure, fiscal_year):
        return None if year == fiscal_year + 1 else fiscal_year + 1
    allowed = {fiscal_year} | _calendar_years(measure)
    if ASSESSMENT.search(before):
        allowed.add(fiscal_year - 1)
    if "งบประมาณ" in before:
        allowed.add(fiscal_year + 1)
    return None if year in allowed else fiscal_year


def _is_inside_year(measure: MeasureFacts, fiscal_year: int) -> bool:
    # A budget may still be drafted in the first month; from the second on it is next year's.
    return measure.start is None or (measure.start.year + 543, measure.start.month) > (
        fiscal_year - 1,
        10,
    )


def _calendar_years(measure: MeasureFacts) -> set[int]:
    return {month.year + 543 for month in (measure.start, measure.end) if month}
