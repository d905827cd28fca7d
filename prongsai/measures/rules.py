"""Pure rules of plan and progress: states, due dates, what is missing."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from prongsai.thai.calendar import Month

ALL_DIVISIONS = "ทุกสำนัก/กอง"


class Cell(StrEnum):
    """The cells of the six-column form that somebody must fill."""

    STEPS = "steps"
    PERIOD = "period"
    UNITS = "units"
    OUTPUT = "output"
    OUTCOME = "outcome"
    EVIDENCE = "evidence"


def compute_state(statuses: Sequence[str]) -> str:
    """State of a running measure from the states of its steps."""
    if statuses and all(status == "done" for status in statuses):
        return "finished"
    if any(status in ("doing", "done") for status in statuses):
        return "in-progress"
    return "planned"


def compute_due(*, due_on: dt.date | None, period_end: dt.date | None) -> dt.date | None:
    """Day on which a step is due: its own, else the last day of the measure's period."""
    if due_on or not period_end:
        return due_on
    return Month(period_end.year, period_end.month).last_day


def is_overdue(*, due: dt.date | None, is_done: bool, on: dt.date) -> bool:
    """Whether something undone lies past its day; on the day itself it does not."""
    return due is not None and not is_done and due < on


def missing_cells(
    *,
    steps: int,
    has_period: bool,
    has_units: bool,
    results: Iterable[str],
    outcome: str,
    evidence: int,
    is_stopped: bool,
) -> list[Cell]:
    """The cells of one measure that are still empty; a stopped measure owes nothing."""
    if is_stopped:
        return []
    written = [text for text in results if text.strip()]
    empty = {
        Cell.STEPS: steps == 0,
        Cell.PERIOD: not has_period,
        Cell.UNITS: not has_units,
        Cell.OUTPUT: not written,
        Cell.OUTCOME: not outcome.strip(),
        Cell.EVIDENCE: evidence == 0,
    }
    return [cell for cell, is_empty in empty.items() if is_empty]


def next_number(numbers: Iterable[str], topic: int | None) -> str:
    """The number after the last one of a topic, for example "1.4" after "1.3"."""
    prefix = f"{topic or 0}."
    used = [int(n[len(prefix) :]) for n in numbers if re.fullmatch(re.escape(prefix) + r"\d+", n)]
    return f"{prefix}{max(used, default=0) + 1}"


def number_key(number: str) -> tuple[int, ...]:
    """Sort key of "1.10" after "1.9"; anything odd stands last."""
    parts = re.findall(r"\d+", number)
    return tuple(int(part) for part in parts) or (10**6,)


_YEAR = re.compile(r"(?<!\d)(25\d\d|[๒][๕][๐-๙]{2})(?!\d)")


def shift_years(text: str, years: int) -> str:
    """Move each four-digit Buddhist year written in a text, keeping its digits' script."""

    def moved(match: re.Match[str]) -> str:
        return _like(match[0], int(match[0]) + years)

    return _YEAR.sub(moved, text)


def _like(sample: str, value: int) -> str:
    text = str(value)
    if sample[0] in "๐๑๒๓๔๕๖๗๘๙":
        return text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    return text
