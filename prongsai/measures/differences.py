"""What differs between two published versions, measure by measure."""

from dataclasses import dataclass, field
from typing import Any

FIELDS = (
    "title", "steps", "period_text", "units", "expected_outputs", "expected_outcome",
    "outputs", "outcome", "state", "state_reason",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One field of a measure: how it read, how it reads."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class MeasureDifference:
    """A measure that was added, removed or changed."""

    kind: str  # "added" | "removed" | "changed"
    number: str
    title: str
    changes: list[Change] = field(default_factory=list)


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[MeasureDifference]:
    """The differences of two snapshots (of plans or of reports), in the order of the newer one."""
    old, new = _by_number(before), _by_number(after)
    found = [
        MeasureDifference("removed", number, measure["title"])
        for number, measure in old.items()
        if number not in new
    ]
    for number, measure in new.items():
        if number not in old:
            found.append(MeasureDifference("added", number, measure["title"]))
            continue
        changes = _changes(old[number], measure)
        if changes:
            found.append(MeasureDifference("changed", number, measure["title"], changes))
    return found


def _by_number(snapshot: dict[str, Any]) -> dict[str, dict[str, Any]]:
    if "measures" in snapshot:
        return {measure["number"]: measure for measure in snapshot["measures"]}
    return {m["number"]: m for topic in snapshot["topics"] for m in topic["measures"]}


def _changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    pairs = [(name, _text(old.get(name)), _text(new.get(name))) for name in FIELDS]
    return [Change(name, before, after) for name, before, after in pairs if before != after]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_line(item) for item in value)
    return str(value or "")


def _line(item: Any) -> str:
    if isinstance(item, dict):
        return (
            f"{item['text']} ({item['status']})" if "status" in item else str(item.get("text", ""))
        )
    return str(item)
