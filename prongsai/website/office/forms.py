"""What is typed for posters and pictures."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

_is_web = URLValidator(schemes=["https", "http"])


class KitForm(forms.Form):
    """The words and the address of a poster."""

    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        help_text=_("A page of this site such as /news/, or an address elsewhere: https://…"),
    )
    title = forms.CharField(label=_("Title"), max_length=150)
    summary = forms.CharField(
        label=_("Words below the title"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_address(self) -> str:
        """The whole address."""
        typed: str = self.cleaned_data["address"]
        url = settings.PRONGSAI_BASE_URL + typed if typed.startswith("/") else typed
        if typed.startswith("//"):
            raise forms.ValidationError(_("Write an address that begins with / or https://"))
        if not typed.startswith("/"):
            try:
                _is_web(typed)
            except forms.ValidationError as error:
                text = _("Write an address that begins with / or https://")
                raise forms.ValidationError(text) from error
        return url

    @classmethod
    def of_page(cls, address: str, page: Any) -> "KitForm":
        """Filled from a page."""
        return cls({"address": address, "title": page.title, "summary": page.summary})
