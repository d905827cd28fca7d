"""Open data of disclosure: the published years, their items, where each component stands."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema

from prongsai.common.opendata import (
    AskedByYear,
    BuddhistYear,
    Code,
    Dataset,
    Listing,
    absolute,
    answer,
    answer_list,
    declare,
    words,
)
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.public import COLUMNS, get_content, list_rows
from prongsai.disclosure.queries.access import get_public_year, list_public_years

router = Router(tags=["disclosure"])


class YearRow(Schema):
    """A published year of disclosure (พ.ศ.)."""

    fiscal_year: int
    scheme: str
    published_at: dt.datetime
    updated_at: dt.datetime
    url: str


class Place(Schema):
    """Where a component is shown."""

    label: str
    url: str
    kind: str
    updated_on: dt.date | None


class Component(Schema):
    """What an item asks for; `keeper` is the name of a division."""

    id: str
    text: str
    is_required: bool
    keeper: str | None
    places: list[Place]


class ItemRow(Schema):
    """An item of a year, for example O1; `id` is year and code."""

    id: str
    fiscal_year: int
    code: str
    title: str
    group: str
    indicator: str
    sub_indicator: str
    record_year: int
    url: str
    updated_on: dt.date | None
    components: list[Component]


class ComponentRow(Schema):
    """A place of a component, one a line; a component without any has one line."""

    fiscal_year: int
    item: str
    title: str
    record_year: int
    component: str
    text: str
    is_required: bool
    keeper: str
    label: str
    url: str
    kind: str
    updated_on: dt.date | None


@router.get("/disclosure/years", response=Listing[YearRow], summary=words(_("Years of disclosure")))
def years(request: HttpRequest, asked: Query[AskedByYear]) -> HttpResponse:
    """The published years, newest first."""
    found = [y for y in list_public_years() if asked.year in (None, y.fiscal_year)]
    return answer_list(request, asked, found, YearRow, _year)


@router.get("/disclosure/items", response=Listing[ItemRow], summary=words(_("Items of disclosure")))
def items(request: HttpRequest, asked: Query[AskedByYear]) -> HttpResponse:
    """The items of a year, of the newest when none is named."""
    content = _content(asked.year)
    return answer_list(request, asked, content["items"], ItemRow, _make_item(content))


@router.get(
    "/disclosure/items/{year}/{code}", response=ItemRow, summary=words(_("An item of disclosure"))
)
def item(request: HttpRequest, year: BuddhistYear, code: Code) -> HttpResponse:
    """One item by its year and code."""
    content = get_content(get_public_year(year))
    for found in content["items"]:
        if found["code"].lower() == code.lower():
            return answer(_make_item(content)(found))
    raise Http404


@router.get(
    "/disclosure/components",
    response=Listing[ComponentRow],
    summary=words(_("Components of items")),
)
def components(request: HttpRequest, asked: Query[AskedByYear]) -> HttpResponse:
    """Where each component of a year is shown, of the newest year when none is named."""
    content = _content(asked.year)
    names = [column.name for column in COLUMNS]
    rows = [dict(zip(names, row, strict=True)) for row in list_rows(content)]
    year = content["fiscal_year"]
    return answer_list(request, asked, rows, ComponentRow, lambda row: _line(year, row))


def _content(year: int | None) -> dict[str, Any]:
    if year is not None:
        return get_content(get_public_year(year))
    found = list_public_years()
    return get_content(found[0]) if found else {"fiscal_year": 0, "items": []}


def _year(year: DisclosureYear) -> YearRow:
    assert year.published_at is not None
    return YearRow(
        fiscal_year=year.fiscal_year,
        scheme=year.scheme,
        published_at=year.published_at,
        updated_at=max(year.changed_at, year.published_at),
        url=absolute(reverse("public_ita_year", args=[year.fiscal_year])),
    )


def _make_item(content: dict[str, Any]) -> Any:
    year = content["fiscal_year"]
    return lambda item: ItemRow(id=f"{year}/{item['code']}", fiscal_year=year, **item)


def _line(year: int, row: dict[str, Any]) -> ComponentRow:
    known = row | {"is_required": row["is_required"] == "yes"}
    return ComponentRow(fiscal_year=year, **known | {"updated_on": row["updated_on"] or None})


def _modified() -> dt.datetime | None:
    return max((_year(year).updated_at for year in list_public_years()), default=None)


for code, path, title, description in (
    (
        "disclosure-items",
        "disclosure/items",
        _("Disclosure items (ITA)"),
        _("Each item of the newest published year with its components and where they are shown."),
    ),
    (
        "disclosure-components",
        "disclosure/components",
        _("Components of disclosure items (ITA)"),
        _("Where each component of the newest published year is shown, one place a line."),
    ),
):
    declare(Dataset(code, path, title, description, _modified, ("ITA", "OIT", "เปิดเผยข้อมูล")))
