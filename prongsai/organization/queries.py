"""Reading the organisation: its profile, structure, and who is who on a day."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from prongsai.organization.models import (
    ActingAppointment,
    Division,
    Holiday,
    OrganizationProfile,
    Position,
    Role,
    Tenure,
)
from prongsai.organization.rules import Acting, Held, resolve_signatory
from prongsai.thai.text import repair


def find_profile() -> OrganizationProfile | None:
    """The organisation's profile, or None before it was set up; its emblem is read when asked for."""
    return OrganizationProfile.objects.defer("emblem").first()


def get_profile() -> OrganizationProfile:
    """The organisation's profile; raises DoesNotExist before it was set up."""
    return OrganizationProfile.objects.get()


def list_divisions() -> "QuerySet[Division]":
    """The divisions in use, in their order."""
    return Division.objects.filter(is_active=True)


def spelling_key(name: str) -> str:
    """A name without what people write in different ways: spaces, dots, ๆ ฯ."""
    return "".join(c for c in repair(name) if c not in " .,ๆฯ\u00a0\n\t")


def find_division(name: str) -> Division | None:
    """The division of this name or alias, however it is spaced."""
    wanted = spelling_key(name)
    for division in Division.objects.all():
        if wanted in {spelling_key(text) for text in (division.name, *division.aliases)}:
            return division
    return None


def list_known_units() -> list[tuple[str, tuple[str, ...]]]:
    """Names and aliases of the divisions, for the importer."""
    return [(division.name, tuple(division.aliases)) for division in Division.objects.all()]


def list_positions() -> "QuerySet[Position]":
    """The positions in use with their divisions."""
    return Position.objects.filter(is_active=True).select_related("division", "reports_to")


