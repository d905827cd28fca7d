"""What if: other scores typed in, and the total and level that would follow. Nothing is saved."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from prongsai.assessment.importing.numbers import read_score
from prongsai.assessment.office.rows import show_level, show_score
from prongsai.assessment.office.tabs import get_or_404, year_tabs
from prongsai.assessment.queries import Scores
from prongsai.assessment.rules.changes import imagine, is_possible
from prongsai.assessment.rules.shapes import FULL, INDICATOR, INSTRUMENT, ITEM, PART, Key, Line
from prongsai.assessment.wording import name_of

ASKED = "asked"


def page(request: HttpRequest, year: int) -> HttpResponse:
    """A form of the year's items and indicators; what follows stands above it."""
    scores = get_or_404(year)
    context: dict[str, Any] = {"result": scores.result, **year_tabs(request.user, year, "what-if")}
    if scores.sums is None or scores.catalogue is None:
        return render(request, "assessment/what_if.html", context)
    changes, wrong = _changes(request, scores)
    outcome = imagine(scores.catalogue, scores.sums, changes)
    lines = [
        (line, outcome.lines[line.key])
        for kind in (INSTRUMENT, PART)
        for line in scores.sums.of(kind)
    ]
    context |= {
        "has_catalogue": True,
        "wrong": wrong,
        "is_changed": bool(changes),
        "before": show_score(scores.sums.total.score),
        "after": show_score(outcome.total.score),
        "level_before": show_level(scores.sums.reached),
        "level_after": show_level(outcome.reached),
        "lines": [
            (name_of(a.key), a.title, show_score(a.score), show_score(b.score)) for a, b in lines
        ],
        "items": _items(scores, changes),
        "indicators": [
            _field(request, line) for line in scores.sums.of(INDICATOR) if line.score is not None
        ],
    }
    return render(request, "assessment/what_if.html", context, status=422 if wrong else 200)


def _changes(request: HttpRequest, scores: Scores) -> tuple[dict[Key, Decimal], list[str]]:
    """What was typed and differs from the result, and what can't be."""
    found: dict[Key, Decimal] = {}
    wrong: list[str] = []
    if ASKED not in request.GET or scores.sums is None:
        return found, wrong
    for line in scores.sums.of(ITEM):
        after = FULL if request.GET.get(_name(line)) else Decimal(0)
        if line.score is not None and after != (FULL if line.score == FULL else 0):
            found[line.key] = after
    for line in scores.sums.of(INDICATOR):
        text = request.GET.get(_name(line), "").strip()
        if not text or line.score is None or text == show_score(line.score):
            continue
        score = read_score(text)
        if score is None or not is_possible(INDICATOR, score):
            wrong.append(_("%(code)s: write a number from 0 to 100.") % {"code": name_of(line.key)})
        else:
            found[line.key] = score
    return found, wrong


def _name(line: Line) -> str:
    return f"{line.key.kind}-{line.key.code}"


def _items(scores: Scores, changes: dict[Key, Decimal]) -> list[dict[str, Any]]:
    assert scores.sums is not None
    return [
        {
            "name": _name(line),
            "code": line.key.code,
            "title": line.title,
            "is_passed": changes.get(line.key, line.score) == FULL,
            "was_passed": line.score == FULL,
        }
        for line in scores.sums.of(ITEM)
        if line.score is not None
    ]


def _field(request: HttpRequest, line: Line) -> dict[str, str]:
    value = request.GET.get(_name(line)) or show_score(line.score)
    return {"name": _name(line), "label": name_of(line.key), "title": line.title, "value": value}
