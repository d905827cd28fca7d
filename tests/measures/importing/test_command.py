"""`prongsai import-measures --dry-run --json`: one document and nothing else, or a refusal."""

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from prongsai.measures.exports import IMPORT_SCHEMA
from tests.config.runner import run
from tests.measures.importing.files import HEAD, TOPICS, csv_text, html_table, word, xlsx

ROWS = [
    [*HEAD, "วิธีการติดตามและประเมินผล"],
    [f"๑. {TOPICS[0]}", *[""] * 6],
    ["๑.๑ จัดทำ", "ทำ", "เม.ย. ๖๘", "กองคลัง", "ก", "ข", "รายงานทุกไตรมาส"],
]
SCHEMA = Draft202012Validator(json.loads(IMPORT_SCHEMA.read_text(encoding="utf-8")))
KEYS = [
    "topic",
    "number",
    "title",
    "steps",
    "period_text",
    "period_start",
    "period_end",
    "units",
    "output",
    "outcome",
    "follow_up",
]


def dry_run(
    folder: Path, name: str, content: bytes, *more: str
) -> subprocess.CompletedProcess[str]:
    path = folder / name
    path.write_bytes(content)
    return run(
        folder / "data",
        "import-measures",
        str(path),
        "--fiscal-year",
        "2568",
        "--dry-run",
        "--json",
        *more,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("แผน.docx", word(ROWS)),
        ("plan.xlsx", xlsx(ROWS)),
        ("plan.csv", csv_text(ROWS).encode("cp874")),
        ("plan.tsv", csv_text(ROWS, "\t").encode("utf-16")),
        ("plan.html", html_table(ROWS).encode()),
    ],
    ids=["word", "excel", "csv", "tsv", "html"],
)
def test_a_readable_file_gives_one_document(tmp_path: Path, name: str, content: bytes) -> None:
    done = dry_run(tmp_path, name, content)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert list(document) == ["fiscal_year", "measures", "warnings", "skipped"]
    SCHEMA.validate(document)
    (measure,) = document["measures"]
    assert list(measure) == KEYS
    assert measure["follow_up"] == "รายงานทุกไตรมาส"
    assert (measure["number"], measure["title"], measure["period_end"]) == (
        "1.1",
        "จัดทำ",
        "2025-04",
    )
    assert not (tmp_path / "data" / "postgres").exists()


def test_warnings_do_not_refuse_a_dry_run(tmp_path: Path) -> None:
    rows = [
        HEAD,
        *[["1.1 ก", "ทำ", "เม.ย. 60", "ก", "", ""]] * 1,
        ["1.1 ข", "ทำ", "เม.ย. 60", "ข", "", ""],
    ]
    done = dry_run(tmp_path, "x.csv", csv_text(rows).encode())
    assert done.returncode == 0
    document = json.loads(done.stdout)
    SCHEMA.validate(document)
    decided = {w["code"] for w in document["warnings"] if w["needs_decision"]}
    assert decided == {"fiscal_year", "duplicate_number"}


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_the_kind_may_be_told(tmp_path: Path, kind: str) -> None:
    done = dry_run(tmp_path, "x.csv", csv_text(ROWS).encode(), "--as", kind)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("really.docx", b"%PDF-1.7 x"),
        ("damaged.xlsx", xlsx(ROWS)[:900]),
        ("letter.txt", "ไม่มีตาราง".encode()),
        ("image.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99),
    ],
    ids=["empty", "old-word", "no-word", "damaged-excel", "letter", "picture"],
)
def test_an_unreadable_file_is_refused_on_the_error_stream(
    tmp_path: Path, name: str, content: bytes
) -> None:
    done = dry_run(tmp_path, name, content)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip()) > 10
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.docx", tmp_path):
        done = run(
            tmp_path / "data", "import-measures", str(path), "--fiscal-year", "2568", "--dry-run"
        )
        assert (done.returncode, done.stdout) == (1, "")
