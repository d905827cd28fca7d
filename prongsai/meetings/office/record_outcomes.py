"""What comes out of an item: resolutions, votes, problems and suggestions, adopted minutes.

Each form is a page of its own; our script opens it in place.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, try_and_tell, try_to
from prongsai.meetings import services
from prongsai.meetings.models import AgendaItem, Ballot, Meeting, Resolution
from prongsai.meetings.office.record import QUICK, get_line, go_to, wants_part
from prongsai.meetings.office.record_forms import (
    ConcernForm,
    LateItemForm,
    ResolutionForm,
    RollCallForm,
    VoteForm,
)
from prongsai.meetings.queries import access
from prongsai.meetings.services import ResolutionDraft
from prongsai.meetings.services.guards import has_open_record

ADOPTED = "รับรองรายงานการประชุม"
either = require_http_methods(["GET", "POST"])


def _get(request: HttpRequest, public_id: UUID, pk: int) -> tuple[Meeting, AgendaItem]:
    meeting = access.access_kept(request.user, public_id)
    return meeting, access.access_item(request.user, meeting, pk)


def _answer(
    request: HttpRequest,
    item: AgendaItem,
    form: forms.Form,
    act: Callable[[], Any],
    heading: str,
    **more: Any,
) -> HttpResponse:
    """Act on a sent form and show the item again; else the form, in place or as a page."""
    meeting = item.meeting
    is_done = request.method == "POST" and try_to(act, form)
    if is_done and not wants_part(request):
        return go_to(meeting, f"item-{item.pk}")
    context = {
        "meeting": meeting,
        "line": get_line(request, meeting, item),
        "writes": has_open_record(meeting),
        "quick": QUICK,
        "action": request.path,
        "form_heading": heading,
        **more,
    }
    if not is_done:
        context["form"] = form
    template = "_record_outcomes" if wants_part(request) else "record_form"
    status = WRONG_INPUT if form.errors else 200
    return render(request, f"meetings/{template}.html", context, status=status)


@require_GET
def outcomes(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """What came out of an item, for our script; others are led to the screen."""
    meeting, item = _get(request, public_id, pk)
    if not wants_part(request):
        return go_to(meeting, f"item-{pk}")
    context = {
        "meeting": meeting,
        "line": get_line(request, meeting, item),
        "writes": has_open_record(meeting),
        "quick": QUICK,
    }
    return render(request, "meetings/_record_outcomes.html", context)


@either
def resolve(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A resolution: with who acts and until when it is followed to its end."""
    _meeting, item = _get(request, public_id, pk)
    initial = {"division": item.division_id}
    form = ResolutionForm(request.POST or None, initial=initial, auto_id=f"id-%s-{pk}")

    def act() -> None:
        services.record_resolution(actor=request.user, item=item, draft=form.draft())

    return _answer(request, item, form, act, _("New resolution"))


