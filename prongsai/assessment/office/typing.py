"""Typing a result in, or correcting it: one field for each line of the year's catalogue."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.assessment import services
from prongsai.assessment.importing.numbers import read_score
from prongsai.assessment.office.tabs import year_tabs
from prongsai.assessment.queries import find_result
from prongsai.assessment.queries.results import stated_of
from prongsai.assessment.rules.shapes import (
    FULL,
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    Key,
    Stated,
)
from prongsai.assessment.services import ResultDraft
from prongsai.assessment.services.results import YEARS
from prongsai.assessment.wording import name_of, plain_score
from prongsai.catalogues.queries import find_catalogue
from prongsai.catalogues.reading import list_shipped_years, read_catalogue
from prongsai.catalogues.shapes import Catalogue
from prongsai.common.dates import BuddhistDateField
from prongsai.common.forms import WRONG_INPUT, try_to


class ScoreField(forms.CharField):
    """A score 0–100 typed with Thai or Arabic digits, point or comma; cleans to Decimal or None."""

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off", "class": "p-narrow"}
        super().__init__(
            required=False, widget=forms.TextInput(attributes), max_length=20, **options
        )

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        score = read_score(text)
        if score is None or not 0 <= score <= FULL:
            raise forms.ValidationError(_("Write a number from 0 to 100."))
        return score


class ResultForm(forms.Form):
    """The total, level and date, then the lines of the catalogue as `score-<kind>-<code>`."""

    total = ScoreField(label=_("Total as announced"))
    level = forms.CharField(label=_("Level as announced"), required=False, max_length=100)
    announced_on = BuddhistDateField(label=_("Announced on"), required=False)
    reason = forms.CharField(
        label=_("Why it is corrected"), required=False, max_length=500,
        help_text=_("Kept with the earlier scores."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, year: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = dict(_fields(year))
        for name, (key, title) in self.keys.items():
            self.fields[name] = ScoreField(label=f"{name_of(key)} {title}".strip())

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields of scores under their heads."""
        heads = {
            INSTRUMENT: _("Instruments"), PART: _("Parts of the EIT"), INDICATOR: _("Indicators"),
            QUESTION: _("Questions of IIT and EIT"), ITEM: _("Disclosure items (OIT)"),
        }  # fmt: skip
        return [
            (head, fields)
            for kind, head in heads.items()
            if (
                fields := [
                    self[name] for name, (key, _title) in self.keys.items() if key.kind == kind
                ]
            )
        ]

    def stated(self, before: Stated) -> Stated:
        """What was typed; lines that the form does not show stay as they are."""
        shown = {key for key, _title in self.keys.values()}
        scores = {key: score for key, score in before.scores.items() if key not in shown}
        data = self.cleaned_data
        scores |= {
            key: data[name] for name, (key, _t) in self.keys.items() if data[name] is not None
        }
        return Stated(scores, data["total"], data["level"].strip())


def _fields(year: int) -> Iterator[tuple[str, tuple[Key, str]]]:
    catalogue = find_catalogue(year)
    for key, title in _lines(_catalogue(year)):
        if catalogue is not None or key.kind in (INSTRUMENT, INDICATOR):
            yield f"score-{key.kind}-{key.code}", (key, title)


def _catalogue(year: int) -> Catalogue:
    """The year's catalogue; before the first one that of the first year, of which little is asked."""
    return find_catalogue(year) or read_catalogue(list_shipped_years()[0])


def _lines(catalogue: Catalogue) -> Iterator[tuple[Key, str]]:
    for instrument in catalogue.instruments:
        yield Key(INSTRUMENT, instrument.code), instrument.title
        for part in instrument.parts:
            yield Key(PART, part.code), part.title
    for indicator in catalogue.indicators:
        yield Key(INDICATOR, indicator.code), indicator.title
    for question in catalogue.questions:
        yield Key(QUESTION, question.code), question.text
    for item in catalogue.items:
        yield Key(ITEM, item.code), item.title


def choose(request: HttpRequest) -> HttpResponse:
    """From the year that was chosen to its form."""
    typed = request.GET.get("year", "")
    if typed.isdecimal() and int(typed) in YEARS:
        return redirect("assessment_type", int(typed))
    messages.error(request, _t("Write a year of the Buddhist era, e.g. 2568."))
    return redirect("assessment_index")


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, year: int) -> HttpResponse:
    """Type a result in, or correct what stands there."""
    if year not in YEARS:
        messages.error(request, _t("Write a year of the Buddhist era, e.g. 2568."))
        return redirect("assessment_index")
    result = find_result(year)
    before = stated_of(result) if result else Stated()
    form = ResultForm(
        year,
        request.POST if request.method == "POST" else None,
        initial=_initial(year, before, result),
    )

    def act() -> None:
        services.save_result(
            actor=request.user,
            draft=ResultDraft(
                year,
                form.stated(before),
                announced_on=form.cleaned_data["announced_on"],
                reason=form.cleaned_data["reason"],
                base_version=form.cleaned_data["version"] if result else None,
            ),
        )

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("The result was saved."))
        return redirect("assessment_year", year)
    context = {
        "form": form,
        "result": result,
        "levels": [level.title for level in _catalogue(year).levels],
        **year_tabs(request.user, year, "year"),
    }
    status = WRONG_INPUT if form.errors else 200
    return render(request, "assessment/type.html", context, status=status)


def _initial(year: int, before: Stated, result: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "level": before.level,
        "total": "" if before.total is None else plain_score(before.total),
        "announced_on": result.announced_on if result else None,
        "version": result.version if result else 0,
    }
    for name, (key, _title) in _fields(year):
        if key in before.scores:
            found[name] = plain_score(before.scores[key])
    return found
