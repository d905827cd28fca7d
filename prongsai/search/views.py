"""The public search page, and the titles it offers while somebody types."""

from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from prongsai.organization.queries import find_profile, list_divisions
from prongsai.search.feeds import feeds
from prongsai.search.queries.finding import ON_PAGE, Asked, Found, find
from prongsai.search.queries.spelling import suggest_question
from prongsai.search.queries.suggesting import list_promoted, suggest_titles
from prongsai.search.rules import is_searchable
from prongsai.search.services import note_unfound

LONGEST = 200


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What was asked, its answers, and ways to narrow them; works without any script."""
    asked = read_asked(request.GET)
    is_askable = is_searchable(asked.text)
    found = find(asked) if is_askable else Found()
    promoted = list_promoted(asked.text) if is_askable and asked.page == 1 else []
    instead = ""
    if is_askable and not (found.total or promoted or _is_narrowed(asked)):
        instead = suggest_question(asked)
        note_unfound(asked.text)
        if instead:
            found = find(Asked(instead))
    context = {
        "profile": find_profile(),
        "canonical": settings.PRONGSAI_BASE_URL + reverse("public_search"),
        "is_search": True,
        "asked": asked,
        "known": _known(asked),
        "is_askable": is_askable,
        "is_narrowed": _is_narrowed(asked),
        "instead": instead,
        "found": found,
        "page": _sheet(found),
        "promoted": promoted,
        **_ways(found),
    }
    answer = render(request, "search/page.html", context)
    # The index follows a moment after the act that the kept pages follow.
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for what was typed so far, as JSON."""
    titles = suggest_titles(request.GET.get("q", "")[:LONGEST])
    answer = JsonResponse({"titles": titles}, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "public, max-age=60"
    return answer


def read_asked(values: Any) -> Asked:
    """A question from an address; what makes no sense asks for nothing."""
    return Asked(
        text=values.get("q", "").replace("\x00", "")[:LONGEST].strip(),
        kind=values.get("kind", "")[:60].replace("\x00", ""),
        year=_number(values.get("year", ""), 4),
        division_id=_number(values.get("division", ""), 9),
        page=_number(values.get("p", ""), 4) or 1,
    )


def _known(asked: Asked) -> QueryDict:
    """The question as addresses of links carry it: nothing else that somebody put into the address."""
    known = QueryDict(mutable=True)
    said = {"q": asked.text, "kind": asked.kind, "year": asked.year, "division": asked.division_id}
    known.update({name: str(value) for name, value in said.items() if value})
    return known


def _number(text: str, digits: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def _is_narrowed(asked: Asked) -> bool:
    return bool(asked.kind or asked.year or asked.division_id)


def _sheet(found: Found) -> Page[int]:
    """The page of answers for the links that turn it."""
    return Paginator(range(min(found.total, found.pages * ON_PAGE)), ON_PAGE).get_page(found.page)


def _ways(found: Found) -> dict[str, Any]:
    """What the answers may be narrowed to, each with how many there are."""
    names = {division.pk: division.name for division in list_divisions()}
    labels = {feed.code: str(feed.label) for feed in feeds.list_all()}
    kinds = sorted(found.kinds.items(), key=lambda row: -row[1])
    return {
        "kinds": [(code, labels.get(code, code), count) for code, count in kinds],
        "years": sorted(found.years.items(), reverse=True),
        "divisions": [(key, names.get(key, ""), n) for key, n in found.divisions.items()],
    }
