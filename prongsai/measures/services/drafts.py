"""A measure before it is saved, however it came: typed, imported or copied."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from prongsai.assessment.models import Finding
from prongsai.organization.models import Division
from prongsai.thai.periods import Period


@dataclass
class MeasureDraft:
    """What a new measure is made of. `topic` is the topic's number; `number` may be empty."""

    title: str
    period: Period
    topic: int | None = None
    topic_title: str = ""
    number: str = ""
    steps: list[str] = field(default_factory=list)
    divisions: list[Division] = field(default_factory=list)
    is_for_all_divisions: bool = False
    people: list[Any] = field(default_factory=list)
    expected_outputs: list[str] = field(default_factory=list)
    output_results: list[str] = field(default_factory=list)
    expected_outcome: str = ""
    outcome_result: str = ""
    indicators: list[tuple[str, str, str, Decimal | None]] = field(default_factory=list)
    evidence_source: str = ""
    follow_up: str = ""
    findings: list[Finding] = field(default_factory=list)
