"""Entering a paper: photos or files, the line of the register, a number at saving."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prongsai.common.errors import Refused
from prongsai.common.forms import add_refusal, try_to
from prongsai.correspondence.rules import may_be_electronic
from prongsai.mailroom import queries, services
from prongsai.mailroom.models import PostItem, ReceivedPaper
from prongsai.mailroom.office.forms import IntakeForm
from prongsai.mailroom.office.pages import show
from prongsai.organization.models import Role
from prongsai.organization.queries import find_position


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new paper."""
    return enter(request, None, {})


def enter(request: HttpRequest, item: PostItem | None, initial: dict[str, Any]) -> HttpResponse:
    """The form of a new paper, perhaps of a mail that came; saves and shows the paper."""
    mayor = find_position(Role.MAYOR)
    initial = {"to": mayor.title if mayor else "", **initial}
    form = IntakeForm(request.POST or None, request.FILES or None, initial=initial)
    made: list[ReceivedPaper] = []

    def act() -> None:
        made.append(
            services.receive_paper(
                actor=request.user,
                draft=form.draft(),
                uploads=form.contents(),
                held=form.cleaned_data["held"],
                origin=form.origin(),
                is_another=form.cleaned_data["is_another"],
                post_item=item,
            )
        )

    if request.method == "POST":
        if try_to(act, form):
            paper = made[0]
            said = _("Entered as number %(number)s.") % {"number": paper}
            messages.success(request, said)
            return redirect("mailroom_page", paper.public_id)
        _keep_files(request, form)
    return _show(request, form, item)


def _keep_files(request: HttpRequest, form: IntakeForm) -> None:
    """The photos of a refused form are kept, so that only what is wrong is filled in again."""
    contents = form.contents()
    if not contents or form.has_error("uploads") or not may_be_electronic(_secrecy(form)):
        return
    try:
        token = services.hold_files(
            actor=request.user, uploads=contents, token=form.data.get("held", "")
        )
    except Refused as refusal:
        add_refusal(form, refusal)
    else:
        form.data = {**request.POST.dict(), "held": token}


def _secrecy(form: IntakeForm) -> str:
    return str(form.data.get("secrecy", ""))


def _show(request: HttpRequest, form: IntakeForm, item: PostItem | None) -> HttpResponse:
    held = queries.list_held(request.user, form.data.get("held", "")) if form.is_bound else []
    duplicates = []
    if form.is_bound and form.has_error("sender_number"):
        duplicates = queries.find_duplicates(
            form.data.get("sender", ""), form.data.get("sender_number", "")
        )
    return show(
        request,
        "intake",
        "register",
        is_wrong=bool(form.errors),
        form=form,
        item=item,
        held=held,
        duplicates=duplicates,
        senders=queries.list_senders(),
    )
