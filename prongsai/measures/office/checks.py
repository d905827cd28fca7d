"""What an assessor would object to, each with its reason, link, correction and dismissal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.common.errors import Refused
from prongsai.common.forms import act_and_go
from prongsai.measures import queries, services
from prongsai.measures.checks import Warning_
from prongsai.measures.models import Measure, Plan
from prongsai.measures.office.analysis import find_mending
from prongsai.measures.office.forms import ReasonForm
from prongsai.measures.office.pages import plan_context, show, tell_refusal
from prongsai.measures.warnings import list_warnings


def page(request: HttpRequest, year: int) -> HttpResponse:
    """All open warnings of a plan, and those dismissed."""
    plan = queries.access_plan(request.user, year)
    measures = queries.list_measures(plan)
    by_id = {measure.pk: measure for measure in measures}
    warnings = list_warnings(plan, measures, timezone.localdate())
    context = plan_context(
        request,
        plan,
        "checks",
        rows=[_row(plan, warning, by_id.get(warning.measure_id or 0)) for warning in warnings],
        dismissals=plan.dismissals.select_related("dismissed_by"),
        form=ReasonForm(),
    )
    return show(request, "measures/office/checks.html", context)


def _row(
    plan: Plan, warning: Warning_, measure: Measure | None
) -> tuple[Warning_, Measure | None, str]:
    """An objection, its measure, and where it is mended when that is not the measure's page."""
    return warning, measure, find_mending(plan, warning, measure)


@require_POST
def dismiss(request: HttpRequest, year: int) -> HttpResponse:
    """Dismiss one warning with a reason."""
    plan = queries.access_plan(request.user, year)
    fingerprint = request.POST.get("fingerprint", "")
    found = list_warnings(plan, queries.list_measures(plan), timezone.localdate())
    warning = next((w for w in found if w.fingerprint == fingerprint), None)
    if warning is None:
        messages.info(request, _("This warning no longer applies."))
        return redirect("measures_checks", year)
    try:
        services.dismiss_warning(
            actor=request.user,
            plan=plan,
            fingerprint=fingerprint,
            code=warning.code,
            reason=request.POST.get("reason", ""),
        )
    except Refused as refusal:
        tell_refusal(request, refusal)
    return redirect("measures_checks", year)


@require_POST
def restore(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Raise a dismissed warning again."""
    plan = queries.access_plan(request.user, year)
    dismissal = get_object_or_404(plan.dismissals, pk=pk)

    def act() -> None:
        services.restore_warning(actor=request.user, dismissal=dismissal)

    return act_and_go(request, act, "", "measures_checks", year)


@require_POST
def fix(request: HttpRequest, year: int) -> HttpResponse:
    """Correct a misspelt name everywhere in its measure."""
    plan = queries.access_plan(request.user, year)
    fingerprint = request.POST.get("fingerprint", "")
    measures = queries.list_measures(plan)
    found = list_warnings(plan, measures, timezone.localdate())
    warning = next((w for w in found if w.fingerprint == fingerprint and w.right), None)
    if warning is None or warning.code != "misspelt-name":
        messages.info(request, _("This warning no longer applies."))
        return redirect("measures_checks", year)
    measure = next(m for m in measures if m.pk == warning.measure_id)

    def act() -> None:
        services.fix_spelling(
            actor=request.user, measure=measure, wrong=warning.wrong, right=warning.right
        )

    return act_and_go(request, act, _("Corrected."), "measures_checks", year)
