"""Lists: what is ahead, what was held, what has to be done, and how divisions keep up."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Avg,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from prongsai.meetings import permissions
from prongsai.meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    CalendarFeed,
    Concern,
    Meeting,
    Resolution,
)
from prongsai.meetings.rules import hash_token
from prongsai.organization.models import Division
from prongsai.organization.permissions import is_mayor
from prongsai.organization.queries import divisions_of, posts_of
from prongsai.thai.fiscal import FiscalYear
from prongsai.thai.marking import pattern_of

OPEN = Q(state=Resolution.State.OPEN)
THERE = Q(state__in=[Attendance.State.PRESENT, Attendance.State.SUBSTITUTE])
ABSENT = Q(state=Attendance.State.ABSENT, member__isnull=False)


def list_bodies() -> "QuerySet[Body]":
    """The bodies in use."""
    return Body.objects.filter(is_active=True)


def of_seen_bodies(user: Any, name: str = "body") -> Q:
    """Filter of what belongs to bodies whose meetings a person may see; `name`: the way to the body."""
    if permissions.may_see_all(user):
        return Q()
    return Q(**{f"{name}__in": [member.body_id for member in permissions.memberships_of(user)]})


def in_fiscal_year(fiscal_year: int, name: str = "starts_at") -> Q:
    """Filter of moments in a fiscal year (พ.ศ.), by days in Bangkok."""
    year = FiscalYear(fiscal_year)
    return Q(**{f"{name}__date__gte": year.first_day, f"{name}__date__lte": year.last_day})


def list_meetings(
    *, body: Body | None = None, fiscal_year: int | None = None, words: str = ""
) -> "QuerySet[Meeting]":
    """Meetings of a body and fiscal year (None: all), newest first, with counts of what they did."""
    found = Meeting.objects.select_related("body", "minutes").annotate(
        present_count=_number(Attendance.objects.filter(THERE)),
        absent_count=_number(Attendance.objects.filter(ABSENT)),
        resolution_count=_number(Resolution.objects.all()),
    )
    if body is not None:
        found = found.filter(body=body)
    if fiscal_year is not None:
        found = found.filter(in_fiscal_year(fiscal_year))
    for word in words.split():
        part = pattern_of(word)
        named = Q(items__title__iregex=part, items__is_confidential=False)
        found = found.filter(
            Q(pk__in=Meeting.objects.filter(named).values("pk")) | Q(place__iregex=part)
        )
    return found


def _number(rows: "QuerySet[Any]") -> Any:
    """How many of these rows a meeting has. A subquery: only the rows of the page pay for it."""
    of_one = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(of_one.annotate(n=Count("pk")).values("n")), 0)


def visible_items(user: Any, meeting: Meeting, *, is_outline: bool = False) -> list[AgendaItem]:
    """The agenda of a meeting in its order, with what was written; hidden items are marked.

    A confidential item that the person may not see keeps its place: its title is empty. What was
    raised about an item while the meeting sat is its `raised`: rows of id, kind and text. An outline
    comes without resolutions and documents.
    """
    raised = Concern.objects.filter(item=OuterRef("pk"), filing=None).order_by("id")
    resolutions = Resolution.objects.select_related("owner", "division").order_by("order", "id")
    beside = () if is_outline else (Prefetch("resolutions", resolutions), "documents")
    found: list[AgendaItem] = list(
        meeting.items.select_related(
            "note__saved_by", "vote", "filing", "division", "adopts__meeting__body",
            "carried_over__owner", "carried_over__division",
        )
        .prefetch_related(*beside)
        .annotate(raised=ArraySubquery(raised.values(row=JSONObject(id="id", kind="kind", text="text"))))
        .order_by("order", "id")
    )  # fmt: skip
    if not any(item.is_confidential for item in found):
        return found
    if user is not None and permissions.may_see_confidential(user, meeting):
        return found
    return [_hide(item) if item.is_confidential else item for item in found]


def _hide(item: AgendaItem) -> AgendaItem:
    """The same place of the agenda without anything that was written there; not for saving."""
    return AgendaItem(
        pk=item.pk,
        meeting_id=item.meeting_id,
        parent_id=item.parent_id,
        part=item.part,
        order=item.order,
        ground=item.ground,
        is_confidential=True,
    )


def list_resolutions(
    user: Any, *, body: Body | None = None, division: Division | None = None, only_open: bool = True
) -> "QuerySet[Resolution]":
    """Resolutions that are followed up, the most urgent first; confidential ones only for members."""
    found = Resolution.objects.exclude(state=Resolution.State.NOTED).select_related(
        "meeting__body", "division", "owner", "item"
    )
    if only_open:
        found = found.filter(OPEN)
    if body is not None:
        found = found.filter(meeting__body=body)
    if division is not None:
        found = found.filter(division=division)
    return found.filter(of_seen_bodies(user, "meeting__body"), _readable(user)).order_by(
        "due_on", "id"
    )


def _readable(user: Any) -> Q:
    """Those of open items, and confidential ones of the bodies a person belongs to."""
    if permissions.keeps_all(user) or is_mayor(user):
        return Q()
    mine = [member.body_id for member in permissions.memberships_of(user)]
    return Q(item__is_confidential=False) | Q(meeting__body__in=mine)


def list_waiting_for(user: Any) -> "QuerySet[Resolution]":
    """The open resolutions a person has to act on: their positions' and their divisions'."""
    today = timezone.localdate()
    posts = [position.pk for position in posts_of(user, today)]
    of_division = Q(owner=None, division__in=divisions_of(user, today))
    return (
        Resolution.objects.filter(OPEN)
        .filter(Q(owner__in=posts) | of_division)
        .select_related("meeting__body", "division", "owner", "item")
        .order_by("due_on", "id")
    )


# Days since the meeting, up to and including; the last group is older.
AGES = (30, 90, 180)


@dataclass(frozen=True)
class Standing:
    """How a division keeps up: resolutions in all, done, open, late, the mean days they took.

    `ended` counts the done ones and those that were dropped, which the others leave out; `ages` the
    open ones by the days since their meeting: up to 30, 90, 180, and older.
    """

    name: str
    total: int
    done: int
    open: int
    late: int
    mean_days: float | None
    ended: int = 0
    ages: tuple[int, ...] = ()

    @property
    def on_time(self) -> int:
        """Open ones that still have time."""
        return self.open - self.late


def standings(on: dt.date, found: "QuerySet[Resolution] | None" = None) -> list[Standing]:
    """How each division keeps up with what was resolved, in one query."""
    took = ExpressionWrapper(F("closed_at") - F("recorded_at"), output_field=DurationField())
    done = Q(state=Resolution.State.DONE)
    rows = (
        (Resolution.objects.all() if found is None else found)
        .exclude(state=Resolution.State.NOTED)
        .order_by()
        .values("division__name", "division__order")
        .annotate(
            total=Count("pk", filter=done | OPEN),
            ended=Count("pk", filter=~OPEN),
            done=Count("pk", filter=done),
            open=Count("pk", filter=OPEN),
            late=Count("pk", filter=OPEN & Q(due_on__lt=on)),
            took=Avg(took, filter=done),
            **_ages(on),
        )
    )
    ordered = sorted(rows, key=lambda row: (row["division__order"] is None, row["division__order"]))
    return [_standing(dict(row)) for row in ordered]


def _ages(on: dt.date) -> dict[str, Count]:
    """The open ones of each age as counts `age0` … `age3`."""
    days = [on - dt.timedelta(days=limit) for limit in AGES]
    begins = [Q(meeting__starts_at__date__gte=day) for day in days] + [Q()]
    ends = [Q()] + [Q(meeting__starts_at__date__lt=day) for day in days]
    pairs = enumerate(zip(begins, ends, strict=True))
    return {f"age{at}": Count("pk", filter=OPEN & begin & end) for at, (begin, end) in pairs}


def sum_ages(rows: Iterable[Standing]) -> list[int]:
    """The open ones of all divisions by age."""
    groups = [row.ages for row in rows]
    return [sum(ages[at] for ages in groups) for at in range(len(AGES) + 1)]


def _standing(row: dict[str, Any]) -> Standing:
    took = row["took"]
    return Standing(
        row["division__name"] or "",
        row["total"],
        row["done"],
        row["open"],
        row["late"],
        round(took.total_seconds() / 86400, 1) if took is not None else None,
        row["ended"],
        tuple(row[f"age{at}"] for at in range(len(AGES) + 1)),
    )


def list_concerns(user: Any, fiscal_year: int) -> "QuerySet[Concern]":
    """Problems and suggestions raised in a fiscal year (พ.ศ.), without those of confidential items."""
    return (
        Concern.objects.filter(in_fiscal_year(fiscal_year, "meeting__starts_at"))
        .filter(of_seen_bodies(user, "meeting__body"))
        .exclude(item__is_confidential=True)
        .select_related("meeting__body", "division")
        .order_by("-meeting__starts_at", "id")
    )


def find_feed_user(token: str) -> Any:
    """The person behind the secret address of a calendar; None for a wrong or replaced one."""
    found = CalendarFeed.objects.filter(token_hash=hash_token(token)).select_related("user").first()
    return found.user if found is not None and found.user.is_active else None
