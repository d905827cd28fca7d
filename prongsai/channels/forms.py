"""The public form of subscribing."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prongsai.channels.codes import list_kinds
from prongsai.channels.services.subscribing import Wish


class SubscribeForm(forms.Form):
    """An address, what about, in which language."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of news"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to get all of them."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"),
        choices=[("th", "ไทย"), ("en", "English")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = list_kinds()  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language()

    def wish(self) -> Wish:
        """What was asked for."""
        given = self.cleaned_data
        return Wish(given["email"], tuple(given["kinds"]), given["language"])
