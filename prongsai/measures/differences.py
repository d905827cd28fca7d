"""What differs between two published versions, measure by measure."""

from dataclasses import dataclass, field
from typing import Any

FIELDS = (
    "number", "title", "topic", "steps", "period_text", "units", "expected_outputs",
    "expected_outcome", "outputs", "outcome", "state", "state_reason", "evidence",
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
    """The differences of two snapshots (of plans or of reports), in the order of the newer one.

    A measure is known by number and title, else by its title (it moved), else by its number (it
    was renamed): one that is put between others does not make all behind it look changed.
    """
    old, new = _measures(before), _measures(after)
    pairs = _pair(old, new)
    kept = set(pairs.values())
    found = [
        MeasureDifference("removed", measure["number"], measure["title"])
        for at, measure in enumerate(old)
        if at not in kept
    ]
    for at, measure in enumerate(new):
        number, title = measure["number"], measure["title"]
        if at not in pairs:
            found.append(MeasureDifference("added", number, title))
        elif changes := _changes(old[pairs[at]], measure):
            found.append(MeasureDifference("changed", number, title, changes))
    return found


def _pair(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> dict[int, int]:
    """Which measure of the newer list (by place) is which of the older."""
    pairs: dict[int, int] = {}
    for names in (("number", "title"), ("title",), ("number",)):
        free = {
            tuple(measure[name] for name in names): at
            for at, measure in enumerate(old)
            if at not in pairs.values()
        }
        for at, measure in enumerate(new):
            key = tuple(measure[name] for name in names)
            if at not in pairs and key in free:
                pairs[at] = free.pop(key)
    return pairs


def _measures(snapshot: dict[str, Any]) -> list[dict[str, Any]]:
    """The measures of a plan or report with their topic and the titles of their proofs."""
    if "measures" not in snapshot:
        return [m | {"topic": t["title"]} for t in snapshot["topics"] for m in t["measures"]]
    titles = {topic["number"]: topic["title"] for topic in snapshot["topics"]}
    proofs: dict[str, list[str]] = {}
    for proof in snapshot.get("proofs", ()):
        proofs.setdefault(proof["measure"], []).append(proof["title"])
    return [
        m | {"topic": titles.get(m["topic"]), "evidence": proofs.get(m["number"], [])}
        for m in snapshot["measures"]
    ]


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
