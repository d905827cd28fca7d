"""Forms of the import of past minutes: the files, then a line for each to confirm."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.evidence.forms import ManyFilesField
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.reading import Guess
from prongsai.meetings.services import PastMeeting

MOST_FILES = 30
ACCEPT = ".pdf,.docx"


class UploadForm(forms.Form):
    """Of which body, and the files."""

    body = forms.ChoiceField(label=_("Body"))
    uploads = ManyFilesField(
        label=_("Files"),
        help_text=_("One file a meeting, PDF or Word (DOCX), up to 25 MB each, 30 at once."),
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(body.code, str(body)) for body in bodies]  # type: ignore[attr-defined]
        self.fields["uploads"].widget.attrs["accept"] = ACCEPT

    def clean_uploads(self) -> list[Any]:
        """The files, not too many."""
        uploads: list[Any] = self.cleaned_data["uploads"]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(_("At most %(n)s files at once.") % {"n": MOST_FILES})
        return uploads


class PastForm(forms.Form):
    """A line for each file: whether it is taken, day and number; a council's with the session.

    `guesses` are what each file seems to be of, by its key.
    """

    def __init__(
        self,
        *args: Any,
        body: Body,
        guesses: Mapping[str, Guess],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = list(guesses)
        self.names = ["take", "held_on", "number"]
        if body.is_council:
            self.names += ["session", "session_number"]
        for key, found in guesses.items():
            for name in self.names:
                initial = True if name == "take" else getattr(found, name)
                self.fields[f"{name}-{key}"] = _field(name, initial)

    def line(self, key: str) -> dict[str, Any]:
        """The fields of a file."""
        return {name: self[f"{name}-{key}"] for name in self.names}

    def taken(self) -> list[str]:
        """The keys of the files that are ticked."""
        return [key for key in self.keys if self.cleaned_data.get(f"take-{key}")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for key in self.taken():
            for name in self.names:
                field = f"{name}-{key}"
                if not data.get(field) and not self.has_error(field):
                    self.add_error(field, _("This field is needed."))
        if not self.taken():
            self.add_error(None, _("Tick at least one file."))
        return data

    def past(self, key: str) -> PastMeeting:
        """The meeting of a file as it was confirmed."""
        data = self.cleaned_data
        more = {
            name: data[f"{name}-{key}"]
            for name in ("session", "session_number")
            if name in self.names
        }
        return PastMeeting(data[f"held_on-{key}"], data[f"number-{key}"], **more)


def _field(name: str, initial: Any) -> forms.Field:
    shared = {"required": False, "initial": initial}
    if name == "take":
        return forms.BooleanField(label=_t("Take"), **shared)
    if name == "held_on":
        return BuddhistDateField(label=_t("Day of the meeting"), **shared)
    if name == "session":
        choices = [("", "–"), *(c for c in Meeting.Session.choices if c[0])]
        return forms.ChoiceField(label=_t("Session"), choices=choices, **shared)
    narrow = forms.NumberInput(attrs={"class": "p-narrow"})
    if name == "number":
        label, longest = _t("Meeting number"), 999
    else:
        label, longest = _t("Number of the session"), 99
    return forms.IntegerField(label=label, min_value=1, max_value=longest, widget=narrow, **shared)
