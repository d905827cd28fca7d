"""The line of command: positions, who holds and who acts for them on a day."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.audit.queries import list_history
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.organization import queries, services
from prongsai.organization.models import ActingAppointment, Position, Tenure
from prongsai.organization.office.forms import ActingForm, EndForm, PositionForm, TenureForm
from prongsai.organization.office.pages import form_page, page_context
from prongsai.thai.calendar import parse_date


def index(request: HttpRequest) -> HttpResponse:
    """The line of command with who signs for each position on a day."""
    asked = request.GET.get("on", "").strip()
    day = parse_date(asked) if asked else timezone.localdate()
    wrong = day is None
    on = day or timezone.localdate()
    context = page_context(
        request, "structure", rows=queries.line_of_command(on), on=on, is_wrong=wrong, asked=asked
    )
    return render(request, "organization/index.html", context, status=WRONG_INPUT if wrong else 200)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new position."""
    form = PositionForm(request.POST or None)

    def act() -> None:
        services.save_position(actor=request.user, position=None, **form.cleaned_data)

    return form_page(
        request,
        form,
        act,
        tab="structure",
        heading=_("Add a position"),
        done="organization_index",
    )


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One position: its post, its holders, who acts for it."""
    return _show(request, get_object_or_404(Position, pk=pk))


def _show(request: HttpRequest, position: Position, **given: forms.Form) -> HttpResponse:
    names = ("title", "title_en", "role", "division", "reports_to", "is_active")
    initial = {name: getattr(position, name) for name in names}
    context = page_context(
        request,
        "structure",
        position=position,
        capacity=queries.resolve(position, timezone.localdate()),
        tenures=position.tenures.select_related("user"),
        acting=position.acting_appointments.select_related("user", "wording"),
        history=list_history(position)[:30],
        position_form=given.get("position_form") or PositionForm(initial=initial),
        tenure_form=given.get("tenure_form") or TenureForm(prefix="tenure"),
        acting_form=given.get("acting_form") or ActingForm(prefix="acting"),
        end_form=EndForm(),
    )
    is_wrong = any(form.errors for form in given.values())
    status = WRONG_INPUT if is_wrong else 200
    return render(request, "organization/position.html", context, status=status)


def _submit(
    request: HttpRequest, pk: int, name: str, form: forms.Form, service: Any
) -> HttpResponse:
    position = get_object_or_404(Position, pk=pk)

    def act() -> None:
        service(actor=request.user, position=position, **form.cleaned_data)

    if not try_to(act, form):
        return _show(request, position, **{name: form})
    messages.success(request, _("Saved."))
    return redirect("organization_position", position.pk)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, role, division, superior, in use."""
    form = PositionForm(request.POST)
    return _submit(request, pk, "position_form", form, services.save_position)


@require_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """A new holder."""
    form = TenureForm(request.POST, prefix="tenure")
    return _submit(request, pk, "tenure_form", form, services.appoint)


@require_POST
def appoint_acting(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who acts for the position."""
    form = ActingForm(request.POST, prefix="acting")
    return _submit(request, pk, "acting_form", form, services.appoint_acting)


@require_POST
def end_tenure(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a holder."""
    tenure = get_object_or_404(Tenure, pk=pk)
    return _end(request, tenure.position_id, services.end_tenure, tenure=tenure)


@require_POST
def end_acting(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of an acting appointment."""
    acting = get_object_or_404(ActingAppointment, pk=pk)
    return _end(request, acting.position_id, services.end_acting, acting=acting)


def _end(request: HttpRequest, position: int, service: Any, **target: Any) -> HttpResponse:
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for e in form.errors["ends_on"]))
        return redirect("organization_position", position)

    def act() -> None:
        service(actor=request.user, ends_on=form.cleaned_data["ends_on"], **target)

    return act_and_go(request, act, _("Saved."), "organization_position", position)
