"""Problems and suggestions raised in meetings, and what became of them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from prongsai.evidence.matters import Link, registry
from prongsai.meetings.matters import CONCERN
from prongsai.meetings.models import Concern
from prongsai.meetings.office.tabs import register_tabs
from prongsai.meetings.queries import following
from prongsai.meetings.queries.access import access_concern
from prongsai.organization.queries import list_divisions
from prongsai.registerkit.lists import Asked
from prongsai.thai.fiscal import fiscal_year_of

YEARS = 5


def index(request: HttpRequest) -> HttpResponse:
    """The problems and suggestions of a fiscal year."""
    asked = Asked.of(request.GET)
    divisions = list(list_divisions())
    kind, code = request.GET.get("kind", ""), request.GET.get("division", "")
    division = next((row for row in divisions if row.code == code), None)
    found = following.list_asked_concerns(
        request.user, asked.year, kind=kind, division=division, words=asked.words
    )
    page = asked.cut(found)
    taken = registry.find_taken(CONCERN, [row.public_id for row in page])
    this_year = fiscal_year_of(timezone.localdate()).year_be
    context = {
        "page": page,
        "rows": [_row(request, row, taken[row.public_id]) for row in page],
        "counts": following.count_concerns(found),
        "asked": asked,
        "years": sorted({asked.year, *range(this_year - YEARS, this_year + 1)}, reverse=True),
        "kinds": Concern.Kind.choices,
        "kind": kind,
        "division": division,
        "divisions": divisions,
        **register_tabs(request.user, "concerns"),
    }
    return render(request, "meetings/concerns.html", context)


def _row(request: HttpRequest, row: Concern, taken: list[Link]) -> tuple[Any, ...]:
    return row, taken, registry.list_offers(request.user, CONCERN, row.public_id)


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One problem or suggestion."""
    concern = access_concern(request.user, public_id)
    is_open_matter = concern.item is None or not concern.item.is_confidential
    offers = registry.list_offers(request.user, CONCERN, public_id) if is_open_matter else []
    context = {
        "concern": concern,
        "taken": registry.find_taken(CONCERN, [public_id])[public_id],
        "offers": offers,
        **register_tabs(request.user, "concerns"),
    }
    return render(request, "meetings/concern.html", context)
