"""Open data of published papers: orders, announcements and others."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from prongsai.common.opendata import (
    AskedByChange,
    Dataset,
    Listing,
    absolute,
    answer,
    answer_list,
    declare,
    words,
)
from prongsai.correspondence.models import PaperKind
from prongsai.correspondence.papers import queries

router = Router(tags=["papers"])


class PaperRow(Schema):
    """A published paper; `id` stays the same."""

    id: UUID
    kind: str
    class_code: str
    number: str
    dated_on: dt.date | None
    subject: str
    division: str
    fiscal_year: int
    updated_at: dt.datetime
    url: str
    file_url: str


class AskedForPapers(AskedByChange):
    """Published papers of a kind."""

    kind: PaperKind | None = Field(None)


@router.get("/papers", response=Listing[PaperRow], summary=words(_("Published papers")))
def papers(request: HttpRequest, asked: Query[AskedForPapers]) -> HttpResponse:
    """Orders, announcements and other published papers, newest first."""
    year = str(asked.year) if asked.year else ""
    found = queries.search_public(kind=asked.kind or "", year=year)
    since = asked.since()
    if since:
        found = found.filter(published_at__gte=since)
    rows = queries.with_numbers(found.select_related("division"))
    return answer_list(request, asked, rows, PaperRow, _row)


def _row(paper: Any) -> PaperRow:
    address = [paper.public_id]
    return PaperRow(
        id=paper.public_id,
        kind=paper.kind,
        class_code=paper.class_code,
        number=paper.number or "",
        dated_on=paper.dated_on,
        subject=paper.subject,
        division=paper.division.code,
        fiscal_year=paper.fiscal_year,
        updated_at=paper.published_at,
        url=absolute(reverse("public_paper", args=address)),
        file_url=absolute(reverse("public_paper_pdf", args=address)),
    )


@router.get("/papers/{uuid:public_id}", response=PaperRow, summary=words(_("A published paper")))
def paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One published paper."""
    found = queries.get_public(public_id)
    return answer(_row(found), found.published_at)


declare(
    Dataset(
        "papers",
        "papers",
        _("Orders and announcements"),
        _("Published orders, announcements and other official papers with their files."),
        lambda: queries.list_public().aggregate(at=Max("published_at"))["at"],
        ("คำสั่ง", "ประกาศ", "orders"),
    )
)
