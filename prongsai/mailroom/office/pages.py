"""What the pages of the mailroom share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.mailroom import permissions


def list_tabs(user: Any) -> list[tuple[str, str, str]]:
    """The pages a person may open: key, label, address."""
    tabs = (
        ("register", _("Register"), "mailroom_index", permissions.may_list),
        ("mine", _("My division's papers"), "mailroom_mine", permissions.may_receive),
        ("post", _("Mail that came"), "mailroom_post", permissions.may_read_post),
        ("handover", _("Handover"), "mailroom_handover", permissions.may_hand_over),
        ("archive", _("Archive"), "mailroom_archive", permissions.may_receive),
        ("retention", _("Keeping and destruction"), "mailroom_retention", permissions.may_destroy),
    )
    return [(key, label, reverse(name)) for key, label, name, may in tabs if may(user)]


def show(
    request: HttpRequest, template: str, tab: str, *, is_wrong: bool = False, **context: Any
) -> HttpResponse:
    """A page with its tabs."""
    context |= {"tab": tab, "tabs": list_tabs(request.user)}
    status = WRONG_INPUT if is_wrong else 200
    return render(request, f"mailroom/{template}.html", context, status=status)


def is_done(request: HttpRequest, act: Callable[[], Any], form: forms.Form, said: str) -> bool:
    """Act on a filled form and say so; False shows the form again."""
    if not try_to(act, form):
        return False
    messages.success(request, said)
    return True
