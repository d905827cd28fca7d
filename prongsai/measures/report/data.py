"""What a report is made of, gathered from the database by others."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SignerData:
    """A step of the memo: the position asked, who signs for it, the lines under the name."""

    position: str
    name: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SignatureData:
    """A signature that was given: position, name, capacity, date, whether on paper."""

    position: str
    name: str
    lines: tuple[str, ...]
    date: dt.date
    on_paper: bool = False


@dataclass(frozen=True)
class MeasureData:
    """One measure; texts as written, expectations apart from results."""

    number: str
    title: str
    steps: list[str]
    period_text: str
    units: list[str]
    outputs: list[str]
    expected_outputs: list[str]
    outcome: str
    expected_outcome: str
    state: str
    state_reason: str = ""
    evidence: list[str] = field(default_factory=list)
    follow_up: str = ""


@dataclass(frozen=True)
class TopicData:
    """A topic with its measures; number None for those without one."""

    number: int | None
    title: str
    measures: list[MeasureData]


@dataclass(frozen=True)
class EvidenceItem:
    """A line of the evidence list."""

    measure_number: str
    title: str
    kind: str
    date: dt.date | None = None
    link: str = ""


@dataclass(frozen=True)
class Photo:
    """A photo of the appendix, named by the SHA-256 of its content in the file store."""

    measure_number: str
    caption: str
    sha256: str
    media_type: str


@dataclass(frozen=True)
class AmendmentData:
    """A change of the announced plan, with its reason and date."""

    measure_number: str
    title: str
    change: str
    reason: str
    date: dt.date


@dataclass(frozen=True)
class ScoreData:
    """A line of the result: an instrument or an indicator with its score (0–100; None: unknown)."""

    code: str
    title: str
    score: float | None


@dataclass(frozen=True)
class FindingData:
    """A finding: its kind (urgent, develop, none), what speaks for it, which measures answer it."""

    kind: str
    text: str
    scores: list[ScoreData]
    measures: list[str]


@dataclass(frozen=True)
class AnalysedTopic:
    """A topic of the analysis with its findings."""

    number: int
    title: str
    findings: list[FindingData]


@dataclass(frozen=True)
class AnalysisData:
    """The analysis of the ITA result of the year before the plan's (`year`, พ.ศ.)."""

    year: int
    total: float | None
    level: str
    instruments: list[ScoreData]
    indicators: list[ScoreData]
    topics: list[AnalysedTopic]


@dataclass(frozen=True)
class ReportData:
    """A whole report as of a day. Number, memo date and approval are None while it is a draft.

    Reporter to mayor are who would sign; `signatures` is who did, once it was approved.
    """

    organization: str
    fiscal_year: int
    as_of: dt.date
    topics: list[TopicData]
    organization_short: str = ""
    amphoe: str = ""
    province: str = ""
    letter_code: str = ""
    agency: str = ""
    division: str = ""
    mayor_title: str = ""
    is_whole_year: bool = True
    evidence: list[EvidenceItem] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    orders: list[EvidenceItem] = field(default_factory=list)
    amendments: list[AmendmentData] = field(default_factory=list)
    checkpoint: str = ""
    reporter: SignerData | None = None
    head: SignerData | None = None
    chief_administrator: SignerData | None = None
    mayor: SignerData | None = None
    signatures: list[SignatureData] = field(default_factory=list)
    number: str | None = None
    memo_date: dt.date | None = None
    approved_on: dt.date | None = None
    approved_by: str | None = None
    analysis: AnalysisData | None = None
    item_title: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it still waits for its approval."""
        return self.approved_on is None
