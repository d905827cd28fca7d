"""Forms and services together: a refusal is shown beside the field it speaks of."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from psycopg.errors import DeadlockDetected

from prongsai.common.errors import Refused

WRONG_INPUT = 422
SAME_MOMENT = _("Somebody else changed the same thing at the same moment. Look again, then repeat.")


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Show a refusal beside its field, or above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal))


def try_to(act: Callable[[], Any], form: forms.BaseForm) -> bool:
    """Act when the form is valid; False when it is not, the service refuses or another was first.

    Two acts that need each other's rows end by the database stopping one of them, which then has
    done nothing; that one is told so.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected):
            raise
        add_refusal(form, Refused(SAME_MOMENT))
        return False
    return True


def try_and_tell(
    request: HttpRequest, act: Callable[[], Any], done: str | Callable[[Any], str] = ""
) -> bool:
    """Act on a plain button; the next page tells that it is done, or why it was refused.

    What is told may be made of what the act gave; without words only a refusal is told.
    """
    try:
        given = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    if words := done(given) if callable(done) else done:
        messages.success(request, words)
    return True


def act_and_go(request: HttpRequest, act: Callable[[], Any], done: str, *to: Any) -> HttpResponse:
    """Act on a plain button and go on; what came of it is told there."""
    try_and_tell(request, act, done)
    return redirect(*to)
