"""The documents lead somewhere: links, pictures and files that they name exist; pictures are small and used."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "guide"
PICTURES = GUIDE / "pictures"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")
# A file of the repository, named from its root.
NAMED = re.compile(
    r"`((?:bench|config|docs|locale|prongsai|scripts|static|templates|tests)/[\w./-]+)`"
)
MOST_BYTES = 160 * 1024


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _anchors(path: Path) -> set[str]:
    """The anchors that a reader of Markdown makes of headings."""
    titles = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_what_a_document_leads_to_exists(document: Path) -> None:
    text = document.read_text("utf-8")
    wrong = []
    for link in LINK.findall(text):
        path, _hash, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            wrong.append(link)
    assert wrong == []
    assert [path for path in NAMED.findall(text) if not (ROOT / path).exists()] == []


def test_every_picture_is_small_shown_somewhere_and_taken_by_a_script() -> None:
    there = {path.name for path in PICTURES.iterdir()}
    text = "".join(path.read_text("utf-8") for path in DOCUMENTS)
    assert there == set(re.findall(r"pictures/([\w.-]+)", text))
    assert [path.name for path in PICTURES.iterdir() if path.stat().st_size > MOST_BYTES] == []
    scripts = "".join(path.read_text("utf-8") for path in (ROOT / "scripts").glob("*.py"))
    assert {name for name in there if f'"{Path(name).stem}"' not in scripts} == set()


def test_every_chapter_is_in_the_contents_under_its_number_and_has_a_picture() -> None:
    chapters = {path.name for path in GUIDE.glob("[0-9]*.md")}
    listed = re.findall(r"^(\d+)\. \[.+\]\((.+)\)$", (GUIDE / "README.md").read_text("utf-8"), re.M)
    assert {name for _number, name in listed} == chapters
    assert all(name.startswith(f"{number}-") for number, name in listed)
    assert [n for n in chapters if "](pictures/" not in (GUIDE / n).read_text("utf-8")] == []
