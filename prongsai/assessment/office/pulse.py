"""Own surveys in the office: begin one, pass its link on, read what came out after its end."""

import datetime as dt
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.assessment import services
from prongsai.assessment.models import Pulse
from prongsai.assessment.office.tabs import assessment_tabs
from prongsai.assessment.queries.pulse import (
    get_pulse,
    has_ended,
    is_open_today,
    list_pulses,
    outcomes_of,
)
from prongsai.assessment.rules.pulse import SMALLEST_GROUP
from prongsai.catalogues.queries import get_catalogue
from prongsai.common.dates import BuddhistDateField
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.organization.queries import find_profile
from prongsai.thai.fiscal import fiscal_year_of

USUAL_DAYS = 14


class PulseForm(forms.Form):
    """Who is asked, what, and until when."""

    questions = forms.MultipleChoiceField(
        label=_("Questions"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Five or six are answered by more people than fifteen."),
    )
    opens_on = BuddhistDateField(label=_("From"))
    closes_on = BuddhistDateField(label=_("Until"))
    invited = forms.IntegerField(
        label=_("How many people are asked"),
        min_value=SMALLEST_GROUP,
        help_text=_("No more answers than people are taken."),
    )
    minimum = forms.IntegerField(
        label=_("Show results from so many answers on"),
        min_value=SMALLEST_GROUP,
        initial=10,
        help_text=_("In a small group people could guess who said what."),
    )

    def __init__(self, *args: Any, year: int, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.update(opens_on=today, closes_on=today + dt.timedelta(days=USUAL_DAYS))
        catalogue = get_catalogue(year)
        own = {i.code: i.title for i in catalogue.indicators if i.instrument == audience}
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (q.code, f"{q.code} {q.text}") for q in catalogue.questions if q.indicator in own
        ]


def index(request: HttpRequest) -> HttpResponse:
    """All surveys."""
    context = {
        "pulses": [(pulse, is_open_today(pulse), has_ended(pulse)) for pulse in list_pulses()],
        **assessment_tabs(request.user, "pulse"),
    }
    return render(request, "assessment/pulses.html", context)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, audience: str) -> HttpResponse:
    """Begin a survey of staff (IIT) or visitors (EIT)."""
    if audience not in Pulse.Audience.values:
        raise Http404
    year = fiscal_year_of(timezone.localdate()).year_be
    form = PulseForm(request.POST or None, year=year, audience=audience)
    made: list[Pulse] = []

    def act() -> None:
        given = form.cleaned_data
        pulse = services.open_pulse(
            actor=request.user, fiscal_year=year, audience=audience, **given
        )
        made.append(pulse)

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("The survey is ready. Pass its link on."))
        return redirect("assessment_pulse", made[0].token)
    context = {
        "form": form,
        "who": Pulse.Audience(audience).label,
        **assessment_tabs(request.user, "pulse"),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "assessment/pulse_new.html", context, status=status)


def page(request: HttpRequest, token: str) -> HttpResponse:
    """A survey: its link and QR, how many answered, after its end what came out."""
    pulse = get_pulse(token)
    context = {
        "pulse": pulse,
        "is_open": is_open_today(pulse),
        "has_ended": has_ended(pulse),
        "outcomes": outcomes_of(pulse),
        "address": address_of(pulse),
        "qr": qr_of(pulse, 4),
        **assessment_tabs(request.user, "pulse"),
    }
    return render(request, "assessment/pulse.html", context)


def poster(request: HttpRequest, token: str) -> HttpResponse:
    """A page to print and hang up."""
    pulse = get_pulse(token)
    context = {
        "pulse": pulse,
        "profile": find_profile(),
        "address": address_of(pulse),
        "qr": qr_of(pulse, 9),
    }
    return render(request, "assessment/pulse_poster.html", context)


@require_POST
def close(request: HttpRequest, token: str) -> HttpResponse:
    """End a survey today."""
    pulse = get_pulse(token)
    return act_and_go(
        request,
        lambda: services.close_pulse(actor=request.user, pulse=pulse),
        _t("The survey has ended."),
        "assessment_pulse",
        token,
    )


def address_of(pulse: Pulse) -> str:
    """Where people answer."""
    return settings.PRONGSAI_BASE_URL + reverse("public_pulse", args=[pulse.token])


def qr_of(pulse: Pulse, scale: int) -> str:
    """The QR of that address as SVG for a page."""
    picture = segno.make(address_of(pulse), error="m")
    return mark_safe(picture.svg_inline(scale=scale, border=2, title=_t("QR code of the survey")))
