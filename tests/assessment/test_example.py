"""The example's results: three years that are whole, and whose levels are certain."""

import pytest

from prongsai.assessment.example import OTHERS, load_example, load_others
from prongsai.assessment.models import PeerTable
from prongsai.assessment.queries.peers import compare
from prongsai.assessment.queries.results import get_scores
from prongsai.assessment.rules.shapes import PART
from tests.conftest import Office

pytestmark = pytest.mark.django_db


def test_every_line_adds_up_and_every_level_is_certain() -> None:
    for result in load_example(2570):
        sums = get_scores(result.fiscal_year).sums
        assert sums is not None
        assert sums.reached is not None
        assert sums.off == []
        assert sums.total.stated is not None
        assert sums.reached.is_certain
        assert sums.reached.level.title == result.stated_level
        assert [line.key.code for line in sums.of(PART)] == ["EIT1", "EIT2"]
        assert result.announced_on is not None
        assert result.announced_on.year == result.fiscal_year - 543


def test_a_year_passes_only_because_one_part_is_weak_and_the_next_ones_pass_well() -> None:
    newest, middle, oldest = load_example(2570)
    assert [r.stated_level for r in (oldest, middle, newest)] == ["ผ่าน", "ผ่านดี", "ผ่านดี"]
    sums = get_scores(oldest.fiscal_year).sums
    assert sums is not None
    assert sums.reached is not None
    assert [short.code for short in sums.reached.short] == ["EIT1"]
    assert oldest.stated_total is not None
    assert oldest.stated_total > 85


def test_what_stands_there_is_left_alone() -> None:
    load_example(2570)
    assert load_example(2570) == []


def test_the_organisation_stands_among_others_of_its_province(office: Office) -> None:
    load_others(2570)
    assert not PeerTable.objects.exists()  # nothing to compare before there is a result
    load_example(2570)
    load_others(2570)
    found = compare(PeerTable.objects.get())
    assert found.count == OTHERS + 1
    assert found.own is not None
    assert len(found.groups) >= 3
    assert [part for part, _standing in found.groups[0].parts] == ["IIT", "EIT", "OIT"]
