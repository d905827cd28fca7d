"""The doors of the checks: an address, a file."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from prongsai.common.fetching import Fetched, Problem, make_fetcher
from prongsai.disclosure.checking.addresses import check_answer, check_problem
from prongsai.disclosure.checking.files import MOST_MEGABYTES, Read, check_contents
from prongsai.disclosure.checking.freshness import State, compute_freshness
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.disclosure.checking.reading.reader import open_readers
from prongsai.thai.calendar import format_date

Fetch = Callable[[str], Fetched | Problem]


def check_address(
    url: str, expectation: Expectation, *, fetch: Fetch | None = None, read: Read | None = None
) -> list[Outcome]:
    """Open an address as a guest would and look at what it shows. Never raises for what it finds.

    Without `fetch` and `read` a fetcher and a child process of its own are used; for many addresses
    `check_many` shares them and keeps to the pace of each site.
    """
    if read is None:
        with open_readers(1) as readers:
            return check_address(url, expectation, fetch=fetch, read=readers.read)
    answer = (fetch or make_fetcher().fetch)(url)
    return check_fetched(answer, expectation, read)


def check_fetched(answer: Fetched | Problem, expectation: Expectation, read: Read) -> list[Outcome]:
    """The outcomes of an answer that was fetched, or of the problem in its place."""
    if isinstance(answer, Problem):
        outcomes = [check_problem(answer)]
    else:
        name = unquote(urlsplit(answer.url).path)
        contents = read(answer.content, name) if answer.status == 200 else None
        outcomes = list(check_answer(answer, contents, expectation))
    return [*outcomes, *check_freshness(expectation)]


def check_file(
    content: bytes, filename: str, expectation: Expectation, *, read: Read | None = None
) -> list[Outcome]:
    """Look at a stored file; its name only tells texts (CSV) apart. Never raises for what it finds."""
    if read is None:
        with open_readers(1) as readers:
            return check_file(content, filename, expectation, read=readers.read)
    if len(content) > MOST_MEGABYTES * 1024 * 1024:
        return [Outcome("file-too-large", Level.FAIL, {"megabytes": MOST_MEGABYTES})]
    outcomes = check_contents(read(content, filename), expectation)
    return [*outcomes, *check_freshness(expectation)]


def check_freshness(expectation: Expectation) -> Iterator[Outcome]:
    """Whether it was renewed in time; nothing where no cadence is asked for."""
    if expectation.months is None:
        return
    found = compute_freshness(expectation.updated_on, expectation.months, on=expectation.on)
    if found.due_on is None or expectation.updated_on is None:
        yield Outcome("freshness-unknown", Level.UNKNOWN)
        return
    due = {"due": format_date(found.due_on, "short")}
    if found.state is State.FRESH:
        date = {"date": format_date(expectation.updated_on, "short")}
        yield Outcome("fresh", Level.OK, due | date)
    elif found.state is State.DUE:
        yield Outcome("due", Level.WARN, due)
    else:
        yield Outcome("overdue", Level.FAIL, due)
