"""Add, change, pin, set aside and withdraw places of proof."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.disclosure import permissions, services
from prongsai.disclosure.models import Proof
from prongsai.disclosure.office.forms import (
    AsideForm,
    ChangeForm,
    PinForm,
    PlaceForm,
    find_part,
)
from prongsai.disclosure.office.items import show
from prongsai.disclosure.office.tabs import year_tabs
from prongsai.disclosure.queries.access import access_line, access_proof
from prongsai.disclosure.queries.board import Board, Line, Part
from prongsai.disclosure.queries.offered import list_offered_entries, list_offered_files


def _access(request: HttpRequest, year: int, code: str, component: str) -> tuple[Board, Line, Part]:
    board, line = access_line(request.user, year, code)
    part = find_part(line, component)
    if part is None:
        raise Http404
    if not permissions.may_update(request.user, part.duty):
        raise PermissionDenied
    return board, line, part


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, year: int, code: str, component: str) -> HttpResponse:
    """Say where a component is proven."""
    board, line, part = _access(request, year, code, component)
    offered: dict[str, Any] = {
        "entries": list_offered_entries(line.year),
        "files": list_offered_files(request.user),
    }
    is_sent = request.method == "POST"
    form = (
        PlaceForm(request.POST, **offered)
        if is_sent
        else PlaceForm(initial={"kind": "address"}, **offered)
    )

    def act() -> None:
        _save(request.user, board, line, part, form)

    if not is_sent or not try_to(act, form):
        context = {
            "line": line,
            "part": part,
            "form": form,
            **year_tabs(request.user, board.year, "board"),
        }
        status = WRONG_INPUT if is_sent else 200
        return render(request, "disclosure/add.html", context, status=status)
    messages.success(request, _("Saved. The address is checked tonight, or at once on the page."))
    return redirect("disclosure_item", year, line.slug)


def _save(actor: Any, board: Board, line: Line, part: Part, form: PlaceForm) -> Proof:
    data = form.cleaned_data
    where: dict[str, Any] = {
        "actor": actor,
        "year": board.year,
        "code": line.item.code,
        "component": part.component.id,
    }
    if data["kind"] == "page":
        entry = form.entries[data["entry"]]
        return services.pin_entry(**where, source=entry.kind, path=entry.url)
    if data["kind"] == "file":
        return services.add_file(**where, evidence=data["evidence"], draft=form.draft())
    return services.add_address(**where, link=data["link"], draft=form.draft())


@require_POST
def pin(request: HttpRequest, year: int, code: str, component: str) -> HttpResponse:
    """Keep what a register brought by itself."""
    where = _access(request, year, code, component)
    return _mark(request, where, PinForm(request.POST), services.pin_entry)


@require_POST
def aside(request: HttpRequest, year: int, code: str, component: str) -> HttpResponse:
    """Hide what a register brought by itself, with the reason; where it is refused, stays open."""
    where = _access(request, year, code, component)
    done = _("Set aside; it can be taken back below.")
    return _mark(request, where, AsideForm(request.POST), services.set_aside, done)


def _mark(
    request: HttpRequest,
    where: tuple[Board, Line, Part],
    form: PinForm,
    mark: Callable[..., Proof],
    done: str = "",
) -> HttpResponse:
    board, line, part = where

    def act() -> None:
        mark(
            actor=request.user,
            year=board.year,
            code=line.item.code,
            component=part.component.id,
            **form.cleaned_data,
        )

    if not try_to(act, form):
        error = next(str(error) for errors in form.errors.values() for error in errors)
        at = (part.component.id, request.POST.get("path", ""))
        return show(request, board, line, failed=error, at=at)
    if done:
        messages.success(request, done)
    return redirect("disclosure_item", board.year.fiscal_year, line.slug)


def _own_proof(request: HttpRequest, year: int, code: str, public_id: UUID) -> tuple[Any, ...]:
    proof = access_proof(request.user, year, public_id)
    if proof.item.code.lower() != code.lower():
        raise Http404
    return (*_access(request, year, code, proof.component), proof)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, year: int, code: str, public_id: UUID) -> HttpResponse:
    """Change what was entered by hand."""
    board, line, part, proof = _own_proof(request, year, code, public_id)
    has_link = proof.kind == Proof.Kind.ADDRESS
    given = {"link": proof.link, "label": proof.label, "updated_on": proof.updated_on}
    is_sent = request.method == "POST"
    form = ChangeForm(request.POST if is_sent else None, initial=given, has_link=has_link)

    def act() -> None:
        services.change_proof(
            actor=request.user,
            proof=proof,
            draft=form.draft(),
            link=form.cleaned_data.get("link"),
        )

    if not is_sent or not try_to(act, form):
        context = {
            "line": line,
            "part": part,
            "proof": proof,
            "form": form,
            **year_tabs(request.user, board.year, "board"),
        }
        status = WRONG_INPUT if is_sent else 200
        return render(request, "disclosure/change.html", context, status=status)
    messages.success(request, _("Saved."))
    return redirect("disclosure_item", year, line.slug)


@require_POST
def withdraw(request: HttpRequest, year: int, code: str, public_id: UUID) -> HttpResponse:
    """Take a place out, or let a register speak again."""
    _board, line, _part, proof = _own_proof(request, year, code, public_id)
    try:
        services.withdraw_proof(actor=request.user, proof=proof)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("disclosure_item", year, line.slug)
