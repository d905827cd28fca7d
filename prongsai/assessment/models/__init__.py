"""Tables of the assessment: results with their scores and versions, addresses of the surveys."""

from prongsai.assessment.models.results import Result, ResultVersion, Score
from prongsai.assessment.models.surveys import SurveyAddress

__all__ = ["Result", "ResultVersion", "Score", "SurveyAddress"]
