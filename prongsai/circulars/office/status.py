"""How a circular stands: by division, person by person, its certificate and its list."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.queries import list_history
from prongsai.circulars import exports, permissions, queries
from prongsai.circulars.content import has_newer_version
from prongsai.circulars.documents import make_certificate, short_digest
from prongsai.circulars.models import Circulation
from prongsai.circulars.office.forms import ReasonForm
from prongsai.circulars.office.tabs import tabs_context
from prongsai.common.forms import WRONG_INPUT
from prongsai.correspondence.render import render_pdf
from prongsai.thai.calendar import format_date


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Counts by division and the people; with buttons for who leads it. `?show=all` or `missing`."""
    return show(request, queries.access_circulation(request.user, public_id))


def show(
    request: HttpRequest, circulation: Circulation, wrong: dict[str, Any] | None = None
) -> HttpResponse:
    """The page, perhaps with a form that was refused (the exemption of the person `at`)."""
    today = timezone.localdate()
    everybody = queries.list_recipients(request.user, circulation)
    divisions = queries.standings(everybody, today)
    whole = queries.sum_up(divisions, _("All"))
    may_manage = permissions.may_manage(request.user, circulation)
    leads = may_manage and circulation.is_open
    shows_all = request.GET.get("show", "") == "all" or not (circulation.is_open and whole.missing)
    people = list(everybody if shows_all else everybody.filter(queries.WAITING))
    context = {
        "circulation": circulation,
        "divisions": divisions,
        "whole": whole,
        "people": people,
        "shows_all": shows_all,
        "may_manage": may_manage,
        "leads": leads,
        "needs_links": leads and any(p.is_waiting and p.user_id is None for p in people),
        "sees_all": permissions.visible_divisions(request.user, circulation) is None,
        "digest": short_digest(circulation),
        "successor": queries.find_successor(circulation),
        "has_newer": circulation.is_open and has_newer_version(circulation),
        "text": _text(circulation),
        "reason": ReasonForm(),
        "history": list_history(circulation)[:30] if may_manage else (),
        "today": today,
        **tabs_context(request.user, "overview"),
        **(wrong or {}),
    }
    return render(request, "circulars/status.html", context, status=WRONG_INPUT if wrong else 200)


def _text(circulation: Circulation) -> str:
    """What is pasted into the LINE group: those with an account open it there."""
    address = reverse("circulars_page", args=[circulation.public_id])
    words = _("Please read and acknowledge by %(day)s: %(title)s") % {
        "day": format_date(circulation.due_on, "short"),
        "title": circulation.title,
    }
    return f"{words}\n{settings.PRONGSAI_BASE_URL}{address}"


def export(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The people of a circular that somebody may see, as CSV or XLSX."""
    circulation = queries.access_circulation(request.user, public_id)
    people = queries.list_recipients(request.user, circulation)
    return exports.respond_people(circulation, people, kind, timezone.localdate())


def certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The certificate as it stands today; it names everybody."""
    circulation = queries.access_whole(request.user, public_id)
    content = render_pdf(make_certificate(circulation, timezone.localdate()))
    return respond_pdf(content, f"certificate-{circulation.public_id.hex[:8]}.pdf")


def respond_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser and kept nowhere."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
