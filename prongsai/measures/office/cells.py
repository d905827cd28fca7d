"""The cells of the plan's table: each has a form that knows its service."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from prongsai.measures import services
from prongsai.measures.models import Measure, Topic
from prongsai.measures.office.forms import (
    FindingChoice,
    area,
    offer_findings,
    reason_field,
    to_lines,
)
from prongsai.organization.models import Division


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

    def bind_to(self, measure: Measure) -> None:
        """Offer what depends on the measure's plan."""

    def ask_reason(self) -> None:
        """Ask why an announced plan is amended."""
        self.fields["reason"] = reason_field()

    @property
    def reason(self) -> str:
        """Why an announced plan is amended; empty in a draft."""
        return str(self.cleaned_data.get("reason", ""))


class TitleForm(CellForm):
    title = forms.CharField(label=_("Measure or project"), widget=area(3), max_length=2000)

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"title": measure.title}

    def save(self, actor: Any, measure: Measure) -> None:
        services.change_title(
            actor=actor, measure=measure, title=self.cleaned_data["title"], reason=self.reason
        )


class StepsForm(CellForm):
    steps = forms.CharField(
        label=_("Steps"), help_text=_("One step a line."), widget=area(6), required=False
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"steps": "\n".join(step.text for step in measure.steps.all())}

    def save(self, actor: Any, measure: Measure) -> None:
        texts = to_lines(self.cleaned_data["steps"])
        services.change_steps(actor=actor, measure=measure, texts=texts, reason=self.reason)


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
        services.change_period(actor=actor, measure=measure, text=text, reason=self.reason)


class UnitsForm(CellForm):
    is_for_all = forms.BooleanField(label=_("Every division"), required=False)
    divisions = forms.ModelMultipleChoiceField(
        label=_("Responsible divisions"),
        queryset=Division.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.ModelMultipleChoiceField(
        label=_("people"),
        queryset=get_user_model().objects.filter(is_active=True).order_by("full_name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Reminders go to them instead of the whole division."),
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {
            "people": [person.pk for person in measure.people.all()],
            "is_for_all": measure.is_for_all_divisions,
            "divisions": [division.pk for division in measure.divisions.all()],
        }

    def save(self, actor: Any, measure: Measure) -> None:
        services.change_responsible(
            actor=actor,
            measure=measure,
            divisions=list(self.cleaned_data["divisions"]),
            is_for_all=self.cleaned_data["is_for_all"],
            people=list(self.cleaned_data["people"]),
            reason=self.reason,
        )


class ExpectedForm(CellForm):
    expected_outputs = forms.CharField(
        label=_("Expected outputs"),
        help_text=_("One output a line."),
        widget=area(4),
        required=False,
    )
    expected_outcome = forms.CharField(label=_("Expected outcome"), widget=area(3), required=False)

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        outputs = [output.expected for output in measure.outputs.all() if output.expected]
        return {
            "expected_outputs": "\n".join(outputs),
            "expected_outcome": measure.expected_outcome,
        }

    def save(self, actor: Any, measure: Measure) -> None:
        texts = to_lines(self.cleaned_data["expected_outputs"])
        services.change_expectations(
            actor=actor,
            measure=measure,
            outputs=texts,
            outcome=self.cleaned_data["expected_outcome"],
            reason=self.reason,
        )


class OutputsForm(CellForm):
    for_managers = False
    outputs = forms.CharField(
        label=_("Outputs achieved"),
        help_text=_("One output a line, for example: คู่มือการให้บริการประชาชน ๑ เล่ม"),
        widget=area(5),
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
        widget=area(4),
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
            reason=self.reason,
        )


class FollowUpForm(CellForm):
    follow_up = forms.CharField(
        label=_("Follow-up and reporting"),
        help_text=_("Empty: as the wording of the plan's document says."),
        widget=area(3),
        max_length=1000,
        required=False,
    )

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"follow_up": measure.follow_up}

    def save(self, actor: Any, measure: Measure) -> None:
        text = self.cleaned_data["follow_up"]
        services.change_follow_up(actor=actor, measure=measure, text=text, reason=self.reason)


class FindingsForm(CellForm):
    findings = FindingChoice(
        label=_("Findings it answers"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def bind_to(self, measure: Measure) -> None:
        """Offer the findings of the result that the measure's plan answers."""
        offer_findings(self.fields["findings"], measure.plan)

    @classmethod
    def current(cls, measure: Measure) -> dict[str, Any]:
        return {"findings": [row.finding_id for row in measure.origins.all()]}

    def save(self, actor: Any, measure: Measure) -> None:
        services.link_findings(
            actor=actor,
            measure=measure,
            findings=list(self.cleaned_data["findings"]),
            reason=self.reason,
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
    "follow-up": FollowUpForm,
    "findings": FindingsForm,
}
