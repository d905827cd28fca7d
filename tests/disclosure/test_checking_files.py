"""What a file shows, from real files."""

import datetime as dt
import io
import os
import signal
import time
from typing import Any

import pytest
from PIL import Image

from prongsai.catalogues.reading import read_catalogue
from prongsai.disclosure.checking import Expectation, Level, Outcome, check_file, worst
from prongsai.disclosure.checking.reading.reader import Readers, open_readers
from tests.disclosure import samples

DAY = dt.date(2026, 1, 15)
HEADER = ("ที่", "รายการ", "งบประมาณ", "วิธีการ", "หมายเหตุ")


def check(
    readers: Readers, content: bytes, name: str = "a.pdf", **expected: Any
) -> dict[str, Outcome]:
    """The outcomes by code; each can be said in Thai and kept as JSON."""
    outcomes = check_file(content, name, Expectation(DAY, **expected), read=readers.read)
    for one in outcomes:
        assert one.message
        assert one.advice or one.level == Level.OK
        assert Outcome.from_json(one.to_json()) == one
    return {one.code: one for one in outcomes}


def test_a_pdf_with_the_right_text_is_good(readers: Readers) -> None:
    found = check(
        readers, samples.text_pdf(pages=2), years=(2568,), agency_names=(samples.AGENCY,),
        kinds=("file",), starts_on=dt.date(2024, 10, 1), ends_on=dt.date(2025, 9, 30),
    )  # fmt: skip
    assert set(found) == {
        "file-opens", "text-layer", "year-named", "agency-named", "date-inside", "nothing-personal",
    }  # fmt: skip
    assert worst(found.values()) == Level.OK


def test_a_scanned_pdf_is_a_picture_only(readers: Readers) -> None:
    found = check(readers, samples.picture_pdf(3), years=(2568,))
    assert found["text-missing"].level == Level.FAIL
    assert found["text-missing"].params["pages"] == 3
    assert found["text-none"].level == Level.UNKNOWN


def test_pages_that_are_pictures_are_named(readers: Readers) -> None:
    found = check(readers, samples.mixed_pdf())
    assert found["text-partly"].params == {"count": 1, "pages": 2, "list": "2"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [("empty", "file-empty"), ("cut", "file-damaged"), ("locked", "file-locked")],
)
def test_files_that_do_not_open_fail(readers: Readers, kind: str, code: str) -> None:
    content = {"empty": b"", "cut": samples.text_pdf()[:300], "locked": samples.locked_pdf()}[kind]
    assert check(readers, content)[code].level == Level.FAIL


def test_broken_packages_fail(readers: Readers) -> None:
    for content in (samples.word()[:-40], samples.book(HEADER)[:-40], b"PK\x03\x04nothing"):
        assert worst(check(readers, content, "a.docx").values()) == Level.FAIL


def test_the_content_tells_the_kind_not_the_name(readers: Readers) -> None:
    assert check(readers, samples.word(), "a.pdf")["file-opens"].params["kind"] == "DOCX"
    assert check(readers, samples.text_pdf(), "a.xlsx")["file-opens"].params["kind"] == "PDF"


def test_word_is_read(readers: Readers) -> None:
    found = check(readers, samples.word(), years=(2568,), agency_names=(samples.AGENCY,))
    assert {"year-named", "agency-named"} <= set(found)


def test_a_picture_opens_and_its_text_is_unknown(readers: Readers) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (50, 50)).save(buffer, "PNG")
    found = check(readers, buffer.getvalue(), "a.png", years=(2568,), kinds=("picture",))
    assert found["file-opens"].level == Level.OK
    assert found["text-none"].level == Level.UNKNOWN
    assert "file-damaged" in check(readers, buffer.getvalue()[:-30], "a.png")


def test_an_archive_is_counted_not_read(readers: Readers) -> None:
    found = check(readers, samples.archive(a=b"x", b=b"y"), "a.zip")
    assert found["archive-unread"].params == {"count": 2}


def test_an_archive_that_grows_beyond_bounds_is_left(readers: Readers) -> None:
    content = samples.archive(a=b"\0" * (310 * 1024 * 1024))
    assert "file-too-heavy" in check(readers, content, "a.zip")


def test_a_filled_table_is_good(readers: Readers) -> None:
    content = samples.book(
        ("แบบ ITA-o12",), HEADER, (1, "จ้างเหมา", 5000, "เฉพาะเจาะจง", None), ("รวม", None, 5000)
    )
    found = check(readers, content, "a.xlsx", kinds=("sheet",), is_machine_readable=True)
    assert found["sheet-filled"].params == {"rows": 1}
    assert found["machine-readable"].level == Level.OK


