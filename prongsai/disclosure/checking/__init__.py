"""The checks of disclosure: does an address open, does a file show what it has to.

    check_address(url, expectation) -> list[Outcome]
    check_file(content, filename, expectation) -> list[Outcome]
    check_many(targets, on_progress=…) -> list[Checked]
    compute_freshness(updated_on, months, on=…) -> Freshness

None of them touches the database, none raises because of what it finds.
"""

from prongsai.disclosure.checking.doors import check_address, check_file
from prongsai.disclosure.checking.freshness import Freshness, State, compute_freshness
from prongsai.disclosure.checking.many import Checked, Target, check_many
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome, worst

__all__ = [
    "Checked",
    "Expectation",
    "Freshness",
    "Level",
    "Outcome",
    "State",
    "Target",
    "check_address",
    "check_file",
    "check_many",
    "compute_freshness",
    "worst",
]
