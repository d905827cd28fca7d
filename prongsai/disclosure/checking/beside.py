"""Places of one component seen together: a table that machines can read answers for the PDF beside it."""

from collections.abc import Sequence

from prongsai.disclosure.checking.outcomes import Level, Outcome, worst

_ANSWERED = ("machine-unreadable", "kind-differs")


def settle(found: Sequence[Sequence[Outcome]]) -> list[list[Outcome] | None]:
    """For each place what counts in place of its own outcomes; None where these count as they are.

    `found` are the outcomes of the public places of a component. A file that machines cannot read
    is no fault while another place shows a table that they can read and that passes.
    """
    if not any(_answers(outcomes) for outcomes in found):
        return [None] * len(found)
    return [_mend(outcomes) for outcomes in found]


def _answers(outcomes: Sequence[Outcome]) -> bool:
    is_read = any(one.code == "machine-readable" for one in outcomes)
    return is_read and worst(outcomes) != Level.FAIL


def _mend(outcomes: Sequence[Outcome]) -> list[Outcome] | None:
    if not any(one.code == "machine-unreadable" for one in outcomes):
        return None
    kept = [one for one in outcomes if one.code not in _ANSWERED]
    return [*kept, Outcome("machine-beside", Level.OK)]
