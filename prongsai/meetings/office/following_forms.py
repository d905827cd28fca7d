"""What is filled in about a resolution after the meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.forms import ManyFilesField


class ProgressForm(forms.Form):
    """What was done, with photos or files; perhaps that it is finished."""

    text = forms.CharField(
        label=_("What was done"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )
    uploads = ManyFilesField(
        label=_("Files or photos"),
        required=False,
        help_text=_("PDF, photos (also HEIC), Word, Excel; up to 25 MB each, several at once."),
    )
    is_done = forms.BooleanField(label=_("With this it is done"), required=False)

    def contents(self) -> list[tuple[bytes, str]]:
        """The files as the service takes them."""
        return [(upload.read(), upload.name) for upload in self.cleaned_data["uploads"]]


class DropForm(forms.Form):
    """Why a resolution is no longer needed."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
