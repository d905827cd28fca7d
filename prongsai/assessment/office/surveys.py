"""Links of the national system's surveys with QR codes, and the days until they close."""

from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.assessment import permissions, services
from prongsai.assessment.models import SurveyAddress
from prongsai.assessment.office.tabs import year_tabs
from prongsai.catalogues.queries import find_catalogue
from prongsai.catalogues.shapes import Step
from prongsai.common.forms import WRONG_INPUT, try_to


class AddressForm(forms.Form):
    """The organisation's own links of a year."""

    IIT = forms.CharField(
        label=_("Link of the IIT"), required=False, max_length=500, widget=forms.URLInput
    )
    EIT = forms.CharField(
        label=_("Link of the EIT"), required=False, max_length=500, widget=forms.URLInput
    )


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, year: int) -> HttpResponse:
    """The surveys of a year; who writes results types the links in."""
    known = {a.instrument: a for a in SurveyAddress.objects.filter(fiscal_year=year)}
    initial = {code: known[code].address for code in known}
    writes = permissions.may_write(request.user)
    form = AddressForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    if request.method == "POST" and try_to(
        lambda: services.save_addresses(actor=request.user, year=year, addresses=form.cleaned_data),
        form,
    ):
        messages.success(request, _t("The links were saved."))
        return redirect("assessment_surveys", year)
    today = timezone.localdate()
    catalogue = find_catalogue(year)
    context: dict[str, Any] = {
        "form": form if writes else None,
        "surveys": [
            {
                "name": a.get_instrument_display(),
                "address": a.address,
                "picture": _picture(a.address),
            }
            for a in sorted(known.values(), key=lambda each: each.instrument, reverse=True)
        ],
        "steps": [(step, _days(step, today)) for step in (catalogue.calendar if catalogue else ())],
        "is_draft": bool(catalogue and catalogue.is_draft),
        **year_tabs(request.user, year, "surveys"),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "assessment/surveys.html", context, status=status)


def _picture(address: str) -> str:
    picture = segno.make(address, error="m").svg_inline(scale=5, border=2)
    return mark_safe(picture)  # drawn here, holds no text of the address


def _days(step: Step, today: Any) -> dict[str, Any]:
    """Where a step of the calendar stands: days until it begins or ends."""
    if today < step.starts_on:
        return {"state": "waiting", "days": (step.starts_on - today).days}
    if today <= step.ends_on:
        return {"state": "soon", "days": (step.ends_on - today).days}
    return {"state": "done", "days": 0}
