"""What differs between two published versions."""

from typing import Any

from prongsai.measures.differences import compare


def _snapshot(*measures: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {
        "topics": [{"number": 1, "title": "ประเด็น"}],
        "measures": [
            {"number": number, "title": title, "topic": 1} | more for number, title in measures
        ],
        "proofs": [],
    }


def test_a_measure_put_between_others_is_added_and_the_others_moved() -> None:
    old = _snapshot(("1.1", "ก"), ("1.2", "ข"))
    new = _snapshot(("1.1", "ก"), ("1.2", "ใหม่"), ("1.3", "ข"))
    found = [(d.kind, d.number, d.title) for d in compare(old, new)]
    assert found == [("added", "1.2", "ใหม่"), ("changed", "1.3", "ข")]
    assert [d.kind for d in compare(new, old)] == ["removed", "changed"]
    moved = next(d for d in compare(old, new) if d.title == "ข")
    assert [(c.field, c.before, c.after) for c in moved.changes] == [("number", "1.2", "1.3")]
    assert compare(old, old) == []


def test_a_renamed_measure_is_known_by_its_number() -> None:
    (difference,) = compare(_snapshot(("1.1", "ก")), _snapshot(("1.1", "ข")))
    changes = [(c.field, c.before, c.after) for c in difference.changes]
    assert changes == [("title", "ก", "ข")]


def test_new_proofs_and_results_are_differences() -> None:
    old = _snapshot(("1.1", "ก"))
    new = _snapshot(("1.1", "ก"), outcome="ดีขึ้น")
    new["proofs"] = [{"measure": "1.1", "title": "คำสั่ง"}]
    (difference,) = compare(old, new)
    assert {c.field: c.after for c in difference.changes} == {
        "outcome": "ดีขึ้น",
        "evidence": "คำสั่ง",
    }
