"""The public pages of disclosure: the years, a year with every item, one item, the same as data."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page

from prongsai.catalogues.queries import get_catalogue
from prongsai.disclosure import public
from prongsai.disclosure.queries.access import get_public_year, list_public_years
from prongsai.organization.queries import find_profile
from prongsai.registerkit.exports import respond_register


def index(request: HttpRequest) -> HttpResponse:
    """The published years, newest first; of the newest each item, so that none is far."""
    years = list_public_years()
    newest = years[0].fiscal_year if years else None
    items = get_catalogue(newest).items if newest else ()
    context = {
        "years": years,
        "newest": newest,
        "items": [(item.code, item.code.lower(), item.title) for item in items],
        **_frame(reverse("public_ita")),
    }
    return render(request, "disclosure/public/index.html", context)


def _frame(path: str) -> dict[str, Any]:
    """What every public page needs."""
    return {"profile": find_profile(), "canonical": settings.PRONGSAI_BASE_URL + path}


def year(request: HttpRequest, year: int) -> HttpResponse:
    """Every item of a year with its components and where they are."""
    found = get_public_year(year)
    context = {
        **year_page(public.get_content(found)),
        "years": list_public_years(),
        "snapshots": list(found.snapshots.all()),
        **_frame(reverse("public_ita_year", args=[year])),
    }
    return render(request, "disclosure/public/year.html", context)


def year_page(content: dict[str, Any]) -> dict[str, Any]:
    """What the page of a year shows, today's or a frozen one."""
    return {
        "content": content,
        "year": content["fiscal_year"],
        "groups": public.read_groups(content),
        "updated_on": public.read_day(content["updated_on"]),
    }


def item(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One item under its stable address."""
    content = public.get_content(get_public_year(year))
    page = year_page(content)
    items = [item for _group, items in page["groups"] for item in items]
    at = next((n for n, row in enumerate(items) if row["slug"] == code.lower()), None)
    if at is None:
        raise Http404
    context = {
        **page,
        "item": items[at],
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        **_frame(reverse("public_ita_item", args=[year, items[at]["slug"]])),
    }
    return render(request, "disclosure/public/item.html", context)


@conditional_page
def data(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The same for programs, with an ETag: JSON by its published schema, CSV (with BOM), XLSX."""
    content = public.get_content(get_public_year(year))
    response: HttpResponse
    if kind == "json":
        response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
        response["Access-Control-Allow-Origin"] = "*"
    else:
        rows = public.list_rows(content)
        response = respond_register(kind, f"ita-{year}", public.COLUMNS, rows)
    response["Cache-Control"] = "public, no-cache"
    return response


def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a year's items."""
    return HttpResponse(public.SCHEMA.read_bytes(), content_type="application/schema+json")
