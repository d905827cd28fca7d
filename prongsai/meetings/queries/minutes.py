"""Reading minutes: who checks them, where they are adopted, which texts they have."""

from typing import Any

from django.utils import timezone

from prongsai.meetings.content import Withheld
from prongsai.meetings.models import AgendaItem, Body, Minutes, Progress
from prongsai.meetings.queries.members import list_seats
from prongsai.organization.models import Role
from prongsai.organization.queries import holders_of_role


def list_checkers(minutes: Minutes) -> list[Any]:
    """The people of the body who may check these minutes today, as `may_check` decides for each."""
    today = timezone.localdate()
    seats = list_seats(minutes.meeting.body, today)
    named = [seat for seat in seats if seat.member.checks_minutes and not seat.is_by_name]
    if named:
        checks = {seat.user.pk for seat in named if seat.user is not None}
    else:
        chiefs = holders_of_role(Role.CHIEF_ADMINISTRATOR, today)
        checks = {seat.user.pk for seat in seats if seat.user is not None and seat.leads}
        checks |= {user.pk for user in chiefs}
    users = {seat.user.pk: seat.user for seat in seats if seat.user is not None}
    return [
        user
        for user in users.values()
        if user.is_active and user.pk in checks and user.pk != minutes.written_by_id
    ]


def find_adoption(minutes: Minutes) -> AgendaItem | None:
    """The item of a later meeting that adopts these minutes, or did so; None: no such meeting yet."""
    found = minutes.adoption_items.select_related("meeting__body").exclude(
        meeting__state="cancelled"
    )
    return found.order_by("-meeting__starts_at").first()


def list_progress(minutes: Minutes) -> list[Progress]:
    """The reports on resolutions of the meeting that are not confidential, in their order."""
    found = Progress.objects.filter(
        resolution__meeting=minutes.meeting, resolution__item__is_confidential=False
    )
    return list(
        found.select_related("resolution__item").order_by("resolution__order", "written_at", "id")
    )


def list_withheld(body: Body, besides: Minutes) -> list[Withheld]:
    """What was withheld from other minutes of a body, the newest first."""
    found = Minutes.objects.filter(meeting__body=body).exclude(pk=besides.pk).exclude(withheld=[])
    rows = found.order_by("-meeting__starts_at").values_list("withheld", flat=True)
    return [Withheld(**row) for withheld in rows for row in withheld]
