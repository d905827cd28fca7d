"""One page per measure: steps, results, evidence, history."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.assessment.queries import list_kept_findings
from prongsai.audit.queries import list_history
from prongsai.common.errors import Refused
from prongsai.common.forms import act_and_go, try_to
from prongsai.evidence.forms import EvidenceUploadForm
from prongsai.measures import permissions, queries, services
from prongsai.measures.models import Measure
from prongsai.measures.office.forms import ActualForm, IndicatorForm, OutputForm, StepForm, StopForm
from prongsai.measures.office.pages import plan_context, show, tell_refusal
from prongsai.measures.proving import list_fitting, list_proofs
from prongsai.measures.timeline import days_late, say_state
from prongsai.measures.warnings import list_warnings

HISTORY_SHOWN = 50


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The measure with everything that belongs to it."""
    measure = queries.access_measure(request.user, public_id)
    return _show_page(request, measure)


def _show_page(
    request: HttpRequest, measure: Measure, *, is_wrong: bool = False, **forms: Any
) -> HttpResponse:
    may_record = permissions.may_record_progress(request.user, measure)
    today = timezone.localdate()
    warnings = [
        warning
        for warning in list_warnings(measure.plan, [measure], today)
        if warning.measure_id == measure.pk
    ]
    context = plan_context(
        request,
        measure.plan,
        "table",
        measure=measure,
        steps=[
            (step, forms.get(f"step_{step.pk}") or step_form(step)) for step in measure.steps.all()
        ],
        outputs=[
            (row, forms.get(f"output_{row.pk}") or output_form(row))
            for row in measure.outputs.all()
        ],
        indicators=[
            (row, ActualForm(initial={"actual": row.actual})) for row in measure.indicators.all()
        ],
        indicator_form=forms.get("indicator") or IndicatorForm(),
        upload_form=forms.get("upload") or EvidenceUploadForm(),
        stop_form=forms.get("stop") or StopForm(),
        proofs=list_proofs(measure),
        origins=list(measure.origins.select_related("finding")),
        has_findings=list_kept_findings(measure.plan.fiscal_year - 1).exists(),
        fitting=list_fitting(measure),
        history=list_history(measure)[:HISTORY_SHOWN],
        warnings=warnings,
        may_record=may_record and not measure.is_stopped,
        state_words=say_state(measure, today),
        is_late=days_late(measure, today) > 0,
    )
    return show(request, "measures/office/measure.html", context, is_wrong=is_wrong)


def step_form(step: Any, data: Any = None) -> StepForm:
    """The form of one step, filled with what is known."""
    return StepForm(
        data,
        prefix=f"step{step.pk}",
        initial={
            "status": step.status,
            "started_on": step.started_on,
            "finished_on": step.finished_on,
            "due_on": step.due_on,
            "note": step.note,
        },
    )


def output_form(output: Any, data: Any = None) -> OutputForm:
    """The form of one output."""
    quantity = output.quantity
    return OutputForm(
        data,
        prefix=f"output{output.pk}",
        initial={
            "result": output.result,
            "quantity": f"{quantity.normalize():f}" if quantity is not None else None,
            "unit": output.unit,
        },
    )


def submit(
    request: HttpRequest, measure: Measure, name: str, form: Any, act: Callable[[], Any]
) -> HttpResponse:
    """Validate, act, and come back to the page; with the errors beside their fields when wrong."""
    if try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect("measures_measure", measure.public_id)
    return _show_page(request, measure, is_wrong=True, **{name: form})


@require_POST
def save_step(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Progress of one step."""
    measure = queries.access_measure(request.user, public_id)
    step = get_object_or_404(measure.steps, pk=pk)
    form = step_form(step, request.POST)

    def act() -> None:
        services.record_step(actor=request.user, step=step, **form.cleaned_data)

    return submit(request, measure, f"step_{pk}", form, act)


@require_POST
def save_output(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Result of one output."""
    measure = queries.access_measure(request.user, public_id)
    output = get_object_or_404(measure.outputs, pk=pk)
    form = output_form(output, request.POST)

    def act() -> None:
        services.record_output(
            actor=request.user, measure=measure, output=output, **form.cleaned_data
        )

    return submit(request, measure, f"output_{pk}", form, act)


@require_POST
def add_indicator(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A number behind an output or the outcome."""
    measure = queries.access_measure(request.user, public_id)
    form = IndicatorForm(request.POST)

    def act() -> None:
        services.add_indicator(actor=request.user, measure=measure, **form.cleaned_data)

    return submit(request, measure, "indicator", form, act)


@require_POST
def save_indicator(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """The value reached, or the indicator taken away."""
    measure = queries.access_measure(request.user, public_id)
    indicator = get_object_or_404(measure.indicators, pk=pk)
    if "remove" in request.POST:
        return act_and_return(
            request,
            measure,
            lambda: services.remove_indicator(actor=request.user, indicator=indicator),
        )
    form = ActualForm(request.POST)

    def act() -> None:
        services.record_indicator(actor=request.user, indicator=indicator, **form.cleaned_data)

    return submit(request, measure, "actual", form, act)


@require_POST
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Postpone or cancel with a reason."""
    measure = queries.access_measure(request.user, public_id)
    form = StopForm(request.POST)

    def act() -> None:
        services.stop_measure(actor=request.user, measure=measure, **form.cleaned_data)

    return submit(request, measure, "stop", form, act)


@require_POST
def resume(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a stopped measure up again."""
    measure = queries.access_measure(request.user, public_id)
    reason = request.POST.get("reason", "")
    return act_and_return(
        request,
        measure,
        lambda: services.resume_measure(actor=request.user, measure=measure, reason=reason),
    )


@require_POST
def delete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Delete a measure that nobody has worked on."""
    measure = queries.access_measure(request.user, public_id)
    try:
        services.delete_measure(actor=request.user, measure=measure)
    except Refused as refusal:
        tell_refusal(request, refusal)
        return redirect("measures_measure", public_id)
    messages.success(request, _("The measure was deleted."))
    return redirect("measures_plan", measure.plan.fiscal_year)


def act_and_return(request: HttpRequest, measure: Measure, act: Callable[[], Any]) -> HttpResponse:
    """Act on a plain button and come back; a refusal is told there."""
    return act_and_go(request, act, "", "measures_measure", measure.public_id)


def compare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole history of a measure."""
    measure = queries.access_measure(request.user, public_id)
    context = plan_context(
        request, measure.plan, "table", measure=measure, history=list_history(measure)
    )
    return render(request, "measures/office/history.html", context)
