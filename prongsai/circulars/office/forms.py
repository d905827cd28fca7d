"""Forms of who leads a circular: start it, add people, exempt, count a sheet."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from prongsai.circulars import queries
from prongsai.circulars.content import Subject
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.rules import (
    USUAL_PASS_MARK,
    Named,
    Question,
    QuestionProblem,
    parse_names,
    parse_questions,
)
from prongsai.circulars.services import Audience, Test
from prongsai.common.dates import BuddhistDateField
from prongsai.evidence.forms import ManyFilesField

DAYS_TO_READ, NEWEST = 7, 40
ACCEPT = "image/*,.pdf,.docx,.xlsx,.pptx,.csv,.txt"


class AudienceForm(forms.Form):
    """Who should read; only what the actor reaches is offered."""

    is_everyone = forms.BooleanField(label=_("Everybody of the organization"), required=False)
    divisions = forms.MultipleChoiceField(
        label=_("Whole divisions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    positions = forms.MultipleChoiceField(
        label=_("Positions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.MultipleChoiceField(
        label=_("Single persons"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label=_("Names without an account"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One person a line: name, division, position. Lines copied from Excel or Word work too."
        ),
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reach_all = queries.reaches_everybody(actor)
        self._divisions = {str(d.pk): d for d in queries.list_divisions_for(actor)}
        own = None if self.reach_all else {d.pk for d in self._divisions.values()}
        colleagues = [
            c
            for c in queries.list_colleagues(timezone.localdate())
            if own is None or c.position.division_id in own
        ]
        self._people = {str(c.user.pk): c.user for c in colleagues}
        self._positions = {str(c.position.pk): c.position for c in colleagues}
        for name, found in (("divisions", self._divisions), ("positions", self._positions)):
            self._offer(name, [(key, str(value)) for key, value in found.items()])
        self._offer(
            "people", [(str(c.user.pk), f"{c.user} · {c.position.title}") for c in colleagues]
        )
        if not self.reach_all:
            del self.fields["is_everyone"]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_names(self) -> list[Named]:
        """The people typed or pasted."""
        return parse_names(self.cleaned_data["names"])

    def audience(self) -> Audience | None:
        """What was chosen; None for nothing at all."""
        data = self.cleaned_data
        audience = Audience(
            is_everyone=data.get("is_everyone", False),
            divisions=[self._divisions[key] for key in data["divisions"]],
            positions=[self._positions[key] for key in data["positions"]],
            people=[self._people[key] for key in data["people"]],
            names=data["names"],
        )
        return None if audience == Audience(False, [], [], [], []) else audience


class StartForm(AudienceForm):
    """A new circular: one document, deadline, message, audience, questions."""

    paper = forms.ChoiceField(label=_("Issued paper"), required=False)
    upload = forms.FileField(
        label=_("Upload a file"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=_("PDF is best: its pages are shown on the phone at once."),
    )
    evidence = forms.ChoiceField(label=_("File among the evidence"), required=False)
    link = forms.CharField(
        label=_("Link"),
        max_length=1000,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Empty: the title of the document."),
    )
    message = forms.CharField(
        label=_("Message to the readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due_on = BuddhistDateField(label=_("Acknowledge by"))
    questions = forms.CharField(
        label=_("Questions"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "First line: the question. Below it * in front of right answers, - in front of wrong "
            "ones, > in front of the explanation. An empty line before the next question."
        ),
    )
    pass_mark = forms.IntegerField(
        label=_("Pass mark in percent"),
        min_value=1,
        max_value=100,
        required=False,
        widget=forms.NumberInput(attrs={"class": "p-narrow"}),
    )
    attempts_allowed = forms.IntegerField(
        label=_("Attempts allowed"),
        min_value=0,
        max_value=99,
        required=False,
        widget=forms.NumberInput(attrs={"class": "p-narrow"}),
        help_text=_("0: as often as needed. After the last attempt it counts with its score."),
    )
    only_missing = forms.BooleanField(
        label=_("Only who has not acknowledged the new version"), required=False
    )

    DOCUMENT = ("paper", "upload", "evidence", "link")

    def __init__(
        self,
        *args: Any,
        actor: Any,
        paper: str = "",
        evidence: str = "",
        previous: Circulation | None = None,
        **kwargs: Any,
    ) -> None:
        initial = {
            "due_on": timezone.localdate() + dt.timedelta(days=DAYS_TO_READ),
            "pass_mark": USUAL_PASS_MARK,
            "attempts_allowed": 0,
            "paper": paper,
            "evidence": evidence,
        } | kwargs.pop("initial", {})
        super().__init__(*args, actor=actor, initial=initial, **kwargs)
        self._papers = queries.list_papers_to_circulate(paper, NEWEST)
        self._evidence = queries.list_files_to_circulate(evidence, NEWEST)
        for name, found in (("paper", self._papers), ("evidence", self._evidence)):
            choices = [(str(row.public_id), str(row)[:110]) for row in found]
            self._offer(name, [("", "–"), *choices])
        if previous is None:
            del self.fields["only_missing"]

    def clean_questions(self) -> list[Question]:
        """The questions as they were typed."""
        try:
            return parse_questions(self.cleaned_data["questions"])
        except QuestionProblem as problem:
            raise forms.ValidationError(_say_problem(problem)) from problem

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [name for name in self.DOCUMENT if data.get(name)]
        if not set(self.DOCUMENT) & set(self.errors) and len(chosen) != 1:
            self.add_error("paper", _("Choose one document: a paper, a file or a link."))
        return data

    def subject(self) -> Subject:
        """The chosen document; empty when a file is uploaded."""
        data = self.cleaned_data
        return Subject(
            paper=_find(self._papers, data["paper"]),
            evidence=_find(self._evidence, data["evidence"]),
            link=data["link"].strip(),
        )

    def test(self) -> Test:
        """The questions with their rules."""
        data = self.cleaned_data
        return Test(data["questions"], data["pass_mark"] or 0, data["attempts_allowed"] or 0)


def _find(rows: Sequence[Any], public_id: str) -> Any:
    return next((row for row in rows if str(row.public_id) == public_id), None)


def _say_problem(problem: QuestionProblem) -> str:
    return {
        "text": _t("Question %(number)s: its first line must be the question."),
        "choices": _t("Question %(number)s: give at least two different answers."),
        "right": _t("Question %(number)s: mark the right answer with *, and leave a wrong one."),
        "many": _t("These are too many questions; the limit is before number %(number)s."),
    }[problem.code] % {"number": problem.number}


class ReasonForm(forms.Form):
    """Why a person is exempted."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example on leave, retired, moved."),
    )


class SheetForm(forms.Form):
    """A signature sheet: its photos, the day of the signatures, a tick and perhaps a day each."""

    uploads = ManyFilesField(label=_("Photos of the sheet"))
    on = BuddhistDateField(label=_("Day of the signatures"))

    def __init__(self, *args: Any, people: Sequence[Recipient], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["on"].initial = timezone.localdate()
        for person in people:
            self.fields[f"signed-{person.pk}"] = forms.BooleanField(
                label=person.name, required=False
            )
            self.fields[f"on-{person.pk}"] = BuddhistDateField(
                label=_t("Other day of %(name)s") % {"name": person.name}, required=False
            )

    def rows(self) -> list[tuple[Recipient, Any, Any]]:
        """Each person with their two fields."""
        return [(p, self[f"signed-{p.pk}"], self[f"on-{p.pk}"]) for p in self.people]

    def signed(self) -> dict[int, dt.date]:
        """Who was ticked, with the day."""
        data = self.cleaned_data
        return {
            p.pk: data[f"on-{p.pk}"] or data["on"] for p in self.people if data[f"signed-{p.pk}"]
        }
