"""The form with which a person acknowledges: the version that was read, and the answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t

from prongsai.circulars.models import Circulation
from prongsai.circulars.rules import Question


class AcknowledgeForm(forms.Form):
    """A hidden digest and one field a question; answers are places of choices (from 0)."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, circulation: Circulation) -> None:
        super().__init__(data, initial={"digest": circulation.digest})
        self.questions = circulation.asked
        for at, question in enumerate(self.questions):
            self.fields[f"question-{at}"] = _field(at, question)

    def answers(self) -> list[set[int]]:
        """The chosen places, one set a question; empty when it was not answered."""
        given = (self.cleaned_data[f"question-{at}"] for at in range(len(self.questions)))
        return [
            {int(value) for value in ([v] if isinstance(v, str) else v) if value} for v in given
        ]

    def mark_wrong(self, wrong: tuple[int, ...]) -> None:
        """Say beside each wrong answer why."""
        for at in wrong:
            text = self.questions[at].explanation or _t("This answer is not right yet.")
            self.add_error(f"question-{at}", text)


def _field(at: int, question: Question) -> forms.Field:
    given: dict[str, Any] = {
        "label": f"{at + 1}. {question.text}",
        "choices": [(str(place), text) for place, text in enumerate(question.choices)],
        "error_messages": {"required": _t("Answer every question.")},
    }
    if question.has_several:
        help_text = _t("More than one may be right.")
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(widget=widget, help_text=help_text, **given)
    return forms.ChoiceField(widget=forms.RadioSelect, **given)
