"""`prongsai import-ita-results`: reads without a database, saves all or nothing."""

import json
from pathlib import Path

import pytest

from prongsai.assessment import queries, services
from prongsai.common.errors import Refused
from tests.assessment.files import read, separated, xlsx
from tests.config.runner import run
from tests.conftest import Office

ROWS = [["ปี", "IIT", "EIT1", "EIT2", "OIT", "รวม", "ระดับ"], [2567, 90, 88, 88, 80, 85.4, "ผ่าน"], [2568, 95, 88, 88, 95, 92.9, "ผ่านดี"]]  # fmt: skip


def dry_run(folder: Path, content: bytes, *more: str) -> tuple[int, str, str]:
    path = folder / ("ผล.xlsx" if content.startswith(b"PK") else "ผล.csv")
    path.write_bytes(content)
    done = run(folder / "data", "import-ita-results", str(path), "--dry-run", *more)
    assert not (folder / "data").exists()
    return done.returncode, done.stdout, done.stderr


def test_numbers_that_may_be_either_are_named_and_can_be_said(tmp_path: Path) -> None:
    rows = [["ปี 2568"], ["แบบวัด", 1, 2, 3, 4, 5], ["IIT", 91, 92, 93, 94, 95]]
    _status, out, _err = dry_run(tmp_path, xlsx(rows), "--json", "--fiscal-year", "2568")
    assert "bare_either" in {warning["code"] for warning in json.loads(out)["warnings"]}
    more = ("--json", "--fiscal-year", "2568", "--bare-numbers", "indicator")
    document = json.loads(dry_run(tmp_path, xlsx(rows), *more)[1])
    assert {line["code"] for line in document["years"][0]["indicators"]} >= set("12345")


def test_one_json_document_in_the_published_shape(tmp_path: Path) -> None:
    status, out, _err = dry_run(tmp_path, xlsx(ROWS), "--json")
    assert status == 0
    document = json.loads(out)
    assert list(document) == ["format", "years", "warnings", "skipped"]
    first, second = document["years"]
    assert [first["fiscal_year"], second["fiscal_year"]] == [2567, 2568]
    assert {line["code"]: line["score"] for line in second["instruments"]} == {
        "IIT": 95,
        "EIT": 88,
        "OIT": 95,
    }
    assert second["total"]["computed"] == 92.9
    assert second["level"]["title"] == "ผ่านดี"
    assert second["level"]["is_certain"] is True
    assert first["level"]["next"]["short"] == [{"code": "OIT", "score": 80.0, "minimum": 85.0}]
    assert list(second) == [
        "fiscal_year", "has_catalogue", "is_draft", "total", "level", "instruments", "parts", "indicators",
        "sub_indicators", "questions", "items",
    ]  # fmt: skip


def test_a_table_for_people(tmp_path: Path) -> None:
    status, out, err = dry_run(tmp_path, xlsx([*ROWS, [2569, 95, 88, 88, 95, 99, ""]]))
    assert status == 0
    assert "คะแนนรวม\t99.00 ≠ 92.90" in out
    assert "แถวที่ 4 คอลัมน์ F" in err


def test_a_file_without_a_year_is_refused_after_it_was_said(tmp_path: Path) -> None:
    content = separated([["ข้อ", "คะแนน"], ["O1", 100]]).encode()
    status, out, err = dry_run(tmp_path, content, "--json")
    assert status == 1
    assert [w["code"] for w in json.loads(out)["warnings"]] == ["no_year"]
    assert "ไม่ได้คะแนน" in err
    assert dry_run(tmp_path, content, "--fiscal-year", "๒๕๖๘")[0] == 0


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    assert dry_run(tmp_path, b"%PDF-1.7")[0] == 1


def test_an_import_is_saved_whole(office: Office) -> None:
    services.save_import(actor=office.officer, result=read(xlsx(ROWS)), source_name="ผล.xlsx")
    assert [r.fiscal_year for r in queries.list_results()] == [2568, 2567]
    result = queries.find_result(2568)
    assert result is not None
    assert (result.origin, result.source_name, result.stated_level) == ("file", "ผล.xlsx", "ผ่านดี")


def test_open_questions_keep_an_import_from_being_saved(office: Office) -> None:
    doubtful = read(xlsx([["ข้อ", "คะแนน 2568"], ["IIT", 95], ["EIT", 900]]))
    with pytest.raises(Refused, match="900"):
        services.save_import(actor=office.officer, result=doubtful)
    assert queries.list_results() == []
    services.save_import(actor=office.officer, result=doubtful, accept_warnings=True)
    assert [str(s) for s in queries.get_scores(2568).result.scores.all()] == ["IIT 95"]


def test_an_import_without_a_year_is_not_saved(office: Office) -> None:
    with pytest.raises(Refused):
        services.save_import(
            actor=office.officer, result=read(xlsx([["ข้อ", "คะแนน"], ["O1", 100]]))
        )
