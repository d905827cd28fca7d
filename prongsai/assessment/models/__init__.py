"""Tables of the assessment: results, addresses of the surveys, results of other
agencies, surveys of one's own."""

from prongsai.assessment.models.peers import Peer, PeerTable
from prongsai.assessment.models.pulse import Pulse, PulseCount
from prongsai.assessment.models.results import Result, ResultVersion, Score
from prongsai.assessment.models.surveys import SurveyAddress

__all__ = [
    "Peer",
    "PeerTable",
    "Pulse",
    "PulseCount",
    "Result",
    "ResultVersion",
    "Score",
    "SurveyAddress",
]