def test_a_table_of_headings_only_is_empty(readers: Readers) -> None:
    for rows in ((HEADER,), ()):
        assert "sheet-empty" in check(readers, samples.book(*rows), "a.xlsx")


def test_blank_cells_are_named(readers: Readers) -> None:
    content = samples.book(HEADER, (1, "จ้าง", None, "คัดเลือก"), (2, "ซื้อ", 5, None))
    perhaps = check(readers, content, "a.xlsx")["sheet-blank-perhaps"]
    assert perhaps.params["cells"] == "ข้อมูล!C2, ข้อมูล!D3"
    sure = check(readers, content, "a.xlsx", required_columns=("งบประมาณ", "วิธี การ"))
    assert sure["sheet-blank"].level == Level.FAIL
    missing = check(readers, content, "a.xlsx", required_columns=("เลขที่โครงการ",))
    assert missing["sheet-column-missing"].params["columns"] == "เลขที่โครงการ"


FORM = read_catalogue(2568).find_form("ita-o12")
assert FORM is not None
COLUMNS = tuple(FORM.columns)
PURCHASE = (
    1, 2568, "อบต.ทดสอบ", "เมือง", "มหาสารคาม", "มหาดไทย", "อบต.", "จ้างเหมาทำความสะอาด", 90000,
    "ข้อบัญญัติ", "สิ้นสุดระยะสัญญา", "เฉพาะเจาะจง", 90000, 89000, "ร้านทดสอบ", "68019000001",
)  # fmt: skip
WITHOUT = (*COLUMNS[:12], *COLUMNS[13:])
TITLE = ("แบบ ITA-o12 รายการการจัดซื้อจัดจ้าง",)
BLANK = (*PURCHASE[:12], None, *PURCHASE[13:])
PLAIN = tuple(name.replace(" (บาท)", "") for name in COLUMNS)


@pytest.mark.parametrize(
    ("rows", "merged", "code", "told"),
    [
        ((COLUMNS, PURCHASE), (), "sheet-filled", "1"),
        ((COLUMNS, PURCHASE, BLANK), (), "sheet-blank", "ข้อมูล!M3"),
        ((WITHOUT, PURCHASE[:15]), (), "sheet-column-missing", "ราคากลาง (บาท)"),
        ((TITLE, ("อบต.ทดสอบ ปี 2568",), COLUMNS, PURCHASE), (), "sheet-filled", "1"),
        ((TITLE, (), COLUMNS, PURCHASE, BLANK), ("A1:P2",), "sheet-blank", "ข้อมูล!M5"),
        ((TITLE, PLAIN, tuple(range(1, 17)), PURCHASE), ("A1:P1",), "sheet-filled", "1"),
        ((COLUMNS, ("ไม่มีการจัดซื้อจัดจ้าง",)), ("A2:P2",), "sheet-says-none", "ไม่มีการจัดซื้อจัดจ้าง"),
        ((COLUMNS, ("ข้อมูล ณ 31 มีนาคม",)), ("A2:P2",), "sheet-empty", ""),
    ],
    ids=["good", "blank", "missing", "third-row", "merged", "units", "none", "empty"],
)
def test_the_procurement_form_is_checked_by_its_sixteen_columns(
    readers: Readers, rows: tuple[Any, ...], merged: tuple[str, ...], code: str, told: str
) -> None:
    content = samples.book(*rows, merged=merged)
    found = check(readers, content, "a.xlsx", kinds=("sheet",), required_columns=COLUMNS)
    sheet = {name: one for name, one in found.items() if name.startswith("sheet")}
    assert set(sheet) == {code}
    assert told in str([*sheet[code].params.values()])
    is_good = code in ("sheet-filled", "sheet-says-none")
    assert sheet[code].level == (Level.OK if is_good else Level.FAIL)
    unsure = check(
        readers, content, "a.xlsx", required_columns=COLUMNS, are_columns_sure=False
    )  # a form that nobody compared with the manual
    assert is_good or code == "sheet-empty" or worst(unsure.values()) == Level.WARN


def test_a_heading_that_stretches_over_two_columns_is_found_above_them(readers: Readers) -> None:
    rows = (("ที่", "งาน", "ผู้เสนอราคา", None), (None, None, "ชื่อ", "ราคา"), (1, "จ้าง", "ร้าน", 5))
    content = samples.book(*rows, merged=("A1:A2", "B1:B2", "C1:D1"))
    found = check(readers, content, "a.xlsx", required_columns=("ที่", "งาน", "ผู้เสนอราคา"))
    assert found["sheet-filled"].params == {"rows": 1}


