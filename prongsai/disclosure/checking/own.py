"""What a page of our own site shows; it was read inside the program, not over the network."""

from collections.abc import Callable
from dataclasses import replace

from prongsai.disclosure.checking.agency import check_agency
from prongsai.disclosure.checking.files import check_contents
from prongsai.disclosure.checking.outcomes import Expectation, Outcome
from prongsai.disclosure.checking.reading import contents as kinds
from prongsai.disclosure.checking.reading.contents import Contents
from prongsai.disclosure.checking.reading.pages import read_page
from prongsai.disclosure.checking.years import tidy

HTML_TYPE = "text/html"


def check_own(
    content: bytes,
    media_type: str,
    filename: str,
    expectation: Expectation,
    read: Callable[[bytes, str], Contents],
) -> list[Outcome]:
    """The outcomes of a page of ours, or of a file that it answers with, which `read` opens.

    Its frame stands around every page: it says whose site it is, but its menu names years that
    are not the page's. So year, dates and personal data are looked for in the main part alone.
    """
    if media_type != HTML_TYPE:
        return check_contents(read(content, filename), expectation)
    main = read_page(content, kinds.HTML, within="main")
    whole = read_page(content, kinds.HTML)
    outcomes = check_contents(main, replace(expectation, agency_names=()))
    return [*outcomes, *check_agency(tidy(whole.text), expectation)]
