"""Nothing personal in public: what was found is only ever shown masked, with the place where it stands."""

import re
from collections.abc import Iterator, Sequence

from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.disclosure.checking.reading.contents import Page
from prongsai.thai import personal
from prongsai.thai.digits import to_arabic
from prongsai.thai.personal import Personal, find_personal

MOST_PLACES = 5


def check_personal(pages: Sequence[Page], expectation: Expectation) -> Iterator[Outcome]:
    """In tidy pages: citizen ids anywhere; mobile numbers and mail addresses where complaints are told of."""
    found = [(page.label, one) for page in pages for one in find_personal(page.text)]
    ids = [(label, one) for label, one in found if one.kind == personal.ID and _is_person(one)]
    if ids:
        params = _params(ids) | {"masked": mask(ids[0][1].text)}
        yield Outcome("citizen-id", Level.FAIL, params)
    else:
        yield Outcome("nothing-personal", Level.OK)
    if not expectation.is_complaint_file:
        return
    phones = [(at, one) for at, one in found if one.kind == personal.PHONE and _is_mobile(one)]
    if phones:
        yield Outcome("complaint-phone", Level.FAIL, _params(phones))
    mails = [(at, one) for at, one in found if one.kind == personal.EMAIL and not _is_office(one)]
    if mails:
        yield Outcome("complaint-email", Level.WARN, _params(mails))


def mask(number: str) -> str:
    """A citizen id of which only the last three digits are left."""
    digits = re.sub(r"\D", "", to_arabic(number))
    return f"x-xxxx-xxxxx-{digits[-3:-1]}-{digits[-1]}"


def _is_person(one: Personal) -> bool:
    # Numbers of companies and agencies begin with 0 and are public.
    return not to_arabic(one.text).startswith("0")


def _is_mobile(one: Personal) -> bool:
    digits = re.sub(r"\D", "", to_arabic(one.text)).removeprefix("66").removeprefix("0")
    return digits[:1] in "689"


def _is_office(one: Personal) -> bool:
    return one.text.lower().endswith((".go.th", ".or.th"))


def _params(found: Sequence[tuple[str, Personal]]) -> dict[str, str | int]:
    labels = list(dict.fromkeys(label for label, _one in found if label))
    place = ", ".join(labels[:MOST_PLACES]) + (" …" if len(labels) > MOST_PLACES else "")
    return {"count": len(found), "place": place or "-"}
