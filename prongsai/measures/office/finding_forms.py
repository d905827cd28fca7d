"""Forms of the analysis: a finding, why it is set aside, which measures answer it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.assessment.models import FindingKind
from prongsai.assessment.rules.suggestions import Speaking
from prongsai.assessment.services.findings import LONGEST_TEXT
from prongsai.measures import queries
from prongsai.measures.models import Measure, Plan
from prongsai.measures.office.forms import area, reason_field


class FindingForm(forms.Form):
    """A finding of a topic; `speaking` are the topic's scores, `frozen` those kept with it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=FindingKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Finding"),
        max_length=LONGEST_TEXT,
        widget=area(4),
        help_text=_("What is weak or can become better, in words that the document may print."),
    )
    codes = forms.MultipleChoiceField(
        label=_("What speaks for it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The chosen scores are kept as they stand when this is saved."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        speaking: Sequence[Speaking],
        frozen: Sequence[dict[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {row.code: row.label for row in speaking}
        # A score that is no longer in the result stays choosable where it was kept.
        kept = {str(row["code"]): f"{row['code']} {row['title']}" for row in frozen}
        self.fields["codes"].choices = list((kept | choices).items())  # type: ignore[attr-defined]
        if not (kept | choices):
            del self.fields["codes"]

    def clean(self) -> dict[str, Any]:
        """Without scores nothing can be chosen."""
        return {"codes": []} | (super().clean() or self.cleaned_data)


class SetAsideForm(forms.Form):
    """Why a finding is left out."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=area(2))


class MeasureChoice(forms.ModelMultipleChoiceField):
    """Measures by number and title."""

    def label_from_instance(self, obj: Measure) -> str:
        """As the plan's table names it."""
        return f"{obj.number} {obj.title}"


class AnswersForm(forms.Form):
    """The measures of a plan that answer a finding."""

    measures = MeasureChoice(
        label=_("Measures that answer it"),
        queryset=Measure.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = queries.list_running_measures(plan)
        self.fields["measures"].queryset = measures  # type: ignore[attr-defined]
        if plan.is_announced:
            self.fields["reason"] = reason_field()
