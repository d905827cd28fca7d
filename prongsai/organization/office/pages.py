"""What the organisation's pages share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.organization import permissions


def page_context(request: HttpRequest, tab: str, **more: Any) -> dict[str, Any]:
    """Tabs and rights."""
    tabs = [
        ("structure", _("Line of command"), reverse("organization_index")),
        ("divisions", _("Divisions"), reverse("organization_divisions")),
        ("wordings", _("Acting wordings"), reverse("organization_wordings")),
        ("holidays", _("Holidays"), reverse("organization_holidays")),
        ("profile", _("Profile"), reverse("organization_profile")),
        ("emblem", _("Emblem on papers"), reverse("organization_emblem")),
    ]
    may_manage = permissions.may_manage_organization(request.user)
    return {"tab": tab, "tabs": tabs, "may_manage": may_manage, **more}


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    tab: str,
    heading: str,
    done: str,
) -> HttpResponse:
    """A page that is one form: act and go to `done`, or show what is wrong."""
    if request.method == "POST" and try_to(act, form):
        messages.success(request, _("Saved."))
        return redirect(done)
    context = page_context(request, tab, form=form, heading=heading, back=reverse(done))
    status = WRONG_INPUT if form.errors else 200
    return render(request, "organization/form.html", context, status=status)
