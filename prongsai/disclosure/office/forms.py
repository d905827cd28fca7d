"""Forms of the office: keeper, place, reason."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.disclosure.queries.board import Line, Part
from prongsai.disclosure.services import PlaceDraft
from prongsai.evidence.entries import PublicEntry
from prongsai.evidence.models import Evidence
from prongsai.organization.models import Division, Position

KINDS = [
    ("address", _("An address on the web")),
    ("page", _("A page that a register of this program publishes")),
    ("file", _("A public file among the evidence")),
]


class KeeperForm(forms.Form):
    """Who keeps which components of an item."""

    components = forms.MultipleChoiceField(
        label=_("Components"), widget=forms.CheckboxSelectMultiple
    )
    division = forms.ModelChoiceField(label=_("Division"), queryset=Division.objects.none())
    position = forms.ModelChoiceField(
        label=_("Position"),
        queryset=Position.objects.none(),
        required=False,
        help_text=_("Empty: the head of the division is reminded."),
    )
    months = forms.IntegerField(
        label=_("Renewed every (months)"), required=False, min_value=1, max_value=120
    )
    due_on = BuddhistDateField(
        label=_("Wanted by"),
        required=False,
        help_text=_("Empty: by the end of the disclosure window."),
    )

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(p.component.id, p.component.text) for p in line.parts]
        self.fields["components"].choices = choices  # type: ignore[attr-defined]
        self.fields["division"].queryset = Division.objects.filter(is_active=True)  # type: ignore[attr-defined]
        positions = Position.objects.filter(is_active=True, division__isnull=False)
        self.fields["position"].queryset = positions.select_related("division")  # type: ignore[attr-defined]

    @classmethod
    def start(cls, line: Line) -> "KeeperForm":
        """All components ticked, with what is said of the first that has a keeper."""
        duty = next((part.duty for part in line.parts if part.duty), None)
        months = next((p.component.months for p in line.parts if p.component.months), None)
        given: dict[str, Any] = {"components": [p.component.id for p in line.parts]}
        given["months"] = duty.months if duty else months
        if duty:
            given |= {"division": duty.division, "position": duty.position, "due_on": duty.due_on}
        return cls(initial=given, line=line)


class PlaceForm(forms.Form):
    """Where a component is proven."""

    kind = forms.ChoiceField(label=_("Where is it shown?"), choices=KINDS, widget=forms.RadioSelect)
    link = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=1000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    entry = forms.ChoiceField(label=_("Published page"), required=False)
    evidence = forms.ModelChoiceField(
        label=_("Public file"), queryset=Evidence.objects.none(), required=False
    )
    label = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=300,
        help_text=_("As people read it in the list. Empty: the name of the page or file."),
    )
    updated_on = BuddhistDateField(
        label=_("Last updated"), required=False, help_text=_("Empty: today, or the file's date.")
    )

    def __init__(
        self, *args: Any, entries: Sequence[PublicEntry], files: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.entries = {f"{e.kind} {e.url}": e for e in entries}
        choices = [("", "–")] + [(key, e.title) for key, e in self.entries.items()]
        self.fields["entry"].choices = choices  # type: ignore[attr-defined]
        self.fields["evidence"].queryset = files  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The one that was chosen must be given."""
        data = super().clean() or {}
        name = {"address": "link", "page": "entry", "file": "evidence"}.get(data.get("kind", ""))
        if name and name not in self.errors and not data.get(name):
            self.add_error(name, _("This is needed."))
        return data

    def draft(self) -> PlaceDraft:
        """What was said of the place."""
        return PlaceDraft(self.cleaned_data["label"], self.cleaned_data["updated_on"])


class ChangeForm(forms.Form):
    """What can be changed of a place that was entered by hand."""

    link = forms.CharField(label=_("Address"), max_length=1000, widget=forms.URLInput)
    label = forms.CharField(label=_("Name"), max_length=300)
    updated_on = BuddhistDateField(label=_("Last updated"), required=False)

    def __init__(self, *args: Any, has_link: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_link:
            del self.fields["link"]

    def draft(self) -> PlaceDraft:
        """What was said of the place."""
        return PlaceDraft(self.cleaned_data["label"], self.cleaned_data["updated_on"])


class PinForm(forms.Form):
    """Which page of a register to keep."""

    source = forms.CharField(max_length=60)
    path = forms.CharField(max_length=300)


class AsideForm(PinForm):
    """Which page of a register does not belong here, and why."""

    reason = forms.CharField(label=_("Why does it not belong here?"), max_length=300)


def find_part(line: Line, component: str) -> Part | None:
    """The component of an item, or None."""
    return next((part for part in line.parts if part.component.id == component), None)
