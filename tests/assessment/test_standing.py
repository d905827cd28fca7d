"""Where a score stands among others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.assessment.rules.standing import compute_standing, spread

SCORES = st.lists(st.integers(0, 10_000).map(lambda n: n / 100), min_size=1, max_size=60)


def test_equal_scores_share_the_better_rank() -> None:
    found = compute_standing([95, 90, 90, 80], 90)
    assert (found.rank, found.same, found.count) == (2, 1, 4)
    assert found.beaten == pytest.approx(100 / 3)
    assert (found.lowest, found.median, found.highest) == (80, 90, 95)


def test_alone_there_is_nobody_to_be_better_than() -> None:
    found = compute_standing([90], 90)
    assert (found.rank, found.count, found.beaten) == (1, 1, None)
    assert found.lower_quartile == found.median == found.upper_quartile == 90


def test_a_score_that_is_not_in_the_table_has_no_place_there() -> None:
    with pytest.raises(ValueError, match="not one of those"):
        compute_standing([90], 91)


def test_scores_count_as_announced_with_two_decimals() -> None:
    assert compute_standing([90.001, 90.004, 80], 90.004).same == 1


@given(SCORES, st.data())
def test_rank_and_share_agree_with_the_order(scores: list[float], data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(scores))
    found = compute_standing(scores, own)
    ordered = sorted(scores, reverse=True)
    assert ordered[found.rank - 1] == own
    assert ordered[found.rank - 1 : found.rank + found.same] == [own] * (found.same + 1)
    assert found.lowest <= found.lower_quartile <= found.median
    assert found.median <= found.upper_quartile <= found.highest


@given(SCORES)
def test_every_score_is_in_one_bar(scores: list[float]) -> None:
    bars = spread(scores, scores[0])
    assert sum(bar.count for bar in bars) == len(scores)
    assert sum(bar.is_own for bar in bars) == 1
    assert bars[-1].high == 100
    for bar in bars:
        inside = [s for s in scores if bar.low <= s < bar.high or s == bar.high == 100]
        assert len(inside) == bar.count
