"""Creating the organisation with its usual structure."""

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
from prongsai.organization.services.holidays import seed_holidays
from prongsai.thai.text import repair, squash

# The wordings in official use; offices add their own.
WORDINGS = (
    ("รักษาราชการแทน", "ตำแหน่งว่าง หรือผู้ดำรงตำแหน่งไม่อาจปฏิบัติราชการได้ มีอำนาจเต็ม"),
    ("ปฏิบัติราชการแทน", "ได้รับมอบอำนาจเฉพาะเรื่อง ขณะผู้ดำรงตำแหน่งยังปฏิบัติราชการอยู่"),
    ("รักษาการในตำแหน่ง", "ตำแหน่งว่าง และยังไม่มีการแต่งตั้ง"),
    ("ปฏิบัติหน้าที่", "ปฏิบัติหน้าที่แทนตามที่กฎหมายกำหนด"),
)


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
        amphoe=_required(_without(amphoe, "อำเภอ", "อ."), "amphoe"),
        province=_required(_without(province, "จังหวัด", "จ."), "province"),
        letter_code=require_code(letter_code),
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


def _without(text: str, *prefixes: str) -> str:
    plain = squash(repair(text))
    return next((plain.removeprefix(p).strip() for p in prefixes if plain.startswith(p)), plain)


def _add_wordings() -> None:
    ActingWording.objects.bulk_create(
        ActingWording(text=text, explanation=explanation, order=order)
        for order, (text, explanation) in enumerate(WORDINGS, start=1)
    )


def _add_structure(profile: OrganizationProfile, names: Sequence[str] | None) -> None:
    mayor = Position.objects.create(
        title=rules.mayor_title(profile.kind, profile.name),
        title_en=rules.mayor_title_en(profile.kind),
        role=Role.MAYOR,
        order=1,
    )
    palad = Position.objects.create(
        title=rules.palad_title(profile.kind, profile.name),
        title_en=rules.palad_title_en(profile.kind),
        role=Role.CHIEF_ADMINISTRATOR,
        reports_to=mayor,
        order=2,
    )
    for order, wanted in enumerate(_structure(profile.kind, names), start=1):
        division = _division(wanted, order)
        head = Position.objects.create(
            title=wanted.head,
            title_en=wanted.head_en,
            role=Role.DIVISION_HEAD,
            division=division,
            reports_to=palad,
            order=order * 10,
        )
        if order == 1:
            Position.objects.create(
                title="นักจัดการงานทั่วไป",
                title_en="General Administration Officer",
                role=Role.INTEGRITY_OFFICER,
                division=division,
                reports_to=head,
                order=order * 10 + 1,
            )


def _division(wanted: rules.DefaultDivision, order: int) -> Division:
    """The usual division; one that an import brought before the organisation is taken over."""
    found = find_division(wanted.name)
    if found is None:
        aliases = list(wanted.aliases)
        return Division.objects.create(
            code=wanted.code,
            name=wanted.name,
            name_en=wanted.name_en,
            aliases=aliases,
            order=order,
        )
    names = [wanted.name, *wanted.aliases, *found.aliases]
    found.aliases = [name for name in dict.fromkeys(names) if name != found.name]
    found.order, found.name_en = order, found.name_en or wanted.name_en
    found.save(update_fields=["aliases", "name_en", "order"])
    return found


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
    return rules.DefaultDivision(usual.code, name, _head_title(name), aliases, usual.name_en)


def _head_title(name: str) -> str:
    return ("หัวหน้า" if "ปลัด" in name else "ผู้อำนวยการ") + name
