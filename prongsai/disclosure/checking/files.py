"""What a file shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from prongsai.disclosure.checking.agency import check_agency
from prongsai.disclosure.checking.outcomes import Expectation, Level, Outcome
from prongsai.disclosure.checking.personal import check_personal
from prongsai.disclosure.checking.reading import contents as kinds
from prongsai.disclosure.checking.reading.contents import Contents
from prongsai.disclosure.checking.tables import check_tables
from prongsai.disclosure.checking.text_layer import check_letters, check_text_layer
from prongsai.disclosure.checking.years import check_period, check_year, tidy

Read = Callable[[bytes, str], Contents]

MOST_MEGABYTES = 30
FEWEST_LETTERS = 20
_STATES = {
    kinds.EMPTY: "file-empty",
    kinds.DAMAGED: "file-damaged",
    kinds.LOCKED: "file-locked",
    kinds.HEAVY: "file-too-heavy",
}
# Kinds of evidence of the catalogue, and the files that can be one.
_EVIDENCE = {
    "file": (kinds.PDF, kinds.DOCX, kinds.ODT, kinds.PPTX, kinds.OLD_OFFICE, *kinds.SHEETS),
    "sheet": kinds.SHEETS,
    "picture": (kinds.PICTURE,),
    "page": (kinds.HTML,),
}


def check_contents(contents: Contents, expectation: Expectation) -> list[Outcome]:
    """Everything that can be said of a file that was read."""
    if contents.state != kinds.OPENS:
        return [Outcome(_STATES[contents.state], Level.FAIL, {"kind": contents.kind})]
    return list(chain(_check_kind(contents, expectation), _check_inside(contents, expectation)))


def _check_kind(contents: Contents, expectation: Expectation) -> Iterator[Outcome]:
    kind = {"kind": contents.kind}
    if contents.kind == kinds.UNKNOWN:
        yield Outcome("file-unknown", Level.WARN)
    elif contents.kind == kinds.OLD_OFFICE:
        yield Outcome("file-old", Level.WARN, kind | {"better": "PDF / DOCX"})
    elif contents.kind == kinds.ZIP:
        yield Outcome("archive-unread", Level.WARN, {"count": contents.entries})
    elif contents.kind != kinds.HTML:
        yield Outcome("file-opens", Level.OK, kind)
    wanted = [kind for kind in expectation.kinds if kind in _EVIDENCE]
    fits = any(contents.kind in _EVIDENCE[kind] for kind in wanted)
    # A page may link to what is asked for, and "address" is answered by anything that opens.
    if wanted and not fits and "address" not in expectation.kinds and contents.kind != kinds.HTML:
        yield Outcome("kind-differs", Level.WARN, kind)
    if expectation.is_machine_readable:
        yield from _check_machine(contents)


def _check_machine(contents: Contents) -> Iterator[Outcome]:
    if contents.kind in kinds.MACHINES:
        yield Outcome("machine-readable", Level.OK, {"kind": contents.kind})
        return
    endings = (".xlsx", ".xls", ".ods", ".csv", ".json", ".xml")
    linked = next(
        (link for link in contents.links if link.lower().split("?")[0].endswith(endings)), None
    )
    if linked is not None:
        ending = linked.lower().split("?")[0].rpartition(".")[2].upper()
        yield Outcome("machine-readable", Level.OK, {"kind": ending})
    else:
        yield Outcome("machine-unreadable", Level.FAIL, {"kind": contents.kind})


def _check_inside(contents: Contents, expectation: Expectation) -> Iterator[Outcome]:
    if contents.kind == kinds.PDF:
        yield from check_text_layer(contents.pages)
    if contents.sheets and ("sheet" in expectation.kinds or contents.kind in kinds.SHEETS):
        yield from check_tables(contents.sheets, expectation)
    text = contents.text
    if len(text.strip()) < FEWEST_LETTERS:
        if expectation.years or expectation.agency_names:
            yield Outcome("text-none", Level.UNKNOWN)
        return
    # Tidied once: it takes longer than all that is looked for.
    pages = [replace(page, text=tidy(page.text)) for page in contents.pages]
    plain = "\n".join([tidy(contents.title), *(page.text for page in pages)])
    letters = list(check_letters(text))
    yield from letters
    if not any(one.code == "text-broken" for one in letters):
        yield from check_year(plain, expectation)
        yield from check_agency(plain, expectation)
        yield from check_period(plain, expectation)
    yield from check_personal(pages, expectation)
