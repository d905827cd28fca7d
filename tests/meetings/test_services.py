"""Schedules, invitations, agendas, filings, attendance, votes, resolutions: what is kept and refused."""

import datetime as dt
import email
from email import policy

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from prongsai.audit.queries import verify_chain
from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused
from prongsai.meetings import services
from prongsai.meetings.models import AgendaItem, Body, Concern, Meeting, Resolution
from prongsai.meetings.queries.quorum import find_quorum
from prongsai.meetings.services import (
    Boxes,
    Conflict,
    Count,
    ItemDraft,
    Member,
    ResolutionDraft,
    Slot,
)
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from prongsai.organization.rules import is_working_day
from prongsai.organization.services import add_holiday
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of
from tests.conftest import Office, list_allowed
from tests.meetings.conftest import (
    COUNCILLORS,
    begin,
    end,
    hold,
    line,
    make_staff,
    noon,
    set_presence,
)


def next_year() -> FiscalYear:
    return fiscal_year_of(timezone.localdate()).next


def test_a_year_is_drafted_around_holidays_in_one_step(office: Office, staff: Body) -> None:
    year = next_year()
    fifth = year.first_month.first_day.replace(day=5)
    add_holiday(actor=None, date=fifth, name="วันหยุดพิเศษ")
    made = services.draft_schedule(actor=office.officer, body=staff, months=year.months())
    days = [meeting.day for meeting in made]
    assert len(days) == 12
    assert fifth not in days
    assert all(is_working_day(day, {fifth}) for day in days)
    assert [meeting.number for meeting in made] == [1, 2, 3, *range(1, 10)]
    assert {m.year for m in made} == {year.year_be - 1, year.year_be}
    assert made[0].items.count() == 5
    with pytest.raises(Refused) as refusal:
        services.draft_schedule(actor=office.officer, body=staff, months=year.months())
    assert refusal.value.field == "months"


def test_a_fiscal_year_runs_from_ten_to_nine(office: Office, staff: Body) -> None:
    year = next_year().next
    months = [year.first_month.plus(at - 9) for at in range(21)]
    made = services.draft_schedule(actor=office.officer, body=staff, months=months)
    labels = [meeting.label for meeting in made if year.contains(meeting.day)]
    assert labels[0] == f"10/{year.year_be - 1}"
    assert labels[-1] == f"9/{year.year_be}"


def test_a_cancelled_meeting_leaves_no_gap(office: Office, staff: Body) -> None:
    months = next_year().months()[3:6]
    one, two, three = services.draft_schedule(actor=office.officer, body=staff, months=months)
    services.cancel_meeting(actor=office.officer, meeting=two, reason="ไม่มีเรื่อง")
    three.refresh_from_db()
    assert (one.number, three.number) == (1, 2)
    with pytest.raises(Refused):
        services.cancel_meeting(actor=office.officer, meeting=two, reason="อีกครั้ง")


def test_moving_a_meeting_renumbers_both_years(office: Office, staff: Body) -> None:
    year = next_year()
    made = services.draft_schedule(actor=office.officer, body=staff, months=year.months()[2:5])
    december = made[0]
    moved = december.starts_at + dt.timedelta(days=60)
    services.change_meeting(actor=office.officer, meeting=december, slot=Slot(starts_at=moved))
    rows = Meeting.objects.filter(body=staff).order_by("starts_at")
    assert {row.year for row in rows} == {year.year_be}
    assert sorted(row.number for row in rows) == [1, 2, 3]
    assert [row.number for row in rows] == [1, 2, 3]


STEPS = st.lists(st.sampled_from(["hold", "cancel", "plan", "skip"]), min_size=1, max_size=7)


@pytest.mark.django_db
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_held_meetings_number_without_gaps_and_carry_what_is_open(
    office: Office, steps: list[str]
) -> None:
    with transaction.atomic():
        _follow(office, make_staff(office), steps)
        transaction.set_rollback(True)


