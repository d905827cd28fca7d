"""The tables of results and their analysis."""

from prongsai.assessment.models.findings import Finding, FindingKind

__all__ = ["Finding", "FindingKind"]
