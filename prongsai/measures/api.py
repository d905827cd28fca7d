"""Open data of plans, measures and annual reports: the newest published version of each, never a draft."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema

from prongsai.common.opendata import (
    AskedByChange,
    BuddhistYear,
    Dataset,
    Listing,
    absolute,
    answer,
    answer_list,
    declare,
    words,
)
from prongsai.measures.models import MeasureState, Publication
from prongsai.measures.queries import list_newest_publications

router = Router(tags=["measures"])
PLAN, REPORT = Publication.Kind.PLAN, Publication.Kind.REPORT


class File(Schema):
    """A file of a published version."""

    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class Version(Schema):
    """The newest published version of a plan or a report of a fiscal year (พ.ศ.)."""

    fiscal_year: int
    version: int
    number: str
    approved_on: dt.date | None
    measures: int
    finished: int
    updated_at: dt.datetime
    sha256: str
    url: str
    files: list[File]


class Step(Schema):
    """A step of a measure."""

    text: str
    status: str
    finished_on: dt.date | None


class MeasureRow(Schema):
    """A measure as published; `id` is its fiscal year and number."""

    id: str
    fiscal_year: int
    number: str
    title: str
    topic: int | None
    topic_title: str
    state: str
    state_reason: str
    period: str
    period_start: str | None
    period_end: str | None
    divisions: list[str]
    expected_outputs: list[str]
    outputs: list[str]
    expected_outcome: str
    outcome: str
    steps: list[Step]
    days_late: int
    plan_version: int
    updated_at: dt.datetime
    url: str


class AskedForMeasures(AskedByChange):
    """Measures in a state."""

    state: MeasureState | None = Field(None)


@router.get("/plans", response=Listing[Version], summary=words(_("Plans of measures")))
def plans(request: HttpRequest, asked: Query[AskedByChange]) -> HttpResponse:
    """The published plans, newest first."""
    return answer_list(request, asked, _asked(PLAN, asked), Version, _version)


@router.get("/plans/{year}", response=Version, summary=words(_("The plan of a year")))
def plan(request: HttpRequest, year: BuddhistYear) -> HttpResponse:
    """The published plan of a fiscal year."""
    found = _get(PLAN, year)
    return answer(_version(found), found.published_at)


@router.get("/measures", response=Listing[MeasureRow], summary=words(_("Measures")))
def measures(request: HttpRequest, asked: Query[AskedForMeasures]) -> HttpResponse:
    """The measures of the published plans with their results so far, in the order of each plan."""
    rows = [row for found in _asked(PLAN, asked) for row in _measures(found)]
    if asked.state:
        rows = [row for row in rows if row.state == asked.state]
    return answer_list(request, asked, rows, MeasureRow, lambda row: row)


@router.get("/measures/{year}/{number}", response=MeasureRow, summary=words(_("A measure")))
def measure(request: HttpRequest, year: BuddhistYear, number: str) -> HttpResponse:
    """One measure by its fiscal year and number."""
    found = _get(PLAN, year)
    row = next((row for row in _measures(found) if row.number == number), None)
    if row is None:
        raise Http404
    return answer(row, found.published_at)


@router.get("/reports", response=Listing[Version], summary=words(_("Annual reports")))
def reports(request: HttpRequest, asked: Query[AskedByChange]) -> HttpResponse:
    """The published annual reports, newest first."""
    return answer_list(request, asked, _asked(REPORT, asked), Version, _version)


@router.get("/reports/{year}", response=Version, summary=words(_("The annual report of a year")))
def report(request: HttpRequest, year: BuddhistYear) -> HttpResponse:
    """The published annual report of a fiscal year."""
    found = _get(REPORT, year)
    return answer(_version(found), found.published_at)


def _asked(kind: str, asked: AskedByChange) -> list[Publication]:
    since = asked.since()
    return [
        found
        for found in list_newest_publications(kind)
        if (asked.year is None or found.plan.fiscal_year == asked.year)
        and (since is None or found.published_at >= since)
    ]


def _get(kind: str, year: int) -> Publication:
    for found in list_newest_publications(kind):
        if found.plan.fiscal_year == year:
            return found
    raise Http404


def _page(published: Publication) -> str:
    name = "public_plan" if published.kind == PLAN else "public_report_page"
    return absolute(reverse(name, args=[published.plan.fiscal_year]))


def _version(published: Publication) -> Version:
    approved = published.snapshot["approved"] or {}
    states = [row["state"] for row in _rows(published)]
    return Version(
        fiscal_year=published.plan.fiscal_year,
        version=published.version,
        number=approved.get("number", ""),
        approved_on=approved.get("approved_on"),
        measures=len(states),
        finished=states.count(MeasureState.FINISHED),
        updated_at=published.published_at,
        sha256=published.sha256,
        url=_page(published),
        files=[_file(published, name, facts) for name, _words, facts in published.listed_files],
    )


def _rows(published: Publication) -> list[dict[str, Any]]:
    """The measures of a frozen plan; those of a report stand under its topics."""
    snapshot = published.snapshot
    if published.kind == PLAN:
        return list(snapshot["measures"])
    return [row for topic in snapshot["topics"] for row in topic["measures"]]


def _file(published: Publication, name: str, facts: dict[str, Any]) -> File:
    year = published.plan.fiscal_year
    at = [year, published.kind, published.version, name]
    return File(
        name=name,
        media_type=facts["type"],
        size=facts["size"],
        sha256=facts["sha256"],
        url=absolute(reverse("public_version_file", args=at)),
    )


def _measures(published: Publication) -> Iterator[MeasureRow]:
    snapshot, year = published.snapshot, published.plan.fiscal_year
    topics = {topic["number"]: topic["title"] for topic in snapshot["topics"]}
    for row in snapshot["measures"]:
        yield MeasureRow(
            id=f"{year}/{row['number']}",
            fiscal_year=year,
            number=row["number"],
            title=row["title"],
            topic=row["topic"],
            topic_title=topics.get(row["topic"], ""),
            state=row["state"],
            state_reason=row["state_reason"],
            period=row["period_text"],
            period_start=row["period_start"],
            period_end=row["period_end"],
            divisions=row["units"],
            expected_outputs=row["expected_outputs"],
            outputs=row["outputs"],
            expected_outcome=row["expected_outcome"],
            outcome=row["outcome"],
            steps=[Step(**step) for step in row["steps"]],
            days_late=snapshot["late"].get(row["number"], 0),
            plan_version=published.version,
            updated_at=published.published_at,
            url=_page(published),
        )


def _modified(kind: str) -> dt.datetime | None:
    found = Publication.objects.filter(kind=kind, plan__is_public=True)
    moment: dt.datetime | None = found.aggregate(at=Max("published_at"))["at"]
    return moment


declare(
    Dataset(
        "plans",
        "plans",
        _("Plans of measures for integrity and transparency"),
        _("The published plan of each fiscal year with its files and their digests."),
        lambda: _modified(PLAN),
        ("ITA", "แผนมาตรการ", "integrity"),
    )
)
declare(
    Dataset(
        "measures",
        "measures",
        _("Measures for integrity and transparency"),
        _("Each published measure with steps, period, divisions, outputs, outcome and state."),
        lambda: _modified(PLAN),
        ("ITA", "มาตรการ", "integrity"),
    )
)
declare(
    Dataset(
        "reports",
        "reports",
        _("Annual reports on integrity and transparency"),
        _("The published annual report of each fiscal year with its files and their digests."),
        lambda: _modified(REPORT),
        ("ITA", "รายงานประจำปี", "integrity"),
    )
)
