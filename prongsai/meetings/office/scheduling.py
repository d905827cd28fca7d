"""Planning: a body's fiscal year in one step, or one meeting by itself."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.meetings import services
from prongsai.meetings.calendars import link_of
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.office.scheduling_forms import PlanForm, YearChoiceForm, YearForm
from prongsai.meetings.office.tabs import ROOT, register_tabs
from prongsai.meetings.queries.bodies import list_kept_bodies
from prongsai.meetings.queries.year import list_months
from prongsai.thai.calendar import Month


def _show(
    request: HttpRequest, template: str, *, is_wrong: bool = False, **context: Any
) -> HttpResponse:
    context |= {"root": ROOT, **register_tabs(request.user, "index")}
    status = WRONG_INPUT if is_wrong else 200
    return render(request, f"meetings/{template}.html", context, status=status)


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest) -> HttpResponse:
    """The twelve months of a body: proposed, corrected in one table, saved at once."""
    today = timezone.localdate()
    bodies = [body for body in list_kept_bodies(request.user) if not body.is_council]
    given = request.GET if "body" in request.GET else _usual(bodies, today)
    choice = YearChoiceForm(given or None, bodies=bodies, on=today)
    if not choice.is_valid():
        is_wrong = bool(choice.errors) or request.method == "POST"
        return _show(request, "schedule", choice=choice, bodies=bodies, is_wrong=is_wrong)
    data = choice.cleaned_data
    body = next(body for body in bodies if body.code == data["body"])
    months = list_months(body, data["year"], today)
    free = [row.month for row in months if not row.meetings]
    form = YearForm(request.POST or None, body=body, months=free, on=today)

    def act() -> None:
        made = services.plan_year(actor=request.user, body=body, slots=form.slots())
        said = ngettext("%(n)s meeting was planned.", "%(n)s meetings were planned.", len(made))
        messages.success(request, said % {"n": len(made)})

    if request.method == "POST" and try_to(act, form):
        query = f"?body={body.code}&year={data['year']}"
        return redirect(reverse("meetings_index") + query)
    return _show(
        request,
        "schedule",
        choice=choice,
        bodies=bodies,
        body=body,
        form=form,
        has_free=bool(free),
        lines=[(row, form.line(row.month) if not row.meetings else None) for row in months],
        is_wrong=request.method == "POST",
    )


def _usual(bodies: list[Body], today: dt.date) -> dict[str, Any]:
    """With one body there is nothing to choose but the year: the running one."""
    if len(bodies) != 1:
        return {}
    years = YearChoiceForm(bodies=bodies, on=today).fields["year"].choices  # type: ignore[attr-defined]
    return {"body": bodies[0].code, "year": years[0][0]}


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """One meeting of a body."""
    bodies = list_kept_bodies(request.user)
    code = request.GET.get("body", bodies[0].code if len(bodies) == 1 else "")
    body = next((body for body in bodies if body.code == code), None)
    if body is None:
        is_wrong = request.method == "POST"
        return _show(request, "plan_body", bodies=bodies, is_wrong=is_wrong)
    form = PlanForm(
        request.POST or None, body=body, month=Month.parse(request.GET.get("month", ""))
    )
    made: list[Meeting] = []

    def act() -> None:
        made.append(services.plan_meeting(actor=request.user, body=body, slot=form.slot()))

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("The meeting is planned."))
        return redirect(link_of(made[0]))
    return _show(
        request, "plan", body=body, bodies=bodies, form=form, is_wrong=request.method == "POST"
    )
