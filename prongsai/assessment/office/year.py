"""One year's result: its scores, what does not add up, the level and why it is not the next one."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from prongsai.assessment import services
from prongsai.assessment.office.rows import list_groups, show_level, total_row
from prongsai.assessment.office.tabs import get_or_404, year_tabs
from prongsai.assessment.onward import list_onward
from prongsai.assessment.queries import Scores
from prongsai.assessment.rules.sums import round_score
from prongsai.assessment.wording import level_key
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.common.sheets import Cell
from prongsai.registerkit.exports import Column, respond_register

COLUMNS = (
    Column("fiscal_year", "ปีงบประมาณ", 12),
    Column("kind", "ประเภท", 16),
    Column("code", "รหัส", 12),
    Column("part", "ส่วน", 10),
    Column("title", "รายการ", 60),
    Column("stated", "คะแนนที่ประกาศ", 16),
    Column("computed", "คะแนนที่คำนวณได้", 16),
)


class RemoveForm(forms.Form):
    """Why a result is taken away."""

    reason = forms.CharField(label=_("Why"), max_length=500)


def page(request: HttpRequest, year: int) -> HttpResponse:
    """The scores of a year with what follows from them."""
    scores = get_or_404(year)
    groups = list_groups(scores)
    reached = scores.sums.reached if scores.sums else None
    stated_level = scores.stated.level
    context: dict[str, Any] = {
        "result": scores.result,
        "total": total_row(scores),
        "groups": groups,
        "off": [row for group in groups for row in group.rows if row.is_off],
        "has_catalogue": scores.sums is not None,
        "is_draft": bool(scores.catalogue and scores.catalogue.is_draft),
        "stated_level": stated_level,
        "level_differs": bool(
            reached and stated_level and level_key(stated_level) != level_key(reached.level.title)
        ),
        "versions": scores.result.versions.select_related("saved_by")[:20],
        "onward": list_onward(request.user, year),
        **show_level(reached),
        **year_tabs(request.user, year, "year"),
    }
    return render(request, "assessment/year.html", context)


def export(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The scores of a year as XLSX, CSV or JSON; the file can be imported again."""
    return respond_register(kind, f"ita-{year}", COLUMNS, _rows(get_or_404(year)))


def _rows(scores: Scores) -> Iterator[list[Cell]]:
    year, stated, sums = scores.result.fiscal_year, scores.stated, scores.sums
    lines = sums.lines.values() if sums else ()
    for line in lines:
        if line.score is not None:
            key = line.key
            yield [
                year,
                key.kind,
                key.code,
                key.part,
                line.title,
                _number(line.stated),
                _number(line.computed),
            ]
    for key, score in () if sums else stated.scores.items():
        yield [year, key.kind, key.code, key.part, "", _number(score), None]
    computed = sums.total.computed if sums else None
    yield [year, "total", "ITA", "", "คะแนนรวม", _number(stated.total), _number(computed)]


def _number(score: Any) -> float | None:
    return None if score is None else float(round_score(score))


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, year: int) -> HttpResponse:
    """Take a result away that stands in the wrong year."""
    get_or_404(year)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and try_to(
        lambda: services.remove_result(
            actor=request.user, year=year, reason=form.cleaned_data["reason"]
        ),
        form,
    ):
        messages.success(request, _t("The result was taken away; its versions stay."))
        return redirect("assessment_index")
    context = {"form": form, **year_tabs(request.user, year, "year")}
    status = WRONG_INPUT if form.errors else 200
    return render(request, "assessment/remove.html", context, status=status)
