"""The chains as data: who signs documents of a kind."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from prongsai.approvals import queries, services
from prongsai.approvals.office.forms import ChainFormSet
from prongsai.approvals.registry import registry
from prongsai.approvals.services.chains import DeskDraft
from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT


def page(request: HttpRequest, kind: str) -> HttpResponse:
    """One chain: its desks in order; the last, empty line adds one."""
    try:
        approvable = registry.get(kind)
    except KeyError as error:
        raise Http404 from error
    problem = ""
    if request.method == "POST":
        desks = ChainFormSet(request.POST, initial=_current(kind))
        if desks.is_valid():
            try:
                services.change_chain(actor=request.user, document_kind=kind, desks=_drafts(desks))
            except Refused as refusal:
                problem = str(refusal)
            else:
                messages.success(request, _("Saved. Documents on their way keep their chain."))
                return redirect("approvals_chain", kind)
    else:
        desks = ChainFormSet(initial=_current(kind))
    is_wrong = bool(problem) or (desks.is_bound and not desks.is_valid())
    context = {"approvable": approvable, "desks": desks, "problem": problem}
    return render(request, "approvals/chain.html", context, status=WRONG_INPUT if is_wrong else 200)


def _current(kind: str) -> list[dict[str, object]]:
    return [
        {"kind": s.kind, "role": s.role, "position": s.position_id, "days": s.days}
        for s in queries.list_chain_steps(kind)
    ]


def _drafts(desks: "ChainFormSet") -> list[DeskDraft]:  # type: ignore[valid-type]
    return [
        DeskDraft(row["kind"], row["role"], row["position"], row["days"])
        for row in desks.rows()  # type: ignore[attr-defined]
    ]
