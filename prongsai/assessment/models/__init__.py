"""Tables of the assessment: results with their scores and versions, findings, survey addresses."""

from prongsai.assessment.models.findings import Finding, FindingKind
from prongsai.assessment.models.results import Result, ResultVersion, Score
from prongsai.assessment.models.surveys import SurveyAddress

__all__ = ["Finding", "FindingKind", "Result", "ResultVersion", "Score", "SurveyAddress"]
