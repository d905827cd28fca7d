"""What is filled in about an item of the agenda."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.forms import ManyFilesField
from prongsai.evidence.models import Evidence
from prongsai.meetings.models import AgendaItem
from prongsai.meetings.rules import LONGEST_NOTE
from prongsai.meetings.services import ItemDraft
from prongsai.organization.models import Division

FIELDS = ("title", "detail", "presenter", "division", "is_standing", "is_confidential", "ground")
# The rest is for items below a line of the template.
OF_LINE = ("title", "detail")


class ItemForm(forms.Form):
    """An item below a line of the template, or such a line itself."""

    title = forms.CharField(
        label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    detail = forms.CharField(
        label=_("Details"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("They stand in the minutes below the title."),
    )
    presenter = forms.CharField(label=_("Presented by"), max_length=200, required=False)
    division = forms.ModelChoiceField(
        label=_("Division"),
        queryset=Division.objects.filter(is_active=True),
        required=False,
        empty_label="–",
    )
    uploads = ManyFilesField(
        label=_("Documents"),
        required=False,
        help_text=_("PDF, photos (also HEIC), Word, Excel; up to 25 MB each, several at once."),
    )
    kept = forms.MultipleChoiceField(
        label=_("Documents that stay"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_standing = forms.BooleanField(
        label=_("In every meeting of this body"),
        required=False,
        help_text=_("Its division writes the text before each meeting."),
    )
    is_confidential = forms.BooleanField(
        label=_("Confidential"),
        required=False,
        help_text=_("Only members and who keeps the meetings see it; others see that it is there."),
    )
    ground = forms.CharField(
        label=_("Legal ground"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "grounds"}),
        help_text=_(
            "Needed for a confidential item; the minutes name it where the text is left out."
        ),
    )

    def __init__(self, *args: Any, item: AgendaItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents = list(item.documents.all()) if item is not None else []
        choices = [(str(document.pk), document.title) for document in self._documents]
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["kept"]
        if item is not None and item.parent_id is None:
            for name in [name for name in self.fields if name not in OF_LINE]:
                del self.fields[name]

    @classmethod
    def of(cls, item: AgendaItem, data: Any = None, files: Any = None) -> "ItemForm":
        """The form of an item that is there."""
        initial = {name: getattr(item, name) for name in FIELDS}
        initial |= {"kept": [str(document.pk) for document in item.documents.all()]}
        return cls(data, files, item=item, initial=initial)

    def draft(self) -> ItemDraft:
        """What was filled in."""
        data = self.cleaned_data
        return ItemDraft(
            **{name: data[name] for name in FIELDS if name in data},
            documents=self._kept(),
            uploads=[(upload.read(), upload.name) for upload in data.get("uploads", ())],
        )

    def _kept(self) -> Sequence[Evidence]:
        kept = set(self.cleaned_data.get("kept", ()))
        return [document for document in self._documents if str(document.pk) in kept]


class TextForm(forms.Form):
    """What a standing item says this time; `base` is the text that was on the screen."""

    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 10})
    )
    base = forms.CharField(
        required=False, max_length=LONGEST_NOTE, strip=False, widget=forms.HiddenInput
    )
