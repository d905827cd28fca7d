"""The facts that the checks read, free of the database."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from prongsai.thai.calendar import Month


@dataclass(frozen=True)
class StepFacts:
    """One step: its place, text, the day it is due and whether it is done."""

    position: int
    text: str
    due: dt.date | None
    is_done: bool


@dataclass(frozen=True)
class MeasureFacts:
    """One measure as the checks see it; texts as written, months Gregorian."""

    id: int
    number: str
    title: str
    topic: int | None
    state: str
    period_text: str
    period_kind: str
    start: Month | None
    end: Month | None
    has_units: bool
    steps: tuple[StepFacts, ...]
    outputs: tuple[str, ...]
    expected_outputs: tuple[str, ...]
    outcome: str
    expected_outcome: str
    evidence: int

    @property
    def is_stopped(self) -> bool:
        """Postponed or cancelled: it owes nothing."""
        return self.state in ("postponed", "cancelled")

    def texts(self) -> dict[str, str]:
        """Each written text by the name of its cell."""
        return {
            "title": self.title,
            "steps": "\n".join(step.text for step in self.steps),
            "expected_outputs": "\n".join(self.expected_outputs),
            "outputs": "\n".join(self.outputs),
            "expected_outcome": self.expected_outcome,
            "outcome": self.outcome,
        }


@dataclass(frozen=True)
class FindingFacts:
    """A finding of last year's result, with the running measures (primary keys) that answer it."""

    public_id: str
    topic: int
    text: str
    wants_measure: bool
    measures: frozenset[int]


@dataclass(frozen=True)
class PlanFacts:
    """A plan as the checks see it. `names` are the office's own names as they should be written."""

    fiscal_year: int
    today: dt.date
    topics: tuple[tuple[int, str], ...]
    measures: tuple[MeasureFacts, ...]
    names: tuple[str, ...] = ()
    accepted_spellings: frozenset[str] = field(default_factory=frozenset)
    findings: tuple[FindingFacts, ...] = ()
    has_result: bool = False


@dataclass(frozen=True)
class Warning_:
    """One objection: what, why, where; with the correction when there is one."""

    code: str
    message: str
    reason: str
    measure_id: int | None = None
    measure_number: str = ""
    topic: int | None = None
    wrong: str = ""
    right: str = ""
    finding: str = ""

    @property
    def fingerprint(self) -> str:
        """Stable name of this objection to this content: a changed text is a new objection."""
        parts = (self.code, str(self.measure_id), str(self.topic), self.message, self.wrong)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
