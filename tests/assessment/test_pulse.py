"""Surveys of one's own: only sums are kept, small groups are hidden, results after the end."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from prongsai.assessment import services
from prongsai.assessment.models import Pulse, PulseCount
from prongsai.assessment.queries.pulse import outcomes_of
from prongsai.assessment.rules.pulse import may_show, sum_up
from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from tests.conftest import Office, at_once

YEAR = 2569
QUESTIONS = ("i1", "i3")
SCALE = [{"text": "น้อย", "score": 0.0}, {"text": "มาก", "score": 100.0}]


def begin(office: Office, **more: Any) -> Pulse:
    """A survey of staff that is open today."""
    today = timezone.localdate()
    given = {
        "fiscal_year": YEAR,
        "audience": "IIT",
        "questions": QUESTIONS,
        "opens_on": today,
        "closes_on": today + dt.timedelta(days=7),
        "invited": 30,
        "minimum": 5,
    }
    return services.open_pulse(actor=office.officer, **(given | more))


@given(st.lists(st.booleans(), max_size=40), st.booleans())
def test_scores_follow_the_scale_and_negative_questions_are_turned(
    answers: list[bool], is_negative: bool
) -> None:
    counts = {("q", 0): answers.count(False), ("q", 1): answers.count(True)}
    question = {"code": "q", "text": "?", "is_negative": is_negative}
    (found,) = sum_up([question], SCALE, counts, 5)
    assert found.answered == len(answers)
    if len(answers) < 5:
        assert found.score is None
        assert found.counts == ()
    else:
        share = 100 * answers.count(True) / len(answers)
        assert found.score == pytest.approx(100 - share if is_negative else share)


def test_the_weakest_question_comes_first_and_hidden_ones_last() -> None:
    questions = [{"code": code, "text": code, "is_negative": False} for code in ("a", "b", "c")]
    counts = {("a", 1): 9, ("b", 0): 9, ("c", 1): 1}
    assert [one.code for one in sum_up(questions, SCALE, counts, 5)] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("responses", "minimum", "has_ended", "shown"),
    [(10, 10, True, True), (9, 10, True, False), (50, 10, False, False), (4, 1, True, False)],
)
def test_results_wait_for_the_end_and_for_enough_people(
    responses: int, minimum: int, has_ended: bool, shown: bool
) -> None:
    assert may_show(responses=responses, minimum=minimum, has_ended=has_ended) is shown


def test_an_answer_leaves_nothing_but_sums(office: Office) -> None:
    pulse = begin(office)
    log = AuditEntry.objects.count()
    rows = PulseCount.objects.count()
    for _person in range(3):
        services.answer_pulse(token=pulse.token, answers={"i1": 5, "i3": 0})
    pulse.refresh_from_db()
    assert pulse.responses == 3
    assert PulseCount.objects.count() == rows
    assert AuditEntry.objects.count() == log
    assert pulse.counts.get(question="i1", answer=5).count == 3


def test_results_are_there_after_the_end(office: Office) -> None:
    pulse = begin(office)
    for _person in range(6):
        services.answer_pulse(token=pulse.token, answers={"i1": 5, "i3": 5})
    pulse.refresh_from_db()
    assert outcomes_of(pulse) is None
    services.close_pulse(actor=office.officer, pulse=pulse)
    pulse.refresh_from_db()
    outcomes = outcomes_of(pulse)
    assert outcomes is not None
    assert [(one.code, one.score) for one in outcomes] == [("i3", 0), ("i1", 100)]
    with pytest.raises(Refused):
        services.answer_pulse(token=pulse.token, answers={"i1": 5})
    with pytest.raises(Refused):
        services.close_pulse(actor=office.officer, pulse=pulse)


@pytest.mark.parametrize("answers", [{}, {"i1": 6}, {"i1": -1}, {"e1": 1}])
def test_what_is_no_answer_counts_nothing(office: Office, answers: dict[str, int]) -> None:
    pulse = begin(office)
    with pytest.raises(Refused):
        services.answer_pulse(token=pulse.token, answers=answers)
    pulse.refresh_from_db()
    assert pulse.responses == 0
    assert not pulse.counts.filter(count__gt=0).exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"questions": ("e1",)}, "questions"),
        ({"questions": ()}, "questions"),
        ({"minimum": 4}, "minimum"),
        ({"invited": 4}, "invited"),
        ({"invited": 10**9}, "invited"),
        ({"closes_on": dt.date(2020, 1, 1)}, "closes_on"),
        ({"closes_on": dt.date(2199, 1, 1)}, "closes_on"),
        ({"fiscal_year": 2500}, "fiscal_year"),
    ],
)
def test_a_survey_that_makes_no_sense_is_refused(
    office: Office, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        begin(office, **more)
    assert refusal.value.field == field
    assert not Pulse.objects.exists()


def test_who_may_not_begin_one_is_refused(office: Office) -> None:
    office.officer = office.head
    with pytest.raises(Refused):
        begin(office)


def test_no_more_answers_than_people_are_taken(office: Office) -> None:
    pulse = begin(office, invited=5)
    for _person in range(5):
        services.answer_pulse(token=pulse.token, answers={"i1": 1})
    with pytest.raises(Refused):
        services.answer_pulse(token=pulse.token, answers={"i1": 1})


def test_people_who_answer_at_once_are_all_counted(committed: Any) -> None:
    from tests.conftest import make_office

    pulse = begin(make_office())
    at_once(*[lambda: services.answer_pulse(token=pulse.token, answers={"i1": 2, "i3": 3})] * 8)
    pulse.refresh_from_db()
    assert pulse.responses == 8
    assert pulse.counts.get(question="i3", answer=3).count == 8


def test_anybody_with_the_link_answers_once_without_signing_in(office: Office) -> None:
    pulse = begin(office)
    address, visitor = f"/pulse/{pulse.token}/", Client()
    page = visitor.get(address)
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    wrong = visitor.post(address, {"i1": "99"})
    assert wrong.status_code == 422
    assert visitor.post(address, {}).status_code == 422
    answer = visitor.post(address, {"i1": "4"}, follow=True)
    assert "ขอบคุณ" in answer.content.decode()
    visitor.post(address, {"i1": "4"})
    pulse.refresh_from_db()
    assert pulse.responses == 1
    assert set(visitor.cookies) <= {"pulse_answered", "csrftoken"}  # no session: nobody is followed
    assert Client().get("/pulse/nonsense/").status_code == 404
