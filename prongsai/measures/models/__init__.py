"""The tables of the plan, its requests and its report."""

from prongsai.measures.models.plans import (
    EvidenceUse,
    Indicator,
    Measure,
    MeasureState,
    Output,
    PeriodKind,
    Plan,
    Step,
    StepStatus,
    Topic,
    month_of,
)
from prongsai.measures.models.reports import (
    AnnualReport,
    ReportWording,
)
from prongsai.measures.models.requests import (
    CheckDismissal,
    DataRequest,
)

__all__ = [
    "AnnualReport",
    "CheckDismissal",
    "DataRequest",
    "EvidenceUse",
    "Indicator",
    "Measure",
    "MeasureState",
    "Output",
    "PeriodKind",
    "Plan",
    "ReportWording",
    "Step",
    "StepStatus",
    "Topic",
    "month_of",
]
