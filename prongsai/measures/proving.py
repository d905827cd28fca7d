"""What registers of the program prove for a measure, and the texts they suggest."""

from dataclasses import dataclass

from prongsai.evidence.models import EvidenceKind
from prongsai.evidence.sources import EvidenceSource, SourceReport, registry
from prongsai.measures.models import EvidenceUse, Measure


@dataclass(frozen=True)
class Proof:
    """A register named by a measure, with what it knows of its year."""

    use: EvidenceUse
    report: SourceReport


def list_proofs(measure: Measure) -> list[Proof]:
    """The registers that prove a measure; one that is no longer there is left out."""
    uses = [u for u in measure.evidence_uses.all() if u.evidence.kind == EvidenceKind.RECORD]
    found = [(use, find_report(use)) for use in uses]
    return [Proof(use, report) for use, report in found if report is not None]


def list_fitting(measure: Measure) -> list[EvidenceSource]:
    """The registers that usually prove such a measure and are not attached yet."""
    uses = measure.evidence_uses.all()
    attached = {use.evidence.source_code for use in uses if use.evidence.source_code}
    return [s for s in registry.list_fitting(measure.title) if s.code not in attached]


def find_report(use: EvidenceUse) -> SourceReport | None:
    """What the register of a proof knows now."""
    source = registry.find(use.evidence.source_code)
    year = use.evidence.source_year
    return source.report(year) if source and year else None
