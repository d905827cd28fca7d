"""Profile, divisions, wordings of acting and holidays."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.organization import queries, services
from prongsai.organization.models import ActingWording, Division, Holiday
from prongsai.organization.office.forms import (
    DivisionChangeForm,
    DivisionForm,
    HolidayForm,
    ProfileForm,
    WordingForm,
)
from prongsai.organization.office.pages import form_page, page_context
from prongsai.thai.calendar import BE_OFFSET

PROFILE_FIELDS = (
    "name",
    "name_en",
    "amphoe",
    "province",
    "letter_code",
    "address",
    "phone",
    "email",
    "website",
    "data_licence",
)


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """The organisation's profile."""
    found = queries.get_profile()
    initial = {name: getattr(found, name) for name in PROFILE_FIELDS}
    form = ProfileForm(request.POST or None, initial=initial)

    def act() -> None:
        services.update_profile(actor=request.user, profile=found, **form.cleaned_data)

    return form_page(
        request, form, act, tab="profile", heading=found.full_name, done="organization_profile"
    )


def divisions(request: HttpRequest) -> HttpResponse:
    """All divisions with the names they go by."""
    rows = Division.objects.order_by("-is_active", "order", "name")
    context = page_context(request, "divisions", divisions=rows)
    return render(request, "organization/divisions.html", context)


@require_http_methods(["GET", "POST"])
def add_division(request: HttpRequest) -> HttpResponse:
    """A new division."""
    form = DivisionForm(request.POST or None)

    def act() -> None:
        services.add_division(actor=request.user, **_division_values(form))

    return form_page(
        request,
        form,
        act,
        tab="divisions",
        heading=_("Add a division"),
        done="organization_divisions",
    )


@require_http_methods(["GET", "POST"])
def change_division(request: HttpRequest, pk: int) -> HttpResponse:
    """Names, letter code, in use or not."""
    division = get_object_or_404(Division, pk=pk)
    initial = {
        "name": division.name,
        "name_en": division.name_en,
        "aliases": "\n".join(division.aliases),
        "letter_code": division.letter_code,
        "is_active": division.is_active,
    }
    form = DivisionChangeForm(request.POST or None, initial=initial)

    def act() -> None:
        services.change_division(
            actor=request.user,
            division=division,
            is_active=form.cleaned_data["is_active"],
            **_division_values(form),
        )

    return form_page(
        request, form, act, tab="divisions", heading=division.name, done="organization_divisions"
    )


def _division_values(form: DivisionForm) -> dict[str, Any]:
    data = form.cleaned_data
    aliases = [line.strip() for line in data["aliases"].splitlines() if line.strip()]
    texts = {name: data[name] for name in ("name", "name_en", "letter_code")}
    return {**texts, "aliases": aliases}


def wordings(request: HttpRequest) -> HttpResponse:
    """The wordings of acting."""
    context = page_context(request, "wordings", wordings=ActingWording.objects.all())
    return render(request, "organization/wordings.html", context)


@require_http_methods(["GET", "POST"])
def change_wording(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a wording."""
    wording = get_object_or_404(ActingWording, pk=pk) if pk else None
    initial = {"text": wording.text, "explanation": wording.explanation} if wording else {}
    form = WordingForm(request.POST or None, initial=initial)

    def act() -> None:
        services.save_wording(actor=request.user, wording=wording, **form.cleaned_data)

    heading = wording.text if wording else _("Add a wording")
    return form_page(
        request, form, act, tab="wordings", heading=heading, done="organization_wordings"
    )


@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """Public holidays of a calendar year; special ones are added here."""
    asked = request.GET.get("year", "")
    this_year = timezone.localdate().year + BE_OFFSET
    year = int(asked) if asked.isdigit() and len(asked) == 4 else this_year
    form = HolidayForm(request.POST or None)

    def act() -> None:
        services.add_holiday(actor=request.user, **form.cleaned_data)

    if request.method == "POST" and try_to(act, form):
        form = HolidayForm()
    context = page_context(
        request,
        "holidays",
        form=form,
        year=year,
        years=range(this_year - 2, this_year + 3),
        holidays=Holiday.objects.filter(date__year=year - BE_OFFSET),
    )
    status = WRONG_INPUT if form.errors else 200
    return render(request, "organization/holidays.html", context, status=status)


@require_POST
def remove_holiday(request: HttpRequest, pk: int) -> HttpResponse:
    """A day that is no holiday after all."""
    holiday = get_object_or_404(Holiday, pk=pk)

    def act() -> None:
        services.remove_holiday(actor=request.user, holiday=holiday)

    return act_and_go(request, act, _("Saved."), "organization_holidays")
