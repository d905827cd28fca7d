"""The one page that sets an empty installation up: organisation, divisions, people, acting."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.accounts.permissions import is_administrator
from prongsai.accounts.services import create_account
from prongsai.common.errors import Refused
from prongsai.common.forms import add_refusal
from prongsai.organization import rules, services
from prongsai.organization.models import ActingWording, OrganizationKind, Position, Role
from prongsai.organization.queries import find_position, find_profile

PEOPLE = ("officer", "head", "palad", "mayor")
POSTS = {"officer": Role.INTEGRITY_OFFICER, "palad": Role.CHIEF_ADMINISTRATOR, "mayor": Role.MAYOR}


class SetupForm(forms.Form):
    """Everything the program must know before the first plan."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganizationKind.choices)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("Without the kind in front, for example ตัวอย่าง"),
    )
    amphoe = forms.CharField(label=_("district (amphoe)"), max_length=100)
    province = forms.CharField(label=_("province"), max_length=100)
    letter_code = forms.CharField(
        label=_("letter code"), max_length=40, help_text=_("For example มค ๘๐๓๐๑")
    )
    divisions = forms.CharField(
        label=_("Divisions"),
        help_text=_("One division a line; the first one is the office of the chief administrator."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    officer = forms.CharField(label=_("Officer in charge of integrity work"), max_length=200)
    head = forms.CharField(label=_("Head of the office of the chief administrator"), max_length=200)
    palad = forms.CharField(
        label=_("Chief administrator (palad)"), max_length=200, required=False,
        help_text=_("Empty when the post is vacant."),
    )  # fmt: skip
    mayor = forms.CharField(label=_("Mayor or chief executive"), max_length=200)
    palad_acting = forms.ChoiceField(
        label=_("Who acts for the chief administrator?"),
        choices=[("", _("Nobody")), ("head", _("The head of the office"))],
        required=False,
    )
    is_me = forms.BooleanField(label=_("I am this officer myself"), required=False, initial=True)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask everything on one page, save all or nothing."""
    if find_profile() is not None or not is_administrator(request.user):
        return redirect("wagtailadmin_home")
    usual = "\n".join(division.name for division in rules.default_divisions("sao"))
    form = SetupForm(request.POST or None, initial={"divisions": usual, "kind": "sao"})
    if request.method == "POST" and form.is_valid():
        try:
            _save(request.user, form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _t("Ready. Now bring in last year's plan or report."))
            return redirect(_next_page())
    return render(
        request, "organization/setup.html", {"form": form}, status=422 if form.errors else 200
    )


def _next_page() -> str:
    try:
        return reverse("measures_import")
    except NoReverseMatch:
        return reverse("wagtailadmin_home")


@transaction.atomic
def _save(actor: Any, data: dict[str, Any]) -> None:
    services.create_organization(
        actor=actor,
        kind=data["kind"],
        name=data["name"],
        amphoe=data["amphoe"],
        province=data["province"],
        letter_code=data["letter_code"],
        divisions=data["divisions"].splitlines(),
    )
    today = timezone.localdate()
    people: dict[str, Any] = {}
    for role in PEOPLE:
        if data[role].strip():
            people[role] = _person(actor, role, data)
            services.appoint(actor=actor, position=_post(role), user=people[role], starts_on=today)
    if data["palad_acting"] == "head":
        if "palad" in people:
            raise Refused(_t("The post is held: nobody needs to act for it."), "palad_acting")
        services.appoint_acting(
            actor=actor,
            position=_post("palad"),
            user=people["head"],
            wording=ActingWording.objects.order_by("order")[0],
            starts_on=today,
        )


def _post(role: str) -> Position:
    found = find_position(POSTS.get(role, Role.DIVISION_HEAD))
    if found is None:
        raise Refused(_t("Name at least one division."), "divisions")
    return found


def _person(actor: Any, role: str, data: dict[str, Any]) -> Any:
    name = data[role].strip()
    if role == "officer" and data["is_me"]:
        actor.full_name = name
        actor.save(update_fields=["full_name"])
        return actor
    return create_account(actor=actor, username=role, full_name=name)
