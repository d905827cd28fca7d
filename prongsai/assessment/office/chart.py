"""The trend of scores as a drawing: points and lines that the template puts into an SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from prongsai.assessment.queries import Scores
from prongsai.assessment.rules.shapes import INSTRUMENT

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 640, 280, 44, 28, 34, 84
STEP = 10


@dataclass(frozen=True)
class Curve:
    """The line of one score through the years; `at` are its points with their values."""

    code: str
    name: str
    path: str
    at: Sequence[tuple[float, float, str]]
    label_y: float


def draw_trend(years: Sequence[Scores], changes: Mapping[int, str]) -> dict[str, Any] | None:
    """What the SVG needs; None with fewer than two years that have a score."""
    values = {
        code: [_value(scores, code) for scores in years] for code in ("ITA", "IIT", "EIT", "OIT")
    }
    known = [v for row in values.values() for v in row if v is not None]
    if len(years) < 2 or not known:
        return None
    floor = max(0, min(80, int(min(known)) // STEP * STEP))
    xs = [LEFT + at * (WIDTH - LEFT - RIGHT) / (len(years) - 1) for at in range(len(years))]
    curves = [
        _curve(code, row, xs, floor)
        for code, row in values.items()
        if any(v is not None for v in row)
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "right": WIDTH - RIGHT,
        "bottom": HEIGHT - BOTTOM,
        "top": TOP,
        "curves": _spread(curves),
        "grid": [(_y(Decimal(value), floor), value) for value in range(floor, 101, STEP)],
        "years": [
            (x, scores.result.fiscal_year, scores.result.fiscal_year in changes)
            for x, scores in zip(xs, years, strict=True)
        ],
        "left": LEFT,
        "name": _("Scores by year"),
    }


def _value(scores: Scores, code: str) -> Decimal | None:
    if code == "ITA":
        return scores.sums.total.score if scores.sums else scores.stated.total
    if scores.sums is None:
        found = (
            s for k, s in scores.stated.scores.items() if k.kind == INSTRUMENT and k.code == code
        )
        return next(found, None)
    line = scores.sums.find(INSTRUMENT, code)
    return line.score if line else None


def _y(value: Decimal, floor: int) -> float:
    share = float(value - floor) / (100 - floor)
    return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)


def _curve(code: str, row: Sequence[Decimal | None], xs: Sequence[float], floor: int) -> Curve:
    at = [
        (round(x, 1), _y(v, floor), f"{v:.2f}")
        for x, v in zip(xs, row, strict=True)
        if v is not None
    ]
    path = " ".join(f"{x},{y}" for x, y, _text in at)
    name = _("Total") if code == "ITA" else code
    return Curve(code, name, path, at, at[-1][1])


def _spread(curves: Sequence[Curve]) -> list[Curve]:
    """The names at the ends of the lines moved apart so that each can be read."""
    placed: list[Curve] = []
    last = -100.0
    for curve in sorted(curves, key=lambda each: each.label_y):
        last = max(curve.label_y, last + 16)
        placed.append(Curve(curve.code, curve.name, curve.path, curve.at, last))
    return placed
