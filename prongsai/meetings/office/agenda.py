"""The agenda of a meeting: read by everybody, put together by who keeps it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, act_and_go, try_and_tell
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.evidence.views import serve_file
from prongsai.meetings import permissions, services
from prongsai.meetings.catalogue import list_kinds
from prongsai.meetings.models import AgendaItem, Meeting
from prongsai.meetings.office.agenda_forms import ItemForm, TextForm
from prongsai.meetings.office.showing import is_done, show
from prongsai.meetings.papers import agenda_document
from prongsai.meetings.queries import access
from prongsai.meetings.queries.agenda import NumberedItem, access_document, number_agenda
from prongsai.meetings.rules import closes_on
from prongsai.meetings.services import Conflict
from prongsai.meetings.wording import GROUNDS, SPENDING_TITLE, full_name
from prongsai.organization.models import Division

FINANCE = "finance"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The agenda in its official numbers; with buttons for who keeps it, until the meeting ends."""
    user = request.user
    meeting = access.access_meeting(user, public_id)
    is_open = meeting.is_ahead or meeting.is_running
    lines = number_agenda(user, meeting)
    writable = {
        line.item.pk
        for parent in lines
        for line in parent.children
        if is_open and not line.is_hidden and permissions.may_write_text(user, line.item)
    }
    return show(
        request,
        "agenda",
        meeting,
        "agenda",
        lines=lines,
        name=full_name(meeting),
        edits=is_open and permissions.may_keep(user, meeting.body),
        writable=writable,
        spending_part=_spending_part(meeting, lines),
        closes_on=closes_on(meeting.day, meeting.body.closing_days),
    )


def _spending_part(meeting: Meeting, lines: Sequence[NumberedItem]) -> str:
    """The part below which the month's spending is offered; empty when it stands there already."""
    part = list_kinds()[meeting.body.kind].filing_part
    titles = {child.item.title for line in lines for child in line.children}
    return "" if SPENDING_TITLE in titles else part


def file(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The agenda as a paper; confidential items only for who may see them."""
    meeting = access.access_meeting(request.user, public_id)
    if kind not in ("pdf", "docx"):
        raise Http404
    sees = permissions.may_see_confidential(request.user, meeting)
    paper = agenda_document(meeting, sees_confidential=sees)
    name = f"agenda-{meeting.year}-{meeting.number}.{kind}"
    if kind == "pdf":
        response = HttpResponse(render_pdf(paper), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{name}"'
    else:
        response = HttpResponse(render_docx(paper), content_type=DOCX)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def document(request: HttpRequest, public_id: UUID, pk: int, document: int) -> HttpResponseBase:
    """A document of an item."""
    meeting = access.access_meeting(request.user, public_id)
    return serve_file(request, access_document(request.user, meeting, pk, document))


def _kept_item(request: HttpRequest, public_id: UUID, pk: int) -> tuple[Meeting, AgendaItem]:
    meeting = access.access_kept(request.user, public_id)
    return meeting, access.access_item(request.user, meeting, pk)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """An item below a line of the template; `?ready=spending` begins with the month's spending."""
    meeting, parent = _kept_item(request, public_id, pk)
    if parent.parent_id is not None:
        raise Http404
    is_sent = request.method == "POST"
    form = ItemForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=_ready(request.GET.get("ready", "")),
    )

    def act() -> None:
        services.add_item(actor=request.user, parent=parent, draft=form.draft())

    if is_sent and is_done(request, act, form, _("Added to the agenda.")):
        return _back(meeting, parent)
    return _show_form(request, meeting, form, parent)


def _ready(kind: str) -> dict[str, Any]:
    if kind != "spending":
        return {}
    finance = Division.objects.filter(code=FINANCE, is_active=True).first()
    return {"title": SPENDING_TITLE, "division": finance, "is_standing": True}


def _back(meeting: Meeting, line: AgendaItem) -> HttpResponse:
    response = redirect("meetings_agenda", meeting.public_id)
    response["Location"] += f"#line{line.pk}"
    return response


