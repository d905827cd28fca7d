"""What officers fill in about received papers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.correspondence.models import Secrecy, Urgency
from prongsai.correspondence.retention import USUAL, list_rules
from prongsai.evidence.forms import ManyFilesField
from prongsai.mailroom.models import ReceivedPaper
from prongsai.mailroom.services import PaperDraft
from prongsai.organization.models import Division, Position
from prongsai.organization.queries import Capacity

LINE_FIELDS = (
    "sender", "sender_number", "sender_dated_on", "subject", "to", "secrecy", "urgency", "retention",
)  # fmt: skip


def area(rows: int) -> forms.Textarea:
    """A text box of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class LineForm(forms.Form):
    """A line of the register."""

    sender = forms.CharField(
        label=_("From"), max_length=300, widget=forms.TextInput(attrs={"list": "senders"})
    )
    sender_number = forms.CharField(
        label=_("Their number"),
        max_length=100,
        required=False,
        help_text=_("As it stands on the paper, for example มค 0023.3/ว 512"),
    )
    sender_dated_on = BuddhistDateField(label=_("Dated"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=500, widget=area(2))
    to = forms.CharField(label=_("Addressed to"), max_length=300)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, required=False)
    secrecy = forms.ChoiceField(
        label=_("Secrecy"),
        choices=Secrecy.choices,
        required=False,
        help_text=_("Top secret: the line only, without files; the paper stays in the safe."),
    )
    retention = forms.ChoiceField(label=_("Keeping"), initial=USUAL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = [(rule.code, rule.label) for rule in list_rules()]
        self.fields["retention"].choices = rules  # type: ignore[attr-defined]

    def draft(self) -> PaperDraft:
        """The line as it was filled in."""
        return PaperDraft(**{name: self.cleaned_data[name] for name in LINE_FIELDS})


class CameraField(ManyFilesField):
    """Photos straight from the phone's camera."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"accept": "image/*", "capture": "environment", "data-collect": ""}


class IntakeForm(LineForm):
    """A new paper: photos or files, and what stands on it."""

    photos = CameraField(
        label=_("Photograph the pages"),
        required=False,
        help_text=_("One photo a page, in their order; they become one paper."),
    )
    uploads = ManyFilesField(
        label=_("Or choose files"),
        required=False,
        help_text=_("PDF, photos (also HEIC), Word, Excel; up to 25 MB each, several at once."),
    )
    is_another = forms.BooleanField(
        label=_("It is another paper: give it its own number"), required=False
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    field_order = ("photos", "uploads", *LINE_FIELDS)

    def contents(self) -> list[tuple[bytes, str]]:
        """The files, photos first; can be asked again."""
        found = []
        for upload in [*self.files.getlist("photos"), *self.files.getlist("uploads")]:
            upload.seek(0)
            found.append((upload.read(), upload.name or ""))
        return found

    def origin(self) -> str:
        """How the paper came."""
        is_photo = bool(self.files.getlist("photos"))
        return ReceivedPaper.Origin.PHOTO if is_photo else ReceivedPaper.Origin.UPLOAD


class MinuteForm(forms.Form):
    """A minute on the paper."""

    position = forms.ChoiceField(label=_("As"))
    text = forms.CharField(label=_("Minute"), widget=area(3), required=False, max_length=4000)
    forward_to = forms.ModelChoiceField(
        label=_("Forward to"),
        queryset=Position.objects.none(),
        required=False,
        empty_label=_("(nobody)"),
    )
    closes = forms.BooleanField(
        label=_("Nothing further to do: put it to the files"), required=False
    )

    def __init__(
        self, *args: Any, capacities: Sequence[Capacity], may_close: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.capacities = capacities
        self.fields["position"].choices = [  # type: ignore[attr-defined]
            (c.position.pk, " ".join(c.lines)) for c in capacities
        ]
        self.fields["forward_to"].queryset = Position.objects.filter(is_active=True)  # type: ignore[attr-defined]
        if len(capacities) == 1:
            self.fields["position"].widget = forms.HiddenInput()
            self.fields["position"].initial = capacities[0].position.pk
        if not may_close:
            del self.fields["closes"]

    def chosen_position(self) -> Position:
        """The position in whose name is written."""
        pk = self.cleaned_data["position"]
        return next(c.position for c in self.capacities if str(c.position.pk) == pk)


class AssignForm(forms.Form):
    """Which divisions act, by when."""

    divisions = forms.ModelMultipleChoiceField(
        label=_("Divisions"),
        queryset=Division.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = BuddhistDateField(
        label=_("By"), help_text=_("Suggested by the urgency, in working days.")
    )
    instruction = forms.CharField(label=_("What to do"), max_length=500, required=False)

    def __init__(self, *args: Any, due_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = due_on
        self.fields["divisions"].queryset = Division.objects.filter(is_active=True)  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """What a division did."""

    result = forms.CharField(label=_("What was done"), max_length=1000, widget=area(2))
