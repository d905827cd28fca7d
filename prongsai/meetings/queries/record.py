"""The record of a meeting as its screen shows it, and what changed since somebody looked."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Max, OuterRef, Subquery, TextField, Value, When

from prongsai.meetings import permissions
from prongsai.meetings.models import (
    AgendaItem,
    Attendance,
    Concern,
    ItemNote,
    Meeting,
    Resolution,
    Vote,
)
from prongsai.meetings.queries.lists import visible_items
from prongsai.meetings.queries.quorum import Quorum, count_quorum

# A save may become visible later than the moment it is dated with.
OVERLAP = dt.timedelta(seconds=30)


def stamp(*values: Any) -> str:
    """A short mark that differs when the values do."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Line:
    """An item of the agenda with its official number and what was written about it."""

    item: AgendaItem
    number: str
    has_children: bool = False
    note: ItemNote | None = None
    vote: Vote | None = None
    resolutions: list[Resolution] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether the reader may only know that there is something."""
        return self.item.is_confidential and not self.item.title

    @property
    def text(self) -> str:
        """What was said."""
        return self.note.text if self.note else ""

    @property
    def is_written(self) -> bool:
        """Whether something was written about it."""
        return bool(self.text or self.vote or self.resolutions or self.concerns)

    @property
    def stamp(self) -> str:
        """The mark of its outcomes."""
        decided = [_of_resolution(row) for row in self.resolutions]
        last = max((row.pk for row in self.concerns), default=None)
        return stamp(decided, self.vote.pk if self.vote else None, last)


def _of_resolution(row: Resolution) -> tuple[Any, ...]:
    return (row.pk, row.text, row.owner_id, row.division_id, row.due_on, row.state)


def list_lines(user: Any, meeting: Meeting, *, with_confidential: bool = True) -> list[Line]:
    """The agenda in its official numbering; without confidential items the numbers stay."""
    below: dict[int | None, list[AgendaItem]] = {}
    for item in visible_items(user, meeting):
        below.setdefault(item.parent_id, []).append(item)
    return list(_walk(below, None, "", with_confidential))


def _walk(
    below: dict[int | None, list[AgendaItem]],
    parent: int | None,
    prefix: str,
    with_confidential: bool,
) -> Iterator[Line]:
    for at, item in enumerate(below.get(parent, []), start=1):
        if item.is_confidential and not with_confidential:
            continue
        number = f"{prefix}{at}"
        yield _line(item, number, item.pk in below)
        yield from _walk(below, item.pk, f"{number}.", with_confidential)


def _line(item: AgendaItem, number: str, has_children: bool) -> Line:
    if not item.title:  # hidden: its relations must not be asked for
        return Line(item, number)
    return Line(
        item,
        number,
        has_children,
        getattr(item, "note", None),
        getattr(item, "vote", None),
        list(item.resolutions.all()),
        [Concern(**row) for row in item.raised],  # type: ignore[attr-defined]
    )


SHAPE = ("pk", "parent_id", "order", "title", "is_confidential")


def stamp_agenda(lines: list[Line]) -> str:
    """The mark of an agenda's shape: what stands in it and in which order."""
    return _of_shape([{n: getattr(x.item, n) for n in SHAPE} for x in lines if not x.is_hidden])


def _of_shape(items: list[dict[str, Any]]) -> str:
    return stamp(sorted(tuple(item[name] for name in SHAPE) for item in items))


def stamp_person(row: Attendance) -> str:
    """The mark of how somebody attends."""
    return stamp(row.state, row.reason, row.substitute_name, row.substitute_title)


def stamp_guests(rows: list[Attendance]) -> str:
    """The mark of the list of guests."""
    return stamp([(row.pk, row.name, row.title) for row in rows if row.is_guest])


def presiding_of(rows: list[Attendance]) -> int | None:
    """The key of who leads the meeting."""
    return next((row.pk for row in rows if row.is_presiding), None)


@dataclass(frozen=True)
class Changes:
    """How a record stands: marks of its parts, saved notes, the quorum."""

    stamps: dict[str, str]
    notes: list[dict[str, Any]]
    quorum: Quorum
    whole: str


def find_changes(
    user: Any, meeting: Meeting, since: dt.datetime, *, with_confidential: bool = True
) -> Changes:
    """The marks of all parts, and the notes saved since a moment, in three or four queries."""
    items = _visible(user, meeting, _list_items(meeting, since), with_confidential)
    people = list(meeting.attendances.all())
    decided: dict[int, list[tuple[Any, ...]]] = {}
    for row in meeting.resolutions.order_by("order", "id"):
        decided.setdefault(row.item_id, []).append(_of_resolution(row))
    stamps = {f"person-{row.pk}": stamp_person(row) for row in people}
    stamps |= {"guests": stamp_guests(people), "presiding": stamp(presiding_of(people))}
    for item in items:
        key = item["pk"]
        stamps[f"item-{key}"] = stamp(decided.get(key, []), item["vote__pk"], item["concern"])
    stamps["agenda"] = _of_shape(items)
    versions = [(item["pk"], item["note__version"]) for item in items]
    notes = [item for item in items if item["fresh"] is not None]
    whole = stamp(sorted(stamps.items()), versions, meeting.state)
    return Changes(stamps, notes, count_quorum(meeting.body, people), whole)


def _list_items(meeting: Meeting, since: dt.datetime) -> list[dict[str, Any]]:
    raised = Concern.objects.filter(item=OuterRef("pk"), filing=None).order_by().values("item")
    fresh = Case(
        When(note__saved_at__gte=since - OVERLAP, then=F("note__text")),
        default=Value(None),
        output_field=TextField(),
    )
    found = (
        meeting.items.order_by("order", "id")
        .annotate(
            fresh=fresh,
            concern=Subquery(raised.annotate(last=Max("pk")).values("last")),
            by=F("note__saved_by__full_name"),
            login=F("note__saved_by__username"),
        )
        .values(
            *SHAPE, "vote__pk", "concern",
            "fresh", "by", "login", "note__version", "note__saved_at",
        )
    )  # fmt: skip
    return [dict(row) for row in found]


def _visible(
    user: Any, meeting: Meeting, items: list[dict[str, Any]], with_confidential: bool
) -> list[dict[str, Any]]:
    if not any(item["is_confidential"] for item in items):
        return items
    if with_confidential and permissions.may_see_confidential(user, meeting):
        return items
    return [item for item in items if not item["is_confidential"]]
