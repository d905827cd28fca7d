"""Lists of the site: calendar with ICS, documents, people, council, albums, the map of the site."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from prongsai.common.templatetags.thai_dates import thai_datetime
from prongsai.meetings import services as meetings
from prongsai.meetings.models import Meeting
from prongsai.meetings.services import Member, Slot
from prongsai.organization.models import Position, Role, Tenure
from prongsai.website.models import (
    AlbumPage,
    EventPage,
    GalleryPage,
    PeoplePage,
    PersonCard,
    SiteDocument,
)
from tests.conftest import Office
from tests.website.making import add_event
from tests.website.test_pages import MOST, add_news

TODAY = timezone.localdate


def add_meeting(office: Office, kind: str, day: dt.date) -> Meeting:
    """A public meeting that is planned for ten o'clock."""
    body = meetings.save_body(actor=office.officer, kind=kind, name=f"ประชุม {kind}")
    start = timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
    session = {"session": "ordinary", "session_number": 1} if kind == "council" else {}
    slot = Slot(start, place="ห้องประชุม", **session)
    return meetings.plan_meeting(actor=office.officer, body=body, slot=slot)


def read(client: Client, path: str) -> str:
    """The page, within the number of queries that a page may cost."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200
    assert len(queries) <= MOST, [q["sql"][-120:] for q in queries.captured_queries]
    return answer.content.decode()


def test_a_month_shows_events_meetings_and_holidays_in_their_order(
    office: Office, client: Client
) -> None:
    day = dt.date(TODAY().year + 1, 12, 9)
    add_event("กีฬาประชาชน", first_on=day - dt.timedelta(days=1), last_on=day, place="สนามโรงเรียน")
    add_event("งดจัด", first_on=day, begins=dt.time(13), is_cancelled=True)
    meeting = add_meeting(office, "staff", day)
    page = read(client, f"/calendar/?month={day:%Y-%m}")
    where = [page.index(text) for text in ("กีฬาประชาชน", meeting.body.name, "งดจัด")]
    assert where == sorted(where)
    assert "ยกเลิกแล้ว" in page
    assert "กีฬาประชาชน" not in client.get("/calendar/?month=2019-13").content.decode()


def test_calendars_for_programs_are_valid_and_say_days_and_moments(
    office: Office, client: Client
) -> None:
    day = TODAY() + dt.timedelta(days=5)
    whole = add_event("ทั้งวัน; สองวัน", first_on=day, last_on=day + dt.timedelta(days=1))
    timed = add_event("อบรม", first_on=day, begins=dt.time(9), ends=dt.time(12), place="ห้อง 1")
    meeting = add_meeting(office, "staff", day)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.INVITED)
    answer = client.get("/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == 3
    assert all(
        {"dtstamp", "dtstart", "summary", "uid"} <= {k.lower() for k in e} for e in found.values()
    )
    event = found[f"{whole.translation_key}@prongsai"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (day, day + dt.timedelta(days=2))
    event = found[f"{timed.translation_key}@prongsai"]
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(hours=3)
    (only,) = Calendar.from_ical(client.get(f"/calendar/{timed.translation_key}.ics").content).walk(
        "VEVENT"
    )
    assert str(only["summary"]) == "อบรม"
    timed.unpublish()
    assert client.get(f"/calendar/{timed.translation_key}.ics").status_code == 404
    assert len(Calendar.from_ical(client.get("/calendar.ics").content).walk("VEVENT")) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("last", "begins", "ends", "field"),
    [
        (-1, None, None, "last_on"),
        (0, None, dt.time(9), "begins"),
        (0, dt.time(9), dt.time(8), "ends"),
    ],
    ids=["day", "nothing", "hour"],
)
def test_an_event_can_not_end_before_it_begins(
    last: int, begins: dt.time | None, ends: dt.time | None, field: str
) -> None:
    page = EventPage(title="x", first_on=TODAY(), begins=begins, ends=ends)
    page.last_on = TODAY() + dt.timedelta(days=last)
    with pytest.raises(ValidationError) as refusal:
        EventPage.clean(page)
    assert field in refusal.value.message_dict


def test_documents_with_a_kind_are_found_by_kind_and_year(office: Office, client: Client) -> None:
    for title, kind, year in (
        ("แบบคำร้อง", "form", 2569),
        ("แผนเก่า", "plan", 2567),
        ("ไม่แสดง", "", 2569),
    ):
        file = ContentFile(b"%PDF-1.7", name="a.pdf")
        SiteDocument.objects.create(title=title, kind=kind, fiscal_year=year, file=file)
    page = read(client, "/library/")
    assert "แบบคำร้อง" in page
    assert "แผนเก่า" in page
    assert "ไม่แสดง" not in page
    page = read(client, "/library/?kind=plan&year=2567")
    assert "แผนเก่า" in page
    assert "แบบคำร้อง" not in page
    assert client.get("/library/?kind=%00&year=x&page=-1").status_code == 200


def test_people_show_what_they_agreed_to_and_vanish_when_they_leave(
    office: Office, client: Client
) -> None:
    deputy = Position.objects.create(title="รองนายกคนที่ 1", role=Role.DEPUTY_MAYOR, order=2)
    tenure = Tenure.objects.create(position=deputy, user=office.stranger, starts_on=TODAY())
    page = PeoplePage.objects.get(side="political")
    PersonCard.objects.create(page=page, user=office.stranger, agreed_on=TODAY(), phone="0 1111")
    shown = read(client, "/about/executives/")
    assert str(office.mayor) in shown
    assert str(office.palad) not in shown
    assert "รองนายกคนที่ 1" in shown
    assert "0 1111" in shown
    assert str(office.palad) in read(client, "/about/heads/")
    assert "รองนายกคนที่ 1" in read(client, "/about/structure/")
    tenure.delete()
    assert "0 1111" not in read(client, "/about/executives/")
    assert "รองนายกคนที่ 1" in read(client, "/about/structure/")


def test_the_council_and_its_sessions_come_from_the_meetings(
    office: Office, client: Client
) -> None:
    meeting = add_meeting(office, "council", TODAY() + dt.timedelta(days=9))
    chair = Member(name="นายคำปุ่น", role="chair", title="ประธานสภา")
    meetings.add_member(actor=office.officer, body=meeting.body, member=chair, starts_on=TODAY())
    page = read(client, "/council/")
    assert "นายคำปุ่น" in page
    assert thai_datetime(meeting.starts_at) in page
    assert str(meeting.public_id) not in page  # it has no page before people are called
    meetings.invite(actor=office.officer, meeting=meeting)
    assert str(meeting.public_id) in read(client, "/council/")
    assert "ประธานสภา" in read(client, "/about/structure/")
    meetings.save_body(actor=office.officer, body=meeting.body, is_public=False)
    assert "นายคำปุ่น" not in read(client, "/council/")


def test_the_map_of_the_site_names_every_page_but_news_events_and_albums(
    office: Office, client: Client
) -> None:
    add_news("ข่าวหนึ่ง")
    add_event("กิจกรรมหนึ่ง", first_on=TODAY())
    gallery = GalleryPage.objects.get()
    gallery.add_child(instance=AlbumPage(title="อัลบั้มหนึ่ง", slug="a"))
    assert "อัลบั้มหนึ่ง" in read(client, "/gallery/")
    assert client.get("/gallery/a/").status_code == 200
    tree = read(client, "/site-map/")
    assert 'href="/about/structure/"' in tree
    assert "ข่าวหนึ่ง" not in tree
    assert "กิจกรรมหนึ่ง" not in tree
    assert "อัลบั้มหนึ่ง" not in tree
    assert 'href="/en/about/"' not in tree
    assert 'href="/en/about/structure/"' in read(client, "/en/site-map/")


def test_news_whose_time_is_over_or_has_not_come_are_not_shown(
    office: Office, client: Client
) -> None:
    now = timezone.now()
    add_news("พ้นกำหนด", live=False, expired=True, expire_at=now - dt.timedelta(days=1))
    add_news("ยังไม่ถึงเวลา", live=False, go_live_at=now + dt.timedelta(days=1))
    add_news("แสดงอยู่")
    page = read(client, "/news/")
    assert "แสดงอยู่" in page
    assert "พ้นกำหนด" not in page
    assert "ยังไม่ถึงเวลา" not in page
