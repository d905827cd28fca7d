"""What an approver, and an officer with a signed paper, fill in."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.approvals.models import Step, StepKind, Verdict
from prongsai.approvals.queries import Desk, find_last_scan
from prongsai.approvals.rules import DEFAULT_OPINION, list_verdicts, needs_reason
from prongsai.common.dates import BuddhistDateField
from prongsai.organization.models import Position, Role

DRAWN = "data:image/png;base64,"


def area(rows: int) -> forms.Textarea:
    """A text box of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class SignForm(forms.Form):
    """One opinion per opinion desk, the reason of a refusal or return, an optional signature."""

    digest = forms.CharField(widget=forms.HiddenInput)
    desks = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("Reason"), widget=area(3), required=False, max_length=2000)
    picture = forms.FileField(
        label=_("Picture of the signature"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    drawn = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        self.fields["digest"].initial = desk.round.sha256
        self.fields["desks"].initial = ",".join(str(step.order) for step in desk.steps)
        for step in desk.steps:
            if step.kind == StepKind.OPINION:
                self.fields[f"opinion_{step.order}"] = forms.CharField(
                    label=_("Opinion as %(position)s") % {"position": step.position_title},
                    widget=area(2),
                    required=False,
                    max_length=2000,
                    initial=DEFAULT_OPINION,
                )

    def renew(self, desk: Desk) -> None:
        """Shown again beside the newest text, what was typed stays and is about that text."""
        orders = ",".join(str(step.order) for step in desk.steps)
        self.data = {**self.data.dict(), "digest": desk.round.sha256, "desks": orders}  # type: ignore[attr-defined]

    def opinion_fields(self) -> list[forms.BoundField]:
        """The opinion boxes in the order of the desks."""
        return [self[name] for name in self.fields if name.startswith("opinion_")]

    def opinions(self) -> list[str]:
        """One text per desk; an empty one where no opinion is asked."""
        return [self.cleaned_data.get(f"opinion_{s.order}", "") for s in self.desk.steps]

    def clean_desks(self) -> list[int]:
        """The orders of the desks that were shown."""
        orders = self.cleaned_data["desks"].split(",")
        return [int(order) for order in orders if order.isascii() and order.isdecimal()]

    def clean_drawn(self) -> bytes:
        """The drawn signature as PNG bytes."""
        text = self.cleaned_data["drawn"]
        if not text:
            return b""
        if not text.startswith(DRAWN):
            raise forms.ValidationError(_("The picture of the signature can't be opened."))
        try:
            return base64.b64decode(text[len(DRAWN) :], validate=True)
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError(
                _("The picture of the signature can't be opened.")
            ) from error

    def picture_bytes(self) -> bytes:
        """The uploaded picture, else the drawn one."""
        upload = self.cleaned_data.get("picture")
        return upload.read() if upload else self.cleaned_data["drawn"]


class PaperForm(forms.Form):
    """A signature given on paper, as it stands there."""

    digest = forms.CharField(widget=forms.HiddenInput)
    at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    verdict = forms.ChoiceField(label=_("What was decided"))
    name = forms.CharField(label=_("Name"), max_length=200)
    lines = forms.CharField(
        label=_("Capacity, one line each, as signed"), widget=area(2), max_length=600
    )
    signed_on = BuddhistDateField(label=_("Date of the signature"))
    opinion = forms.CharField(label=_("Opinion"), widget=area(2), required=False, max_length=2000)
    reason = forms.CharField(
        label=_("Reason"),
        widget=area(2),
        required=False,
        max_length=2000,
        help_text=_("When it was not approved or was returned."),
    )
    scan = forms.FileField(
        label=_("Photo or scan of the signed paper"),
        help_text=_("PDF or a photo. It is published with the document."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/*"}),
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step, capacity = desk.steps[0], desk.capacities[0]
        self.fields["digest"].initial = desk.round.sha256
        self.fields["at"].initial = step.order
        labels = dict(Verdict.choices)
        self.earlier = find_last_scan(desk.round)
        if self.earlier is not None:
            self.fields["scan"].required = False
            self.fields["scan"].help_text = _(
                "Leave it empty when the paper recorded before shows this signature too."
            )
        verdicts = list_verdicts(step.kind)
        self.fields["verdict"].choices = [(v, labels[Verdict(v)]) for v in verdicts]  # type: ignore[attr-defined]
        if len(verdicts) == 1:
            self.fields["verdict"].widget = forms.HiddenInput()
            self.fields["verdict"].initial = verdicts[0]
        if capacity is not None:
            self.fields["name"].initial = str(capacity.user)
            self.fields["lines"].initial = "\n".join(capacity.lines)
        if step.kind != StepKind.OPINION:
            del self.fields["opinion"]
        if not any(needs_reason(verdict) for verdict in verdicts):
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """The scan recorded last stands in for one that is left out."""
        return {**self.cleaned_data, "earlier_scan": self.earlier}

    def is_about(self, desk: Desk) -> bool:
        """Whether what was typed speaks of this desk and text."""
        said = self.data.get("digest"), self.data.get("at")
        return said == (desk.round.sha256, str(desk.steps[0].order))


class WithdrawForm(forms.Form):
    """Why a document is taken back."""

    reason = forms.CharField(label=_("Reason"), widget=area(2), max_length=1000)


class DeskForm(forms.Form):
    """One desk of a chain."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("(no further desk)")), *StepKind.choices]
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("(a fixed position)")), *Role.choices], required=False
    )
    position = forms.ModelChoiceField(
        label=_("Position"),
        queryset=Position.objects.filter(is_active=True),
        required=False,
        empty_label=_("(by role)"),
    )
    days = forms.IntegerField(label=_("Working days to act"), min_value=1, max_value=60)

    @property
    def is_new(self) -> bool:
        """Whether it is the empty line that adds a desk."""
        return not self.initial

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            self.fields["kind"].choices = StepKind.choices  # type: ignore[attr-defined]


class BaseChainFormSet(forms.BaseFormSet):
    """The desks of a chain and one empty line."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Words for the place in the chain and for taking a desk out."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place")
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this desk out")

    def rows(self) -> list[dict[str, Any]]:
        """What was typed, in order; a new desk takes its place before the one that has it.

        Without a place it comes before the last: the decision ends a chain.
        """
        filled = [f for f in self.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        last = max((f.cleaned_data["ORDER"] or 0 for f in filled), default=0)
        filled.sort(key=lambda f: (f.cleaned_data["ORDER"] or last, not f.is_new))
        return [form.cleaned_data for form in filled]


ChainFormSet = forms.formset_factory(
    DeskForm,
    formset=BaseChainFormSet,
    extra=1,
    can_delete=True,
    can_delete_extra=False,
    can_order=True,
    max_num=12,
)


def describe(steps: Sequence[Step]) -> str:
    """The positions of a desk as one text."""
    return " · ".join(step.position_title for step in steps)
