"""Members of a body who have an account but no position: their meetings open to them, nothing else."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from prongsai.accounts.services import create_account
from prongsai.channels.models import Notice
from prongsai.meetings import services
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Body, BodyMember, Meeting
from prongsai.meetings.services import ItemDraft, Member, ResolutionDraft
from prongsai.organization.queries import find_division
from prongsai.thai.fiscal import fiscal_year_of
from tests.conftest import Office
from tests.meetings.conftest import GROUND, SECRET, SINCE, hold, line, noon, text_of
from tests.meetings.recording import SESSION

OTHER = "เรื่องของที่ประชุมพนักงาน"
NO_POSITION = "คุณยังไม่มีตำแหน่ง"


@pytest.fixture
def councillor(office: Office, council: Body) -> Any:
    """A councillor with an account."""
    account = create_account(actor=None, username="councillor", full_name="นางสาวใหม่ ขยันดี")
    services.add_member(
        actor=office.officer, body=council, member=Member(user=account), starts_on=SINCE
    )
    return account


@pytest.fixture
def called(office: Office, council: Body, councillor: Any) -> Meeting:
    """A session of the council with a confidential item, called."""
    slot = services.Slot(noon(7), **SESSION)
    meeting = services.plan_meeting(actor=office.officer, body=council, slot=slot)
    draft = ItemDraft(SECRET, is_confidential=True, ground=GROUND)
    services.add_item(actor=office.officer, parent=line(meeting, "new"), draft=draft)
    return services.invite(actor=office.officer, meeting=meeting)


def test_a_member_follows_the_invitation_to_the_meeting(
    councillor: Any, called: Meeting, sign_in: Any
) -> None:
    notice = Notice.objects.get(recipient=councillor)
    client = sign_in(councillor)
    page = client.get(notice.link)
    assert page.status_code == 200
    assert "ขอเชิญท่านเข้าร่วมประชุม" in text_of(page)
    assert called.attendances.get(user=councillor).read_at is not None
    agenda = text_of(client.get(f"{link_of(called)}agenda/"))
    assert SECRET in agenda
    assert client.get(f"{link_of(called)}record/").status_code == 200
    assert client.get(f"{link_of(called)}change/").status_code == 403


def test_a_member_begins_at_their_meetings(councillor: Any, called: Meeting, sign_in: Any) -> None:
    client = sign_in(councillor)
    home = text_of(client.get("/office/"))
    assert NO_POSITION not in home
    assert 'href="/office/meetings/"' in home
    assert link_of(called) in text_of(client.get("/office/meetings/"))


def test_the_meetings_of_another_body_do_not_open_to_a_member(
    office: Office, staff: Body, called: Meeting, councillor: Any, sign_in: Any
) -> None:
    meeting = hold(office, staff)
    item = line(meeting, "new")
    finance = find_division("กองคลัง")
    draft = ResolutionDraft(OTHER, division=finance, due_on=meeting.day)
    resolution = services.record_resolution(actor=office.officer, item=item, draft=draft)
    services.raise_concern(actor=office.officer, item=item, kind="problem", text=OTHER)
    client = sign_in(councillor)
    address = f"/office/meetings/resolutions/{resolution.public_id}/"
    for path in (link_of(meeting), f"{link_of(meeting)}minutes/", address):
        assert client.get(path).status_code == 403
    year = fiscal_year_of(meeting.day).year_be
    assert client.get(f"/office/meetings/minutes/{staff.code}/{year}.zip").status_code == 403
    lists = ("", "?year=all", "resolutions/?state=all", "concerns/")
    files = ("register.csv?year=all", "resolutions/register.csv?state=all")
    for path in (*lists, *files):
        page = b"".join(client.get(f"/office/meetings/{path}")).decode()
        assert staff.name not in page, path
        assert OTHER not in page, path
    assert str(called.body) in text_of(client.get("/office/meetings/?year=all"))


@pytest.mark.parametrize("path", ["plan/", "evidence/", "organization/", "received/", "circulars/"])
def test_nothing_else_of_the_office_opens(councillor: Any, sign_in: Any, path: str) -> None:
    assert sign_in(councillor).get(f"/office/{path}").status_code in (403, 404)


def test_the_door_closes_with_the_membership(
    office: Office, councillor: Any, called: Meeting, sign_in: Any
) -> None:
    member = BodyMember.objects.get(user=councillor)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    services.end_member(actor=office.officer, member=member, ends_on=yesterday)
    page = sign_in(councillor).get(link_of(called))
    assert page.status_code == 403
    assert NO_POSITION in text_of(page)


def test_a_closed_account_does_not_enter(councillor: Any, called: Meeting, sign_in: Any) -> None:
    councillor.is_active = False
    councillor.save()
    assert not councillor.has_perm("wagtailadmin.access_admin")
    assert sign_in(councillor).get(link_of(called)).status_code == 302