def test_csv_in_the_old_thai_code_page_is_read(readers: Readers) -> None:
    text = "ที่,รายการ,ปี\r\n1,จ้าง,2568\r\n" + "2,ซื้อ,2568\r\n" * 5
    for encoding in ("cp874", "utf-8-sig", "utf-16"):
        found = check(readers, text.encode(encoding), "a.csv", years=(2568,))
        assert {"sheet-filled", "year-named"} <= set(found)


def test_a_pdf_is_not_machine_readable(readers: Readers) -> None:
    found = check(readers, samples.text_pdf(), is_machine_readable=True, kinds=("sheet",))
    assert found["machine-unreadable"].level == Level.FAIL
    assert found["kind-differs"].level == Level.WARN


@pytest.mark.parametrize("written", ["plain", "hyphens", "thai"])
def test_a_citizen_id_is_found_and_never_shown(readers: Readers, written: str) -> None:
    number = samples.CITIZEN_ID
    shown = {
        "plain": number,
        "hyphens": f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}",
        "thai": number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    }[written]
    text = f"ชื่อผู้รับจ้าง นายสมชาย เลขประจำตัวประชาชน {shown} ที่อยู่"
    found = check(readers, samples.word(text), "a.docx")["citizen-id"]
    assert found.level == Level.FAIL
    assert found.params["masked"] == f"x-xxxx-xxxxx-{number[10:12]}-{number[12]}"
    assert number[:9] not in repr(found) + found.message


def test_numbers_of_companies_and_wrong_check_digits_are_not_personal(readers: Readers) -> None:
    wrong = samples.CITIZEN_ID[:-1] + str((int(samples.CITIZEN_ID[-1]) + 1) % 10)
    text = f"เลขที่ {wrong} บริษัท เลขประจำตัวผู้เสียภาษี 0105536000016 โทร 043-123456"
    assert "nothing-personal" in check(readers, samples.word(text), "a.docx")


def test_a_citizen_id_kept_as_a_number_in_a_sheet_is_found(readers: Readers) -> None:
    content = samples.book(HEADER, (1, "จ้าง", int(samples.CITIZEN_ID), "-", None))
    assert check(readers, content, "a.xlsx")["citizen-id"].params["place"] == "ข้อมูล"


def test_phones_stand_in_no_file_of_complaints(readers: Readers) -> None:
    text = "เรื่องร้องเรียน ผู้ร้อง โทร 081-234-5678 อีเมล somchai@gmail.com หน่วยงาน 043-123456"
    content = samples.word(text)
    found = check(readers, content, "a.docx", is_complaint_file=True)
    assert found["complaint-phone"].params["count"] == 1
    assert found["complaint-email"].level == Level.WARN
    assert "complaint-phone" not in check(readers, content, "a.docx")


def test_what_keeps_the_child_too_long_is_too_heavy_and_the_next_file_is_read() -> None:
    start = time.monotonic()
    with open_readers(1, seconds=3) as readers:
        check(readers, samples.word(), "a.docx")
        reader = readers._all[0]
        reader._seconds = 0.2
        assert reader._child is not None
        # A child that rests: a short time alone is enough for a quick one on a busy machine.
        os.kill(reader._child.pid, signal.SIGSTOP)
        assert "file-too-heavy" in check(readers, samples.text_pdf())
        reader._seconds = 20
        assert "text-layer" in check(readers, samples.text_pdf())
    assert time.monotonic() - start < 30


def test_a_locked_office_file_is_no_old_one(readers: Readers) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    assert check(readers, locked, "a.xlsx")["file-locked"].level == Level.FAIL
    assert "file-old" in check(readers, ole, "a.doc")


def test_a_text_that_calls_itself_a_pdf_is_damaged(readers: Readers) -> None:
    assert check(readers, "ไฟล์นี้ไม่ใช่ PDF".encode(), "a.pdf")["file-damaged"].level == Level.FAIL


def test_a_row_with_numbers_and_a_gap_is_no_numbering(readers: Readers) -> None:
    rows = "ที่,รายการ,งบประมาณ\n1,ก,5\n2,,7\n"
    found = check(readers, rows.encode(), "a.csv", required_columns=("รายการ",))
    assert found["sheet-blank"].params["count"] == 1
