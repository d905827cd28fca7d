"""The form with which proofs come in: several phone photos at once, or a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.organization.models import Division


class ManyFilesInput(forms.ClearableFileInput):
    """A file box that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several uploaded files; cleans to a list."""

    def __init__(self, **kwargs: Any) -> None:
        accept = "image/*,.pdf,.docx,.xlsx,.pptx,.csv,.txt"
        super().__init__(
            widget=ManyFilesInput(attrs={"accept": accept, "multiple": True}), **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(files)


class EvidenceUploadForm(forms.Form):
    """Files or a link, with caption, date of the document and whether the public sees it."""

    uploads = ManyFilesField(
        label=_("Files or photos"),
        required=False,
        help_text=_("PDF, photos (also HEIC), Word, Excel; up to 25 MB each, several at once."),
    )
    link = forms.CharField(
        label=_("Or a link"),
        max_length=1000,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    caption = forms.CharField(label=_("Caption"), max_length=280, required=False)
    effective_on = BuddhistDateField(
        label=_("Date of the document"),
        required=False,
        help_text=_("The date written on the document, not the day of the upload."),
    )
    is_public = forms.BooleanField(
        label=_("Show to the public"),
        required=False,
        help_text=_("Check that no personal data is in it."),
    )

    def has_content(self) -> bool:
        """Whether anything was chosen at all."""
        link = self.data.get(self.add_prefix("link"))
        return bool(self.files.getlist(self.add_prefix("uploads")) or link)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("uploads") and not data.get("link"):
            self.add_error("uploads", _("Choose a file or write a link."))
        return data


class DetailsForm(forms.Form):
    """What is said about a proof."""

    title = forms.CharField(label=_("Title"), max_length=300)
    effective_on = BuddhistDateField(label=_("Date of the document"), required=False)
    owner = forms.ModelChoiceField(
        label=_("Division that owns it"), queryset=Division.objects.all(), required=False
    )
    is_public = forms.BooleanField(label=_("Show to the public"), required=False)


class VersionForm(forms.Form):
    """A newer file."""

    file = forms.FileField(label=_("New version"))
