"""Forms and services together: what a person is told when an act did not happen."""

import pytest
from django import forms
from django.db import OperationalError

from prongsai.common.forms import try_to


def test_a_broken_database_is_not_taken_for_another_person() -> None:
    def act() -> None:
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        try_to(act, forms.Form({}))
