"""Writes: the profile, divisions, positions, who holds and who acts for them, holidays."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import holidays as holiday_library
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.organization import events, permissions, rules
from prongsai.organization.models import (
    ActingAppointment,
    ActingWording,
    Division,
    Holiday,
    OrganizationProfile,
    Position,
    Role,
    Tenure,
)
from prongsai.organization.queries import find_division
from prongsai.thai.text import repair, squash

# The wordings in official use; offices add their own.
WORDINGS = (
    ("รักษาราชการแทน", "ตำแหน่งว่าง หรือผู้ดำรงตำแหน่งไม่อาจปฏิบัติราชการได้ มีอำนาจเต็ม"),
    ("ปฏิบัติราชการแทน", "ได้รับมอบอำนาจเฉพาะเรื่อง ขณะผู้ดำรงตำแหน่งยังปฏิบัติราชการอยู่"),
    ("รักษาการในตำแหน่ง", "ตำแหน่งว่าง และยังไม่มีการแต่งตั้ง"),
    ("ปฏิบัติหน้าที่", "ปฏิบัติหน้าที่แทนตามที่กฎหมายกำหนด"),
)
HOLIDAY_YEARS_BACK, HOLIDAY_YEARS_AHEAD = 3, 2


def require_manager(actor: Any) -> None:
    """Refuse who may not change the organisation; the program itself (None) may, at set-up."""
    if actor is not None and not permissions.may_manage_organization(actor):
        raise Refused(_("Only administrators and the integrity officer may change this."))


@transaction.atomic
def create_organization(
    *,
    actor: Any,
    kind: str,
    name: str,
    amphoe: str,
    province: str,
    letter_code: str,
    divisions: Sequence[str] | None = None,
    is_example: bool = False,
) -> OrganizationProfile:
    """Create the organisation with its usual divisions, positions, wordings and holidays.

    `kind` is a short or full Thai name, `letter_code` may use Thai or Arabic digits, `divisions`
    replaces the usual names. Raises `Refused` naming the wrong field, or when one exists already.
    """
    require_manager(actor)
    if OrganizationProfile.objects.exists():
        raise Refused(_("The organisation has been set up already."))
    found = rules.parse_kind(kind)
    if found is None:
        raise Refused(_("“%(kind)s” is no kind of local government.") % {"kind": kind}, "kind")
    profile = OrganizationProfile.objects.create(
        kind=found,
        name=_required(rules.strip_kind(found, name), "name"),
        amphoe=_required(_without(amphoe, "อำเภอ"), "amphoe"),
        province=_required(_without(province, "จังหวัด"), "province"),
        letter_code=_valid_code(letter_code),
        is_example=is_example,
    )
    _add_wordings()
    _add_structure(profile, divisions)
    seed_holidays(actor=actor)
    record(actor=actor, event=events.CREATED, target=profile)
    return profile


def _required(text: str, field: str) -> str:
    if not text:
        raise Refused(_("Write the %(field)s.") % {"field": _field_names()[field]}, field)
    return text


def _field_names() -> dict[str, str]:
    return {"name": _("name"), "amphoe": _("district (amphoe)"), "province": _("province")}


def _without(text: str, prefix: str) -> str:
    return squash(repair(text)).removeprefix(prefix).strip()


def _valid_code(text: str) -> str:
    code = rules.official_code(text)
    if not rules.is_letter_code(code):
        raise Refused(_("Write the letter code like มค ๘๐๓๐๑."), "letter_code")
    return code


def _add_wordings() -> None:
    ActingWording.objects.bulk_create(
        ActingWording(text=text, explanation=explanation, order=order)
        for order, (text, explanation) in enumerate(WORDINGS, start=1)
    )


def _add_structure(profile: OrganizationProfile, names: Sequence[str] | None) -> None:
    mayor = Position.objects.create(
        title=rules.mayor_title(profile.kind, profile.name), role=Role.MAYOR, order=1
    )
    palad = Position.objects.create(
        title=rules.palad_title(profile.kind, profile.name),
        role=Role.CHIEF_ADMINISTRATOR,
        reports_to=mayor,
        order=2,
    )
    for order, wanted in enumerate(_structure(profile.kind, names), start=1):
        division = Division.objects.create(
            code=wanted.code, name=wanted.name, aliases=list(wanted.aliases), order=order
        )
        head = Position.objects.create(
            title=wanted.head,
            role=Role.DIVISION_HEAD,
            division=division,
            reports_to=palad,
            order=order * 10,
        )
        if order == 1:
            Position.objects.create(
                title="นักจัดการงานทั่วไป",
                role=Role.INTEGRITY_OFFICER,
                division=division,
                reports_to=head,
                order=order * 10 + 1,
            )


def _structure(kind: str, names: Sequence[str] | None) -> list[rules.DefaultDivision]:
    usual = list(rules.default_divisions(kind))
    if names is None:
        return usual
    known = {text: d for d in usual for text in (d.name, *d.aliases)}
    wanted = [squash(repair(name)) for name in names if name.strip()]
    if not wanted:
        raise Refused(_("Name at least one division."), "divisions")
    if len(set(wanted)) != len(wanted):
        raise Refused(_("A division is named twice."), "divisions")
    return [_named(name, known.get(name), at) for at, name in enumerate(wanted, start=1)]


def _named(name: str, usual: rules.DefaultDivision | None, at: int) -> rules.DefaultDivision:
    if usual is None:
        return rules.DefaultDivision(f"division-{at}", name, _head_title(name))
    aliases = tuple(a for a in (usual.name, *usual.aliases) if a != name)
    return rules.DefaultDivision(usual.code, name, _head_title(name), aliases)


def _head_title(name: str) -> str:
    return ("หัวหน้า" if "ปลัด" in name else "ผู้อำนวยการ") + name


@transaction.atomic
def update_profile(*, actor: Any, profile: OrganizationProfile, **values: str) -> OrganizationProfile:
    """Change the profile's texts; the letter code may use either kind of digits."""
    require_manager(actor)
    profile = OrganizationProfile.objects.select_for_update().get(pk=profile.pk)
    if "letter_code" in values:
        values["letter_code"] = _valid_code(values["letter_code"])
    changed = sorted(key for key, value in values.items() if getattr(profile, key) != value)
    for key in changed:
        setattr(profile, key, values[key])
    if changed:
        profile.save()
        record(
            actor=actor, event=events.PROFILE_CHANGED, target=profile, data={"fields": changed}
        )
    return profile


