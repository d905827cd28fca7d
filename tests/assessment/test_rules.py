"""Sums, levels and what would change them, by the year's formula."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.assessment.rules.changes import imagine, is_possible
from prongsai.assessment.rules.shapes import FULL, Key, Sums
from prongsai.assessment.rules.sums import compute
from prongsai.assessment.rules.ways import find_way
from prongsai.assessment.rules.weaknesses import find_weaknesses, list_weakest
from prongsai.catalogues.shapes import Catalogue
from tests.assessment.years import all_items, key_of, make_catalogue, stated

INDICATORS = {"1": 96, "2": 95, "3": 97, "4": 93, "5": 94, "6": 88, "7": 86, "8": 90}


@pytest.fixture
def catalogue() -> Catalogue:
    return make_catalogue()


def score(sums: Sums, code: str) -> Decimal | None:
    line = sums.find(key_of(code).kind, code)
    return line.score if line else None


def level(sums: Sums) -> str:
    assert sums.reached is not None
    return sums.reached.level.code


def test_indicators_and_items_make_instruments_and_total(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({**INDICATORS, **all_items(3, 5)}))
    assert score(sums, "IIT") == 95
    assert score(sums, "EIT") == 88
    assert score(sums, "9") == 90
    assert score(sums, "OIT") == 95
    assert sums.total.score == Decimal("92.9")
    assert sums.off == []


def test_a_table_of_sub_indicators_is_averaged_twice() -> None:
    sums = compute(make_catalogue(oit_mean_of="sub-indicators"), stated(all_items(21, 27)))
    assert round(score(sums, "10") or Decimal(0), 4) == Decimal("66.6667")  # (83.33 + 50) / 2
    assert score(sums, "10.2") == 50


def test_what_is_missing_is_named_and_not_invented(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"1": 90, "2": 90}))
    line = sums.find("instrument", "IIT")
    assert line is not None
    assert line.score is None
    assert line.missing == ("3", "4", "5")
    assert sums.total.score is None
    assert sums.reached is None


@pytest.mark.parametrize("code", ["3", "IIT", "10", "OIT"])
def test_the_line_that_does_not_add_up_is_the_only_one_named(
    catalogue: Catalogue, code: str
) -> None:
    good = compute(catalogue, stated({**INDICATORS, **all_items(3, 5)}))
    questions = {f"i{n}": INDICATORS[str((n - 1) // 3 + 1)] for n in range(1, 16)}
    lines = {key.code: line.score for key, line in good.lines.items() if line.score is not None}
    wrong = {**lines, **questions, code: Decimal(str(lines[code])) - 2}
    sums = compute(catalogue, stated(wrong, total=good.total.score))
    assert [line.key.code for line in sums.off] == [code]
    assert sums.off[0].difference == -2


def test_a_total_that_does_not_add_up_is_named(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"IIT": 95, "EIT": 88, "OIT": 95}, total=94.2))
    assert [line.key.code for line in sums.off] == ["total"]
    assert sums.total.computed == Decimal("92.9")


def test_rounded_scores_add_up(catalogue: Catalogue) -> None:
    scores = {"1": 95.33, "2": 95.33, "3": 95.33, "4": 95.33, "5": 95.34, "IIT": 95.34}
    assert compute(catalogue, stated(scores)).off == []
    assert compute(catalogue, stated({**scores, "IIT": 95.43})).off != []


def test_scores_with_one_decimal_may_miss_more(catalogue: Catalogue) -> None:
    scores = {"1": 95.3, "2": 95.3, "3": 95.3, "4": 95.3, "5": 95.4, "IIT": 95.4}
    assert compute(catalogue, stated(scores)).off == []


def test_parts_make_the_instrument(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"EIT1": 80, "EIT2": 94}))
    assert score(sums, "EIT") == 87


def test_scores_of_parts_make_those_of_both(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"6@EIT1": 80, "6@EIT2": 90, "e1@EIT1": 70, "e1@EIT2": 71}))
    assert score(sums, "6") == 85
    assert score(sums, "e1") == Decimal("70.5")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({"IIT": 96, "EIT1": 95, "EIT2": 95, "OIT": 100}, "excellent"),
        ({"IIT": 99, "EIT1": 84.99, "EIT2": 99, "OIT": 100}, "pass"),
        ({"IIT": 90, "EIT1": 85, "EIT2": 86, "OIT": 88}, "good"),
        ({"IIT": 84.99, "EIT1": 90, "EIT2": 90, "OIT": 99}, "pass"),
        ({"IIT": 80, "EIT1": 80, "EIT2": 80, "OIT": 80}, "improve"),
        ({"IIT": 60, "EIT1": 70, "EIT2": 70, "OIT": 60}, "urgent"),
    ],
)
def test_the_level_needs_each_minimum(
    catalogue: Catalogue, scores: dict[str, float], expected: str
) -> None:
    sums = compute(catalogue, stated(scores))
    assert level(sums) == expected
    assert sums.reached is not None
    assert sums.reached.is_certain


def test_a_level_says_why_it_is_not_the_next_one(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"IIT": 97, "EIT1": 84, "EIT2": 96, "OIT": 98}))
    assert sums.reached is not None
    assert sums.reached.following is not None
    assert sums.reached.following.code == "good"
    assert [(s.code, s.score, s.minimum) for s in sums.reached.short] == [("EIT1", 84, 85)]


def test_unknown_parts_leave_a_level_uncertain(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"IIT": 92, "EIT": 88, "OIT": 92}))
    assert sums.reached is not None
    assert level(sums) == "good"
    assert not sums.reached.is_certain
    assert sums.reached.missing == ("EIT1", "EIT2")


@pytest.mark.parametrize(("eit", "expected"), [(84, "pass"), (93, "good")])
def test_unknown_parts_matter_only_when_they_can(
    catalogue: Catalogue, eit: int, expected: str
) -> None:
    sums = compute(catalogue, stated({"IIT": 92, "EIT": eit, "OIT": 92}))
    assert level(sums) == expected
    assert sums.reached is not None
    assert sums.reached.is_certain


def test_one_part_and_the_whole_tell_the_other(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"IIT": 92, "EIT": 88, "EIT1": 92, "OIT": 92}))
    assert level(sums) == "pass"  # EIT2 must be 84
    assert sums.reached is not None
    assert sums.reached.is_certain


def test_a_high_total_alone_is_enough_for_what_follows_from_it(catalogue: Catalogue) -> None:
    assert level(compute(catalogue, stated({}, total=60))) == "urgent"
    sums = compute(catalogue, stated({}, total=99))
    assert level(sums) == "excellent"
    assert sums.reached is not None
    assert sums.reached.is_certain


def test_a_passed_item_lifts_the_total(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({**INDICATORS, **all_items(3, 21)}))
    outcome = imagine(catalogue, sums, {Key("item", "O21"): FULL})
    assert outcome.total.score is not None
    assert sums.total.score is not None
    assert outcome.total.score - sums.total.score == Decimal(100) / 8 / 2 * Decimal("0.4")


def test_a_change_of_an_indicator_counts_above_that_of_its_item(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({**INDICATORS, **all_items(3)}))
    outcome = imagine(
        catalogue, sums, {Key("item", "O3"): FULL, Key("indicator", "9"): Decimal(50)}
    )
    assert outcome.lines[Key("indicator", "9")].score == 50
    assert outcome.lines[Key("instrument", "OIT")].score == 75


def test_a_change_without_a_before_is_named(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated(INDICATORS))
    outcome = imagine(catalogue, sums, {Key("item", "O3"): FULL})
    assert outcome.unknown == (Key("item", "O3"),)


def test_items_are_all_or_nothing() -> None:
    assert is_possible("item", FULL)
    assert not is_possible("item", Decimal(50))
    assert is_possible("indicator", Decimal(50))
    assert not is_possible("indicator", Decimal(101))


def test_the_fewest_items_are_those_that_give_most(catalogue: Catalogue) -> None:
    scores = {f"{n}": 97 for n in range(1, 9)} | {"EIT1": 97, "EIT2": 97} | all_items(1, 2, 3, 22)
    way = find_way(catalogue, compute(catalogue, stated(scores)))
    assert way is not None
    assert way.level.code == "excellent"
    assert [r.line.key.code for r in way.items] == ["O22"]
    assert way.is_enough


def test_a_low_part_needs_better_judgements(catalogue: Catalogue) -> None:
    scores = {**INDICATORS, "EIT1": 80, "EIT2": 96, **all_items()}
    way = find_way(catalogue, compute(catalogue, stated(scores)))
    assert way is not None
    assert way.items == ()
    assert [r.line.key.code for r in way.indicators] == ["7", "6"]
    assert way.is_enough


def test_the_best_level_has_no_way_up(catalogue: Catalogue) -> None:
    scores = {"IIT": 99, "EIT1": 99, "EIT2": 99, "OIT": 99}
    assert find_way(catalogue, compute(catalogue, stated(scores))) is None


def test_weak_questions_and_items_stand_at_their_topic(catalogue: Catalogue) -> None:
    sums = compute(catalogue, stated({"i1": 92, "e1": 81, "i2": 70, "O8": 0, "O9": 100}))
    found = find_weaknesses(catalogue, sums)
    assert [(line.key.code, score) for line, score in found[1]] == [
        ("O8", 0),
        ("e1", 81),
        ("i1", 92),
    ]
    assert [line.key.code for line, _score in list_weakest(sums, "question", 2)] == ["i2", "e1"]


SCORES = st.decimals(0, 100, places=2)


@given(st.lists(SCORES, min_size=8, max_size=8), st.sets(st.integers(1, 28)))
def test_what_was_computed_adds_up_when_it_is_stated(
    indicators: list[Decimal], failed: set[int]
) -> None:
    catalogue = make_catalogue()
    given_scores = {str(n): value for n, value in enumerate(indicators, 1)} | all_items(*failed)
    first = compute(catalogue, stated(given_scores))
    lines = {
        k.code: round(line.score, 2) for k, line in first.lines.items() if line.score is not None
    }
    assert first.total.score is not None
    again = compute(catalogue, stated(lines, total=round(first.total.score, 2)))
    assert again.off == []
    way = find_way(catalogue, first)
    assert way is None or way.outcome.total.score is not None
    assert way is None or way.outcome.total.score >= first.total.score
