"""How the divisions stand over all circulars of a fiscal year."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.circulars import exports, queries
from prongsai.circulars.office.tabs import tabs_context
from prongsai.thai.fiscal import fiscal_year_of

PAGE_SIZE, YEARS = 50, 5


def page(request: HttpRequest) -> HttpResponse:
    """The year's divisions in numbers and bars, then its circulars."""
    today = timezone.localdate()
    this_year = fiscal_year_of(today).year_be
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    divisions = queries.stand_of_year(request.user, year, today)
    words = request.GET.get("q", "")
    found = queries.list_circulations(request.user, year=year, words=words)
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "year": year,
        "years": sorted({year, *range(this_year - YEARS, this_year + 1)}, reverse=True),
        "divisions": divisions,
        "whole": queries.sum_up(divisions, _("All")),
        "page": shown,
        "words": words,
        "today": today,
        **tabs_context(request.user, "overview"),
    }
    return render(request, "circulars/overview.html", context)


def export(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The divisions of a fiscal year as CSV or XLSX."""
    rows = queries.stand_of_year(request.user, year, timezone.localdate())
    return exports.respond_divisions(rows, year, kind)