@transaction.atomic
def add_division(
    *, actor: Any, name: str, aliases: Sequence[str] = (), letter_code: str = ""
) -> Division:
    """Add a division. Refused when the name or an alias is taken."""
    require_manager(actor)
    name = squash(repair(name))
    if not name:
        raise Refused(_("Write the division's name."), "name")
    _require_free_names(name, aliases)
    count = Division.objects.count()
    division = Division.objects.create(
        code=_free_code(count + 1),
        name=name[:200],
        aliases=list(aliases),
        letter_code=rules.official_code(letter_code),
        order=count + 1,
    )
    record(actor=actor, event=events.DIVISION_ADDED, target=division)
    return division


def _require_free_names(name: str, aliases: Sequence[str], own: Division | None = None) -> None:
    for text in (name, *aliases):
        found = find_division(text)
        if found is not None and found != own:
            field = "name" if text == name else "aliases"
            raise Refused(_("“%(name)s” is used already.") % {"name": text}, field)


def _free_code(number: int) -> str:
    while Division.objects.filter(code=f"division-{number}").exists():
        number += 1
    return f"division-{number}"


@transaction.atomic
def change_division(
    *,
    actor: Any,
    division: Division,
    name: str,
    aliases: Sequence[str],
    letter_code: str,
    is_active: bool = True,
) -> Division:
    """Rename or retire a division; its old name stays known as an alias."""
    require_manager(actor)
    division = Division.objects.select_for_update().get(pk=division.pk)
    name = squash(repair(name))
    kept = [squash(repair(alias)) for alias in aliases if alias.strip()]
    if name != division.name and division.name not in kept:
        kept.append(division.name)
    _require_free_names(name, kept, division)
    division.name, division.aliases = name, [alias for alias in kept if alias != name]
    division.letter_code = rules.official_code(letter_code)
    division.is_active = is_active
    division.save()
    record(actor=actor, event=events.DIVISION_CHANGED, target=division)
    return division


@transaction.atomic
def save_position(
    *,
    actor: Any,
    position: Position | None,
    title: str,
    role: str,
    division: Division | None,
    reports_to: Position | None,
    is_active: bool = True,
) -> Position:
    """Add or change a position; the line of command may not run in a circle."""
    require_manager(actor)
    event = events.POSITION_CHANGED if position else events.POSITION_ADDED
    position = position or Position(order=Position.objects.count() + 1)
    if role == Role.DIVISION_HEAD and division is None:
        raise Refused(_("A head belongs to a division."), "division")
    above = reports_to
    while above is not None:
        if position.pk and above.pk == position.pk:
            raise Refused(_("The line of command would run in a circle."), "reports_to")
        above = above.reports_to
    position.title, position.role = squash(title), role
    position.division, position.reports_to = division, reports_to
    position.is_active = is_active
    position.save()
    record(actor=actor, event=event, target=position)
    return position


@transaction.atomic
def appoint(
    *,
    actor: Any,
    position: Position,
    user: Any,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
) -> Tenure:
    """Record who holds a position from when to when (both days included).

    Refused when somebody else holds it at the same time.
    """
    require_manager(actor)
    position = Position.objects.select_for_update().get(pk=position.pk)
    _require_order(starts_on, ends_on)
    others = position.tenures.values_list("starts_on", "ends_on")
    if rules.overlaps(starts_on, ends_on, others):
        raise Refused(_("Somebody holds this position at that time already."), "starts_on")
    tenure = Tenure.objects.create(
        position=position, user=user, starts_on=starts_on, ends_on=ends_on
    )
    sync_groups(on=timezone.localdate())
    record(actor=actor, event=events.APPOINTED, target=tenure)
    return tenure


