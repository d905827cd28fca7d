"""The checks of disclosure: does an address open, does a file show what it has to.

    check_address(url, expectation) -> list[Outcome]
    check_file(content, filename, expectation) -> list[Outcome]
    check_many(targets, on_progress=…) -> list[Checked]
    check_own(content, media_type, filename, expectation, read) -> list[Outcome]
    compute_freshness(updated_on, months, on=…) -> Freshness

None of them touches the database, none raises because of what it finds.
"""

from prongsai.disclosure.checking.beside import settle
from prongsai.disclosure.checking.doors import check_address, check_file
from prongsai.disclosure.checking.files import Read
from prongsai.disclosure.checking.freshness import Freshness, State, compute_freshness
from prongsai.disclosure.checking.many import Checked, Target, check_many, tell_failure
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome, worst
from prongsai.disclosure.checking.own import check_own
from prongsai.disclosure.checking.reading.reader import open_readers

__all__ = [
    "Checked",
    "Expectation",
    "Freshness",
    "Level",
    "Outcome",
    "Read",
    "State",
    "Target",
    "check_address",
    "check_file",
    "check_many",
    "check_own",
    "compute_freshness",
    "open_readers",
    "settle",
    "tell_failure",
    "worst",
]
