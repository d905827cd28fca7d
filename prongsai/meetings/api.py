"""Open data of public meetings."""

import datetime as dt
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from prongsai.common.opendata import (
    CODE,
    AskedByYear,
    Dataset,
    Listing,
    absolute,
    answer,
    answer_list,
    declare,
    require_known,
    words,
)
from prongsai.meetings.models import Meeting
from prongsai.meetings.public import last_change, list_public_bodies, public_meetings
from prongsai.meetings.queries.access import get_public_meeting
from prongsai.meetings.queries.lists import in_fiscal_year
from prongsai.meetings.wording import full_name, number_words

router = Router(tags=["meetings"])


class MeetingRow(Schema):
    """A public meeting; `id` stays the same. `minutes` is how its minutes are published."""

    id: UUID
    body: str
    body_name: str
    name: str
    number: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    state: str
    minutes: str
    updated_at: dt.datetime
    url: str


class AskedForMeetings(AskedByYear):
    """Public meetings of a body."""

    body: str | None = Field(None, pattern=CODE, max_length=40)


@router.get("/meetings", response=Listing[MeetingRow], summary=words(_("Public meetings")))
def meetings(request: HttpRequest, asked: Query[AskedForMeetings]) -> HttpResponse:
    """Meetings that the public may know of, newest first."""
    require_known("body", asked.body, list_public_bodies().values_list("code", flat=True))
    found = _public().order_by("-starts_at", "-pk")
    if asked.year:
        found = found.filter(in_fiscal_year(asked.year))
    if asked.body:
        found = found.filter(body__code=asked.body)
    return answer_list(request, asked, found, MeetingRow, _row)


@router.get("/meetings/{uuid:public_id}", response=MeetingRow, summary=words(_("A public meeting")))
def meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One public meeting."""
    found = get_public_meeting(public_id)
    return answer(_row(found), last_change(found, {}))


def _public() -> "QuerySet[Meeting]":
    called = public_meetings(timezone.localdate())
    return called.exclude(state=Meeting.State.PLANNED)


def _row(meeting: Meeting) -> MeetingRow:
    minutes = getattr(meeting, "minutes", None)
    return MeetingRow(
        id=meeting.public_id,
        body=meeting.body.code,
        body_name=meeting.body.name,
        name=full_name(meeting),
        number=number_words(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        state=meeting.state,
        minutes=minutes.publication if minutes is not None and minutes.is_public else "",
        updated_at=last_change(meeting, {}),
        url=absolute(reverse("public_meeting", args=[meeting.public_id])),
    )


def _modified() -> dt.datetime | None:
    newest = _public().order_by("-starts_at")[:20]
    return max((last_change(meeting, {}) for meeting in newest), default=None)


declare(
    Dataset(
        "meetings",
        "meetings",
        _("Meetings"),
        _("Public meetings with day, place, state and whether their minutes are published."),
        _modified,
        ("การประชุม", "meetings"),
    )
)
