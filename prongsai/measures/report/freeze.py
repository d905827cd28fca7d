"""A report as plain values and back: what is handed in must render the same for ever."""

import dataclasses
import datetime as dt
from typing import Any

from prongsai.measures.report.data import (
    AmendmentData,
    AnalysedTopic,
    AnalysisData,
    EvidenceItem,
    FindingData,
    MeasureData,
    Photo,
    ReportData,
    ScoreData,
    SignerData,
    TopicData,
)

FORMAT = 1
DATES = ("as_of", "memo_date", "approved_on")
SIGNERS = ("reporter", "head", "chief_administrator", "mayor")


def freeze(data: ReportData, wording: dict[str, str]) -> dict[str, Any]:
    """Plain JSON values; photos stand in by their digest."""
    values = _plain(dataclasses.asdict(data))
    return {"format": FORMAT, "data": values, "wording": dict(wording)}


def thaw(snapshot: dict[str, Any]) -> tuple[ReportData, dict[str, str]]:
    """The report and the wording that were frozen."""
    values = dict(snapshot["data"])
    for name in DATES:
        values[name] = _date(values[name])
    for name in SIGNERS:
        values[name] = _signer(values[name])
    values["topics"] = [_topic(topic) for topic in values["topics"]]
    values["photos"] = [Photo(**photo) for photo in values["photos"]]
    for name in ("evidence", "orders"):
        values[name] = [_item(item) for item in values[name]]
    values["signatures"] = []  # the acts say it, not the text they are about
    values["amendments"] = [_amendment(item) for item in values.get("amendments", ())]
    values["analysis"] = thaw_analysis(values.get("analysis"))
    return ReportData(**values), snapshot["wording"]


def freeze_analysis(analysis: AnalysisData | None) -> dict[str, Any] | None:
    """The analysis alone as plain values."""
    return _plain(dataclasses.asdict(analysis)) if analysis else None


def thaw_analysis(value: dict[str, Any] | None) -> AnalysisData | None:
    """An analysis that was frozen; None for a document without one."""
    if value is None:
        return None
    return AnalysisData(
        year=value["year"],
        total=value["total"],
        level=value["level"],
        instruments=_scores(value["instruments"]),
        indicators=_scores(value["indicators"]),
        topics=[
            AnalysedTopic(t["number"], t["title"], [_finding(row) for row in t["findings"]])
            for t in value["topics"]
        ],
    )


def _scores(rows: list[dict[str, Any]]) -> list[ScoreData]:
    return [ScoreData(**row) for row in rows]


def _finding(value: dict[str, Any]) -> FindingData:
    scores = _scores(value["scores"])
    return FindingData(value["kind"], value["text"], scores, list(value["measures"]))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _signer(value: dict[str, Any] | None) -> SignerData | None:
    return SignerData(value["position"], value["name"], tuple(value["lines"])) if value else None


def _topic(value: dict[str, Any]) -> TopicData:
    measures = [MeasureData(**measure) for measure in value["measures"]]
    return TopicData(value["number"], value["title"], measures)


def _amendment(value: dict[str, Any]) -> AmendmentData:
    return AmendmentData(**value | {"date": dt.date.fromisoformat(value["date"])})


def _item(value: dict[str, Any]) -> EvidenceItem:
    return EvidenceItem(**value | {"date": _date(value["date"])})
