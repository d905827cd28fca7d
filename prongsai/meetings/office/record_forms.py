"""What is filled in while a meeting sits."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.meetings.models import Attendance, Ballot, Concern
from prongsai.meetings.services import Count, ItemDraft, Presence, ResolutionDraft
from prongsai.organization.models import Division, Position

MOST_VOTES = 9999
NO_VOTE = "none"
CASTING = [("", _("not needed")), ("yes", _("in favour")), ("no", _("against"))]


class LongField(forms.CharField):
    """A long text with line ends as one program writes them, whichever way the form came."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class NoteForm(forms.Form):
    """A note and the version it began from."""

    text = LongField(label=_("What was said"), required=False, strip=False)
    base_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ClockForm(forms.Form):
    """A time of the meeting's day; the field is named as the service names it."""

    def __init__(self, *args: Any, name: str, label: Any, at: dt.time, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "p-narrow"})
        self.fields[name] = forms.TimeField(label=label, widget=widget, initial=at)
        self.name = name

    def on_day(self, day: dt.date) -> dt.datetime:
        """That time in Bangkok on a day."""
        return timezone.make_aware(dt.datetime.combine(day, self.cleaned_data[self.name]))


class AttendanceForm(forms.Form):
    """How one person attends."""

    state = forms.ChoiceField(
        label=_("attendance"), choices=Attendance.State.choices, widget=forms.HiddenInput
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)
    substitute_name = forms.CharField(label=_("Who came instead"), max_length=200)
    substitute_title = forms.CharField(label=_("Their position"), max_length=200, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.data.get("state") if self.is_bound else ""
        self.fields["reason"].required = state in ("", Attendance.State.ABSENT)
        self.fields["substitute_name"].required = state in ("", Attendance.State.SUBSTITUTE)

    def presence(self) -> Presence:
        """What the service takes."""
        return Presence(**self.cleaned_data)


class GuestForm(forms.Form):
    """Somebody who is no member."""

    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Position"), max_length=300, required=False)


class PresidingForm(forms.Form):
    """Who leads the meeting."""

    person = forms.TypedChoiceField(label=_("Leads the meeting"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = [row for row in people if not row.is_guest]
        leader = next((row.pk for row in members if row.is_presiding), "")
        choices = [(row.pk, row.name) for row in members]
        self.fields["person"].choices = [("", "–"), *choices] if leader == "" else choices  # type: ignore[attr-defined]
        self.fields["person"].initial = leader


def _divisions() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Division"),
        queryset=Division.objects.filter(is_active=True),
        required=False,
        empty_label="–",
    )


class ResolutionForm(forms.Form):
    """A resolution; who acts and until when are needed together."""

    text = LongField(label=_("Resolution"))
    owner = forms.ModelChoiceField(
        label=_("Who acts"),
        queryset=Position.objects.none(),
        required=False,
        empty_label=_("(nobody: for information only)"),
    )
    division = _divisions()
    due_on = BuddhistDateField(label=_("Until"), required=False)
    seen = LongField(required=False, rows=1, strip=False)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Position.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["seen"].widget = forms.HiddenInput()
        if is_new:
            del self.fields["seen"]

    def draft(self) -> ResolutionDraft:
        """What the service takes."""
        given = {name: v for name, v in self.cleaned_data.items() if name != "seen"}
        return ResolutionDraft(**given)


def _votes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_VOTES,
        widget=forms.NumberInput(attrs={"class": "p-narrow", "inputmode": "numeric"}),
    )


class CastingForm(forms.Form):
    """How the chair decides when a vote is even."""

    casting = forms.ChoiceField(
        label=_("Casting vote of the chair"),
        choices=CASTING,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Only when the votes in favour and against are even."),
    )


class VoteForm(CastingForm):
    """A counted vote."""

    yes = _votes(_("In favour"))
    no = _votes(_("Against"))
    abstain = _votes(_("Abstained"))
    field_order = ("yes", "no", "abstain", "casting")

    def count(self) -> Count:
        """What the service takes."""
        return Count(**self.cleaned_data)


class RollCallForm(CastingForm):
    """A vote by name: a choice for each member who is there."""

    def __init__(
        self, *args: Any, people: Iterable[Attendance], given: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        casting = self.fields.pop("casting")
        choices = [*Ballot.Choice.choices, (NO_VOTE, _("did not vote"))]
        for row in people:
            self.fields[f"person-{row.pk}"] = forms.ChoiceField(
                label=row.substitute_name or row.name,
                choices=choices,
                initial=given.get(row.pk, NO_VOTE),
                widget=forms.RadioSelect,
            )
        self.fields["casting"] = casting

    def choices(self) -> dict[int, str]:
        """How each person voted who did."""
        given = {n: v for n, v in self.cleaned_data.items() if n.startswith("person-")}
        return {int(n.partition("-")[2]): v for n, v in given.items() if v != NO_VOTE}


class ConcernForm(forms.Form):
    """A problem or a suggestion."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Concern.Kind.choices, widget=forms.RadioSelect
    )
    text = LongField(label=_("Text"))
    division = _divisions()


class LateItemForm(forms.Form):
    """A matter that comes up while the meeting sits."""

    title = LongField(label=_("Title"), rows=2, max_length=500)
    presenter = forms.CharField(label=_("presented by"), max_length=200, required=False)
    division = _divisions()
    is_confidential = forms.BooleanField(label=_("Confidential"), required=False)
    ground = forms.CharField(
        label=_("Legal ground"),
        max_length=300,
        required=False,
        help_text=_("Needed for a confidential matter."),
    )

    def draft(self) -> ItemDraft:
        """What the service takes."""
        return ItemDraft(**self.cleaned_data)
