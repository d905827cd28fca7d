"""Forms and services together: a refusal is shown beside the field it speaks of."""

from collections.abc import Callable
from typing import Any

from django import forms

from prongsai.common.errors import Refused

WRONG_INPUT = 422


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal beside its field, or above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal))


def try_to(act: Callable[[], Any], form: forms.Form) -> bool:
    """Act when the form is valid; False when it is not or the service refuses."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True
