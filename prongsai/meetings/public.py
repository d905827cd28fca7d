"""What anybody may see of meetings: when they are, what was resolved, and what became of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from prongsai.evidence.models import Evidence
from prongsai.meetings.content import MinutesContent, Withheld, hide_texts, walk
from prongsai.meetings.models import (
    Body,
    BodyMember,
    Meeting,
    Minutes,
    MinutesVersion,
    Progress,
    Resolution,
)
from prongsai.organization.models import Position, Role
from prongsai.organization.queries import find_position, running_on
from prongsai.thai.fiscal import fiscal_year_of

STATES = {
    Meeting.State.PLANNED: gettext_lazy("Planned, may change"),
    Meeting.State.INVITED: gettext_lazy("Will take place"),
    Meeting.State.RUNNING: gettext_lazy("Under way"),
    Meeting.State.HELD: gettext_lazy("Held"),
    Meeting.State.CANCELLED: gettext_lazy("Cancelled"),
}


def state_words(meeting: Meeting) -> str:
    """How far a meeting is, for people outside."""
    return str(STATES[Meeting.State(meeting.state)])


def list_public_bodies() -> "QuerySet[Body]":
    """The bodies whose meetings the public may see, those in use first."""
    return Body.objects.filter(is_public=True).order_by("-is_active", "order", "name")


def public_meetings(on: dt.date) -> "QuerySet[Meeting]":
    """The meetings of public bodies: called, held or cancelled ones, and planned days ahead."""
    called = ~Q(state=Meeting.State.PLANNED) | Q(starts_at__date__gte=on)
    found = Meeting.objects.filter(called, body__is_public=True)
    return found.select_related("body", "minutes")


def list_published() -> "QuerySet[MinutesVersion]":
    """The versions of minutes that the public reads, the newest meeting first."""
    found = MinutesVersion.objects.filter(
        number=F("minutes__published_version"), minutes__meeting__body__is_public=True
    ).exclude(minutes__publication=Minutes.Publication.NONE)
    return found.select_related("minutes__meeting__body").order_by("-minutes__meeting__starts_at")


def years_of(body: Body, on: dt.date) -> list[int]:
    """The fiscal years (พ.ศ.) of the meetings that the public may see of a body, newest first."""
    ends = public_meetings(on).filter(body=body).aggregate(a=Min("starts_at"), b=Max("starts_at"))
    if ends["a"] is None:
        return []
    first, last = (fiscal_year_of(timezone.localdate(ends[name])).year_be for name in "ab")
    return list(range(last, first - 1, -1))


def find_keeper(body: Body, on: dt.date) -> Position | None:
    """The position that keeps a body's pages: its secretary's, else the integrity officer's."""
    members = body.members.filter(running_on(on), role=BodyMember.Role.SECRETARY)
    member = members.exclude(position=None).select_related("position__division").first()
    return member.position if member else find_position(Role.INTEGRITY_OFFICER)


@dataclass(frozen=True)
class Report:
    """A report that somebody looked through for the public; proofs are those that are public."""

    day: dt.date
    text: str
    proofs: list[Evidence]


@dataclass(frozen=True)
class Followed:
    """What became of a resolution, without any person's name."""

    state: str
    label: str
    due_on: dt.date | None
    closed_on: dt.date | None
    reported_on: dt.date | None
    reports: list[Report] = field(default_factory=list)


def follow_up(
    minutes: Minutes,
    content: MinutesContent,
    reports: Sequence[Progress],
    withheld: Sequence[Withheld],
) -> dict[int, Followed]:
    """What became of the resolutions in this content that somebody had to act on, by their keys.

    What is withheld from the minutes is withheld from the reports too.
    """
    keys = [decision.key for entry in walk(content.entries) for decision in entry.decisions]
    found = (
        Resolution.objects.filter(meeting=minutes.meeting_id, pk__in=keys)
        .exclude(state=Resolution.State.NOTED)
        .prefetch_related("progress__evidence__versions")
    )
    shown = {report.pk for report in reports}
    return {row.pk: _followed(row, shown, withheld) for row in found}


def _followed(row: Resolution, shown: set[int], withheld: Sequence[Withheld]) -> Followed:
    progress = list(row.progress.all())
    return Followed(
        state=row.state,
        label=str(row.get_state_display()),
        due_on=row.due_on,
        closed_on=timezone.localdate(row.closed_at) if row.closed_at else None,
        reported_on=timezone.localdate(progress[-1].written_at) if progress else None,
        reports=[_report(report, withheld) for report in progress if report.pk in shown],
    )


def _report(report: Progress, withheld: Sequence[Withheld]) -> Report:
    proofs = [evidence for evidence in report.evidence.all() if evidence.is_public]
    return Report(timezone.localdate(report.written_at), hide_texts(report.text, withheld), proofs)


def last_change(meeting: Meeting, follow: dict[int, Followed]) -> dt.datetime:
    """When the page of a meeting last changed."""
    minutes = getattr(meeting, "minutes", None)
    moments = [meeting.created_at, meeting.invited_at, meeting.cancelled_at, meeting.ended_at]
    if minutes is not None:
        moments += [minutes.published_at, minutes.withdrawn_at, minutes.adopted_at]
    days = [day for row in follow.values() for day in (row.closed_on, row.reported_on) if day]
    moments += [timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in days]
    now = timezone.now()
    return max(moment for moment in moments if moment is not None and moment <= now)
