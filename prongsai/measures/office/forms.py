"""Forms of the office; each cell of the plan's table has one, which knows its service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.measures import services
from prongsai.measures.models import Measure, MeasureState, StepStatus, Topic
from prongsai.organization.models import Division


def to_lines(text: str) -> list[str]:
    """Lines of a text area, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class CellForm(forms.Form):
    """One cell: what stands in it now, and how it is saved."""

    for_managers = True

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        """The initial values."""
        raise NotImplementedError

    def save(self, actor: Any, measure: Measure) -> None:
        """Save through the service."""
        raise NotImplementedError


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TitleForm(CellForm):
    title = forms.CharField(label=_("Measure or project"), widget=_area(3), max_length=2000)

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"title": measure.title}

    def save(self, actor: Any, measure: Measure) -> None:
        services.change_title(actor=actor, measure=measure, title=self.cleaned_data["title"])


class StepsForm(CellForm):
    steps = forms.CharField(
        label=_("Steps"), help_text=_("One step a line."), widget=_area(6), required=False
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"steps": "\n".join(step.text for step in measure.steps.all())}

    def save(self, actor: Any, measure: Measure) -> None:
        texts = to_lines(self.cleaned_data["steps"])
        services.change_steps(actor=actor, measure=measure, texts=texts)


class PeriodForm(CellForm):
    period_text = forms.CharField(
        label=_("Period"),
        help_text=_("For example: ม.ค. – มี.ค. 69 · ไตรมาส 2 · ทุกเดือน · ภายใน 31 มี.ค. 69"),
        max_length=300,
        required=False,
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"period_text": measure.period_text}

    def save(self, actor: Any, measure: Measure) -> None:
        text = self.cleaned_data["period_text"]
        services.change_period(actor=actor, measure=measure, text=text)


