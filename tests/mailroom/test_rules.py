"""Deadlines in working days, alarms, and when two letters are the same."""

import datetime as dt

import pytest

from prongsai.mailroom.rules import compute_alarm, compute_due, compute_state, make_sender_key

FRIDAY, MONDAY = dt.date(2026, 11, 20), dt.date(2026, 11, 23)
HOLIDAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("on", "urgency", "due"),
    [
        (MONDAY, "most-urgent", MONDAY),
        (MONDAY, "very-urgent", dt.date(2026, 11, 25)),
        (MONDAY, "urgent", dt.date(2026, 11, 26)),
        (FRIDAY, "very-urgent", MONDAY),
        (dt.date(2026, 11, 21), "most-urgent", MONDAY),
        (FRIDAY, "", dt.date(2026, 12, 2)),
    ],
)
def test_urgency_sets_the_deadline_in_working_days(on: dt.date, urgency: str, due: dt.date) -> None:
    assert compute_due(on, urgency, {HOLIDAY}) == due


@pytest.mark.parametrize(
    ("today", "alarm"),
    [
        (dt.date(2026, 11, 17), ""),
        (dt.date(2026, 11, 19), "soon"),
        (FRIDAY, "soon"),
        (dt.date(2026, 11, 21), "late"),
        (MONDAY, "late-head"),
        (HOLIDAY, "late-head"),
        (dt.date(2026, 11, 25), "late-head"),
        (dt.date(2026, 11, 26), "late-chief"),
    ],
)
def test_alarms_climb_the_line_of_command(today: dt.date, alarm: str) -> None:
    assert compute_alarm(FRIDAY, today, {HOLIDAY}) == alarm


def test_a_monday_deadline_is_told_on_friday() -> None:
    assert compute_alarm(MONDAY, FRIDAY, set()) == "soon"


def test_the_same_letter_written_otherwise_is_the_same() -> None:
    one = make_sender_key("จังหวัดมหาสารคาม", "มค ๐๐๒๓.๓/ว ๕๑๒")
    assert one == make_sender_key("จังหวัด มหาสารคาม ", "มค 0023.3/ว512")
    assert one != make_sender_key("จังหวัดมหาสารคาม", "มค 0023.3/ว513")
    assert make_sender_key("จังหวัดมหาสารคาม", " - ") == ""


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], "received"),
        (["waiting"], "assigned"),
        (["done", "accepted"], "assigned"),
        (["done", "done"], "done"),
    ],
)
def test_a_paper_is_done_when_every_division_is(states: list[str], state: str) -> None:
    assert compute_state(states) == state