def _show_form(
    request: HttpRequest,
    meeting: Meeting,
    form: ItemForm,
    parent: AgendaItem | None,
    item: AgendaItem | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "parent": parent,
        "item": item,
        "name": full_name(meeting),
        "grounds": GROUNDS,
    }
    return show(request, "item", meeting, "agenda", is_wrong=bool(form.errors), **context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Change an item."""
    meeting, item = _kept_item(request, public_id, pk)
    is_sent = request.method == "POST"
    form = ItemForm.of(item, request.POST, request.FILES) if is_sent else ItemForm.of(item)

    def act() -> None:
        services.change_item(actor=request.user, item=item, draft=form.draft())

    if is_sent and is_done(request, act, form, _("Saved.")):
        return _back(meeting, item.parent or item)
    return _show_form(request, meeting, form, item.parent, item)


@require_POST
def remove(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Take an item out."""
    _meeting, item = _kept_item(request, public_id, pk)

    def act() -> None:
        services.remove_item(actor=request.user, item=item)

    return act_and_go(request, act, _("Taken off the agenda."), "meetings_agenda", public_id)


@require_POST
def order(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Bring the items below a line into an order: `up` or `down` moves one, `order` names all."""
    meeting, parent = _kept_item(request, public_id, pk)
    keys = list(parent.children.order_by("order", "id").values_list("pk", flat=True))
    wanted = _wanted(request, keys)

    def act() -> None:
        services.reorder(actor=request.user, parent=parent, order=wanted)

    if request.headers.get("X-Prongsai-Part"):
        return _answer_script(act)
    try_and_tell(request, act)
    return _back(meeting, parent)


def _wanted(request: HttpRequest, keys: list[int]) -> list[int]:
    """The order that was asked for; nonsense leaves it as it is."""
    named = [int(key) for key in request.POST.getlist("order") if key.isdecimal() and len(key) < 12]
    if named:
        return named
    for name, step in (("up", -1), ("down", 1)):
        moved = request.POST.get(name, "")
        if moved.isdecimal() and len(moved) < 12 and int(moved) in keys:
            return _move(keys, int(moved), step)
    return keys


def _move(keys: list[int], moved: int, step: int) -> list[int]:
    at = keys.index(moved)
    to = min(max(at + step, 0), len(keys) - 1)
    rest = [key for key in keys if key != moved]
    return [*rest[:to], moved, *rest[to:]]


def _answer_script(act: Callable[[], None]) -> HttpResponse:
    """For the script that drags: done, or the reason in words; the page is then looked at again."""
    try:
        act()
    except Refused as refusal:
        return HttpResponse(str(refusal), status=WRONG_INPUT, content_type="text/plain")
    return HttpResponse(status=204)


@require_POST
def fill(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring in what comes back by itself, now."""
    meeting = access.access_kept(request.user, public_id)

    def act() -> None:
        services.fill_agenda(actor=request.user, meeting=meeting)

    words = _("What is open from earlier meetings stands in the agenda.")
    return act_and_go(request, act, words, "meetings_agenda", public_id)


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """What a standing item says this time, written by its division."""
    meeting = access.access_meeting(request.user, public_id)
    item = access.access_item(request.user, meeting, pk)
    if not permissions.may_write_text(request.user, item):
        raise PermissionDenied
    is_sent = request.method == "POST"
    initial = {"text": item.detail, "base": item.detail}
    form = TextForm(request.POST if is_sent else None, initial=initial)
    theirs = ""

    def act() -> None:
        nonlocal theirs
        data = form.cleaned_data
        try:
            services.write_text(
                actor=request.user, item=item, text=data["text"], base_text=data["base"]
            )
        except Conflict as conflict:
            theirs = conflict.theirs
            raise

    if is_sent and is_done(request, act, form, _("Saved.")):
        return _back(meeting, item.parent or item)
    if theirs:
        form.data = dict(form.data.items()) | {"base": theirs}
    context = {"form": form, "item": item, "theirs": theirs, "name": full_name(meeting)}
    return show(request, "text", meeting, "agenda", is_wrong=bool(form.errors), **context)
