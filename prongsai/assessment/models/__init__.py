"""Tables of the assessment: results, findings, addresses of surveys, others' results, own surveys."""

from prongsai.assessment.models.findings import Finding, FindingKind
from prongsai.assessment.models.peers import Peer, PeerTable
from prongsai.assessment.models.pulse import Pulse, PulseCount
from prongsai.assessment.models.results import Result, ResultVersion, Score
from prongsai.assessment.models.surveys import SurveyAddress

__all__ = [
    "Finding",
    "FindingKind",
    "Peer",
    "PeerTable",
    "Pulse",
    "PulseCount",
    "Result",
    "ResultVersion",
    "Score",
    "SurveyAddress",
]