class UnitsForm(CellForm):
    is_for_all = forms.BooleanField(label=_("Every division"), required=False)
    divisions = forms.ModelMultipleChoiceField(
        label=_("Responsible divisions"),
        queryset=Division.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {
            "is_for_all": measure.is_for_all_divisions,
            "divisions": [division.pk for division in measure.divisions.all()],
        }

    def save(self, actor: Any, measure: Measure) -> None:
        services.change_responsible(
            actor=actor,
            measure=measure,
            divisions=list(self.cleaned_data["divisions"]),
            is_for_all=self.cleaned_data["is_for_all"],
        )


class ExpectedForm(CellForm):
    expected_outputs = forms.CharField(
        label=_("Expected outputs"),
        help_text=_("One output a line."),
        widget=_area(4),
        required=False,
    )
    expected_outcome = forms.CharField(label=_("Expected outcome"), widget=_area(3), required=False)

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        outputs = [output.expected for output in measure.outputs.all() if output.expected]
        return {
            "expected_outputs": "\n".join(outputs),
            "expected_outcome": measure.expected_outcome,
        }

    def save(self, actor: Any, measure: Measure) -> None:
        texts = to_lines(self.cleaned_data["expected_outputs"])
        services.change_expected_outputs(actor=actor, measure=measure, texts=texts)
        services.change_expected_outcome(
            actor=actor, measure=measure, text=self.cleaned_data["expected_outcome"]
        )


class OutputsForm(CellForm):
    for_managers = False
    outputs = forms.CharField(
        label=_("Outputs achieved"),
        help_text=_("One output a line, for example: คู่มือการให้บริการประชาชน ๑ เล่ม"),
        widget=_area(5),
        required=False,
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        results = [output.result for output in measure.outputs.all() if output.result]
        return {"outputs": "\n".join(results)}

    def save(self, actor: Any, measure: Measure) -> None:
        texts = to_lines(self.cleaned_data["outputs"])
        services.record_output_lines(actor=actor, measure=measure, texts=texts)


class OutcomeForm(CellForm):
    for_managers = False
    outcome = forms.CharField(
        label=_("Outcome achieved"),
        help_text=_("What became better for citizens or staff because of it."),
        widget=_area(4),
        required=False,
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"outcome": measure.outcome_result}

    def save(self, actor: Any, measure: Measure) -> None:
        text = self.cleaned_data["outcome"]
        services.record_outcome(actor=actor, measure=measure, text=text)


class PlaceForm(CellForm):
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False, empty_label=_("No topic")
    )
    number = forms.CharField(label=_("Number"), max_length=20, required=False)

    def __init__(self, *args: Any, measure: Measure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if measure is not None:
            self.bind_to(measure)

    def bind_to(self, measure: Measure) -> None:
        """Offer the topics of the measure's own plan."""
        self.fields["topic"].queryset = measure.plan.topics.all()  # type: ignore[attr-defined]

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"topic": measure.topic_id, "number": measure.number}

    def save(self, actor: Any, measure: Measure) -> None:
        services.change_place(
            actor=actor,
            measure=measure,
            topic=self.cleaned_data["topic"],
            number=self.cleaned_data["number"],
        )


CELLS: dict[str, type[CellForm]] = {
    "title": TitleForm,
    "place": PlaceForm,
    "steps": StepsForm,
    "period": PeriodForm,
    "units": UnitsForm,
    "expected": ExpectedForm,
    "outputs": OutputsForm,
    "outcome": OutcomeForm,
}


class MeasureForm(forms.Form):
    """A new measure."""

    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False, empty_label=_("No topic")
    )
    number = forms.CharField(
        label=_("Number"),
        max_length=20,
        required=False,
        help_text=_("Leave empty to take the next number of the topic."),
    )
    title = forms.CharField(label=_("Measure or project"), widget=_area(2), max_length=2000)
    steps = forms.CharField(
        label=_("Steps"), help_text=_("One step a line."), widget=_area(5), required=False
    )
    period_text = forms.CharField(label=_("Period"), max_length=300, required=False)
    is_for_all = forms.BooleanField(label=_("Every division"), required=False)
    divisions = forms.ModelMultipleChoiceField(
        label=_("Responsible divisions"),
        queryset=Division.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    expected_outputs = forms.CharField(
        label=_("Expected outputs"),
        help_text=_("One output a line."),
        widget=_area(3),
        required=False,
    )
    expected_outcome = forms.CharField(label=_("Expected outcome"), widget=_area(2), required=False)

    def __init__(self, *args: Any, plan: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = plan.topics.all()  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """Progress of one step."""

    status = forms.ChoiceField(label=_("Status"), choices=StepStatus.choices)
    started_on = BuddhistDateField(label=_("Started"), required=False)
    finished_on = BuddhistDateField(label=_("Finished"), required=False)
    due_on = BuddhistDateField(
        label=_("Due"), required=False, help_text=_("Empty: the end of the measure's period.")
    )
    note = forms.CharField(label=_("Note"), widget=_area(2), required=False)


class OutputForm(forms.Form):
    """One output with its count."""

    result = forms.CharField(label=_("Output achieved"), widget=_area(2), required=False)
    quantity = forms.DecimalField(
        label=_("Count"), required=False, max_digits=14, decimal_places=2, min_value=0
    )
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False)


class StopForm(forms.Form):
    """Postpone or cancel."""

    state = forms.ChoiceField(
        label=_("What happens to the measure"),
        choices=[
            (MeasureState.POSTPONED, _("Postpone")),
            (MeasureState.CANCELLED, _("Cancel")),
        ],
    )
    reason = forms.CharField(
        label=_("Reason"), widget=_area(2), help_text=_("It is part of the annual report.")
    )


class AskForm(forms.Form):
    """Until when the divisions should answer."""

    due_on = BuddhistDateField(label=_("Answer by"))


class RemarkForm(forms.Form):
    """The division's last word to the officer."""

    remark = forms.CharField(label=_("Remark to the officer"), widget=_area(2), required=False)


class ReasonForm(forms.Form):
    """Why a warning does not hold."""

    reason = forms.CharField(label=_("Why is this all right?"), max_length=500)


class CopyForm(forms.Form):
    """Into which year."""

    fiscal_year = forms.IntegerField(label=_("Fiscal year"), min_value=2500, max_value=2700)


class ApprovalForm(forms.Form):
    """The approval as it stands on the paper."""

    memo_number = forms.CharField(
        label=_("Number of the memo"), max_length=60, help_text=_("For example มค ๘๐๓๐๑/๗๖๘")
    )
    memo_date = BuddhistDateField(label=_("Date of the memo"))
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=300, help_text=_("Name and capacity, as signed.")
    )
    decided_on = BuddhistDateField(label=_("Date of the decision"))
    scan = forms.FileField(
        label=_("Scan of the signed memo"),
        required=False,
        help_text=_("PDF or a photo."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/*"}),
    )
