"""Each of the 27 steps, 27 outputs and 13 outcomes of a real report is served, or named as missing."""

from pathlib import Path

import pytest
from django.urls import get_resolver

from prongsai.evidence.sources import registry
from prongsai.measures.importing import ImportResult, read_measures
from prongsai.measures.importing.items import split_items
from tests.conftest import Office
from tests.correspondence.test_papers import issue

SEED = Path(__file__).parent.parent / "data" / "annual-report-2568.txt"
COVERAGE = Path(__file__).parent / "seed_coverage.txt"
# What waits for work that has not begun; a name leaves this set when the program serves it.
NOT_YET = {
    "complaints and whistleblowing",
    "e-service requests",
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


def items_of_seed() -> dict[str, str]:
    """Name → text of all items that the importer finds in the report."""
    found = {}
    for measure in read_seed().measures:
        outputs = split_items(measure.output or "")
        for letter, texts in (("S", measure.steps), ("O", outputs)):
            found |= {f"{measure.number} {letter}{n}": str(t) for n, t in enumerate(texts, 1)}
        if measure.outcome:
            found[f"{measure.number} C1"] = measure.outcome
    return found


def test_the_table_names_every_item_once() -> None:
    items = list(items_of_seed())
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


# What an item must speak of that a register of this kind serves.
SPOKEN = {
    "order": ("คำสั่ง",),
    "announcement": ("ประกาศ",),
    "circulation": ("เวียน", "ทราบ"),
    "monthly": ("ประชุม",),
}


def test_registers_of_papers_serve_items_that_speak_of_them() -> None:
    texts, served = items_of_seed(), []
    for item, name in read_coverage().items():
        kind = name.removeprefix("source:").partition("-")[0]
        if name.startswith("source:") and kind in SPOKEN:
            served.append(kind)
            assert any(word in texts[item] for word in SPOKEN[kind]), (item, name, texts[item])
    assert served.count("order") + served.count("announcement") == 7
    assert (served.count("circulation"), served.count("monthly")) == (6, 4)


@pytest.mark.django_db
def test_a_paper_of_each_named_class_proves_its_item(office: Office) -> None:
    named = {
        name
        for name in read_coverage().values()
        if name.startswith(("source:order", "source:announcement-"))
    }
    assert len(named) == 7
    for name in named:
        code = name.removeprefix("source:")
        kind, _dash, class_code = code.partition("-")
        source = registry.find(code)
        assert source is not None
        assert source.report(2568).missing
        issue(office, kind=kind, class_code=class_code, fiscal_year=2568)
        assert source.report(2568).missing == []
        assert source.report(2568).suggested_output is not None


def test_nothing_waits_that_no_item_needs() -> None:
    waiting = {
        s.removeprefix("missing:") for s in read_coverage().values() if s.startswith("missing:")
    }
    assert waiting == NOT_YET
