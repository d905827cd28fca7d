"""What is typed of a paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prongsai.correspondence import rules
from prongsai.correspondence.models import (
    Language,
    Paper,
    PaperKind,
    PaperLink,
    PaperTemplate,
    Secrecy,
    Urgency,
)
from prongsai.correspondence.papers.queries import list_papers
from prongsai.correspondence.services import LinkDraft, PaperDraft
from prongsai.evidence.forms import ManyFilesField
from prongsai.organization.models import Division

# What stays on paper is not offered.
SECRECIES = [choice for choice in Secrecy.choices if rules.may_be_electronic(choice[0])]
SUGGESTED = 200


class PaperForm(forms.Form):
    """The text of a paper and its classes; `kind` comes from the address."""

    subject = forms.CharField(label=_("Subject"), max_length=500)
    to = forms.CharField(label=_("Addressed to"), max_length=300, required=False)
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 18}),
        max_length=60_000,
        help_text=_(
            "An empty line begins a new paragraph; a line that begins with a number is an item; | parts name, position and duty in a list of people."
        ),
    )
    division = forms.ModelChoiceField(label=_("Division"), queryset=Division.objects.none())
    fiscal_year = forms.IntegerField(
        label=_("Fiscal year"), min_value=2500, max_value=2700, widget=forms.NumberInput
    )
    secrecy = forms.ChoiceField(label=_("Class of secrecy"), choices=SECRECIES, required=False)
    urgency = forms.ChoiceField(
        label=_("Class of urgency"), choices=Urgency.choices, required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    template = forms.ModelChoiceField(
        label=_("Own template"),
        queryset=PaperTemplate.objects.none(),
        required=False,
        empty_label=_("The program's layout"),
    )

    def __init__(self, *args: Any, kind: str, divisions: Sequence[Division], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["division"].queryset = Division.objects.filter(  # type: ignore[attr-defined]
            pk__in=[d.pk for d in divisions]
        )
        own = PaperTemplate.objects.filter(kind=kind, is_active=True)
        if own.exists():
            self.fields["template"].queryset = own  # type: ignore[attr-defined]
        else:
            del self.fields["template"]
        if rules.TRAITS[kind].is_for_everybody or kind == PaperKind.CERTIFICATE:
            del self.fields["to"]
        if kind != PaperKind.ANNOUNCEMENT:
            del self.fields["language"]

    def to_draft(self, class_code: str, links: Sequence[LinkDraft]) -> PaperDraft:
        """The cleaned values as the service takes them."""
        data = self.cleaned_data
        return PaperDraft(
            kind=self.kind,
            class_code=class_code,
            subject=data["subject"],
            to=data.get("to", ""),
            body=data["body"],
            division=data["division"],
            fiscal_year=data["fiscal_year"],
            secrecy=data["secrecy"],
            urgency=data["urgency"],
            language=data.get("language", Language.THAI),
            template=data.get("template"),
            links=links,
        )


class LinkForm(forms.Form):
    """One earlier paper: chosen from the suggestions, or named in words."""

    relation = forms.ChoiceField(label=_("What about it"), choices=PaperLink.Relation.choices)
    paper = forms.CharField(
        label=_("Earlier paper"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"list": "earlier-papers"}),
    )


LinkFormSet = forms.formset_factory(LinkForm, extra=2, max_num=30, absolute_max=40)


def suggest_papers(reader: Any) -> dict[str, Paper]:
    """Issued papers a person may read, by the words with which the form names them."""
    found = list_papers(reader).filter(state=Paper.State.ISSUED)[:SUGGESTED]
    return {
        f"{p.get_kind_display()} {p.number} {p.subject}": p  # type: ignore[attr-defined]
        for p in found
    }


def read_links(formset: Any, known: dict[str, Paper]) -> list[LinkDraft]:
    """The filled lines of the form."""
    drafts = []
    for form in formset.forms:
        text = form.cleaned_data.get("paper", "").strip()
        if text:
            target = known.get(text)
            drafts.append(LinkDraft(form.cleaned_data["relation"], target, "" if target else text))
    return drafts


class SubmitForm(forms.Form):
    """How whoever puts a paper forward signs it."""

    on_paper = forms.BooleanField(
        label=_("I sign on the printed paper"),
        required=False,
        help_text=_("You get the PDF to print; record your signature with its photo then."),
    )


class AttachForm(forms.Form):
    """Files that go with a paper."""

    uploads = ManyFilesField(label=_("Files or photos"))


class TemplateForm(forms.Form):
    """A Word file of the office's own."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PaperKind.choices)
    file = forms.FileField(
        label=_("Word file (DOCX)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
