"""What the pages of one meeting share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.meetings.models import Meeting
from prongsai.meetings.office.tabs import meeting_tabs


def show(
    request: HttpRequest,
    template: str,
    meeting: Meeting,
    tab: str,
    *,
    is_wrong: bool = False,
    **context: Any,
) -> HttpResponse:
    """A page of a meeting with its tabs."""
    context |= meeting_tabs(request.user, meeting, tab)
    status = WRONG_INPUT if is_wrong else 200
    return render(request, f"meetings/{template}.html", context, status=status)


def is_done(request: HttpRequest, act: Callable[[], Any], form: forms.Form, said: str) -> bool:
    """Act on a filled form and say so; False shows the form again."""
    if not try_to(act, form):
        return False
    messages.success(request, said)
    return True
