"""Keepers hear what they owe, then their heads, then the chief administrator; nothing twice."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from prongsai.channels.models import Notice
from prongsai.disclosure import services
from prongsai.disclosure.models import DisclosureYear, Proof
from prongsai.disclosure.queries.board import get_board
from prongsai.disclosure.queries.gaps import list_gaps
from prongsai.disclosure.queries.readiness import deadline_of, list_windows
from prongsai.disclosure.tasks import remind as remind_task
from prongsai.organization.models import Role
from prongsai.organization.queries import find_position
from tests.conftest import Office
from tests.disclosure.conftest import LINK, YEAR, keep, show


@pytest.fixture
def deadline(year: DisclosureYear) -> dt.date:
    """The last day of the disclosure window."""
    day = deadline_of(get_board(year).catalogue)
    assert day is not None
    return day


def texts_of(user: Any) -> list[str]:
    """What somebody was told."""
    return list(Notice.objects.filter(recipient=user).order_by("id").values_list("text", flat=True))


def test_the_head_of_the_keeping_division_is_told_once_for_each_cause(
    office: Office, year: DisclosureYear, deadline: dt.date
) -> None:
    keep(office, year, "O1", "กองคลัง")
    for days in (31, 30, 29, 14, 3, 3, 0):
        services.remind(on=deadline - dt.timedelta(days=days))
    texts = texts_of(office.finance)
    assert len(texts) == 4  # thirty and fourteen days before, three before, on the day
    assert all("O1" in text and "ITA 2569" in text for text in texts)
    assert not texts_of(office.head)
    assert not texts_of(office.palad)


def test_who_is_late_is_told_of_to_the_officer_and_later_to_the_chief_administrator(
    office: Office, year: DisclosureYear, deadline: dt.date
) -> None:
    keep(office, year, "O1", "กองคลัง")
    services.remind(on=deadline + dt.timedelta(days=1))
    assert "เกินกำหนด" in texts_of(office.finance)[-1]
    assert any("กองคลัง" in text for text in texts_of(office.officer))
    assert not texts_of(office.palad)
    services.remind(on=deadline + dt.timedelta(days=4))
    assert any("กองคลัง" in text for text in texts_of(office.palad))


def test_a_position_that_keeps_it_is_told_and_may_open_it(
    office: Office, year: DisclosureYear, deadline: dt.date, sign_in: Callable[[Any], Any]
) -> None:
    post = find_position(Role.INTEGRITY_OFFICER)
    assert post is not None
    assert post.division is not None
    keep(office, year, "O1", post.division.name, position=post)
    services.remind(on=deadline)
    assert any("O1" in text for text in texts_of(office.officer))
    assert not any("O1," in text or text.endswith("O1") for text in texts_of(office.head))


def test_an_own_day_comes_before_the_end_of_the_window(
    office: Office, year: DisclosureYear, deadline: dt.date
) -> None:
    wanted = deadline - dt.timedelta(days=60)
    keep(office, year, "O1", "กองคลัง", due_on=wanted)
    services.remind(on=wanted)
    assert len(texts_of(office.finance)) == 1
    gap = next(gap for gap in list_gaps(get_board(year)) if gap.line.item.code == "O1")
    assert gap.due_on == wanted


def test_what_nobody_keeps_is_told_to_the_officer(
    office: Office, year: DisclosureYear, deadline: dt.date
) -> None:
    services.remind(on=deadline)
    assert len(texts_of(office.officer)) == 1
    assert not Notice.objects.exclude(recipient=office.officer).exists()


def test_nobody_is_told_when_the_year_is_over(
    office: Office, year: DisclosureYear, deadline: dt.date
) -> None:
    keep(office, year, "O1", "กองคลัง")
    services.remind(on=deadline + dt.timedelta(days=200))
    assert not Notice.objects.exists()
    remind_task(timestamp=0)


def test_what_must_be_renewed_is_asked_for_again(
    office: Office, year: DisclosureYear, deadline: dt.date
) -> None:
    keep(office, year, "O1", "กองคลัง", months=1)
    for component in ("a", "b"):
        show(office.finance, year, component=component)  # last updated on 5 January 2026
    board = get_board(year, on=dt.date(2026, 2, 10))
    assert {gap.kind for gap in list_gaps(board) if gap.line.item.code == "O1"} == {"renew"}
    services.remind(on=dt.date(2026, 2, 10))
    assert any("O1" in text for text in texts_of(office.finance))


def test_older_places_beside_a_fresh_one_are_not_overdue(
    office: Office, year: DisclosureYear
) -> None:
    keep(office, year, "O1", "กองคลัง", months=1)
    for component in ("a", "b"):
        show(office.officer, year, component=component)  # last updated on 5 January 2026
        newer = show(office.officer, year, component=component, link=f"{LINK}/february")
        Proof.objects.filter(pk=newer.pk).update(updated_on=dt.date(2026, 2, 5))
    for day, kind, due_on in (
        (dt.date(2026, 2, 10), "look", None),  # not checked yet, but fresh
        (dt.date(2026, 3, 10), "renew", dt.date(2026, 3, 5)),
    ):
        gaps = [g for g in list_gaps(get_board(year, on=day)) if g.line.item.code == "O1"]
        assert {gap.kind for gap in gaps} == {kind}
        assert due_on in (None, gaps[0].due_on)
    past = get_board(year, on=dt.date(2028, 3, 10))  # long after the clarification
    assert {gap.kind for gap in list_gaps(past) if gap.line.item.code == "O1"} == {"look"}
    assert all(row.freshness.due_on is None for part in past.lines[0].parts for row in part.places)


def test_windows_count_the_days_to_their_beginning_and_end(
    year: DisclosureYear, deadline: dt.date
) -> None:
    catalogue = get_board(year).catalogue
    step = catalogue.find_step("disclosure")
    assert step is not None
    day = dt.timedelta(days=1)
    for on, state, days in (
        (step.starts_on - day, "ahead", 1),
        (step.starts_on, "open", (deadline - step.starts_on).days),
        (deadline, "open", 0),
        (deadline + day, "over", 1),
    ):
        window = list_windows(catalogue, on)[0]
        assert (window.state, window.days) == (state, days)


def test_the_list_says_what_who_and_by_when_and_can_be_filtered(
    office: Office, year: DisclosureYear, sign_in: Callable[[Any], Any]
) -> None:
    keep(office, year, "O1", "กองคลัง")
    at = f"/office/disclosure/{YEAR}/missing"
    client = sign_in(office.officer)
    assert "กำหนดผู้ดูแล" in client.get(f"{at}/").content.decode()
    rows = client.get(f"{at}.json?division=finance").json()
    assert {(row["item"], row["division"]) for row in rows} == {("O1", "กองคลัง")}
    assert client.get(f"{at}.json?kind=renew").json() == []
    assert all(row["division"] == "" for row in client.get(f"{at}.json?division=none").json())
    own = sign_in(office.finance).get(f"{at}.json").json()
    assert {row["item"] for row in own} == {"O1"}
