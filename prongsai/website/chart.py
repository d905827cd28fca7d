"""Who works here today: the chart of both sides, people with what they agreed to show, the council."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.public import list_public_bodies, public_meetings
from prongsai.meetings.queries.members import Seat, list_seats
from prongsai.organization.models import POLITICAL, Division, Position, Role
from prongsai.organization.queries import Capacity, list_positions, resolve_all
from prongsai.website.models import PeoplePage, PersonCard

AHEAD, NEWEST = 5, 12
NO_ORDER = 10_000


@dataclass
class Box:
    """A position of the chart: who holds it or acts for it today, and what stands below it."""

    title: str
    title_en: str = ""
    name: str = ""
    wording: str = ""
    division: str = ""
    division_en: str = ""
    user_id: int | None = None
    below: list["Box"] = field(default_factory=list)


@dataclass
class Chart:
    """Both sides of a local government; the council where meetings know one."""

    mayor: Box | None
    palad: Box | None
    council: "Council | None"


def _box(position: Position, capacities: dict[int, Capacity]) -> Box:
    found = capacities.get(position.pk)
    box = Box(position.title, position.title_en)
    if position.division:
        box.division, box.division_en = position.division.name, position.division.name_en
    if found is not None:
        box.name, box.wording = str(found.user), found.wording or ""
        box.user_id = found.user.pk
    return box


def _read(on: dt.date) -> tuple[list[Position], dict[int, Capacity]]:
    positions = list(list_positions())
    return positions, resolve_all(on, positions)


def draw_chart() -> Chart:
    """The chart of today. A vacant position has an empty name."""
    today = timezone.localdate()
    positions, capacities = _read(today)
    boxes = {position.pk: _box(position, capacities) for position in positions}
    mayor = next((p for p in positions if p.role == Role.MAYOR), None)
    palad = next((p for p in positions if p.role == Role.CHIEF_ADMINISTRATOR), None)
    if mayor:
        aides = (p for p in positions if p.role in POLITICAL and p != mayor)
        boxes[mayor.pk].below = [boxes[p.pk] for p in aides]
    if palad:
        boxes[palad.pk].below = list(_under(palad, positions, boxes))
    return Chart(
        mayor=boxes[mayor.pk] if mayor else None,
        palad=boxes[palad.pk] if palad else None,
        council=read_council(with_meetings=False),
    )


def _under(palad: Position, positions: Sequence[Position], boxes: dict[int, Box]) -> Iterator[Box]:
    """Deputies without a division, then the head of each division."""
    for position in positions:
        is_side = position.role in POLITICAL or position == palad
        if not is_side and position.division_id is None:
            yield boxes[position.pk]
    heads = [p for p in positions if p.role == Role.DIVISION_HEAD and p.division]
    for head in sorted(heads, key=lambda p: (_order_of(p.division), p.order)):
        yield boxes[head.pk]


@dataclass(frozen=True)
class Person:
    """Somebody on a page of people, with the card that they agreed to."""

    box: Box
    card: PersonCard | None


def list_people(page: PeoplePage) -> list[Person]:
    """The people of a side who hold or act for its positions today, in the order of the chart."""
    positions, capacities = _read(timezone.localdate())
    sides = {
        PeoplePage.Side.POLITICAL: POLITICAL,
        PeoplePage.Side.PERMANENT: (Role.CHIEF_ADMINISTRATOR, Role.DIVISION_HEAD),
    }
    wanted = sides[PeoplePage.Side(page.side)]
    cards = page.cards.select_related("photo").prefetch_related("photo__renditions")
    by_user = {card.user_id: card for card in cards}
    shown = sorted(
        (p for p in positions if p.role in wanted),
        key=lambda p: (wanted.index(Role(p.role)), _order_of(p.division), p.order),
    )
    boxes = (_box(position, capacities) for position in shown)
    return [Person(box, by_user.get(box.user_id or 0)) for box in boxes if box.name]


def _order_of(division: Division | None) -> int:
    return division.order if division else NO_ORDER


@dataclass(frozen=True)
class Council:
    """The council as the register of meetings knows it."""

    body: Body
    seats: list[Seat]
    ahead: list[Meeting]
    published: list[Meeting]


def read_council(*, with_meetings: bool = True) -> Council | None:
    """The council with its members today, sessions ahead and adopted minutes; None without one."""
    councils = list_public_bodies().filter(kind=Body.Kind.COUNCIL, is_active=True)
    body: Any = councils.first()
    if body is None:
        return None
    today = timezone.localdate()
    if not with_meetings:
        return Council(body, list_seats(body, today), [], [])
    meetings = public_meetings(today).filter(body=body)
    over = [Meeting.State.HELD, Meeting.State.CANCELLED]
    ahead = meetings.filter(starts_at__date__gte=today).exclude(state__in=over)
    published = meetings.filter(minutes__isnull=False).exclude(minutes__publication="")
    return Council(
        body,
        list_seats(body, today),
        list(ahead.order_by("starts_at")[:AHEAD]),
        list(published.order_by("-starts_at")[:NEWEST]),
    )
