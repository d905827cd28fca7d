"""Bodies: the list, a new one, and one with its rules, members and agenda."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.meetings import services
from prongsai.meetings.catalogue import list_kinds
from prongsai.meetings.models import Body, BodyMember
from prongsai.meetings.office.bodies_forms import BodyForm, EndForm, MemberForm, MembersForm
from prongsai.meetings.office.tabs import register_tabs
from prongsai.meetings.queries.access import access_body
from prongsai.meetings.queries.bodies import (
    get_member,
    list_bodies_with_counts,
    list_past_members,
)
from prongsai.meetings.queries.members import list_seats

# How far the source of a kind was checked (`catalogue.yaml`), in words.
SURE = {
    "usual practice": _("usual practice"),
    "not yet checked against the text": _("not yet checked against the text of the law"),
}


def _show(
    request: HttpRequest, template: str, *, is_wrong: bool = False, **context: Any
) -> HttpResponse:
    context |= register_tabs(request.user, "bodies")
    status = WRONG_INPUT if is_wrong else 200
    return render(request, f"meetings/{template}.html", context, status=status)


def index(request: HttpRequest) -> HttpResponse:
    """All bodies with how many belong to them and when they meet next."""
    return _show(request, "bodies", bodies=list_bodies_with_counts(timezone.localdate()))


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new body: first its kind, then what that kind leaves open."""
    kind = list_kinds().get(request.GET.get("kind", ""))
    if kind is None:
        kinds = [(Body.Kind(code), found) for code, found in list_kinds().items()]
        is_wrong = request.method == "POST"
        return _show(request, "body_kinds", kinds=kinds, is_wrong=is_wrong)
    form = BodyForm(request.POST or None, kind=kind)
    made: list[Body] = []

    def act() -> None:
        values = form.values() | {"kind": kind.kind}
        made.append(services.save_body(actor=request.user, **values))

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("The body is set up. Now add its members."))
        return redirect("meetings_body", made[0].code)
    return _show(
        request,
        "body_new",
        form=form,
        kind=kind,
        label=Body.Kind(kind.kind).label,
        sure=SURE.get(kind.sure, kind.sure),
        is_wrong=request.method == "POST",
    )


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, code: str) -> HttpResponse:
    """A body; its rules can be changed here."""
    body = access_body(request.user, code)
    form = BodyForm(request.POST or None, kind=list_kinds()[body.kind], body=body)

    def act() -> None:
        services.save_body(actor=request.user, body=body, **form.values())

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("Saved."))
        return redirect("meetings_body", code)
    return _show_body(request, body, form=form, is_wrong=request.method == "POST")


def _show_body(
    request: HttpRequest,
    body: Body,
    *,
    form: BodyForm | None = None,
    members_form: MembersForm | None = None,
    is_wrong: bool = False,
) -> HttpResponse:
    today = timezone.localdate()
    kind = list_kinds()[body.kind]
    return _show(
        request,
        "body",
        body=body,
        kind=kind,
        sure=SURE.get(kind.sure, kind.sure),
        form=form or BodyForm(kind=kind, body=body),
        members_form=members_form or MembersForm(body=body),
        seats=list_seats(body, today),
        past=list_past_members(body, today),
        is_wrong=is_wrong,
    )


@require_POST
def add_members(request: HttpRequest, code: str) -> HttpResponse:
    """Add members, all or none."""
    body = access_body(request.user, code)
    form = MembersForm(request.POST, body=body)

    def act() -> None:
        services.add_members(
            actor=request.user,
            body=body,
            members=form.members(),
            starts_on=form.cleaned_data["starts_on"],
        )

    if not try_to(act, form):
        return _show_body(request, body, members_form=form, is_wrong=True)
    messages.success(request, _t("The members were added."))
    return redirect("meetings_body", code)


@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A member: what they are in the body, and the end of it."""
    body = access_body(request.user, code)
    found = get_member(body, pk)
    form = MemberForm(request.POST or None, member=found)

    def act() -> None:
        services.change_member(actor=request.user, member=found, **form.cleaned_data)

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("Saved."))
        return redirect("meetings_body", code)
    return _show_member(request, found, form, EndForm(), is_wrong=request.method == "POST")


@require_POST
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a membership; what earlier meetings wrote down stays."""
    found = get_member(access_body(request.user, code), pk)
    form = EndForm(request.POST)

    def act() -> None:
        services.end_member(actor=request.user, member=found, ends_on=form.cleaned_data["ends_on"])

    if not try_to(act, form):
        return _show_member(request, found, MemberForm(member=found), form, is_wrong=True)
    messages.success(request, _t("The membership has an end now."))
    return redirect("meetings_body", code)


def _show_member(
    request: HttpRequest, found: BodyMember, form: MemberForm, end_form: EndForm, *, is_wrong: bool
) -> HttpResponse:
    end_form.fields["ends_on"].initial = timezone.localdate()
    return _show(
        request,
        "member",
        member=found,
        body=found.body,
        form=form,
        end_form=end_form,
        is_wrong=is_wrong,
    )
