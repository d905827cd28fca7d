"""What the pages of channels share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.channels import permissions
from prongsai.channels.codes import ACCOUNTS, Channel
from prongsai.common.forms import WRONG_INPUT


def list_tabs(user: Any) -> list[tuple[str, str, str]]:
    """The pages a person may open: key, label, address."""
    tabs = [
        ("index", _("Channels"), reverse("channels_index")),
        ("log", _("Publication log"), reverse("channels_log")),
    ]
    if permissions.may_set_accounts(user):
        tabs += [
            (str(code), str(Channel(code).label), reverse("channels_account", args=[code]))
            for code in ACCOUNTS
        ]
    return tabs


def show(
    request: HttpRequest, template: str, tab: str, *, is_wrong: bool = False, **context: Any
) -> HttpResponse:
    """A page with its tabs."""
    context |= {"tab": tab, "tabs": list_tabs(request.user)}
    status = WRONG_INPUT if is_wrong else 200
    return render(request, f"channels/{template}.html", context, status=status)
