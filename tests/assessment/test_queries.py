"""Reading results with what follows from them by the catalogue of their year."""

from decimal import Decimal

import pytest

from prongsai.assessment import queries, services
from prongsai.assessment.models import Result
from prongsai.assessment.services import ResultDraft
from tests.assessment.years import stated
from tests.conftest import Office


def save(office: Office, year: int, scores: dict[str, object]) -> Result:
    return services.save_result(actor=office.officer, draft=ResultDraft(year, stated(scores)))


def test_scores_come_with_sums_and_level(office: Office) -> None:
    save(office, 2568, {"IIT": 95, "EIT1": 88, "EIT2": 88, "OIT": 95})
    scores = queries.get_scores(2568)
    assert scores.sums is not None
    assert scores.sums.total.score == Decimal("92.9")
    assert scores.sums.reached is not None
    assert scores.sums.reached.level.title == "ผ่านดี"


def test_a_year_without_a_catalogue_has_its_scores_only(office: Office) -> None:
    save(office, 2560, {"IIT": 95})
    assert queries.get_scores(2560).sums is None
    assert queries.suggest_weaknesses(2560) == {}


def test_weak_points_stand_at_the_topics_of_the_year(office: Office) -> None:
    save(office, 2568, {"i1": 80, "e1": 70, "O8": 0, "O9": 100})
    found = queries.suggest_weaknesses(2568)
    assert list(found) == [1, 2, 3, 4, 5, 6, 7]
    assert [(w.code, w.score) for w in found[1]] == [("O8", 0), ("e1", 70), ("i1", 80)]
    assert found[1][0].text == "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่"
    assert queries.suggest_weaknesses(2567) == {}


def test_results_are_listed_without_those_taken_away(office: Office) -> None:
    for year in (2567, 2568):
        save(office, year, {"IIT": 95})
    services.remove_result(actor=office.officer, year=2567, reason="ผิดปี")
    assert [result.fiscal_year for result in queries.list_results()] == [2568]
    assert queries.find_result(2567) is None
    with pytest.raises(Result.DoesNotExist):
        queries.get_scores(2567)
