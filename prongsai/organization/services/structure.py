"""Writes: the profile, divisions, positions, wordings of acting."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.organization import events, rules
from prongsai.organization.models import (
    ActingWording,
    Division,
    OrganizationProfile,
    Position,
    Role,
)
from prongsai.organization.queries import find_division
from prongsai.organization.services.guards import require_code, require_manager
from prongsai.thai.text import repair, squash


@transaction.atomic
def update_profile(
    *, actor: Any, profile: OrganizationProfile, **values: str
) -> OrganizationProfile:
    """Change the profile's texts; the letter code may use either kind of digits."""
    require_manager(actor)
    profile = OrganizationProfile.objects.select_for_update().get(pk=profile.pk)
    if "letter_code" in values:
        values["letter_code"] = require_code(values["letter_code"])
    changed = sorted(key for key, value in values.items() if getattr(profile, key) != value)
    for key in changed:
        setattr(profile, key, values[key])
    if changed:
        profile.save()
        record(actor=actor, event=events.PROFILE_CHANGED, target=profile, data={"fields": changed})
    return profile


@transaction.atomic
def add_division(
    *,
    actor: Any,
    name: str,
    aliases: Sequence[str] = (),
    letter_code: str = "",
    name_en: str = "",
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
        name_en=squash(name_en),
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
    name_en: str | None = None,
    is_active: bool = True,
) -> Division:
    """Rename or retire a division; its old name stays known as an alias. An English name that is not
    given stays."""
    require_manager(actor)
    division = Division.objects.select_for_update().get(pk=division.pk)
    name = squash(repair(name))
    kept = [squash(repair(alias)) for alias in aliases if alias.strip()]
    if name != division.name and division.name not in kept:
        kept.append(division.name)
    _require_free_names(name, kept, division)
    division.name, division.aliases = name, [alias for alias in kept if alias != name]
    division.letter_code = rules.official_code(letter_code)
    division.name_en = division.name_en if name_en is None else squash(name_en)
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
    title_en: str | None = None,
    is_active: bool = True,
) -> Position:
    """Add or change a position; the line of command may not run in a circle. An English title that is
    not given stays."""
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
    position.title_en = position.title_en if title_en is None else squash(title_en)
    position.division, position.reports_to = division, reports_to
    position.is_active = is_active
    position.save()
    record(actor=actor, event=event, target=position)
    return position


@transaction.atomic
def save_wording(
    *, actor: Any, wording: ActingWording | None, text: str, explanation: str = ""
) -> ActingWording:
    """Add or change how acting is written; documents made before keep their words."""
    require_manager(actor)
    text = squash(repair(text))
    if not text:
        raise Refused(_("Write the wording."), "text")
    others = ActingWording.objects.exclude(pk=wording.pk if wording else 0)
    if others.filter(text=text).exists():
        raise Refused(_("“%(name)s” is used already.") % {"name": text}, "text")
    wording = wording or ActingWording(order=others.count() + 1)
    wording.text, wording.explanation = text, explanation.strip()
    wording.save()
    record(actor=actor, event=events.WORDING_SAVED, target=wording, data={"text": text})
    return wording