def running_on(day: dt.date) -> Q:
    """Filter of periods that cover a day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@dataclass(frozen=True)
class Capacity:
    """Who signs for a position on a day, and the lines under the name."""

    user: Any
    position: Position
    lines: tuple[str, ...]
    wording: str | None = None


def resolve(position: Position, on: dt.date) -> Capacity | None:
    """Who signs for a position on a day; None when nobody does."""
    return resolve_all(on, [position]).get(position.pk)


def resolve_all(on: dt.date, positions: Iterable[Position]) -> dict[int, Capacity]:
    """Who signs for each of these positions on a day, in two queries; nobody: no entry."""
    positions = list(positions)
    if not positions:
        return {}
    held: dict[int, list[Tenure]] = {}
    titles: dict[int, str] = {}
    for tenure in Tenure.objects.filter(running_on(on)).select_related("user", "position"):
        held.setdefault(tenure.position_id, []).append(tenure)
        titles.setdefault(tenure.user_id, tenure.position.title)
    deputies: dict[int, list[ActingAppointment]] = {}
    for acting in ActingAppointment.objects.filter(running_on(on)).select_related(
        "user", "wording"
    ):
        deputies.setdefault(acting.position_id, []).append(acting)
    found = {}
    for position in positions:
        capacity = _capacity(
            position, held.get(position.pk, []), deputies.get(position.pk, []), titles, on
        )
        if capacity is not None:
            found[position.pk] = capacity
    return found


def _capacity(
    position: Position,
    tenures: list[Tenure],
    deputies: list[ActingAppointment],
    titles: dict[int, str],
    on: dt.date,
) -> Capacity | None:
    signatory = resolve_signatory(
        [Held(t.user_id, t.starts_on, t.ends_on) for t in tenures],
        [Acting(a.user_id, a.starts_on, a.ends_on, a.wording.text, a.rank) for a in deputies],
        on,
    )
    if signatory is None:
        return None
    rows: list[Any] = [*tenures, *deputies]
    users = {row.user_id: row.user for row in rows}
    user = users[signatory.user_id]
    if signatory.wording is None:
        return Capacity(user, position, (position.title,))
    own = titles.get(signatory.user_id)
    first = f"{own} {signatory.wording}" if own else signatory.wording
    return Capacity(user, position, (first, position.title), signatory.wording)


def positions_of(user: Any, on: dt.date) -> list[Position]:
    """The positions a person holds or acts for on a day."""
    return list(_posts(on, user).select_related("division"))


def _posts(on: dt.date, user: Any) -> "QuerySet[Position]":
    held = Tenure.objects.filter(running_on(on), user=user).values("position")
    acting = ActingAppointment.objects.filter(running_on(on), user=user).values("position")
    return Position.objects.filter(Q(pk__in=held) | Q(pk__in=acting), is_active=True)


def roles_of(user: Any, on: dt.date) -> set[str]:
    """The roles of a person on a day, from held and acted-for positions; once a request."""
    return {position.role for position in _cached_positions(user, on)}


def divisions_of(user: Any, on: dt.date) -> list[Division]:
    """The divisions a person works in or acts for on a day."""
    found = {p.division_id: p.division for p in _cached_positions(user, on) if p.division}
    return [division for division in found.values() if division]


def posts_of(user: Any, on: dt.date) -> list[Position]:
    """The positions a person holds or acts for on a day; asked of the database once a request."""
    return _cached_positions(user, on)


def _cached_positions(user: Any, on: dt.date) -> list[Position]:
    cache: dict[dt.date, list[Position]] = user.__dict__.setdefault("_positions_on", {})
    if on not in cache:
        is_known = on == getattr(user, "posts_read_on", None)
        cache[on] = _read_posts(user) if is_known else positions_of(user, on)
    return cache[on]


def with_posts(accounts: "QuerySet[Any]") -> "QuerySet[Any]":
    """Accounts with the positions they hold or act for today, in the same query."""
    today = timezone.localdate()
    person = OuterRef(OuterRef("pk"))
    posts = _posts(today, person).values(
        read=_as_json(Position, division=_as_json(Division, "division__"))
    )
    return accounts.annotate(
        posts_read=ArraySubquery(posts), posts_read_on=Value(today, DateField())
    )


def _as_json(model: type[Model], prefix: str = "", **more: Any) -> JSONObject:
    """A row as JSON, by its columns."""
    return JSONObject(
        **{f.attname: prefix + f.attname for f in model._meta.concrete_fields}, **more
    )


def _read_posts(user: Any) -> list[Position]:
    return [_read_post(row, user._state.db) for row in user.posts_read]


def _read_post(row: dict[str, Any], db: str) -> Position:
    post = _from_json(Position, row, db)
    if post.division_id is not None:
        post.division = _from_json(Division, row["division"], db)
    return post


def _from_json(model: Any, row: dict[str, Any], db: str) -> Any:
    fields = model._meta.concrete_fields
    values = [field.to_python(row[field.attname]) for field in fields]
    return model.from_db(db, [field.attname for field in fields], values)


def find_position(role: str, division: Division | None = None) -> Position | None:
    """The first position of a role, of one division when given."""
    found = list_positions().filter(role=role)
    return (found.filter(division=division) if division else found).first()


def people_of(division: Division, on: dt.date) -> list[Any]:
    """The active accounts with a position in a division on a day."""
    return _people(
        Q(tenures__position__division=division),
        Q(acting_appointments__position__division=division),
        on,
    )


def _people(tenure: Q, acting: Q, on: dt.date) -> list[Any]:
    users = get_user_model().objects
    held = users.filter(tenure, running_for("tenures", on))
    acts = users.filter(acting, running_for("acting_appointments", on))
    return list(users.filter(Q(pk__in=held) | Q(pk__in=acts), is_active=True).distinct())


def running_for(relation: str, on: dt.date) -> Q:
    return Q(**{f"{relation}__starts_on__lte": on}) & (
        Q(**{f"{relation}__ends_on__isnull": True}) | Q(**{f"{relation}__ends_on__gte": on})
    )


def holders_of_role(role: str, on: dt.date) -> list[Any]:
    """The active accounts that hold or act for a position of a role on a day."""
    return _people(Q(tenures__position__role=role), Q(acting_appointments__position__role=role), on)


def officers_to_remind(divisions: Iterable[Division] | None) -> list[Any]:
    """Whom to remind of work: heads and officers of the divisions; None means every division."""
    today = timezone.localdate()
    chosen = list(list_divisions()) if divisions is None else list(divisions)
    people = {user.pk: user for division in chosen for user in people_of(division, today)}
    people |= {u.pk: u for u in holders_of_role(Role.INTEGRITY_OFFICER, today)}
    return list(people.values())


def list_holidays(start: dt.date, end: dt.date) -> set[dt.date]:
    """The public holidays between two days, both included."""
    found = Holiday.objects.filter(date__gte=start, date__lte=end)
    return set(found.values_list("date", flat=True))


@dataclass(frozen=True)
class CommandRow:
    """A position of the line of command: how deep it stands, who holds it, who signs for it."""

    position: Position
    depth: int
    holder: Any
    capacity: Capacity | None


def line_of_command(on: dt.date) -> list[CommandRow]:
    """The positions from the mayor down, each with who holds it and who signs for it on a day."""
    positions = list(list_positions())
    holders = {
        t.position_id: t.user for t in Tenure.objects.filter(running_on(on)).select_related("user")
    }
    capacities = resolve_all(on, positions)
    below: dict[int | None, list[Position]] = {}
    known = {position.pk for position in positions}
    for position in positions:
        above = position.reports_to_id if position.reports_to_id in known else None
        below.setdefault(above, []).append(position)

    def walk(above: int | None, depth: int) -> Iterator[CommandRow]:
        for position in below.get(above, []):
            holder, capacity = holders.get(position.pk), capacities.get(position.pk)
            yield CommandRow(position, depth, holder, capacity)
            yield from walk(position.pk, depth + 1)

    return list(walk(None, 0))
