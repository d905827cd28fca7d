"""What is filled in about one meeting: when and where, why not, who else, files of the invitation."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.evidence.forms import ManyFilesField
from prongsai.meetings.models import Meeting
from prongsai.meetings.services import Slot
from prongsai.organization.queries import list_positions, resolve_all
from prongsai.registerkit.attachments import Uploads
from prongsai.thai.digits import to_arabic


class ClockField(forms.TimeField):
    """A time of day of 24 hours, also as officers write it: ๐๙.๓๐ น."""

    default_error_messages = {"invalid": _("Write the time like 09:30.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "p-narrow", "placeholder": "09:30", "autocomplete": "off"}
        widget = forms.TimeInput(attrs=attrs, format="%H:%M")
        super().__init__(widget=widget, input_formats=["%H:%M"], **kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str):
            value = to_arabic(value).strip().removesuffix("น.").strip().replace(".", ":")
        return super().to_python(value)


class SlotForm(forms.Form):
    """When and where a meeting is; the council's with its session."""

    day = BuddhistDateField(label=_("Day"))
    starts_at = ClockField(label=_("Begins"))
    ends_at = ClockField(label=_("Ends"))
    place = forms.CharField(label=_("Where"), max_length=200)
    session = forms.ChoiceField(label=_("Session"), choices=Meeting.Session.choices[1:])
    session_number = forms.IntegerField(
        label=_("Number of the session"),
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"class": "p-narrow"}),
    )
    notes = forms.CharField(
        label=_("Notes for those who keep it"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        initial = {
            "day": begins.date(),
            "starts_at": begins.time(),
            "ends_at": ends.time(),
            "place": meeting.place,
            "session": meeting.session,
            "session_number": meeting.session_number,
            "notes": meeting.notes,
        }
        super().__init__(data, initial=initial)
        if not meeting.body.is_council:
            del self.fields["session"], self.fields["session_number"]

    def slot(self) -> Slot:
        """What was filled in."""
        data = self.cleaned_data
        return Slot(
            starts_at=_moment(data["day"], data["starts_at"]),
            ends_at=_moment(data["day"], data["ends_at"]),
            place=data["place"],
            notes=data["notes"],
            session=data.get("session", ""),
            session_number=data.get("session_number", 0),
        )


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It stands in the notice to everybody who was invited, and in the register."),
    )


class GuestForm(forms.Form):
    """Somebody who is no member: a colleague, or a name."""

    user = forms.ChoiceField(label=_("Colleague"), required=False)
    name = forms.CharField(label=_("Or a name"), max_length=200, required=False)
    title = forms.CharField(label=_("Position or organization"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        today = timezone.localdate()
        known = set(meeting.attendances.values_list("user", flat=True))
        found = resolve_all(today, list_positions()).values()
        self._colleagues = {str(c.user.pk): c for c in found if c.user.pk not in known}
        choices = [(key, f"{c.user} · {c.position.title}") for key, c in self._colleagues.items()]
        self.fields["user"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("user")) == bool(data.get("name")):
            self.add_error("user", _t("Choose a colleague or write a name."))
        return data

    def guest(self) -> dict[str, Any]:
        """What `add_guest` takes; a colleague comes with their position."""
        data = self.cleaned_data
        colleague = self._colleagues.get(data["user"])
        if colleague is None:
            return {"name": data["name"], "title": data["title"]}
        title = data["title"] or " ".join(colleague.lines)
        return {"user": colleague.user, "title": title}


class FilesForm(forms.Form):
    """Files that go with an invitation."""

    uploads = ManyFilesField(
        label=_("Documents of the invitation"),
        required=False,
        help_text=_(
            "They go by e-mail too. What is confidential belongs to a confidential item of the "
            "agenda instead."
        ),
    )

    def contents(self) -> Uploads:
        """The chosen files."""
        return [(upload.read(), upload.name) for upload in self.cleaned_data["uploads"]]
