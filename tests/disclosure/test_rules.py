"""The all-or-nothing rule, the scores, and when keepers hear of a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.disclosure import rules
from prongsai.disclosure.rules import State

DAY = dt.date(2026, 4, 30)


@pytest.mark.parametrize(
    ("required", "levels", "freshness", "state"),
    [
        (True, [], [], State.MISSING),
        (False, [], [], State.OPTIONAL),
        (True, ["ok"], ["fresh"], State.READY),
        (True, ["ok", "fail"], ["fresh", "fresh"], State.FAILED),
        (False, ["fail"], ["fresh"], State.LOOK),
        (False, ["ok"], ["fresh"], State.READY),
        (True, [""], ["fresh"], State.LOOK),
        (True, ["warn"], ["fresh"], State.LOOK),
        (True, ["unknown"], ["fresh"], State.LOOK),
        (True, ["ok"], ["overdue"], State.LOOK),
        (True, ["ok"], ["due"], State.LOOK),
    ],
)
def test_how_a_component_stands(
    required: bool, levels: list[str], freshness: list[str], state: State
) -> None:
    found = rules.component_state(is_required=required, levels=levels, freshness=freshness)
    assert found == state


@given(st.lists(st.sampled_from(list(State)), max_size=8))
def test_one_missing_or_failed_component_costs_the_whole_item(states: list[State]) -> None:
    whole = bool(states) and not any(rules.is_red(state) for state in states)
    assert rules.item_score(states) == (100 if whole else 0)
    assert rules.is_red(rules.worst(states)) is not whole


def test_an_indicator_is_the_mean_of_items_or_of_its_parts() -> None:
    rows = [("9", "9.1", 100.0), ("9", "9.1", 100.0), ("9", "9.2", 0.0), ("10", "10.1", 100.0)]
    assert rules.indicator_scores(rows, "items")["9"] == pytest.approx(200 / 3)
    parts = rules.indicator_scores(rows, "sub-indicators")
    assert parts == {"9": 50.0, "10": 100.0}
    assert rules.oit_score(parts) == 75.0
    assert rules.oit_score({}) == 0.0


@pytest.mark.parametrize(
    ("days", "cause"),
    [
        (31, ""), (30, "in-30"), (20, "in-30"), (14, "in-14"), (7, "in-7"), (4, "in-7"),
        (3, "before"), (0, "due"), (-1, "late-0"), (-4, "late-1"),
    ],
)  # fmt: skip
def test_keepers_hear_of_a_day_once_for_each_cause(days: int, cause: str) -> None:
    assert rules.find_lead(DAY, DAY - dt.timedelta(days=days)) == cause
