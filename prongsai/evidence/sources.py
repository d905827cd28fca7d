"""The registry of evidence sources: what registers can prove about a fiscal year."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

# value, unit, Thai sentence for the report
Suggestion = tuple[float, str, str]


@dataclass(frozen=True)
class SourceReport:
    """What a register knows of a year: what there is, what should be, what is missing."""

    items: Sequence[str]
    expected: int
    missing: Sequence[str]
    suggested_output: Suggestion | None
    suggested_outcome: Suggestion | None


@dataclass(frozen=True)
class EvidenceSource:
    """A register that proves something: its code, its name, and its report of a year (พ.ศ.).

    A measure whose title holds one of the `words` is one that it usually proves. `family` gives the
    reports of several sources by their codes at once: theirs come from the same rows.
    """

    code: str
    label: "str | Promise"
    report: Callable[[int], SourceReport]
    words: Sequence[str] = ()
    family: Callable[[Sequence[str], int], dict[str, SourceReport]] | None = None


class Registry:
    """Sources by code; the gatekeeper refuses doubles and nonsense when they register."""

    def __init__(self) -> None:
        self._sources: dict[str, EvidenceSource] = {}

    def register(self, source: EvidenceSource) -> EvidenceSource:
        """Add a source. Raises ValueError when its code is malformed or taken."""
        if not re.fullmatch(r"[a-z][a-z0-9-]{1,58}", source.code):
            raise ValueError(f"{source.code!r}: small letters, digits and hyphens are expected")
        if source.code in self._sources:
            raise ValueError(f"evidence source {source.code!r} is registered twice")
        if not callable(source.report) or not source.label:
            raise ValueError(f"evidence source {source.code!r} needs a label and a report")
        self._sources[source.code] = source
        return source

    def find(self, code: str) -> EvidenceSource | None:
        """The source of a code, or None."""
        return self._sources.get(code)

    def report_all(
        self, codes: Iterable[str], fiscal_year: int
    ) -> list[tuple[EvidenceSource, SourceReport]]:
        """The sources of these codes with their reports of a fiscal year (พ.ศ.); a family is asked once."""
        sources = [s for code in codes if (s := self.find(code)) is not None]
        reports = {s.code: s.report(fiscal_year) for s in sources if s.family is None}
        for ask in dict.fromkeys(s.family for s in sources if s.family is not None):
            reports |= ask([s.code for s in sources if s.family == ask], fiscal_year)
        return [(source, reports[source.code]) for source in sources]

    def list_fitting(self, title: str) -> list[EvidenceSource]:
        """The sources that usually prove what is called so."""
        return [s for s in self.list_all() if any(word in title for word in s.words)]

    def list_all(self) -> list[EvidenceSource]:
        """All sources in the order of their codes."""
        return sorted(self._sources.values(), key=lambda source: source.code)


registry = Registry()
register = registry.register
