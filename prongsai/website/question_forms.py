"""The public form of a question."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prongsai.website.question_rules import has_citizen_id
from prongsai.website.services.asking import MOST_NAME, MOST_SUBJECT, MOST_TEXT, Asked


class AskForm(forms.Form):
    """A question; a name and an address only if the asker wants to be told.."""

    subject = forms.CharField(label=_("What is it about?"), max_length=MOST_SUBJECT)
    text = forms.CharField(
        label=_("Your question"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Write no citizen ids and nothing about other people: the answer is public."),
    )
    keeps_ids = forms.BooleanField(
        label=_("Send it with the number; it is made unreadable in what is published"),
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=MOST_NAME,
        required=False,
        help_text=_("It is never published."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Only to tell you of the answer; it is never published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consents = forms.BooleanField(
        label=_("Keep my name and address until 30 days after the answer"), required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        typed = (data.get("subject", ""), data.get("text", "")) if data else ()
        if not has_citizen_id(*typed):
            del self.fields["keeps_ids"]

    @property
    def is_trapped(self) -> bool:
        """Whether the field was filled that no person sees."""
        return bool(self.data.get("website"))

    def asked(self) -> Asked:
        """What was typed, in the language of the page."""
        return Asked(language=get_language() or "th", **self.cleaned_data)