def _follow(office: Office, body: Body, steps: list[str]) -> None:
    open_ones: set[int] = set()
    for at, step in enumerate(steps):
        start = timezone.make_aware(dt.datetime(2024, 1, 8 + at * 2, 9))
        meeting = services.plan_meeting(actor=office.officer, body=body, slot=Slot(starts_at=start))
        if step == "cancel":
            services.cancel_meeting(actor=office.officer, meeting=meeting, reason="งด")
        if step != "hold":
            continue
        services.begin_meeting(actor=office.officer, meeting=meeting, at=start)
        carried = set(
            meeting.items.filter(carried_over__isnull=False).values_list("carried_over", flat=True)
        )
        assert carried == open_ones
        services.mark_rest_present(actor=office.officer, meeting=meeting)
        made = _resolve(office, meeting)
        open_ones.add(made.pk)
        if at % 2 and len(open_ones) > 1:
            done = Resolution.objects.get(pk=min(open_ones))
            services.report_progress(
                actor=office.officer, resolution=done, text="เสร็จ", is_done=True
            )
            open_ones.discard(done.pk)
        services.end_meeting(
            actor=office.officer, meeting=meeting, at=start + dt.timedelta(hours=1)
        )
    held = Meeting.objects.filter(body=body, state="held").order_by("starts_at")
    assert [m.number for m in held] == list(range(1, len(held) + 1))
    ahead = Meeting.objects.filter(body=body, state="planned").order_by("starts_at")
    assert [m.number for m in ahead] == [len(held) + 1 + at for at in range(len(ahead))]


def _resolve(office: Office, meeting: Meeting, **more: object) -> Resolution:
    given_ = {
        "text": "ให้ดำเนินการ",
        "division": find_division("กองคลัง"),
        "due_on": timezone.localdate(),
    } | more
    return services.record_resolution(
        actor=office.officer, item=line(meeting, "new"), draft=ResolutionDraft(**given_)
    )


def test_people_are_invited_once_with_an_entry_for_their_calendar(
    office: Office, staff: Body
) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(9)))
    services.invite(actor=office.officer, meeting=meeting)
    assert Notice.objects.filter(key=f"meeting:{meeting.pk}:invited").count() == 4
    calendar = _calendar()
    (event,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), event["SEQUENCE"]) == ("REQUEST", 0)
    assert event.decoded("DTSTART") == noon(9).astimezone(dt.UTC)
    later = Slot(starts_at=noon(10), place="ศาลาประชาคม")
    services.change_meeting(actor=office.officer, meeting=meeting, slot=later)
    (event,) = _calendar().walk("VEVENT")
    assert (event["SEQUENCE"], str(event["LOCATION"])) == (1, "ศาลาประชาคม")
    services.cancel_meeting(actor=office.officer, meeting=meeting, reason="ติดราชการ")
    (event,) = _calendar().walk("VEVENT")
    assert str(event["STATUS"]) == "CANCELLED"
    with pytest.raises(Refused):
        services.invite(actor=office.officer, meeting=meeting)


def _calendar() -> Calendar:
    newest = OutgoingMail.objects.order_by("-id").first()
    assert newest is not None
    message = email.message_from_bytes(bytes(newest.message), policy=policy.default)
    part, *papers = message.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert {paper.get_filename() for paper in papers} <= {"agenda.pdf"}
    return Calendar.from_ical(part.get_payload(decode=True))


def test_only_the_secretaries_keep_a_body(office: Office, staff: Body) -> None:
    for stranger in (office.finance, office.mayor, office.admin, office.stranger):
        with pytest.raises(Refused):
            services.plan_meeting(actor=stranger, body=staff, slot=Slot(starts_at=noon(3)))
    services.add_member(
        actor=office.admin,
        body=staff,
        member=Member(user=office.stranger, role="assistant"),
        starts_on=dt.date(2024, 1, 1),
    )
    office.stranger.__dict__.pop("_memberships", None)
    services.plan_meeting(actor=office.stranger, body=staff, slot=Slot(starts_at=noon(3)))


def test_a_member_is_a_position_a_person_or_a_name(office: Office, staff: Body) -> None:
    palad = find_position(Role.CHIEF_ADMINISTRATOR)
    for wrong in (Member(), Member(name="ก", user=office.head), Member(position=palad)):
        with pytest.raises(Refused):
            services.add_member(
                actor=office.officer, body=staff, member=wrong, starts_on=dt.date(2024, 1, 1)
            )


