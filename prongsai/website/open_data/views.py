"""What programs ask for: the API's description, the catalogue, well-known addresses, sitemap, robots."""

import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page

from prongsai.common.opendata import ROOT, absolute, answer_problem, list_datasets
from prongsai.organization.queries import find_profile
from prongsai.website.open_data import catalogue
from prongsai.website.open_data.mount import make_schema
from prongsai.website.open_data.queries import list_addresses

ON_SITEMAP = 50_000  # sitemaps.org: no file holds more
TITLE = _("Open data")
ABOUT = _(
    "What this organisation publishes, for programs: plans, reports, disclosure, news, documents."
)
WORDS = {
    "limit": _("how many at once; JSON 50 unless said, at most 500"),
    "offset": _("how many are left out at the beginning"),
    "format": _("json or csv (with byte order mark, opens in Excel)"),
    "year": _("fiscal year (B.E.); of news the calendar year"),
    "updated_since": _("what changed on or after this day or moment (ISO 8601)"),
    "category": _("code of the category"),
    "language": _("th or en"),
    "kind": _("code of the register or kind"),
    "state": _("state of the measure"),
    "body": _("code of the body that meets"),
    "number": _("number of the measure"),
    "code": _("code of the item"),
    "slug": _("last part of the address"),
    "public_id": _("stable id"),
}


def docs(request: HttpRequest) -> HttpResponse:
    """The API for people: what can be asked, with examples that open."""
    profile = find_profile()
    questions = [_question(path, row["get"]) for path, row in make_schema()["paths"].items()]
    context = {
        "profile": profile,
        "questions": questions,
        "datasets": [(row, ROOT + row.path) for row in list_datasets()],
        "licence": catalogue.licence_label(profile) if profile else "",
        "root": absolute(ROOT),
        "canonical": absolute(reverse("api_docs")),
    }
    return render(request, "website/open_data.html", context)


def nothing(request: HttpRequest, path: str) -> HttpResponse:
    """What programs are told at an address below the API's where nothing is: no page for people."""
    return answer_problem(404)


def _question(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    asked = [
        (row["name"], WORDS.get(row["name"], ""), row["in"] == "path")
        for row in operation.get("parameters", ())
    ]
    is_one = any(in_path for _name, _words, in_path in asked)
    return {"path": path, "title": operation["summary"], "asked": asked, "is_one": is_one}


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return _json(make_schema(), "application/json")


def dcat(request: HttpRequest) -> HttpResponse:
    """The catalogue as JSON-LD."""
    profile = find_profile()
    if profile is None:
        raise Http404
    return _json(catalogue.make_catalogue(profile, TITLE, ABOUT), "application/ld+json")


def api_catalog(request: HttpRequest) -> HttpResponse:
    """Where the API is (RFC 9727)."""
    kind = f'application/linkset+json; profile="{catalogue.API_CATALOG}"'
    response = _json(catalogue.make_api_catalog(), kind)
    response["Link"] = f'<{absolute(request.path)}>; rel="api-catalog"'
    return response


def _json(content: dict[str, Any], media_type: str) -> HttpResponse:
    text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(text, content_type=media_type)


@conditional_page
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116)."""
    profile = find_profile()
    text = catalogue.make_security_text(profile, timezone.localdate()) if profile else ""
    if not text:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@conditional_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address with its last change (sitemaps.org), or the index of several sitemaps."""
    found = list_addresses()
    if len(found) <= ON_SITEMAP:
        return _sitemap(request, found)
    parts = range(1, -(-len(found) // ON_SITEMAP) + 1)
    maps = [absolute(reverse("public_sitemap_part", args=[part])) for part in parts]
    return render(request, "website/sitemaps.xml", {"maps": maps}, content_type="application/xml")


@conditional_page
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """One of several sitemaps."""
    found = list_addresses()[(part - 1) * ON_SITEMAP : part * ON_SITEMAP] if part else []
    if not found:
        raise Http404
    return _sitemap(request, found)


def _sitemap(request: HttpRequest, found: list[tuple[str, Any]]) -> HttpResponse:
    rows = [(absolute(path), changed) for path, changed in found]
    context = {"entries": rows}
    return render(request, "website/sitemap.xml", context, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """Who may look where."""
    lines = ("User-agent: *", "Disallow: /office/", "Disallow: /display/")
    text = "\n".join([*lines, f"Sitemap: {settings.PRONGSAI_BASE_URL}/sitemap.xml", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
