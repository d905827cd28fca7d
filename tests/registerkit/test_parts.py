"""The shared parts of registers, with a register that does not exist."""

import datetime as dt
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from openpyxl import load_workbook

from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.registerkit.attachments import keep_files
from prongsai.registerkit.exports import Column, respond_archive, respond_register
from prongsai.registerkit.holding import KEPT_SECONDS, hold, read_held, release
from prongsai.registerkit.lists import Asked
from prongsai.registerkit.reminders import days_late, find_cause
from tests.circulars.conftest import make_pdf
from tests.conftest import Office

COLUMNS = (Column("name", "ชื่อ", 30), Column("count", "จำนวน"))
ROWS = (("=1+1", 3), ("ต้นไม้", None))
DAY = dt.date(2025, 3, 10)


def test_a_register_is_one_in_three_formats() -> None:
    sheet = respond_register("csv", "trees", COLUMNS, ROWS)
    assert sheet.content.decode("utf-8-sig").splitlines() == ["ชื่อ,จำนวน", "'=1+1,3", "ต้นไม้,"]
    assert sheet["Content-Disposition"] == 'attachment; filename="trees.csv"'
    book = load_workbook(io.BytesIO(respond_register("xlsx", "trees", COLUMNS, ROWS).content))
    assert [cell.value for cell in book.active["B"]] == ["จำนวน", 3, None]
    found = json.loads(respond_register("json", "trees", COLUMNS, ROWS).content)
    assert found == [{"name": "=1+1", "count": 3}, {"name": "ต้นไม้", "count": None}]
    with pytest.raises(Http404):
        respond_register("pdf", "trees", COLUMNS, ROWS)


@pytest.mark.django_db
def test_an_archive_is_gone_once_it_was_sent() -> None:
    kept: list[Path] = []

    def write(target: Path) -> None:
        kept.append(target)
        target.write_bytes(b"PK")

    response = respond_archive("trees", write)
    assert b"".join(response) == b"PK"  # type: ignore[arg-type]
    response.close()
    assert not kept[0].exists()


def test_a_failed_archive_leaves_no_file() -> None:
    kept: list[Path] = []

    def fail(target: Path) -> None:
        kept.append(target)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        respond_archive("trees", fail)
    assert not kept[0].exists()


@pytest.mark.django_db
def test_files_of_a_record_are_kept_together_or_not_at_all(office: Office) -> None:
    two = [(make_pdf(), "a.pdf"), (make_pdf("สอง"), "b.pdf")]
    made = keep_files(actor=office.officer, uploads=two, title="ต้นไม้")
    assert [evidence.title for evidence in made] == ["ต้นไม้ (1)", "ต้นไม้ (2)"]
    assert keep_files(actor=office.officer, uploads=[], title="ต้นไม้") == []
    with pytest.raises(Refused):
        keep_files(actor=office.officer, uploads=[*two, (b"MZ", "c.exe")], title="ต้นไม้")
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "year", "page"),
    [
        ({"year": "๒๕๖๘", "q": " ถนน ", "p": "2"}, 2568, [4]),
        ({"year": "x", "p": "99"}, 2570, [4]),
        ({"year": "9999"}, 2570, [1, 2, 3]),
    ],
)
def test_what_a_list_was_asked(given: dict[str, str], year: int, page: list[int]) -> None:
    asked = Asked.of(given, 2570)
    assert asked.year == year
    assert asked.words == given.get("q", "").strip()
    assert list(asked.cut([1, 2, 3, 4], 3)) == page
    assert list(asked.cut([1, 2, 3, 4], 3, count=4)) == page


def test_files_of_an_import_are_private_and_kept_for_a_day(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    older, key = hold(b"older"), hold(b"newer")
    assert (read_held(older), read_held(key)) == (b"older", b"newer")
    path = tmp_path / "imports" / older
    assert path.stat().st_mode & 0o077 == 0
    os.utime(path, (0, path.stat().st_mtime - KEPT_SECONDS - 1))
    third = hold(b"third")
    assert (read_held(older), read_held(key)) == (None, b"newer")
    release([key, third, older])
    assert list((tmp_path / "imports").iterdir()) == []
    with pytest.raises(ValueError, match="badly formed"):
        read_held("../../etc/passwd")


def test_each_cause_of_a_reminder_is_said_once() -> None:
    causes = [find_cause(DAY, DAY + dt.timedelta(days=days)) for days in range(-5, 8)]
    assert causes == ["", "", *["before"] * 3, "due", *["late-0"] * 3, *["late-1"] * 3, "late-2"]
    assert [days_late(DAY, DAY + dt.timedelta(days=d)) for d in (-1, 0, 5)] == [0, 0, 5]
