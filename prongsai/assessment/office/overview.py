"""All years at a glance: the trend, the weakest points of the newest year, the way to its next level."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from prongsai.assessment.office.chart import draw_trend
from prongsai.assessment.office.rows import show_level, show_score, total_row
from prongsai.assessment.office.tabs import assessment_tabs
from prongsai.assessment.queries import Scores
from prongsai.assessment.queries.trends import list_changes, list_scores
from prongsai.assessment.rules.shapes import INDICATOR, INSTRUMENT, ITEM, QUESTION
from prongsai.assessment.rules.ways import Raise, find_way
from prongsai.assessment.rules.weaknesses import list_weakest
from prongsai.assessment.wording import name_of
from prongsai.thai.fiscal import fiscal_year_of

CODES = ("IIT", "EIT", "OIT")


def index(request: HttpRequest) -> HttpResponse:
    """Results by year, with the chart and its table; the newest year looked at closely."""
    years = list_scores()
    changes = list_changes(years)
    context: dict[str, Any] = {
        "years": [_year(scores) for scores in reversed(years)],
        "chart": draw_trend(years, changes),
        "changes": changes,
        **assessment_tabs(request.user, "results"),
        "this_year": fiscal_year_of(timezone.localdate()).year_be,
        **(_newest(years[-1]) if years else {}),
    }
    return render(request, "assessment/index.html", context)


def _year(scores: Scores) -> dict[str, Any]:
    sums = scores.sums
    lines = [sums.find(INSTRUMENT, code) if sums else None for code in CODES]
    stated = {
        key.code: score for key, score in scores.stated.scores.items() if key.kind == INSTRUMENT
    }
    return {
        "result": scores.result,
        "total": show_score(sums.total.score if sums else scores.stated.total),
        "is_off": bool(sums and sums.off),
        "scores": [
            (code, show_score(line.score if line else stated.get(code)))
            for code, line in zip(CODES, lines, strict=True)
        ],
        **show_level(sums.reached if sums else None),
    }


def _newest(scores: Scores) -> dict[str, Any]:
    if scores.sums is None or scores.catalogue is None:
        return {"newest": scores.result.fiscal_year}
    sums = scores.sums
    weak = {
        kind: [
            (name_of(line.key), line.title, show_score(score))
            for line, score in list_weakest(sums, kind)
        ]
        for kind in (INDICATOR, QUESTION)
    }
    failed = [(line.key.code, line.title) for line in sums.of(ITEM) if line.score == 0]
    way = find_way(scores.catalogue, sums)
    return {
        "newest": scores.result.fiscal_year,
        "newest_total": total_row(scores),
        "weak_indicators": weak[INDICATOR],
        "weak_questions": weak[QUESTION],
        "failed": failed,
        "reached": show_level(sums.reached),
        "way": way
        and {
            "level": way.level.title,
            "items": [_raise(each) for each in way.items],
            "indicators": [_raise(each) for each in way.indicators],
            "is_enough": way.is_enough,
            "total": show_score(way.outcome.total.score),
        },
    }


def _raise(each: Raise) -> dict[str, str]:
    return {
        "code": name_of(each.line.key),
        "title": each.line.title,
        "from": show_score(each.line.score),
        "to": show_score(each.to),
    }
