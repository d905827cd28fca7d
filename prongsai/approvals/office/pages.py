"""The inbox and the page on which a document is read and signed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prongsai.approvals import permissions, queries, services
from prongsai.approvals.models import Procedure, Round, Verdict
from prongsai.approvals.office.forms import PaperForm, SignForm, WithdrawForm
from prongsai.approvals.queries import Desk
from prongsai.approvals.registry import registry
from prongsai.approvals.rules import QUICK_OPINIONS
from prongsai.approvals.services.paper import record_paper_with_scan
from prongsai.common.forms import WRONG_INPUT, try_to


def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for me, what came back to me, what is on its way, what ended."""
    today = timezone.localdate()
    found = list(queries.list_open(request.user))
    mine: list[Desk] = []
    others: list[Desk] = []
    for desk in queries.list_desks(found, today):
        (mine if _signs(request.user, desk) else others).append(desk)
    context = {
        "mine": mine,
        "others": others,
        "returned": [p for p in found if _came_back(p, request.user)],
        "ended": queries.list_ended(request.user),
        "today": today,
        "may_change_chains": permissions.may_change_chains(request.user),
        "kinds": registry.list_all(),
    }
    return render(request, "approvals/inbox.html", context)


def _signs(user: Any, desk: Desk | None) -> bool:
    return bool(desk and desk.signer and desk.signer.pk == user.pk)


def _came_back(procedure: Procedure, user: Any) -> bool:
    return procedure.state == Procedure.State.RETURNED and procedure.started_by_id == user.pk


def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One document: its pages, the chain so far, and the buttons for who signs today."""
    return _show(request, queries.access_procedure(request.user, public_id))


def _show(
    request: HttpRequest, procedure: Procedure, wrong: dict[str, Any] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    desk = queries.find_desk(procedure, today)
    shown = queries.last_round(procedure)
    approvable = registry.get(procedure.document_kind)
    is_mine = bool(desk and desk.signer and desk.signer.pk == request.user.pk)
    context = {
        "procedure": procedure,
        "round": shown,
        "rounds": sorted(procedure.rounds.all(), key=lambda r: -r.number),
        "pages": range(1, approvable.pages(shown) + 1),
        "desk": desk,
        "is_mine": is_mine,
        "may_record_paper": permissions.may_record_paper(request.user, procedure),
        "link": approvable.link(procedure),
        "outcome": approvable.outcome(procedure),
        "act_count": queries.count_acts(shown),
        "quick": QUICK_OPINIONS,
        "today": today,
        **_forms(desk),
        **_again(request, procedure, desk if is_mine else None, desk, wrong or {}),
    }
    status = WRONG_INPUT if wrong else 200
    return render(request, "approvals/page.html", context, status=status)


def _again(
    request: HttpRequest,
    procedure: Procedure,
    mine: Desk | None,
    desk: Desk | None,
    wrong: dict[str, Any],
) -> dict[str, Any]:
    """The refused forms to show again. Where the document moved on, the refusal stands above."""
    kept = dict(wrong)
    form, paper = kept.get("form"), kept.get("paper")
    if form is not None and mine is not None:
        form.renew(mine)
    gone = {
        "form": form is not None and mine is None,
        "paper": paper is not None and (desk is None or not paper.is_about(desk)),
        "withdraw": "withdraw" in kept and not procedure.is_open,
    }
    for name in [name for name, is_gone in gone.items() if is_gone]:
        for error in kept.pop(name).non_field_errors():
            messages.error(request, error)
    return kept


def _forms(desk: Desk | None) -> dict[str, Any]:
    if desk is None:
        return {"withdraw": WithdrawForm()}
    paper = PaperForm(desk=desk, initial={"signed_on": timezone.localdate()})
    return {"form": SignForm(desk=desk), "paper": paper, "withdraw": WithdrawForm()}


@require_POST
def sign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Sign, approve, refuse or return."""
    procedure = queries.access_procedure(request.user, public_id)
    desk = queries.find_desk(procedure, timezone.localdate())
    if desk is None:
        return _too_late(request, procedure)
    form = SignForm(request.POST, request.FILES, desk=desk)

    def act() -> None:
        services.sign(
            actor=request.user,
            procedure=procedure,
            digest=form.cleaned_data["digest"],
            verdict=request.POST.get("verdict", ""),
            desks=form.cleaned_data["desks"],
            opinions=form.opinions(),
            reason=form.cleaned_data["reason"],
            picture=form.picture_bytes(),
        )

    if not try_to(act, form):
        fresh = queries.access_procedure(request.user, public_id)
        return _show(request, fresh, {"form": form})
    messages.success(request, _said(request.POST.get("verdict", "")))
    return redirect("approvals_page", public_id)


def _said(verdict: str) -> str:
    return {
        Verdict.SIGNED: _("Signed and passed on."),
        Verdict.APPROVED: _("Approved."),
        Verdict.REFUSED: _("Not approved; the reporter is told."),
        Verdict.RETURNED: _("Returned; the reporter is told."),
    }[Verdict(verdict)]


def _too_late(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    state = procedure.get_state_display()
    messages.error(
        request,
        _("This document does not wait for a signature any more: %(state)s.") % {"state": state},
    )
    return _show(request, procedure, {"is_too_late": True})


@require_POST
def paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record that the current desk signed on paper."""
    procedure = queries.access_procedure(request.user, public_id)
    desk = queries.find_desk(procedure, timezone.localdate())
    if desk is None:
        return _too_late(request, procedure)
    form = PaperForm(request.POST, request.FILES, desk=desk)

    def act() -> None:
        record_paper_with_scan(actor=request.user, procedure=procedure, data=form.cleaned_data)

    if not try_to(act, form):
        return _show(request, procedure, {"paper": form})
    messages.success(request, _("The signature on paper was recorded."))
    return redirect("approvals_page", public_id)


@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a document back for good."""
    procedure = queries.access_procedure(request.user, public_id)
    form = WithdrawForm(request.POST)

    def act() -> None:
        services.withdraw(
            actor=request.user, procedure=procedure, reason=form.cleaned_data["reason"]
        )

    if not try_to(act, form):
        return _show(request, procedure, {"withdraw": form})
    messages.success(request, _("Withdrawn; its number stays marked in the register."))
    return redirect("approvals_page", public_id)


def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The PDF of a round (`?round=`, default the newest), with the signatures given so far."""
    procedure = queries.access_procedure(request.user, public_id)
    content = registry.get(procedure.document_kind).pdf(_round(request, procedure))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{procedure.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def picture(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One page as a picture."""
    procedure = queries.access_procedure(request.user, public_id)
    approvable = registry.get(procedure.document_kind)
    try:
        content = approvable.picture(_round(request, procedure), number)
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    return response


def _round(request: HttpRequest, procedure: Procedure) -> Round:
    asked = request.GET.get("round", "")
    rounds = {str(r.number): r for r in procedure.rounds.all()}
    if asked and asked not in rounds:
        raise Http404
    return rounds.get(asked) or queries.last_round(procedure)
