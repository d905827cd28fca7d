"""The tabs of one year's pages, and the door through which they get its scores."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.assessment import permissions
from prongsai.assessment.models import Result
from prongsai.assessment.queries import Scores, find_result, get_scores


def get_or_404(year: int) -> Scores:
    """The scores of a year; 404 when there is no result."""
    try:
        return get_scores(year)
    except Result.DoesNotExist as error:
        raise Http404 from error


def assessment_tabs(user: Any, tab: str) -> dict[str, Any]:
    """What the pages of all years share: results, the place among others, surveys of one's own."""
    tabs = [
        ("results", _("Results by year"), reverse("assessment_index")),
        ("standing", _("Among others"), reverse("assessment_standings")),
        ("pulse", _("Own surveys"), reverse("assessment_pulses")),
    ]
    return {"tab": tab, "tabs": tabs, "writes": permissions.may_write(user)}


def year_tabs(user: Any, year: int, tab: str) -> dict[str, Any]:
    """What the pages of a year share: surveys, and where there is a result scores and what if."""
    tabs = [("surveys", _("Surveys"), reverse("assessment_surveys", args=[year]))]
    if find_result(year) is not None:
        tabs = [
            ("year", _("Scores"), reverse("assessment_year", args=[year])),
            ("what-if", _("What if"), reverse("assessment_what_if", args=[year])),
            *tabs,
        ]
    return {"year": year, "tab": tab, "tabs": tabs, "writes": permissions.may_write(user)}
