"""The tables of the plan, its requests and its report."""

from prongsai.measures.models.amendments import Amendment
from prongsai.measures.models.origins import MeasureOrigin, StepOrigin
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
from prongsai.measures.models.publications import Publication
from prongsai.measures.models.reports import (
    AnnualReport,
    ReportWording,
)
from prongsai.measures.models.requests import (
    CheckDismissal,
    DataRequest,
)

__all__ = [
    "Amendment",
    "AnnualReport",
    "CheckDismissal",
    "DataRequest",
    "EvidenceUse",
    "Indicator",
    "Measure",
    "MeasureOrigin",
    "MeasureState",
    "Output",
    "PeriodKind",
    "Plan",
    "Publication",
    "ReportWording",
    "Step",
    "StepOrigin",
    "StepStatus",
    "Topic",
    "month_of",
]
