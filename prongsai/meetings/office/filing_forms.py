"""The four boxes in which a division tells a meeting how it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.meetings.models import DivisionFiling
from prongsai.meetings.rules import LONGEST_BOX
from prongsai.meetings.services import Boxes

BOXES = ("achievements", "problems", "suggestions", "next_month")


def _box(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_BOX,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class FilingForm(forms.Form):
    """The boxes; `version` is the one that was on the screen."""

    achievements = _box(_("Work done this month"), _("With numbers, one piece of work a line."))
    problems = _box(_("Problems and obstacles"), _("They are followed up beyond the meeting."))
    suggestions = _box(_("Suggestions"), _("What would help, and who should do it."))
    next_month = _box(_("Plan of the next month"), _("It is shown again next month."))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @classmethod
    def of(cls, filing: DivisionFiling | None) -> "FilingForm":
        """The form of what was filed so far."""
        if filing is None:
            return cls(initial={"version": 0})
        initial = {name: getattr(filing, name) for name in BOXES}
        return cls(initial=initial | {"version": filing.version})

    def boxes(self) -> Boxes:
        """What was filled in."""
        return Boxes(**{name: self.cleaned_data[name] for name in BOXES})

    def go_on_from(self, filing: DivisionFiling) -> list[tuple[str, str]]:
        """After a colleague saved, the next save goes on from there.

        Returns label and the colleague's text of each box in which they differ.
        """
        self.data = dict(self.data.items()) | {"version": str(filing.version)}
        texts = ((name, getattr(filing, name)) for name in BOXES)
        return [
            (str(self[name].label), text)
            for name, text in texts
            if text.splitlines() != self.cleaned_data[name].splitlines()
        ]
