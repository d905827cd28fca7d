"""The minutes of a meeting: how far they are, their text, their versions; checked or sent back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from prongsai.audit.queries import list_history
from prongsai.common.forms import WRONG_INPUT, try_and_tell, try_to
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.evidence.views import serve_file
from prongsai.meetings import papers, permissions, services
from prongsai.meetings.content import MinutesContent, has_confidential, redact
from prongsai.meetings.differences import compare
from prongsai.meetings.models import Minutes, MinutesVersion
from prongsai.meetings.office.minutes_forms import CheckForm, ReasonForm
from prongsai.meetings.office.tabs import meeting_tabs
from prongsai.meetings.queries import access
from prongsai.meetings.queries.minutes import find_adoption, list_checkers
from prongsai.meetings.services.guards import has_open_record
from prongsai.meetings.wording import file_name, full_name

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
State = Minutes.State


@dataclass(frozen=True)
class Stage:
    """A stage of the way: done, current or to come; who and when."""

    label: str
    state: str  # "done" | "now" | ""
    who: str = ""
    at: dt.datetime | None = None
    note: str = ""


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The way of the minutes, their text as it will be printed, what can be done now."""
    return show(request, access.access_minutes(request.user, public_id))


def show(request: HttpRequest, minutes: Minutes, **wrong: Any) -> HttpResponse:
    """The page, perhaps with a form that was refused."""
    user, meeting = request.user, minutes.meeting
    sees = permissions.may_see_confidential(user, meeting)
    keeps = permissions.may_keep(user, meeting.body)
    is_draft = minutes.state == State.DRAFT
    whole = papers.current_content(minutes) if minutes.file_id is None else None
    content = whole if whole is None or sees else redact(whole, ())
    adoption = None if minutes.is_adopted else find_adoption(minutes)
    context = {
        "minutes": minutes,
        "stages": list_stages(minutes),
        "content": content,
        "hides": not sees and whole is not None and has_confidential(whole),
        "versions": list(minutes.versions.select_related("made_by")),
        "checkers": list_checkers(minutes) if is_draft else [],
        "may_check": is_draft and permissions.may_check(user, minutes),
        "may_return": not is_draft and not minutes.is_adopted and _may_return(user, minutes, keeps),
        "check_form": CheckForm(initial={"digest": whole.digest if whole else ""}),
        "return_form": ReasonForm(auto_id="return_%s"),
        "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
        "adoption": adoption,
        "may_adopt": adoption is not None and _may_adopt(user, minutes, adoption),
        "file": minutes.file.versions.first() if minutes.file else None,
        "opens": minutes.file is not None and permissions.may_open_file(user, minutes),
        "history": list_history(minutes)[:30] if keeps else (),
        **meeting_tabs(user, meeting, "minutes"),
        **wrong,
    }
    return render(request, "meetings/minutes.html", context, status=WRONG_INPUT if wrong else 200)


def _may_return(user: Any, minutes: Minutes, keeps: bool) -> bool:
    return keeps or permissions.may_check(user, minutes)


def _may_adopt(user: Any, minutes: Minutes, adoption: Any) -> bool:
    is_ready = minutes.state == State.CHECKED and has_open_record(adoption.meeting)
    return is_ready and permissions.may_keep(user, adoption.meeting.body)


def list_stages(minutes: Minutes) -> list[Stage]:
    """The way from the draft to the public page, as far as it was gone."""
    is_draft, is_adopted = minutes.state == State.DRAFT, minutes.is_adopted
    if minutes.file_id is not None:
        kept = Stage(_("From before this program"), "done", "", minutes.meeting.ended_at)
        return [kept, _published(minutes)]
    waits = _("Lies with those who check it") if minutes.asked_at else ""
    written = Stage(
        _("Draft"),
        "now" if is_draft and not waits else "done",
        str(minutes.written_by or ""),
        minutes.meeting.ended_at,
    )
    checked = Stage(
        _("Check"),
        "done" if not is_draft else "now" if waits else "",
        str(minutes.checked_by or ""),
        minutes.checked_at or minutes.asked_at,
        waits,
    )
    where = full_name(minutes.adopted_in.meeting) if minutes.adopted_in else ""
    adopted = Stage(
        _("Adoption"),
        "done" if is_adopted else "now" if not is_draft else "",
        where,
        minutes.adopted_at,
    )
    return [written, checked, adopted, _published(minutes)]


