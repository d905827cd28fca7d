"""One meeting before it is held: the invitation, its agenda, what divisions file; who sees what."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.meetings import services
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.services import ItemDraft, Slot
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import (
    hold,
    line,
    noon,
)

MOST_QUERIES = 12
WRONG = 422


@pytest.fixture
def meeting(office: Office, staff: Body) -> Meeting:
    """A meeting in ten days, planned."""
    return services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(10)))


@pytest.fixture
def called(office: Office, meeting: Meeting) -> Meeting:
    """The same, invited."""
    return services.invite(actor=office.officer, meeting=meeting)


def at(meeting: Meeting, part: str = "") -> str:
    return f"/office/meetings/{meeting.public_id}/{part}"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def add(office: Office, meeting: Meeting, title: str, part: str = "new", **more: Any) -> Any:
    return services.add_item(
        actor=office.officer, parent=line(meeting, part), draft=ItemDraft(title, **more)
    )


# --- the page of the meeting


def test_opening_the_invitation_is_what_read_means(
    office: Office, called: Meeting, sign_in: Any
) -> None:
    row = called.attendances.get(user=office.finance)
    sign_in(office.officer).get(at(called))
    sign_in(office.finance).get(at(called, "agenda/"))
    sign_in(office.finance).get(at(called), HTTP_SEC_PURPOSE="prefetch")
    sign_in(office.finance).head(at(called))
    row.refresh_from_db()
    assert row.read_at is None
    page = text_of(sign_in(office.finance).get(at(called)))
    row.refresh_from_db()
    assert row.read_at is not None
    assert "ขอเชิญท่านเข้าร่วมประชุม" in page
    assert "ยังไม่ได้อ่าน" not in page  # who has read is for who keeps the meetings
    kept = text_of(sign_in(office.officer).get(at(called)))
    assert "อ่านแล้ว 2 จาก 4 คน" in kept
    assert kept.count("ยังไม่ได้อ่าน") == 2


def test_an_invitation_is_not_read_after_the_meeting(
    office: Office, staff: Body, sign_in: Any
) -> None:
    meeting = hold(office, staff)
    meeting.attendances.update(invited_at=timezone.now())
    sign_in(office.finance).get(at(meeting))
    assert not meeting.attendances.filter(read_at__isnull=False).exists()


def test_the_page_costs_few_queries(office: Office, called: Meeting, sign_in: Any) -> None:
    for number in range(20):
        add(office, called, f"เรื่องที่ {number}", uploads=[(make_pdf(), "a.pdf")])
    for user, part in (
        (office.finance, ""),
        (office.finance, "agenda/"),
        (office.finance, "filing/?all"),
        (office.officer, "filing/"),
        (office.officer, "agenda/"),
    ):
        client = sign_in(user)
        client.get(at(called, part))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(at(called, part))
        assert len(queries) <= MOST_QUERIES + 6, (part, [q["sql"][:150] for q in queries])
