"""Numbers, quorum, votes, usual days, redaction: the pure parts."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.meetings import rules
from prongsai.meetings.content import (
    HIDDEN,
    Decision,
    Entry,
    MinutesContent,
    Person,
    Withheld,
    redact,
)
from prongsai.organization.rules import is_working_day
from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear

NUMBERS = st.sets(st.integers(1, 60))
COUNT = st.integers(0, 60)
RULES = ("none", "third", "half", "more-than-half", "two-thirds")


@given(NUMBERS, st.integers(0, 20))
def test_numbers_ahead_follow_the_given_ones_without_a_gap(begun: set[int], ahead: int) -> None:
    numbers = rules.number_ahead(begun, ahead)
    last = max(begun, default=0)
    assert numbers == list(range(last + 1, last + 1 + ahead))
    assert not begun & set(numbers)


@given(st.sampled_from(RULES), st.integers(0, 200))
def test_the_quorum_is_the_smallest_number_that_satisfies_its_words(
    rule: str, members: int
) -> None:
    says = {
        "none": lambda present: True,
        "third": lambda present: 3 * present >= members,
        "half": lambda present: 2 * present >= members,
        "more-than-half": lambda present: 2 * present > members,
        "two-thirds": lambda present: 3 * present >= 2 * members,
    }[rule]
    needed = rules.needed_for_quorum(rule, members)
    assert says(needed)
    assert needed == 0 or not says(needed - 1)
    assert rules.has_quorum(rule, members, needed)


@given(st.sampled_from(RULES), st.integers(1, 100), st.integers(0, 100))
def test_one_more_person_never_breaks_a_quorum(rule: str, members: int, present: int) -> None:
    if rules.has_quorum(rule, members, present):
        assert rules.has_quorum(rule, members, present + 1)


@given(COUNT, COUNT, COUNT, st.sampled_from(["", "yes", "no"]), st.integers(0, 120))
def test_an_accepted_vote_is_decided_one_way(
    yes: int, no: int, abstain: int, casting: str, present: int
) -> None:
    problem = rules.find_vote_problem(
        yes=yes, no=no, abstain=abstain, casting=casting, present=present
    )
    if problem:
        return
    assert 0 < yes + no + abstain <= present
    assert (yes == no) == bool(casting)
    carried, other = rules.is_carried(yes, no, casting), rules.is_carried(no, yes, _turn(casting))
    assert carried != other


def _turn(casting: str) -> str:
    return {"yes": "no", "no": "yes", "": ""}[casting]


@pytest.mark.parametrize(
    ("given_", "problem"),
    [
        ((0, 0, 0, "", 5), "few"),
        ((4, 2, 0, "", 5), "many"),
        ((2, 2, 1, "", 5), "casting-missing"),
        ((3, 2, 0, "yes", 5), "casting-extra"),
        ((2, 2, 1, "no", 5), ""),
    ],
)
def test_wrong_votes_are_named(given_: tuple[Any, ...], problem: str) -> None:
    yes, no, abstain, casting, present = given_
    found = rules.find_vote_problem(
        yes=yes, no=no, abstain=abstain, casting=casting, present=present
    )
    assert found == problem


USUAL = st.builds(
    rules.UsualDay,
    st.booleans(),
    st.integers(1, 31),
    st.integers(0, 6),
    st.integers(1, 5),
)


@given(USUAL, st.integers(2500, 2600), st.data())
def test_a_year_gets_one_working_day_a_month(
    usual: rules.UsualDay, year: int, data: st.DataObject
) -> None:
    months = FiscalYear(year).months()
    days = [month.first_day + dt.timedelta(days=at) for month in months for at in range(28)]
    holidays = data.draw(st.sets(st.sampled_from(days), max_size=40))
    drafted = rules.draft_days(usual, months, holidays)
    assert [Month.of(day) for day in drafted] == list(months)
    assert all(is_working_day(day, holidays) for day in drafted)


@pytest.mark.parametrize(
    ("usual", "day"),
    [
        (rules.UsualDay(False, 31), dt.date(2025, 2, 28)),
        (rules.UsualDay(True, weekday=1, week=1), dt.date(2025, 2, 4)),
        (rules.UsualDay(True, weekday=4, week=5), dt.date(2025, 2, 28)),
    ],
)
def test_usual_days(usual: rules.UsualDay, day: dt.date) -> None:
    assert usual.in_month(Month(2025, 2)) == day


def test_a_day_at_the_end_of_a_month_moves_backwards() -> None:
    assert rules.move_to_working_day(dt.date(2025, 8, 31), set()) == dt.date(2025, 8, 29)
    assert rules.move_to_working_day(dt.date(2025, 8, 2), set()) == dt.date(2025, 8, 4)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("รายงานการประชุม ครั้งที่ ๑๐/๒๕๖๘", (10, 2568)),
        ("สมัยที่ 1 ครั้งที่ 2 / 2567", (2, 2567)),
        ("วันที่ 12/11", None),
        ("เลขที่ 1234/2568", None),
    ],
)
def test_numbers_are_read_from_texts(text: str, label: tuple[int, int] | None) -> None:
    assert rules.parse_label(text) == label


WORDS = st.text(alphabet="กขคงจ ", min_size=1, max_size=12)
DECISIONS = st.lists(st.builds(Decision, st.integers(1, 99), WORDS), max_size=2).map(tuple)


def entries(depth: int) -> st.SearchStrategy[Entry]:
    """Entries with others below them."""
    below = st.lists(entries(depth - 1), max_size=3).map(tuple) if depth else st.just(())
    return st.builds(
        Entry,
        key=st.integers(1, 99),
        number=st.just("๑"),
        title=WORDS,
        note=WORDS,
        decisions=DECISIONS,
        ground=st.just("มาตรา ๑๕"),
        is_confidential=st.booleans(),
        children=below,
    )


def content_of(found: tuple[Entry, ...]) -> MinutesContent:
    """Minutes that have these entries."""
    chair = Person("นายเอ", "ปลัด", "ประธาน")
    return MinutesContent(
        "อบต.", "ประชุม", "ครั้งที่ ๑", "วันนี้", "ห้อง", "๙", "๑๐", (chair,), (), (), found, chair, chair
    )


@given(st.lists(entries(1), max_size=4).map(tuple))
def test_a_version_reads_back_as_it_was(found: tuple[Entry, ...]) -> None:
    content = content_of(found)
    assert MinutesContent.from_json(content.to_json()) == content
    assert MinutesContent.from_json(content.to_json()).digest == content.digest


SECRET = "ฮฮฮ"  # letters that no other text of these tests has


@given(st.lists(entries(1), min_size=1, max_size=4).map(tuple))
def test_nothing_of_a_confidential_item_is_left(found: tuple[Entry, ...]) -> None:
    secret = Entry(
        1, "๒", SECRET, SECRET, ((SECRET, SECRET),), SECRET, SECRET, SECRET, (Decision(1, SECRET),),
        "มาตรา ๑๔", True, (Entry(2, "๒.๑", SECRET),),
    )  # fmt: skip
    shown = redact(content_of((*found, secret)), ())
    assert SECRET not in str(shown.to_json())
    assert "มาตรา ๑๔" in shown.grounds
    assert len(shown.entries) == len(found) + 1


def test_named_texts_are_withheld_everywhere_the_longest_first() -> None:
    entry = Entry(
        1, "๑", "เรื่องของ นายบี ใจดี", note="นายบี มาสาย", decisions=(Decision(1, "ตักเตือน นายบี"),)
    )
    grounds = [Withheld("นายบี", "ม. ๒๔"), Withheld("นายบี ใจดี", "ม. ๒๔")]
    shown = redact(content_of((entry,)), grounds)
    assert "นายบี" not in str(shown.to_json())
    assert shown.entries[0].title == f"เรื่องของ {HIDDEN}"
    assert shown.grounds == ("ม. ๒๔",)
