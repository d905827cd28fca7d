"""Buttons of who leads a circular: add people, exempt, links, close, keep the certificate."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.circulars import queries, services
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.office.forms import AudienceForm, ReasonForm
from prongsai.circulars.office.status import show
from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_to
from prongsai.thai.calendar import format_date


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add people who came later."""
    circulation = queries.access_managed(request.user, public_id)
    form = AudienceForm(request.POST or None, actor=request.user)
    made: list[Recipient] = []

    def act() -> None:
        audience = form.audience() or services.Audience()
        made.extend(
            services.add_people(actor=request.user, circulation=circulation, audience=audience)
        )

    if request.method == "GET" or not try_to(act, form):
        context = {"circulation": circulation, "form": form}
        status = WRONG_INPUT if form.errors else 200
        return render(request, "circulars/add.html", context, status=status)
    words = ngettext("%(n)s person was added.", "%(n)s people were added.", len(made))
    messages.success(request, words % {"n": len(made)})
    return redirect("circulars_status", public_id)


def _person(request: HttpRequest, public_id: UUID, pk: int) -> tuple[Circulation, Recipient]:
    circulation = queries.access_managed(request.user, public_id)
    return circulation, get_object_or_404(circulation.recipients, pk=pk)


@require_POST
def exempt(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take a person out of the count with a reason."""
    circulation, person = _person(request, public_id, pk)
    form = ReasonForm(request.POST)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        services.exempt(actor=request.user, recipient=person, reason=reason)

    if not try_to(act, form):
        return show(request, circulation, {"wrong_reason": form, "at": person.pk})
    messages.success(request, _("Exempted; the reason stands in the certificate."))
    return redirect("circulars_status", public_id)


@require_POST
def lift(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Ask an exempted person after all."""
    _circulation, person = _person(request, public_id, pk)

    def act() -> None:
        services.lift_exemption(actor=request.user, recipient=person)

    return act_and_go(request, act, "", "circulars_status", public_id)


@require_POST
def link(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A new personal link for one person."""
    circulation, person = _person(request, public_id, pk)
    return _links(request, circulation, [person.pk])


@require_POST
def links(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """New personal links for all without an account who are missing."""
    return _links(request, queries.access_managed(request.user, public_id), [])


def _links(request: HttpRequest, circulation: Circulation, people: list[int]) -> HttpResponse:
    """Shown in this answer only: the program keeps nothing that could show them again."""
    try:
        made = services.make_links(actor=request.user, circulation=circulation, people=people)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("circulars_status", circulation.public_id)
    rows = [(person, _text(circulation, token)) for person, token in made]
    context = {"circulation": circulation, "rows": rows}
    response = render(request, "circulars/links.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _text(circulation: Circulation, token: str) -> str:
    address = settings.PRONGSAI_BASE_URL + reverse("public_circular", args=[token])
    words = _("Please read and acknowledge by %(day)s: %(title)s") % {
        "day": format_date(circulation.due_on, "short"),
        "title": circulation.title,
    }
    return f"{words}\n{address}"


@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a circular."""
    circulation = queries.access_managed(request.user, public_id)

    def act() -> None:
        services.close(actor=request.user, circulation=circulation)

    words = _("Closed. The certificate is final now.")
    return act_and_go(request, act, words, "circulars_status", public_id)


@require_POST
def keep_certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep the certificate as evidence."""
    circulation = queries.access_managed(request.user, public_id)
    try:
        evidence = services.keep_certificate(actor=request.user, circulation=circulation)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("circulars_status", public_id)
    messages.success(request, _("The certificate stands among the evidence now."))
    return redirect("evidence_detail", evidence.public_id)
