"""One received paper: its stamp and files, the minutes, who acts on it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.audit.queries import list_history
from prongsai.common.forms import act_and_go
from prongsai.correspondence.retention import find_rule
from prongsai.evidence import files
from prongsai.evidence.views import serve_file, serve_thumbnail
from prongsai.mailroom import permissions, queries, services
from prongsai.mailroom.models import Assignment, ReceivedPaper
from prongsai.mailroom.office.forms import (
    LINE_FIELDS,
    AssignForm,
    LineForm,
    MinuteForm,
    ResultForm,
)
from prongsai.mailroom.office.pages import is_done, show
from prongsai.mailroom.stamp import Part, make_stamp, stamp_copy
from prongsai.organization.permissions import has_position
from prongsai.organization.queries import divisions_of, get_profile


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The paper with everything that happened to it."""
    return _show(request, queries.access_paper(request.user, public_id))


def _show(request: HttpRequest, paper: ReceivedPaper, **wrong: Any) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    capacities = queries.list_capacities(user, today)
    may_assign = permissions.may_assign(user, paper)
    own = {division.pk for division in divisions_of(user, today)}
    assignments = [
        (a, a.division_id in own and has_position(user))
        for a in paper.assignments.select_related("division", "done_by", "accepted_by")
    ]
    context = {
        "paper": paper,
        "stamp": make_stamp(paper, get_profile().full_name),
        "files": queries.list_files(paper),
        "rule": find_rule(paper.retention),
        "minutes": paper.minutes.select_related("forwarded_to"),
        "open_desks": paper.desks.filter(closed_at__isnull=True).select_related("position"),
        "assignments": assignments,
        "today": today,
        "history": list_history(paper)[:50],
        "may_correct": permissions.may_correct(user, paper),
        "may_assign": may_assign,
        "minute_form": _minute_form(capacities, may_assign) if capacities else None,
        "assign_form": AssignForm(due_on=services.usual_due(paper, today)),
        "result_form": ResultForm(),
        **wrong,
    }
    return show(request, "page", "register", is_wrong=bool(wrong), **context)


def _minute_form(capacities: Any, may_close: bool, data: Any = None) -> MinuteForm:
    return MinuteForm(data, capacities=capacities, may_close=may_close)


@require_POST
def minute(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A minute on the paper, forwarded or not."""
    paper = queries.access_paper(request.user, public_id)
    capacities = queries.list_capacities(request.user, timezone.localdate())
    form = _minute_form(capacities, permissions.may_assign(request.user, paper), request.POST)

    def act() -> None:
        services.write_minute(
            actor=request.user,
            paper=paper,
            position=form.chosen_position(),
            text=form.cleaned_data["text"],
            forward_to=form.cleaned_data["forward_to"],
            closes=form.cleaned_data.get("closes", False),
        )

    if not is_done(request, act, form, _("The minute was written.")):
        return _show(request, paper, minute_form=form)
    return redirect("mailroom_page", public_id)


@require_POST
def assign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Divisions get the paper."""
    paper = queries.access_paper(request.user, public_id)
    form = AssignForm(request.POST, due_on=services.usual_due(paper, timezone.localdate()))

    def act() -> None:
        services.assign_paper(actor=request.user, paper=paper, **form.cleaned_data)

    if not is_done(request, act, form, _("Assigned; the divisions are told.")):
        return _show(request, paper, assign_form=form)
    return redirect("mailroom_page", public_id)


def _assignment(request: HttpRequest, public_id: UUID, pk: int) -> Assignment:
    paper = queries.access_paper(request.user, public_id)
    return get_object_or_404(paper.assignments.select_related("paper"), pk=pk)


@require_POST
def accept(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """The division says that it has begun."""
    found = _assignment(request, public_id, pk)

    def act() -> None:
        services.accept_assignment(actor=request.user, assignment=found)

    return act_and_go(request, act, _("Accepted."), "mailroom_page", public_id)


@require_POST
def finish(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """The division says what was done."""
    found = _assignment(request, public_id, pk)
    form = ResultForm(request.POST)

    def act() -> None:
        services.finish_assignment(actor=request.user, assignment=found, **form.cleaned_data)

    if not is_done(request, act, form, _("Saved; who assigned it is told.")):
        return _show(request, found.paper, result_form=form, result_of=pk)
    return redirect("mailroom_page", public_id)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct the line of the register."""
    paper = queries.access_paper(request.user, public_id)
    form = LineForm(
        request.POST or None, initial={name: getattr(paper, name) for name in LINE_FIELDS}
    )

    def act() -> None:
        services.correct_paper(actor=request.user, paper=paper, draft=form.draft())

    if request.method == "POST" and is_done(request, act, form, _("Saved.")):
        return redirect("mailroom_page", public_id)
    return show(request, "correct", "register", is_wrong=bool(form.errors), form=form, paper=paper)


def stamped(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A copy of all files as one PDF with the receive stamp."""
    paper = queries.access_paper(request.user, public_id)
    parts = [
        Part(files.read(version.sha256), version.media_type, version.file_name)
        for _file, version in queries.list_files(paper)
        if version is not None
    ]
    content = stamp_copy(parts, make_stamp(paper, get_profile().full_name))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"received-{paper.year}-{paper.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def file(request: HttpRequest, public_id: UUID, order: int) -> HttpResponseBase:
    """A file as it came."""
    return serve_file(request, queries.access_file(request.user, public_id, order))


def thumbnail(request: HttpRequest, public_id: UUID, order: int) -> HttpResponseBase:
    """A small picture of a photo."""
    version = queries.access_file(request.user, public_id, order)
    if not version.is_image:
        raise Http404
    return serve_thumbnail(request, version)
