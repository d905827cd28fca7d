"""What an import gives: scores by year with their places, and what a person should know."""

from dataclasses import dataclass, field
from decimal import Decimal

from prongsai.assessment.rules.shapes import Key, Stated
from prongsai.common.tables import Grid

# The codes of warnings that say: this was not taken, or may be wrong. A person decides.
DECISIONS = frozenset(
    {"no_year", "years_differ", "ambiguous_columns", "out_of_range", "not_a_number", "duplicate",
     "unknown_code", "unknown_row", "code_and_name_differ", "shares_of_one", "bare_numbers", "bare_either"}
)  # fmt: skip


@dataclass(frozen=True)
class ImportWarning:
    """Something a person should know, or (`needs_decision`) must decide; `where` for a person."""

    code: str
    message: str
    where: str = ""
    fiscal_year: int | None = None

    @property
    def needs_decision(self) -> bool:
        """Whether saving waits for a person's word."""
        return self.code in DECISIONS


@dataclass
class ImportedYear:
    """The scores of one fiscal year (พ.ศ.) as read, and the place of each in the file."""

    fiscal_year: int
    scores: dict[Key, Decimal] = field(default_factory=dict)
    places: dict[Key, str] = field(default_factory=dict)
    level: str = ""
    total: Decimal | None = None

    @property
    def stated(self) -> Stated:
        """What the rules ask for."""
        return Stated(self.scores, self.total, self.level)


@dataclass
class TableView:
    """A table of the file for the preview: which cells were taken, by row and column."""

    grid: Grid
    taken: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass
class ImportResult:
    """Everything that was read from one file."""

    years: list[ImportedYear]
    warnings: list[ImportWarning]
    skipped: list[str] = field(default_factory=list)
    tables: list[TableView] = field(default_factory=list)

    @property
    def may_be_either(self) -> bool:
        """Whether numbers may count indicators or questions: `bare` of `read_results` says which."""
        return any(warning.code == "bare_either" for warning in self.warnings)

    @property
    def needs_decision(self) -> bool:
        """Whether a person has to decide something before saving."""
        return any(warning.needs_decision for warning in self.warnings)
