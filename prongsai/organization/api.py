"""Open data of the organisation: who it is, its divisions and posts. No names of people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema

from prongsai.common.opendata import (
    Asked,
    Dataset,
    Listing,
    absolute,
    answer,
    answer_list,
    answer_problem,
    declare,
    words,
)
from prongsai.organization.models import Position
from prongsai.organization.queries import find_profile, list_divisions
from prongsai.thai.digits import to_arabic

router = Router(tags=["organization"])


class OrganizationRecord(Schema):
    """The local government of this site."""

    kind: str
    name: str
    short_name: str
    name_en: str
    district: str
    province: str
    address: str
    phone: str
    email: str
    url: str


class DivisionRow(Schema):
    """A division in use; `code` stays the same."""

    code: str
    name: str
    name_en: str
    letter_code: str


class PositionRow(Schema):
    """A post in use, in the order of the structure."""

    title: str
    title_en: str
    role: str
    division: str | None
    reports_to: str | None


@router.get("/organization", response=OrganizationRecord, summary=words(_("The organisation")))
def organization(request: HttpRequest) -> HttpResponse:
    """Name, place and how to reach it."""
    profile = find_profile()
    if profile is None:
        return answer_problem(404)
    return answer(
        OrganizationRecord(
            kind=profile.kind,
            name=profile.full_name,
            short_name=profile.short_name,
            name_en=profile.name_en,
            district=profile.amphoe,
            province=profile.province,
            address=to_arabic(profile.address),
            phone=to_arabic(profile.phone),
            email=profile.email,
            url=absolute("/"),
        )
    )


@router.get("/divisions", response=Listing[DivisionRow], summary=words(_("Divisions")))
def divisions(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """The divisions in use, in their order."""
    return answer_list(request, asked, list_divisions(), DivisionRow, _division)


def _division(division: Any) -> DivisionRow:
    return DivisionRow(
        code=division.code,
        name=division.name,
        name_en=division.name_en,
        letter_code=division.letter_code,
    )


@router.get("/positions", response=Listing[PositionRow], summary=words(_("Positions")))
def positions(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """The posts in use with their division (code) and the post they report to; not who holds them."""
    found = Position.objects.filter(is_active=True).order_by("order", "title", "pk")
    rows = found.select_related("division", "reports_to")
    return answer_list(request, asked, rows, PositionRow, _position)


def _position(position: Position) -> PositionRow:
    return PositionRow(
        title=position.title,
        title_en=position.title_en,
        role=position.role,
        division=position.division.code if position.division else None,
        reports_to=position.reports_to.title if position.reports_to else None,
    )


declare(
    Dataset(
        "divisions",
        "divisions",
        _("Divisions of the organisation"),
        _("The divisions in use with their codes."),
        lambda: None,
        ("โครงสร้าง", "structure"),
    )
)
declare(
    Dataset(
        "positions",
        "positions",
        _("Positions of the organisation"),
        _("The posts in use and the post that each reports to, without names of people."),
        lambda: None,
        ("โครงสร้าง", "structure"),
    )
)
