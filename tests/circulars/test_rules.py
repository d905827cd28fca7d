"""Names and questions as people type them, percents, scores, and when to remind."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.circulars import rules
from prongsai.circulars.rules import Named, Question, QuestionProblem
from prongsai.registerkit.reminders import find_cause

DAY = dt.date(2026, 11, 25)
words = st.text("กขคงจabc ", min_size=1, max_size=12).map(str.strip).filter(bool)


def test_names_come_from_commas_tabs_and_numbered_lists() -> None:
    text = "1. นายก ข, กองช่าง, คนงาน\n๒) นางค ง\tสภา\tสมาชิก\n\n  นายก ข , กองช่าง , คนงาน\nนายจ"
    assert rules.parse_names(text) == [
        Named("นายก ข", "กองช่าง", "คนงาน"),
        Named("นางค ง", "สภา", "สมาชิก"),
        Named("นายจ"),
    ]


@given(st.text(max_size=300))
def test_any_text_gives_names_that_fit(text: str) -> None:
    for named in rules.parse_names(text):
        assert named.name.strip()
        assert max(map(len, (named.name, named.division, named.position))) <= 200
        assert "\n" not in named.name


QUESTIONS = """รับของขวัญได้ไหม
- ได้
* ไม่ได้
> นโยบาย No Gift

ใครต้องปฏิบัติ
* ข้าราชการ
* ลูกจ้าง
- ไม่มีใคร"""


def test_questions_are_typed_as_plain_lines() -> None:
    first, second = rules.parse_questions(QUESTIONS)
    assert first == Question("รับของขวัญได้ไหม", ("ได้", "ไม่ได้"), (1,), "นโยบาย No Gift")
    assert (second.right, second.has_several) == ((0, 1), True)
    assert rules.parse_questions("  \n ") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("* ก\n- ข", "text"),
        ("ถาม\n* ก", "choices"),
        ("ถาม\n* ก\n- ก", "choices"),
        ("ถาม\n- ก\n- ข", "right"),
        ("ถาม\n* ก\n* ข", "right"),
        ("\n\n".join(["ถาม\n* ก\n- ข"] * 31), "many"),
    ],
)
def test_a_question_that_can_not_be_asked_is_named(text: str, code: str) -> None:
    with pytest.raises(QuestionProblem) as problem:
        rules.parse_questions(text)
    assert problem.value.code == code


@st.composite
def questions(draw: st.DrawFn) -> Question:
    choices = tuple(draw(st.lists(words, min_size=2, max_size=5, unique=True)))
    places = st.integers(0, len(choices) - 1)
    right = draw(st.sets(places, min_size=1, max_size=len(choices) - 1))
    return Question(draw(words), choices, tuple(sorted(right)), draw(st.just("") | words))


@given(st.lists(questions(), max_size=5))
def test_what_is_written_is_read_back(asked: list[Question]) -> None:
    assert rules.parse_questions(rules.write_questions(asked)) == asked
    assert [Question.from_json(q.to_json()) for q in asked] == asked


@given(st.lists(questions(), min_size=1, max_size=6), st.data())
def test_the_score_is_whole_percents_and_only_all_right_is_a_hundred(
    asked: list[Question], data: st.DataObject
) -> None:
    answers = [data.draw(st.sets(st.integers(0, len(q.choices) - 1))) for q in asked]
    wrong = rules.find_wrong(asked, answers)
    score = rules.compute_score(len(asked), len(wrong))
    assert 0 <= score <= 100
    assert (score == 100) == (wrong == [])
    assert rules.find_wrong(asked, [set(q.right) for q in asked]) == []


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_a_percent_never_claims_more_than_there_is(a: int, b: int) -> None:
    done, total = min(a, b), max(a, b)
    percent = rules.compute_percent(done, total)
    assert 0 <= percent <= 100
    assert (percent == 100) == (done == total)
    if total:
        assert percent * total <= 100 * done + 1e-6
        assert 100 * done / total - percent < 0.1 + 1e-9


def test_thirty_eight_of_forty_are_ninety_five_percent() -> None:
    assert rules.compute_percent(38, 40) == 95.0
    assert rules.compute_percent(999, 1000) == 99.9


@pytest.mark.parametrize(
    ("score", "attempts", "allowed", "ends"),
    [(80, 1, 0, True), (79, 9, 0, False), (0, 1, 2, False), (0, 2, 2, True), (100, 1, 2, True)],
)
def test_questions_end_by_passing_or_with_the_last_attempt(
    score: int, attempts: int, allowed: int, ends: bool
) -> None:
    found = rules.may_finish(score=score, pass_mark=80, attempts=attempts, attempts_allowed=allowed)
    assert found is ends


def test_reminders_come_before_on_and_every_third_day_after_the_deadline() -> None:
    causes = {days: find_cause(DAY, DAY + dt.timedelta(days=days)) for days in range(-5, 9)}
    assert (causes[-5], causes[-4], causes[-3], causes[-1]) == ("", "", "before", "before")
    assert (causes[0], causes[1], causes[3], causes[4]) == ("due", "late-0", "late-0", "late-1")
    assert causes[7] == "late-2"


def test_late_is_after_the_day_itself() -> None:
    after = DAY + dt.timedelta(days=1)
    assert not rules.is_late(due_on=DAY, done_on=DAY, today=after)
    assert rules.is_late(due_on=DAY, done_on=after, today=after)
    assert rules.is_late(due_on=DAY, done_on=None, today=after)
    assert not rules.is_late(due_on=DAY, done_on=None, today=DAY)


def test_links_live_thirty_days_after_the_end() -> None:
    closed = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert rules.is_link_alive(None, closed)
    assert rules.is_link_alive(closed, closed + dt.timedelta(days=29))
    assert not rules.is_link_alive(closed, closed + dt.timedelta(days=30))
