"""Pure rules: when an item counts, what the score would be, when to remind.

An item scores 100 or 0: every required component shown and as asked, or nothing (OIT manual of the
National Anti-Corruption Commission, "100 คะแนน: เปิดเผยข้อมูลครบถ้วนตามองค์ประกอบที่กำหนด").
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from prongsai.disclosure.checking import Level
from prongsai.disclosure.checking import State as Fresh
from prongsai.registerkit.reminders import find_cause

LEADS = (30, 14, 7)
FULL, NOTHING = 100.0, 0.0


class State(StrEnum):
    """How a component or an item stands; from best to worst."""

    READY = "ready"
    OPTIONAL = "optional"  # not required, and not there
    LOOK = "look"  # it counts, but somebody should look
    FAILED = "failed"
    MISSING = "missing"


WORST_FIRST = (State.MISSING, State.FAILED, State.LOOK, State.OPTIONAL, State.READY)
COLOURS = {
    State.READY: "green",
    State.OPTIONAL: "green",
    State.LOOK: "amber",
    State.FAILED: "red",
    State.MISSING: "red",
}


def component_state(*, is_required: bool, levels: Sequence[str], freshness: Sequence[str]) -> State:
    """How a component stands by the levels and the freshness of its proofs.

    Levels are those of the checks, "" where nobody checked yet. One failed proof fails it: an
    assessor opens each address that the office gives. What is not required costs no score, so its
    failure is only worth a look.
    """
    if not levels:
        return State.MISSING if is_required else State.OPTIONAL
    if Level.FAIL in levels:
        return State.FAILED if is_required else State.LOOK
    is_fresh = all(value == Fresh.FRESH for value in freshness)
    return State.READY if is_fresh and all(level == Level.OK for level in levels) else State.LOOK


def is_red(state: State) -> bool:
    """Whether a component in this state costs its item the score."""
    return COLOURS[state] == "red"


def worst(states: Iterable[State]) -> State:
    """The worst of several states; nothing at all is missing."""
    found = set(states)
    return next((state for state in WORST_FIRST if state in found), State.MISSING)


def item_score(states: Iterable[State]) -> float:
    """100 when nothing is missing or failed, else 0."""
    found = list(states)
    is_whole = bool(found) and not {State.MISSING, State.FAILED} & set(found)
    return FULL if is_whole else NOTHING


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else NOTHING


def indicator_scores(
    scores: Iterable[tuple[str, str, float]], oit_mean_of: str
) -> dict[str, float]:
    """Scores (0–100) by indicator from (indicator, sub-indicator, score) of each item.

    `oit_mean_of`: "items", or "sub-indicators" where each sub-indicator weighs the same.
    """
    groups: dict[str, dict[str, list[float]]] = {}
    for indicator, sub, score in scores:
        groups.setdefault(indicator, {}).setdefault(sub, []).append(score)
    if oit_mean_of == "sub-indicators":
        return {code: _mean(map(_mean, subs.values())) for code, subs in groups.items()}
    return {code: _mean(itertools.chain(*subs.values())) for code, subs in groups.items()}


def oit_score(indicators: Mapping[str, float]) -> float:
    """The OIT score (0–100): the mean of its indicators."""
    return _mean(indicators.values())


def find_lead(due_on: dt.date, on: dt.date) -> str:
    """Why to tell keepers of a day: thirty, fourteen and seven days before, then as registers do.

    Each cause ("in-30", "before", "due", "late-0" …) is told once; an empty text tells nothing.
    """
    days = (due_on - on).days
    usual = find_cause(due_on, on)
    if usual:
        return usual
    passed = [lead for lead in LEADS if days <= lead]
    return f"in-{min(passed)}" if passed else ""