def _require_order(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("The end lies before the start."), "ends_on")


@transaction.atomic
def end_tenure(*, actor: Any, tenure: Tenure, ends_on: dt.date) -> Tenure:
    """Record the last day on which somebody holds a position."""
    require_manager(actor)
    tenure = Tenure.objects.select_for_update(of=("self",)).get(pk=tenure.pk)
    _require_order(tenure.starts_on, ends_on)
    tenure.ends_on = ends_on
    tenure.save(update_fields=["ends_on"])
    sync_groups(on=timezone.localdate())
    record(actor=actor, event=events.TENURE_ENDED, target=tenure, data={"on": str(ends_on)})
    return tenure


@transaction.atomic
def appoint_acting(
    *,
    actor: Any,
    position: Position,
    user: Any,
    wording: ActingWording,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    order_number: str = "",
    order_date: dt.date | None = None,
    scope: str = "",
    rank: int = 1,
) -> ActingAppointment:
    """Record who acts for a position: wording, order, days (both included), scope, rank."""
    require_manager(actor)
    position = Position.objects.select_for_update().get(pk=position.pk)
    _require_order(starts_on, ends_on)
    if position.tenures.filter(user=user, ends_on__isnull=True).exists():
        raise Refused(_("Nobody acts for the position they hold."), "user")
    same = position.acting_appointments.filter(rank=rank).values_list("starts_on", "ends_on")
    if rules.overlaps(starts_on, ends_on, same):
        raise Refused(_("Somebody acts for it at that time in the same rank already."), "rank")
    acting = ActingAppointment.objects.create(
        position=position,
        user=user,
        wording=wording,
        order_number=order_number.strip(),
        order_date=order_date,
        starts_on=starts_on,
        ends_on=ends_on,
        scope=scope.strip(),
        rank=rank,
    )
    sync_groups(on=timezone.localdate())
    record(actor=actor, event=events.ACTING_APPOINTED, target=acting)
    return acting


@transaction.atomic
def end_acting(*, actor: Any, acting: ActingAppointment, ends_on: dt.date) -> ActingAppointment:
    """Record the last day of an acting appointment."""
    require_manager(actor)
    acting = ActingAppointment.objects.select_for_update(of=("self",)).get(pk=acting.pk)
    _require_order(acting.starts_on, ends_on)
    acting.ends_on = ends_on
    acting.save(update_fields=["ends_on"])
    sync_groups(on=timezone.localdate())
    record(actor=actor, event=events.ACTING_ENDED, target=acting, data={"on": str(ends_on)})
    return acting


@transaction.atomic
def add_holiday(*, actor: Any, date: dt.date, name: str) -> Holiday:
    """Add a public holiday, for example one that the cabinet declared."""
    require_manager(actor)
    if Holiday.objects.filter(date=date).exists():
        raise Refused(_("This day is a holiday already."), "date")
    holiday = Holiday.objects.create(date=date, name=name.strip())
    record(actor=actor, event=events.HOLIDAY_ADDED, target=holiday)
    return holiday


@transaction.atomic
def remove_holiday(*, actor: Any, holiday: Holiday) -> None:
    """Remove a day that is no holiday after all."""
    require_manager(actor)
    record(actor=actor, event=events.HOLIDAY_REMOVED, target=holiday)
    holiday.delete()


@transaction.atomic
def seed_holidays(*, actor: Any) -> int:
    """Fill in the known public holidays around this year; returns how many were new.

    Source: the `holidays` library's calendar of Thailand with substitution days.
    """
    require_manager(actor)
    this_year = timezone.localdate().year
    years = range(this_year - HOLIDAY_YEARS_BACK, this_year + HOLIDAY_YEARS_AHEAD + 1)
    known = holiday_library.country_holidays("TH", years=years, language="th")
    rows = [Holiday(date=date, name=str(name)[:200]) for date, name in sorted(known.items())]
    before = Holiday.objects.count()
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)
    return Holiday.objects.count() - before


OFFICE_GROUP = "office"


def sync_groups(*, on: dt.date) -> None:
    """Make Wagtail's group of the office mirror who has a position on a day.

    The group only opens the door of the office's shell; what a person may do inside is asked of
    the predicates in `permissions.py`.
    """
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Permission

    from prongsai.organization.queries import _running

    group, is_new = Group.objects.get_or_create(name=OFFICE_GROUP)
    if is_new or not group.permissions.exists():
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    users = get_user_model().objects.filter(is_active=True)
    held = users.filter(_running("tenures", on)).values_list("pk", flat=True)
    acting = users.filter(_running("acting_appointments", on)).values_list("pk", flat=True)
    group.user_set.set({*held, *acting})
