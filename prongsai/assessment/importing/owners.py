"""Which instrument a line belongs to, and what bare numbers beside instruments can count."""

from collections.abc import Sequence

from prongsai.assessment.rules.shapes import ITEM, QUESTION, SUB_INDICATOR, Key

FIRST = {"IIT": 1, "EIT": 6}  # the first indicator of each instrument with questions
OWNERS = {str(n): "IIT" if n < 6 else "EIT" if n < 9 else "OIT" for n in range(1, 11)}


def count_indicators(instrument: str) -> int:
    """How many indicators an instrument has."""
    return list(OWNERS.values()).count(instrument)


def run_over_indicators(pairs: Sequence[tuple[str, int]]) -> bool:
    """Whether the numbers run from one indicator to the next through the instruments."""
    fits = all(OWNERS.get(str(number)) == owner for owner, number in pairs)
    return fits and any(owner != "IIT" for owner, _number in pairs)


def exceed_indicators(pairs: Sequence[tuple[str, int]]) -> bool:
    """Whether the numbers can only count questions: they begin anew with the EIT, and go on to
    more than it has parts; or the IIT has more than its five indicators."""
    has_many = any(owner == "IIT" and number > 5 for owner, number in pairs)
    return has_many or {("EIT", n) for n in (1, 2, 3)} <= set(pairs)


def owner_of(key: Key) -> str:
    """The instrument of an indicator, question or item."""
    if key.kind == ITEM or key.kind == SUB_INDICATOR:
        return "OIT"
    if key.kind == QUESTION:
        return "EIT" if key.code.startswith("e") else "IIT"
    return OWNERS.get(key.code, "")
