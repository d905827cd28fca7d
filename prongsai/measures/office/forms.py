"""Forms of the office's pages about a plan; the cells of the table have theirs in `cells`."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.assessment.models import Finding, FindingKind
from prongsai.assessment.queries import list_kept_findings
from prongsai.common.dates import BuddhistDateField
from prongsai.evidence.sources import registry
from prongsai.measures.models import Indicator, MeasureState, Plan, StepStatus, Topic
from prongsai.organization.models import Division


def to_lines(text: str) -> list[str]:
    """Lines of a text area, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def area(rows: int) -> forms.Textarea:
    """A text box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class FindingChoice(forms.ModelMultipleChoiceField):
    """Findings of last year's result by topic and text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Finding.objects.none(), **kwargs)

    def label_from_instance(self, obj: Finding) -> str:
        """As the analysis names it."""
        return f"{obj.topic}. {obj.text} ({obj.get_kind_display()})"


def offer_findings(field: Any, plan: Plan) -> None:
    """Offer the findings of the result that a plan answers."""
    field.queryset = list_kept_findings(plan.fiscal_year - 1).exclude(kind=FindingKind.NONE)


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
    title = forms.CharField(label=_("Measure or project"), widget=area(2), max_length=2000)
    steps = forms.CharField(
        label=_("Steps"), help_text=_("One step a line."), widget=area(5), required=False
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
        widget=area(3),
        required=False,
    )
    expected_outcome = forms.CharField(label=_("Expected outcome"), widget=area(2), required=False)
    follow_up = forms.CharField(
        label=_("Follow-up and reporting"),
        help_text=_("Empty: as the wording of the plan's document says."),
        widget=area(2),
        max_length=1000,
        required=False,
    )
    findings = FindingChoice(
        label=_("Findings it answers"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = plan.topics.all()  # type: ignore[attr-defined]
        offer_findings(self.fields["findings"], plan)
        if not self.fields["findings"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["findings"]


def reason_field() -> forms.CharField:
    """Why an announced plan is amended."""
    return forms.CharField(
        label=_("Reason of the amendment"),
        max_length=1000,
        required=False,
        widget=area(2),
        help_text=_(
            "The plan has been announced: the annual report lists the change with its reason."
        ),
    )


class StepForm(forms.Form):
    """Progress of one step."""

    status = forms.ChoiceField(label=_("Status"), choices=StepStatus.choices)
    started_on = BuddhistDateField(label=_("Started"), required=False)
    finished_on = BuddhistDateField(label=_("Finished"), required=False)
    due_on = BuddhistDateField(
        label=_("Due"), required=False, help_text=_("Empty: the end of the measure's period.")
    )
    note = forms.CharField(label=_("Note"), widget=area(2), required=False)


class OutputForm(forms.Form):
    """One output with its count."""

    result = forms.CharField(label=_("Output achieved"), widget=area(2), required=False)
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
        label=_("Reason"), widget=area(2), help_text=_("It is part of the annual report.")
    )


class AskForm(forms.Form):
    """Until when the divisions should answer."""

    due_on = BuddhistDateField(label=_("Answer by"))


class RemarkForm(forms.Form):
    """The division's last word to the officer."""

    remark = forms.CharField(label=_("Remark to the officer"), widget=area(2), required=False)


class ReasonForm(forms.Form):
    """Why a warning does not hold."""

    reason = forms.CharField(label=_("Why is this all right?"), max_length=500)


class CopyForm(forms.Form):
    """Into which year."""

    fiscal_year = forms.IntegerField(label=_("Fiscal year"), min_value=2500, max_value=2700)


class SubmitForm(forms.Form):
    """The date under which a memo goes out; the number comes from the register."""

    dated_on = BuddhistDateField(label=_("Date of the memo"))
    on_paper = forms.BooleanField(
        label=_("I sign on the printed paper"),
        required=False,
        help_text=_(
            "You get the numbered PDF to print; record your signature with its photo then."
        ),
    )

    def clean_dated_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["dated_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The date of the memo lies in the future."))
        return day


class PublishForm(forms.Form):
    """What changed, in one line, for the list of versions."""

    note = forms.CharField(label=_("What changed"), max_length=300, required=False)


class IndicatorForm(forms.Form):
    """A number behind an output or the outcome."""

    name = forms.CharField(label=_("indicator"), max_length=300)
    kind = forms.ChoiceField(label=_("kind"), choices=Indicator.Kind.choices)
    unit = forms.CharField(label=_("unit"), max_length=60, required=False)
    baseline = forms.DecimalField(
        label=_("baseline"), required=False, max_digits=14, decimal_places=2
    )
    target = forms.DecimalField(label=_("target"), required=False, max_digits=14, decimal_places=2)


class ActualForm(forms.Form):
    """The value an indicator reached."""

    actual = forms.DecimalField(label=_("actual"), required=False, max_digits=14, decimal_places=2)


class RecordForm(forms.Form):
    """A register of this program that proves something of a year."""

    source_code = forms.ChoiceField(label=_("register that proves it"))
    source_year = forms.IntegerField(label=_("fiscal year"), min_value=2500, max_value=2700)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(source.code, source.label) for source in registry.list_all()]
        self.fields["source_code"].choices = choices  # type: ignore[attr-defined]