def test_a_council_numbers_within_its_sessions(office: Office, council: Body) -> None:
    with pytest.raises(Refused):
        services.plan_meeting(actor=office.officer, body=council, slot=Slot(starts_at=noon(3)))
    labels = []
    for days, session, number in ((-9, "ordinary", 1), (-8, "ordinary", 1), (-7, "ordinary", 2)):
        meeting = hold(office, council, days, session=session, session_number=number)
        labels.append((meeting.session_number, meeting.number))
    assert labels == [(1, 1), (1, 2), (2, 1)]
    parts = list(meeting.items.filter(parent=None).values_list("part", flat=True))
    assert parts == ["chair", "adoption", "questions", "considered", "new", "other"]


def test_boxes_become_an_item_and_concerns(office: Office, staff: Body) -> None:
    finance = find_division("กองคลัง")
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(9)))
    given_ = {
        "meeting": meeting,
        "division": finance,
        "boxes": Boxes("ทำแล้ว", "ติดขัด", "เสนอ", "จะทำ"),
    }
    with pytest.raises(Refused):
        services.file_division(actor=office.mayor, **given_)
    filing = services.file_division(actor=office.finance, **given_)
    item = AgendaItem.objects.get(filing=filing)
    assert (item.part, item.division, item.is_late) == ("arising", finance, False)
    assert {c.kind: c.text for c in Concern.objects.all()} == {
        "problem": "ติดขัด",
        "suggestion": "เสนอ",
    }
    again = given_ | {"boxes": Boxes("ทำแล้ว", "", "เสนอใหม่", "จะทำ")}
    with pytest.raises(Conflict):
        services.file_division(actor=office.finance, **again)
    services.file_division(actor=office.finance, base_version=1, **again)
    assert [c.text for c in Concern.objects.all()] == ["เสนอใหม่"]
    assert AgendaItem.objects.filter(filing=filing).count() == 1


def test_what_comes_after_the_closing_day_is_marked_as_late(office: Office, staff: Body) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(1)))
    item = services.add_item(
        actor=office.officer, parent=line(meeting, "new"), draft=ItemDraft("เรื่องด่วน")
    )
    assert item.is_late


def test_items_are_reordered_whole_or_not_at_all(office: Office, staff: Body) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(9)))
    parent = line(meeting, "new")
    made = [
        services.add_item(actor=office.officer, parent=parent, draft=ItemDraft(title)).pk
        for title in ("ก", "ข", "ค")
    ]
    services.reorder(actor=office.officer, parent=parent, order=made[::-1])
    assert list(parent.children.values_list("pk", flat=True)) == made[::-1]
    with pytest.raises(Refused):
        services.reorder(actor=office.officer, parent=parent, order=made[:2])
    services.remove_item(actor=office.officer, item=AgendaItem.objects.get(pk=made[0]))
    with pytest.raises(Refused):
        services.remove_item(actor=office.officer, item=parent)


def test_a_confidential_item_needs_its_ground(office: Office, staff: Body) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(9)))
    with pytest.raises(Refused) as refusal:
        services.add_item(
            actor=office.officer,
            parent=line(meeting, "new"),
            draft=ItemDraft("ลับ", is_confidential=True),
        )
    assert refusal.value.field == "ground"


def test_standing_items_come_again(office: Office, staff: Body) -> None:
    first = begin(office, staff, -5)
    draft = ItemDraft("รายงานการใช้จ่ายประจำเดือน", is_standing=True)
    services.add_item(actor=office.officer, parent=line(first, "arising"), draft=draft)
    end(office, first)
    second = begin(office, staff)
    services.fill_agenda(actor=office.officer, meeting=second)
    assert second.items.filter(is_standing=True).count() == 1


def test_without_a_quorum_nothing_is_resolved_and_nothing_is_held(
    office: Office, council: Body
) -> None:
    meeting = begin(office, council, session="ordinary", session_number=1)
    for name in COUNCILLORS[:3]:
        set_presence(office, meeting, name, "absent", reason="ลากิจ")
    quorum = find_quorum(meeting)
    assert (quorum.members, quorum.present, quorum.needed) == (5, 2, 3)
    with pytest.raises(Refused):
        _resolve(office, meeting)
    with pytest.raises(Refused):
        services.record_vote(actor=office.officer, item=line(meeting, "new"), count=Count(2, 0))
    with pytest.raises(Refused) as refusal:
        end(office, meeting)
    assert refusal.value.field == "attendance"
    services.cancel_meeting(actor=office.officer, meeting=meeting, reason="ไม่ครบองค์ประชุม")
    again = begin(office, council, session="ordinary", session_number=1)
    assert again.number == 1


