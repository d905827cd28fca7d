"""What the year would score today, and how many days are left."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.catalogues.shapes import Catalogue, Step
from prongsai.disclosure import rules
from prongsai.disclosure.queries.board import Board

WINDOWS = ("disclosure", "appeal")


@dataclass(frozen=True)
class Score:
    """An indicator with its score (0–100) and how many of its items count."""

    code: str
    title: str
    score: float
    done: int
    total: int


@dataclass(frozen=True)
class Readiness:
    """What the items would give (0–100), as the catalogue's rules weigh them."""

    indicators: Sequence[Score]
    oit: float
    done: int
    total: int
    weight: float  # of the OIT in the total, per cent

    @property
    def points(self) -> float:
        """What the OIT adds to the year's total."""
        return self.oit * self.weight / 100


@dataclass(frozen=True)
class Window:
    """A step of the calendar as seen from a day: "ahead", "open" or "over", and days left."""

    step: Step
    state: str
    days: int


def get_readiness(board: Board) -> Readiness:
    """The scores of a year by the all-or-nothing rule."""
    rows = [(ln.item.indicator, ln.item.sub_indicator, ln.score) for ln in board.lines]
    scores = rules.indicator_scores(rows, board.catalogue.oit_mean_of)
    titles = {row.code: row.title for row in board.catalogue.indicators}
    indicators = []
    for code, score in scores.items():
        own = [line for line in board.lines if line.item.indicator == code]
        done = sum(line.score > 0 for line in own)
        indicators.append(Score(code, titles.get(code, ""), score, done, len(own)))
    weight = next((i.weight for i in board.catalogue.instruments if i.code == "OIT"), 0.0)
    return Readiness(
        indicators=indicators,
        oit=rules.oit_score(scores),
        done=sum(line.score > 0 for line in board.lines),
        total=len(board.lines),
        weight=weight,
    )


def list_windows(catalogue: Catalogue, on: dt.date) -> list[Window]:
    """The disclosure and the clarification window, with the days to their beginning or end."""
    steps = [catalogue.find_step(code) for code in WINDOWS]
    return [_window(step, on) for step in steps if step is not None]


def _window(step: Step, on: dt.date) -> Window:
    if on < step.starts_on:
        return Window(step, "ahead", (step.starts_on - on).days)
    if on <= step.ends_on:
        return Window(step, "open", (step.ends_on - on).days)
    return Window(step, "over", (on - step.ends_on).days)


def deadline_of(catalogue: Catalogue) -> dt.date | None:
    """The last day of the disclosure window, by which everything must be shown."""
    step = catalogue.find_step("disclosure")
    return step.ends_on if step else None
