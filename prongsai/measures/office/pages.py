"""What all office pages of a plan share: tabs, errors, answers to forms."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT
from prongsai.measures import permissions
from prongsai.measures.models import Plan

FOR_MANAGERS = {"requests"}


def plan_context(request: HttpRequest, plan: Plan, tab: str, **more: Any) -> dict[str, Any]:
    """The context of a page about one plan."""
    year = plan.fiscal_year
    tabs = [
        ("analysis", _("Analysis"), reverse("measures_analysis", args=[year])),
        ("table", _("Table"), reverse("measures_plan", args=[year])),
        ("timeline", _("Timeline"), reverse("measures_timeline", args=[year])),
        ("checks", _("Checks"), reverse("measures_checks", args=[year])),
        ("requests", _("Ask the divisions"), reverse("measures_requests", args=[year])),
        (
            "announcement",
            _("Approval and publication"),
            reverse("measures_announcement", args=[year]),
        ),
        ("report", _("Annual report"), reverse("measures_report", args=[year])),
    ]
    may_manage = permissions.may_manage_plan(request.user)
    return {
        "plan": plan,
        "tab": tab,
        "tabs": [found for found in tabs if may_manage or found[0] not in FOR_MANAGERS],
        "may_manage": may_manage,
        **more,
    }


def tell_refusal(request: HttpRequest, refusal: Refused) -> None:
    """Show a refusal of a plain button on the next page."""
    messages.error(request, str(refusal))


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, is_wrong: bool = False
) -> HttpResponse:
    """Render a page; with 422 when what was typed could not be taken."""
    return render(request, template, context, status=WRONG_INPUT if is_wrong else 200)


def wants_part(request: HttpRequest) -> bool:
    """Whether our script asks for the form alone, to put it into the table."""
    return request.headers.get("X-Prongsai-Part") == "1"
