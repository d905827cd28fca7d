"""Addresses for calendar programs, read back by one."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from prongsai.meetings import services
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Body, CalendarFeed
from prongsai.meetings.services import Slot
from tests.conftest import Office
from tests.meetings.conftest import hold, make_clerk, noon

SignIn = Callable[[Any], Any]


def make_address(client: Any) -> str:
    """A new address, as the page shows it."""
    page = client.post(reverse("meetings_calendar"))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    (found,) = re.findall(r"/meetings/calendar/[\w-]+\.ics(?=</textarea>)", page.content.decode())
    return str(found)


def read(answer: Any) -> tuple[Any, dict[str, Any]]:
    """The calendar with its events by their UID, parsed by the library."""
    calendar = Calendar.from_ical(answer.content)
    return calendar, {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_a_calendar_program_reads_the_meetings_of_its_person(
    office: Office, staff: Body, council: Body, sign_in: SignIn
) -> None:
    ahead = services.plan_meeting(
        actor=office.officer, body=staff, slot=Slot(noon(5), place="ห้อง 1, ชั้น 2; ปีกซ้าย")
    )
    past = hold(office, staff, -9)
    slot = Slot(noon(3), session="ordinary", session_number=1)
    services.plan_meeting(actor=office.officer, body=council, slot=slot)
    address = make_address(sign_in(office.head))
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar, events = read(answer)
    assert calendar["x-wr-calname"] == "การประชุมของฉัน"
    assert calendar["refresh-interval"].dt == dt.timedelta(hours=3)
    assert set(events) == {f"{m.public_id}@prongsai" for m in (past, ahead)}
    event = events[f"{ahead.public_id}@prongsai"]
    ahead.refresh_from_db()
    assert event["dtstart"].dt == ahead.starts_at
    assert event["dtend"].dt == ahead.ends_at
    assert event["summary"] == f"ประชุมพนักงานประจำเดือน ครั้งที่ {ahead.label}"
    assert event["location"] == "ห้อง 1, ชั้น 2; ปีกซ้าย"
    assert event["url"] == f"{settings.PRONGSAI_BASE_URL}{link_of(ahead)}"
    assert event["status"] == "CONFIRMED"


def test_moved_and_cancelled_meetings_arrive(office: Office, staff: Body, sign_in: SignIn) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(5)))
    address = make_address(sign_in(office.head))
    services.change_meeting(actor=office.officer, meeting=meeting, slot=Slot(noon(6)))
    _calendar, events = read(Client().get(address))
    (event,) = events.values()
    assert (event["dtstart"].dt, event["sequence"]) == (noon(6), 1)
    services.cancel_meeting(actor=office.officer, meeting=meeting, reason="ฝนตก")
    _calendar, events = read(Client().get(address))
    (event,) = events.values()
    assert (event["status"], event["sequence"]) == ("CANCELLED", 2)


def test_what_is_known_is_not_sent_again(office: Office, staff: Body, sign_in: SignIn) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(5)))
    address = make_address(sign_in(office.head))
    first = Client().get(address)
    assert "private" in first["Cache-Control"]
    assert first["Referrer-Policy"] == "no-referrer"
    assert "noindex" in first["X-Robots-Tag"]
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "private" in again["Cache-Control"]
    services.change_meeting(actor=office.officer, meeting=meeting, slot=Slot(noon(6)))
    changed = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_an_address_is_shown_once_and_ends_when_it_is_replaced(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    client = sign_in(office.finance)
    assert "สร้างที่อยู่ของฉัน" in client.get(reverse("meetings_calendar")).content.decode()
    older = make_address(client)
    page = client.get(reverse("meetings_calendar")).content.decode()
    assert older not in page
    assert "เปลี่ยนเป็นที่อยู่ใหม่" in page
    newer = make_address(client)
    assert Client().get(older).status_code == 404
    assert Client().get(newer).status_code == 200
    assert CalendarFeed.objects.count() == 1
    office.finance.is_active = False
    office.finance.save()
    assert Client().get(newer).status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 43, "ก", "%00"])
def test_a_wrong_address_finds_nothing(office: Office, token: str) -> None:
    assert Client().get(f"/meetings/calendar/{token}.ics").status_code == 404


def test_who_belongs_nowhere_has_an_empty_calendar(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(5)))
    _calendar, events = read(Client().get(make_address(sign_in(make_clerk()))))
    assert events == {}


def test_the_public_calendar_shows_what_people_were_called_to(office: Office, staff: Body) -> None:
    services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(40)))
    called = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(5)))
    services.invite(actor=office.officer, meeting=called)
    answer = Client().get("/meetings/staff.ics")
    calendar, events = read(answer)
    assert calendar["x-wr-calname"] == staff.name
    assert set(events) == {f"{called.public_id}@prongsai"}
    assert b"/office/" not in answer.content
    (event,) = events.values()
    page = f"/meetings/{called.public_id}/"
    assert event["url"] == f"{settings.PRONGSAI_BASE_URL}{page}"
    assert Client().get(page).status_code == 200
    assert "public" in answer["Cache-Control"]
    again = Client().get("/meetings/staff.ics", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    services.save_body(actor=office.officer, body=staff, is_public=False)
    assert Client().get("/meetings/staff.ics").status_code == 404
    assert Client().get("/meetings/none.ics").status_code == 404