def test_attendance_asks_for_reasons_and_names(office: Office, council: Body, staff: Body) -> None:
    meeting = begin(office, staff)
    with pytest.raises(Refused) as refusal:
        set_presence(office, meeting, "คุณfinance", "absent")
    assert refusal.value.field == "reason"
    with pytest.raises(Refused) as refusal:
        set_presence(office, meeting, "คุณfinance", "substitute")
    assert refusal.value.field == "substitute_name"
    set_presence(office, meeting, "คุณfinance", "substitute", substitute_name="นางรอง")
    other = begin(office, council, session="ordinary", session_number=1)
    with pytest.raises(Refused) as refusal:
        set_presence(office, other, COUNCILLORS[1], "substitute", substitute_name="นางรอง")
    assert refusal.value.field == "state"


def test_votes_are_counted_and_by_name(office: Office, council: Body) -> None:
    meeting = begin(office, council, session="ordinary", session_number=1)
    item = line(meeting, "new")
    with pytest.raises(Refused) as refusal:
        services.record_vote(actor=office.officer, item=item, count=Count(4, 2))
    assert refusal.value.field == "yes"
    assert services.record_vote(actor=office.officer, item=item, count=Count(3, 2)).is_carried
    rows = list(meeting.attendances.all())
    choices = {
        row.pk: choice
        for row, choice in zip(rows, ["yes", "yes", "no", "no", "abstain"], strict=True)
    }
    with pytest.raises(Refused) as refusal:
        services.record_roll_call(actor=office.officer, item=item, choices=choices)
    assert refusal.value.field == "casting"
    vote = services.record_roll_call(actor=office.officer, item=item, choices=choices, casting="no")
    assert (vote.is_carried, vote.ballots.count()) == (False, 5)
    with pytest.raises(Refused):
        services.record_roll_call(actor=office.officer, item=item, choices={0: "yes"})


def test_a_resolution_to_act_on_needs_who_and_when(office: Office, staff: Body) -> None:
    meeting = begin(office, staff)
    for wrong, field in (
        ({"due_on": None}, "due_on"),
        ({"division": None}, "owner"),
        ({"due_on": meeting.day - dt.timedelta(days=1)}, "due_on"),
        ({"text": " "}, "text"),
    ):
        with pytest.raises(Refused) as refusal:
            _resolve(office, meeting, **wrong)
        assert refusal.value.field == field
    noted = _resolve(office, meeting, division=None, due_on=None)
    assert noted.state == Resolution.State.NOTED
    owner = find_position(Role.DIVISION_HEAD, find_division("กองช่าง"))
    followed = _resolve(office, meeting, division=None, owner=owner)
    assert (followed.state, followed.division) == (Resolution.State.OPEN, find_division("กองช่าง"))


def test_the_database_keeps_what_was_held(office: Office, staff: Body) -> None:
    meeting = hold(office, staff, -3)
    services.check_minutes(actor=office.head, minutes=meeting.minutes)
    assert (
        list_allowed(
            [
                f"UPDATE meetings_meeting SET number = 9 WHERE id = {meeting.pk}",
                f"UPDATE meetings_meeting SET state = 'planned' WHERE id = {meeting.pk}",
                f"DELETE FROM meetings_meeting WHERE id = {meeting.pk}",
                "UPDATE meetings_minutesversion SET reason = 'x'",
                "DELETE FROM meetings_minutesversion",
                "TRUNCATE meetings_minutesversion",
                "DELETE FROM meetings_minutes",
            ]
        )
        == []
    )
    assert verify_chain()[1] is None


def test_a_number_is_given_once(office: Office, staff: Body) -> None:
    hold(office, staff, -3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(
            body=staff, year=noon(-3).year + 543, number=1, state="running",
            starts_at=noon(-3), ends_at=noon(-2), place="x",
        )  # fmt: skip
