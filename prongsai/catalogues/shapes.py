"""What a catalogue of a year holds. Years are fiscal years of the Buddhist era, scores 0–100."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Origin:
    """Where a line comes from, and whether somebody has compared it with the year's manual."""

    source: str
    is_checked: bool = False


@dataclass(frozen=True)
class Part:
    """A part of an instrument that is weighed by itself (EIT1, EIT2); weight in per cent of the total."""

    code: str
    title: str
    weight: float


@dataclass(frozen=True)
class Instrument:
    """IIT, EIT or OIT; weight in per cent of the total; `parts` is empty when it has none."""

    code: str
    title: str
    weight: float
    parts: Sequence[Part]
    origin: Origin


@dataclass(frozen=True)
class Indicator:
    """One of the ten indicators ("1" … "10") of an instrument."""

    code: str
    title: str
    instrument: str
    origin: Origin


@dataclass(frozen=True)
class Question:
    """A question ("i1" … , "e1" …) of an indicator; the answers of a negative one are reversed."""

    code: str
    text: str
    indicator: str
    is_negative: bool
    origin: Origin


@dataclass(frozen=True)
class Component:
    """What an item must show. `sources` are codes of evidence sources or public entries."""

    id: str
    text: str
    is_required: bool
    note: str
    evidence: Sequence[str]  # of: page, file, sheet, address, picture
    is_machine_readable: bool
    sources: Sequence[str]
    origin: Origin
    months: int | None = None  # how often it must be renewed, where the manual says so
    form: str = ""  # the form whose columns its table has


@dataclass(frozen=True)
class Item:
    """A disclosure item ("O1" …). `year_offset`: 0 shows this year, -1 the year before."""

    code: str
    title: str
    group: str
    indicator: str
    sub_indicator: str
    year_offset: int
    components: Sequence[Component]
    templates: Sequence[str]
    previous: Sequence[str]  # codes in the catalogue of the year before
    following: Sequence[str]  # codes in the catalogue of the year after
    origin: Origin


@dataclass(frozen=True)
class Form:
    """A template whose columns are known; a cell of a column in `optional` may stay blank."""

    code: str
    title: str
    columns: Sequence[str]
    optional: Sequence[str]
    origin: Origin

    @property
    def required(self) -> tuple[str, ...]:
        """The columns whose cells must be filled in."""
        return tuple(name for name in self.columns if name not in self.optional)


@dataclass(frozen=True)
class Level:
    """A level of the result: the total, and each instrument or part, must reach its minimum."""

    code: str
    title: str
    minimum: float
    minimum_each: Mapping[str, float]
    origin: Origin


@dataclass(frozen=True)
class Step:
    """A step of the year's calendar, for example `disclosure`, `appeal`, `announcement`."""

    code: str
    title: str
    starts_on: dt.date
    ends_on: dt.date
    origin: Origin


@dataclass(frozen=True)
class Topic:
    """A topic of the analysis (ประเด็น ๗ ด้าน) with what speaks for it."""

    number: int
    title: str
    questions: Sequence[str]
    items: Sequence[str]
    sources: Sequence[str]
    origin: Origin


@dataclass(frozen=True)
class Answer:
    """A step of the answer scale and its score."""

    text: str
    score: float


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of a year; a draft repeats the last known year until its manual is out."""

    scheme: str
    fiscal_year: int
    is_draft: bool
    instruments: Sequence[Instrument]
    indicators: Sequence[Indicator]
    questions: Sequence[Question]
    items: Sequence[Item]
    levels: Sequence[Level]  # best first
    calendar: Sequence[Step]
    topics: Sequence[Topic]
    scale: Sequence[Answer]
    origin: Origin
    # "items" or "sub-indicators": what an indicator of the OIT is the mean of
    oit_mean_of: str = "items"
    addresses: Mapping[str, str] = field(
        default_factory=dict
    )  # "IIT", "EIT": of the national system
    forms: Sequence[Form] = ()

    def find_item(self, code: str) -> Item | None:
        """The item of a code such as "O26", or None."""
        return next((item for item in self.items if item.code == code), None)

    def find_form(self, code: str) -> Form | None:
        """The form of a code, or None."""
        return next((form for form in self.forms if form.code == code), None)

    def find_step(self, code: str) -> Step | None:
        """The step of the calendar, or None."""
        return next((step for step in self.calendar if step.code == code), None)
