"""The months of a fiscal year with their reports, and one month in numbers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.common.forms import act_and_go
from prongsai.organization.queries import find_profile
from prongsai.registerkit.lists import Asked
from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of
from prongsai.website import services
from prongsai.website.models import CareSetting, MonthlyReport
from prongsai.website.monthly import count_updates, get_month
from prongsai.website.office.care import open_paper
from prongsai.website.office.tabs import care_tabs
from prongsai.website.spread import count_by_channel
from prongsai.website.wording import percent

YEARS = 5


def index(request: HttpRequest) -> HttpResponse:
    """The twelve months: what was done, what is reported."""
    this_month = Month.of(timezone.localdate())
    this_year = fiscal_year_of(this_month).year_be
    year = Asked.of(request.GET).year
    months = FiscalYear(year).months()
    reports = MonthlyReport.objects.filter(first_day__in=[m.first_day for m in months])
    papers = {r.month: r.paper for r in reports.select_related("paper")}
    updates = count_updates(months)
    setting = CareSetting.objects.first() or CareSetting()
    context = {
        "year": year,
        "years": sorted({year, *range(this_year - YEARS, this_year + 1)}, reverse=True),
        "months": [(m, updates[m], papers.get(m), m > this_month) for m in months],
        "drafts_reports": setting.drafts_reports,
        **care_tabs(request.user, "reports"),
    }
    return render(request, "website/office/reports.html", context)


def month(request: HttpRequest, month: str) -> HttpResponse:
    """A month in numbers, to read and to print."""
    asked = _month(month)
    today = timezone.localdate()
    found = get_month(asked, on=today)
    report = MonthlyReport.objects.filter(first_day=asked.first_day).select_related("paper").first()
    context = {
        "found": found,
        "overdue": [(row, row.age.days_late(today)) for row in found.overdue],
        "percent": percent(found.current, found.aging),
        "channels": count_by_channel([found.month]),
        "paper": report.paper if report else None,
        "is_ahead": asked.first_day > today,
        "year": fiscal_year_of(asked).year_be,
        "profile": find_profile(),
        **care_tabs(request.user, "reports"),
    }
    return render(request, "website/office/month.html", context)


@require_POST
def draft(request: HttpRequest, month: str) -> HttpResponse:
    """Draft the memo of a month; it opens to be completed."""
    asked = _month(month)
    return open_paper(
        request, lambda: services.draft_month(actor=request.user, month=asked), "website_reports"
    )


@require_POST
def setting(request: HttpRequest) -> HttpResponse:
    """Say whether each month's report drafts itself."""
    wanted = request.POST.get("drafts_reports") == "on"

    def act() -> Any:
        return services.set_care(actor=request.user, drafts_reports=wanted)

    return act_and_go(request, act, _("The setting was saved."), "website_reports")


def _month(text: str) -> Month:
    found = Month.parse(text)
    if found is None or not 2000 <= found.year <= 2200:
        raise Http404
    return found
