"""Making a step of what a register brought up."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.evidence.matters import Kind, Matter, registry
from prongsai.measures import queries, services
from prongsai.measures.models import Plan
from prongsai.measures.office.forms import area, reason_field
from prongsai.measures.services.origins import LONGEST_STEP

SHOWN_PLANS = 5


class StepFromForm(forms.Form):
    """Which measure, and the step's words."""

    measure = forms.ModelChoiceField(
        label=_("Measure"), queryset=Plan.objects.none(), empty_label=_("(choose)")
    )
    text = forms.CharField(
        label=_("Step"),
        max_length=LONGEST_STEP,
        widget=area(4),
        help_text=_("Shorten it to what is to be done; it stands in the plan and in the report."),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = queries.list_running_measures(plan)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]
        if plan.is_announced:
            self.fields["reason"] = reason_field()
            self.fields["reason"].required = True


@require_http_methods(["GET", "POST"])
def step_from(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """Choose the measure and save the step; the matter is shown above."""
    kind = registry.find_kind(code)
    if kind is None:
        raise Http404
    matter = kind.load(request.user, public_id)
    plans = queries.list_editable_plans()[:SHOWN_PLANS]
    asked = request.GET.get("year", "")
    plan = next(
        (row for row in plans if str(row.fiscal_year) == asked), plans[0] if plans else None
    )
    if plan is None:
        return _show(request, kind, public_id, matter, {"plans": []})
    initial = {"text": " ".join(matter.text.split())[:LONGEST_STEP]}
    form = StepFromForm(request.POST or None, plan=plan, initial=initial)

    def act() -> None:
        data = form.cleaned_data
        services.add_step_from(
            actor=request.user,
            measure=data["measure"],
            kind=kind.code,
            public_id=public_id,
            text=data["text"],
            reason=data.get("reason", ""),
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("The step was added."))
        return redirect("measures_measure", form.cleaned_data["measure"].public_id)
    return _show(request, kind, public_id, matter, {"plan": plan, "plans": plans, "form": form})


def _show(
    request: HttpRequest, kind: Kind, public_id: UUID, matter: Matter, more: dict[str, Any]
) -> HttpResponse:
    context = {
        "kind": kind,
        "matter": matter,
        "back": kind.address(public_id),
        "taken": registry.find_taken(kind.code, [public_id])[public_id],
        **more,
    }
    is_wrong = "form" in more and bool(more["form"].errors)
    status = WRONG_INPUT if is_wrong else 200
    return render(request, "measures/office/step_from.html", context, status=status)