@require_POST
def resolve_quickly(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """One of the usual resolutions, by one tap."""
    _meeting, item = _get(request, public_id, pk)
    text = request.POST.get("text", "")
    if text not in QUICK:
        raise Http404
    form = ResolutionForm({"text": text}, auto_id=f"id-%s-{pk}")

    def act() -> None:
        draft = ResolutionDraft(text)
        services.record_resolution(actor=request.user, item=item, draft=draft)

    return _answer(request, item, form, act, _("New resolution"), action=_form_of(item, "resolve"))


def _form_of(item: AgendaItem, name: str) -> str:
    return reverse(f"meetings_record_{name}", args=[item.meeting.public_id, item.pk])


def _resolution(request: HttpRequest, public_id: UUID, pk: int) -> tuple[AgendaItem, Resolution]:
    meeting = access.access_kept(request.user, public_id)
    found = get_object_or_404(meeting.resolutions, pk=pk)
    found.meeting = meeting
    return access.access_item(request.user, meeting, found.item_id), found


@either
def change(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Change a resolution; not over what a colleague wrote meanwhile."""
    item, found = _resolution(request, public_id, pk)
    names = ("text", "owner", "division", "due_on")
    initial = {name: getattr(found, name) for name in names} | {"seen": found.text}
    form = ResolutionForm(
        request.POST or None, initial=initial, auto_id=f"id-%s-{item.pk}", is_new=False
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        services.change_resolution(
            actor=request.user, resolution=found, draft=form.draft(), seen=seen
        )

    return _answer(request, item, form, act, _("Change the resolution"), theirs=found)


@require_POST
def remove(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take out a resolution that was written by mistake."""
    item, found = _resolution(request, public_id, pk)
    form = forms.Form(request.POST)

    def act() -> None:
        services.remove_resolution(actor=request.user, resolution=found)

    return _answer(request, item, form, act, _("Resolution"), is_refusal=True)


@either
def vote(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A counted vote."""
    _meeting, item = _get(request, public_id, pk)
    earlier = getattr(item, "vote", None)
    names = ("yes", "no", "abstain", "casting")
    initial = {name: getattr(earlier, name) for name in names} if earlier else {}
    form = VoteForm(request.POST or None, initial=initial, auto_id=f"id-%s-{pk}")

    def act() -> None:
        services.record_vote(actor=request.user, item=item, count=form.count())

    other = (_form_of(item, "roll_call"), _("Vote by name"))
    return _answer(request, item, form, act, _("Vote"), other=other)


@either
def roll_call(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A vote by name; `?all=yes` begins with everybody in favour."""
    meeting, item = _get(request, public_id, pk)
    people = [row for row in meeting.attendances.filter(is_counted=True) if row.is_there]
    given = dict(Ballot.objects.filter(vote__item=item).values_list("attendance", "choice"))
    if request.GET.get("all") == "yes":
        given = {row.pk: Ballot.Choice.YES.value for row in people}
    form = RollCallForm(request.POST or None, people=people, given=given, auto_id=f"id-%s-{pk}")

    def act() -> None:
        services.record_roll_call(
            actor=request.user,
            item=item,
            choices=form.choices(),
            casting=form.cleaned_data["casting"],
        )

    other = (_form_of(item, "roll_call") + "?all=yes", _("Begin with everybody in favour"))
    return _answer(request, item, form, act, _("Vote by name"), other=other)


@either
def raise_concern(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A problem or a suggestion that was raised."""
    _meeting, item = _get(request, public_id, pk)
    initial = {"division": item.division_id}
    form = ConcernForm(request.POST or None, initial=initial, auto_id=f"id-%s-{pk}")

    def act() -> None:
        services.raise_concern(actor=request.user, item=item, **form.cleaned_data)

    return _answer(request, item, form, act, _("Problem or suggestion"))


@require_POST
def adopt(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """The meeting adopts the minutes of this item as they are."""
    meeting, item = _get(request, public_id, pk)

    @transaction.atomic
    def act() -> None:
        services.adopt_minutes(actor=request.user, item=item)
        draft = ResolutionDraft(ADOPTED)
        services.record_resolution(actor=request.user, item=item, draft=draft)

    try_and_tell(request, act, _("The minutes are adopted."))
    return go_to(meeting, f"item-{pk}")


@either
def add_late(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """A matter that comes up now, below a line of the agenda."""
    meeting, parent = _get(request, public_id, pk)
    form = LateItemForm(request.POST or None)
    made: list[AgendaItem] = []

    def act() -> None:
        made.append(services.add_item(actor=request.user, parent=parent, draft=form.draft()))

    if request.method == "POST" and try_to(act, form):
        return go_to(meeting, f"item-{made[0].pk}")
    context = {
        "meeting": meeting,
        "line": get_line(request, meeting, parent),
        "form": form,
        "action": request.path,
        "form_heading": _("Add a matter"),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "meetings/record_form.html", context, status=status)
