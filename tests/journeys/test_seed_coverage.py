"""Each of the 27 steps, 27 outputs and 13 outcomes of a real report is served, or named as missing."""

from pathlib import Path

from django.urls import get_resolver

from prongsai.evidence.sources import registry
from prongsai.measures.importing import ImportResult, read_measures
from prongsai.measures.importing.items import split_items

SEED = Path(__file__).parent.parent / "data" / "annual-report-2568.txt"
COVERAGE = Path(__file__).parent / "seed_coverage.txt"
# What waits for work that has not begun; a name leaves this set when the program serves it.
NOT_YET = {
    "circulars with acknowledgement",
    "complaints and whistleblowing",
    "e-service requests",
    "meetings and minutes",
    "orders and announcements",
    "posts to LINE and Facebook",
    "procurement disclosure",
    "training register",
    "website pages",
}
DOCUMENTS = {"report.pdf", "report.docx", "report.csv", "report.json"}


def read_coverage() -> dict[str, str]:
    """Item ("1.1 S1") → what serves it."""
    lines = COVERAGE.read_text(encoding="utf-8").splitlines()
    split = [line.split(" ", 2) for line in lines if line and not line.startswith("#")]
    return {f"{number} {item}": served for number, item, served in split}


def read_seed() -> ImportResult:
    """The report as the importer reads it."""
    return read_measures(SEED.read_bytes(), filename=SEED.name, fiscal_year=2568, read_as="report")


def items_of_seed() -> list[str]:
    """The names of all items that the importer finds in the report."""
    names = []
    for measure in read_seed().measures:
        names += [f"{measure.number} S{at}" for at, _step in enumerate(measure.steps, 1)]
        outputs = split_items(measure.output or "")
        names += [f"{measure.number} O{at}" for at, _output in enumerate(outputs, 1)]
        names += [f"{measure.number} C1"] if measure.outcome else []
    return names


def test_the_table_names_every_item_once() -> None:
    items = items_of_seed()
    kinds = [name.split()[1][0] for name in items]
    assert (kinds.count("S"), kinds.count("O"), kinds.count("C")) == (27, 27, 13)
    assert list(read_coverage()) == items


def test_what_is_said_to_serve_exists() -> None:
    addresses = set(get_resolver().reverse_dict)
    known = {
        "screen": {name for name in addresses if isinstance(name, str)},
        "document": DOCUMENTS,
        "source": {source.code for source in registry.list_all()},
        "missing": NOT_YET,
    }
    wrong = {}
    for item, served in read_coverage().items():
        kind, _colon, name = served.partition(":")
        if name not in known[kind]:
            wrong[item] = served
    assert wrong == {}


def test_nothing_waits_that_no_item_needs() -> None:
    waiting = {
        s.removeprefix("missing:") for s in read_coverage().values() if s.startswith("missing:")
    }
    assert waiting == NOT_YET