def _published(minutes: Minutes) -> Stage:
    if minutes.is_public:
        extent = minutes.get_publication_display()
        return Stage(
            _("On the public page"),
            "done",
            str(minutes.published_by or ""),
            minutes.published_at,
            extent,
        )
    if not minutes.meeting.body.is_public:
        return Stage(_("On the public page"), "", note=_("The minutes of this body are internal."))
    state = "now" if minutes.is_adopted else ""
    if minutes.was_withdrawn:
        note = _("Withdrawn: %(reason)s") % {"reason": minutes.withdraw_reason}
        return Stage(_("On the public page"), state, "", minutes.withdrawn_at, note)
    return Stage(_("On the public page"), state)


@require_POST
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask those who check to look at the draft."""
    minutes = access.access_kept_minutes(request.user, public_id)

    def act() -> int:
        return services.ask_for_check(actor=request.user, minutes=minutes)

    def done(told: int) -> str:
        words = ngettext("%(n)s person was told.", "%(n)s people were told.", told)
        return words % {"n": told}

    try_and_tell(request, act, done)
    return redirect("meetings_minutes", public_id)


@require_POST
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The draft that was read is right."""
    minutes = access.access_minutes(request.user, public_id)
    form = CheckForm(request.POST)

    def act() -> None:
        digest = form.cleaned_data["digest"]
        services.check_minutes(actor=request.user, minutes=minutes, digest=digest)

    if not try_to(act, form):
        refusals = [str(error) for errors in form.errors.values() for error in errors]
        return show(request, minutes, refused=" ".join(refusals))
    messages.success(request, _("Checked. The minutes wait for the next meeting to adopt them."))
    return redirect("meetings_minutes", public_id)


@require_POST
def send_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Back to the writer, with the reason."""
    minutes = access.access_minutes(request.user, public_id)
    said = _("Sent back; the writer was told why.")
    return act_with_reason(request, minutes, "return", services.return_minutes, said)


def act_with_reason(
    request: HttpRequest, minutes: Minutes, name: str, service: Callable[..., Any], said: str
) -> HttpResponse:
    """Do to minutes what needs a reason and say so; without one the page shows its form again."""
    form = ReasonForm(request.POST, auto_id=f"{name}_%s")

    def act() -> None:
        service(actor=request.user, minutes=minutes, reason=form.cleaned_data["reason"])

    if not try_to(act, form):
        return show(request, minutes, **{f"{name}_form": form})
    messages.success(request, said)
    return redirect("meetings_minutes", minutes.meeting.public_id)


def file(request: HttpRequest, public_id: UUID, number: int, kind: str) -> HttpResponseBase:
    """The minutes as PDF or DOCX: a version, or (0) as they stand now; `file` of past minutes."""
    minutes = access.access_minutes(request.user, public_id)
    if minutes.file is not None:
        if not permissions.may_open_file(request.user, minutes):
            raise Http404
        stored = minutes.file.versions.first()
        if stored is None or (number, kind) != (0, "file"):
            raise Http404
        return serve_file(request, stored)
    version = None if number == 0 else get_version(minutes, number)
    sees = permissions.may_see_confidential(request.user, minutes.meeting)
    document = papers.internal_document(minutes, sees_confidential=sees, version=version)
    return respond_paper(document, file_name(minutes.meeting, number), kind)


def respond_paper(document: Any, name: str, kind: str) -> HttpResponse:
    """A paper as PDF (shown) or DOCX (saved); 404 for another kind."""
    if kind not in ("pdf", "docx"):
        raise Http404
    is_pdf = kind == "pdf"
    content = render_pdf(document) if is_pdf else render_docx(document)
    response = HttpResponse(content, content_type="application/pdf" if is_pdf else DOCX)
    how = "inline" if is_pdf else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def get_version(minutes: Minutes, number: int) -> MinutesVersion:
    """A version of minutes; 404 when there is none."""
    found = minutes.versions.filter(number=number).select_related("made_by").first()
    if found is None:
        raise Http404
    return found


def differences(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """What a version changed in the one before; (0) what the draft changes in the newest version."""
    minutes = access.access_minutes(request.user, public_id)
    if minutes.file_id is not None:
        raise Http404
    if number == 0:
        version, before = None, minutes.versions.first()
        after = papers.current_content(minutes)
    else:
        version = get_version(minutes, number)
        before = minutes.versions.filter(number__lt=number).first()
        after = MinutesContent.from_json(version.content)
    if before is None:
        raise Http404
    pair = [MinutesContent.from_json(before.content), after]
    if not permissions.may_see_confidential(request.user, minutes.meeting):
        pair = [redact(content, ()) for content in pair]
    context = {
        "minutes": minutes,
        "version": version,
        "before": before,
        "differences": compare(*pair),
        **meeting_tabs(request.user, minutes.meeting, "minutes"),
    }
    return render(request, "meetings/minutes_differences.html", context)
