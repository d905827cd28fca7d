"""Files that can't be read are refused clearly, quickly and without filling the memory."""

import contextlib
import io
import random
import time
import tracemalloc
import zipfile

import pytest

from prongsai.common.tables.limits import MAX_FILE_BYTES, MAX_ROWS
from prongsai.measures.importing import UnreadableFile
from tests.measures.importing.files import (
    HEAD,
    W,
    csv_text,
    html_table,
    package,
    paragraph,
    read,
    rewritten,
    shared_xlsx,
    word,
    word_table,
    word_xml,
    xlsx,
)

ROW = ["1.1 จัดทำคู่มือ", "ทำ", "เม.ย. 68", "สำนักปลัด", "คู่มือ 1 เล่ม", "เข้าถึงง่าย"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000
DOCTYPE = b'<!DOCTYPE a [<!ENTITY x "y">]>'
SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"


def refusal(data: bytes | str, name: str = "") -> str:
    began = time.process_time()
    with pytest.raises(UnreadableFile) as refused:
        read(data, name)
    assert time.process_time() - began < 8
    assert len(str(refused.value)) > 10
    return refused.value.code


@pytest.mark.parametrize(
    "data", [b"", b"  \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 50, "", " \n"]
)
def test_an_empty_file(data: bytes | str) -> None:
    assert refusal(data) == "empty"


def test_an_empty_document_or_workbook_holds_no_table() -> None:
    assert refusal(word_xml("")) == "no-table"
    assert refusal(xlsx([])) == "no-table"
    assert refusal("จดหมายธรรมดา ไม่มีตาราง") == "no-table"


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x.csv", ""])
def test_a_cut_off_archive(name: str) -> None:
    whole = word([HEAD, ROW])
    assert refusal(whole[: len(whole) // 2], name) == "damaged"
    assert refusal(b"PK\x03\x04", name) == "damaged"


@pytest.mark.parametrize("maker", [word, xlsx])
def test_bytes_changed_at_random_never_break_the_reader(maker: object) -> None:
    whole = maker([HEAD, ROW])  # type: ignore[operator]
    dice = random.Random(2568)
    for _n in range(150):
        data = bytearray(whole)
        for _m in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with contextlib.suppress(UnreadableFile):
            read(bytes(data))


def test_broken_xml_inside_the_archive() -> None:
    assert refusal(rewritten(word([HEAD, ROW]), DOCUMENT, b"</w:body>", b"")) == "damaged"
    assert refusal(rewritten(xlsx([HEAD, ROW]), SHEET, b"</sheetData>", b"")) == "damaged"


def test_a_wrong_checksum() -> None:
    data = bytearray(xlsx([HEAD, ROW]))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 16 : at + 20] = b"\x01\x02\x03\x04"
        at = data.find(b"PK\x01\x02", at + 4)
    assert refusal(bytes(data)) == "damaged"


def test_a_text_that_calls_itself_a_document() -> None:
    assert refusal("มาตรการ,ขั้นตอน\nก,ข".encode(), "แผน.docx") == "damaged"


def test_old_formats_by_whatever_name() -> None:
    for name in ("x.doc", "x.xls", "x.docx", "x.xlsx", "x.csv"):
        assert refusal(OLE, name) == "old-format"
    assert refusal(b"{\\rtf1\\ansi ...}", "x.doc") == "old-format"
    assert refusal(b"\xef\xbb\xbf{\\rtf1\\ansi ...}", "x.docx") == "old-format"


def test_a_protected_file() -> None:
    protected = OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 100
    assert refusal(protected, "x.docx") == "protected"
    assert refusal(_flagged(word([HEAD, ROW])), "x.docx") == "protected"


def _flagged(data: bytes) -> bytes:
    """The archive with its entries marked as encrypted."""
    marked = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(sign)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(sign, at + 4)
    return bytes(marked)


@pytest.mark.parametrize("name", ["x.pdf", "x.docx", "x.xlsx", "x.csv"])
def test_a_pdf_by_whatever_name(name: str) -> None:
    assert refusal(b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", name) == "pdf"
    assert refusal(b"\r\n%PDF-1.4", name) == "pdf"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        b"\xff\xd8\xff\xe0" + b"\x10" * 50,
        b"GIF89a" + b"\x01" * 50,
        b"Rar!\x1a\x07\x00",
        b"7z\xbc\xaf\x27\x1c",
        b"MZ\x90\x00\x03" + b"\x00" * 60,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 60,
        b"SQLite format 3\x00" + b"\x00\x10" * 60,
        b"\x1f\x8b\x08" + b"\x00\x01\x02" * 60,
        bytes(range(256)) * 10,
    ],
)
def test_a_file_of_another_kind(data: bytes) -> None:
    assert refusal(data, "x.csv") == "unknown-kind"


@pytest.mark.parametrize(
    "parts",
    [
        {"ppt/presentation.xml": "<p/>"},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"},
        {"xl/workbook.bin": b"\x00"},
        {"readme.txt": "x"},
    ],
)
def test_an_archive_of_another_kind(parts: dict[str, str | bytes]) -> None:
    assert refusal(package(parts)) == "unknown-kind"


def test_an_archive_without_files() -> None:
    assert refusal(package({})) in ("unknown-kind", "damaged")


@pytest.mark.parametrize(
    "part", ["word/vbaProject.bin", "xl/vbaProject.bin", "xl/macrosheets/s.xml"]
)
def test_macros(part: str) -> None:
    assert (
        refusal(package({DOCUMENT: "<a/>", "xl/workbook.xml": "<a/>", part: b"\x00"})) == "macros"
    )


def test_a_macro_bearing_content_type_without_the_macros() -> None:
    types = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
    data = word_xml(word_table([HEAD, ROW]), {"[Content_Types].xml": types})
    assert refusal(data) == "macros"


def test_a_doctype_in_any_part() -> None:
    document = rewritten(word([HEAD, ROW]), DOCUMENT, b"<w:document", DOCTYPE + b"<w:document")
    assert refusal(document) == "doctype"
    sheet = rewritten(xlsx([HEAD, ROW]), SHEET, b"<worksheet", DOCTYPE + b"<worksheet")
    assert refusal(sheet) == "doctype"
    strings = shared_xlsx([HEAD, ROW])
    assert (
        refusal(rewritten(strings, "xl/sharedStrings.xml", b"<sst", DOCTYPE + b"<sst")) == "doctype"
    )


def test_a_doctype_behind_a_long_comment_or_in_utf_16() -> None:
    comment = b"<!--" + b"x" * 300_000 + b"-->"
    late = rewritten(
        word([HEAD, ROW]), DOCUMENT, b"<w:document", comment + DOCTYPE + b"<w:document"
    )
    assert refusal(late) == "doctype"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        wide = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE.decode()}<w:document xmlns:w="{W}"/>'
        assert refusal(package({DOCUMENT: wide.encode(encoding)})) in ("doctype", "damaged")


def test_a_doctype_in_a_text_file() -> None:
    assert refusal(DOCTYPE.decode() + html_table([HEAD, ROW])) == "doctype"
    assert refusal(b'<?xml version="1.0"?>' + DOCTYPE + b"<a>&x;</a>") == "doctype"


def test_the_doctype_of_a_page_is_no_reason_to_refuse() -> None:
    page = html_table([HEAD, ROW])
    for doctype in (
        "<!DOCTYPE html>",
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">',
    ):
        assert len(read(doctype + page).measures) == 1


def test_a_file_beyond_the_size() -> None:
    assert refusal(b"a,b\n" * (MAX_FILE_BYTES // 4 + 1)) == "too-large"
    assert refusal("ก" * (MAX_FILE_BYTES + 1)) == "too-large"


def test_too_many_rows() -> None:
    line = ",".join(ROW) + "\n"
    assert refusal(",".join(HEAD) + "\n" + line * (MAX_ROWS + 1)) == "too-large"
    cells = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 3 + "</w:tr>"
    assert refusal(word_xml("<w:tbl>" + cells * (MAX_ROWS + 2) + "</w:tbl>")) == "too-large"
    rows = "<tr><td>x</td></tr>" * (MAX_ROWS + 2)
    assert refusal(f"<table>{rows}</table>") == "too-large"


def test_too_many_cells() -> None:
    assert refusal("\n".join([",".join(["x"] * 119)] * 8000)) == "too-large"
    page = "<table>" + "<tr><td colspan=100 rowspan=20000>x</td></tr>" * 9000 + "</table>"
    assert refusal(page) == "too-large"
    last = b"<row r='20000'><c r='A20000' t='inlineStr'><is><t>y</t></is></c></row></sheetData>"
    merged = last + b"<mergeCells><mergeCell ref='A1:DP19999'/></mergeCells>"
    assert refusal(rewritten(xlsx([["x"]]), SHEET, b"</sheetData>", merged)) == "too-large"


def test_a_cell_of_ten_million_letters_is_cut() -> None:
    (measure,) = read(csv_text([HEAD, ["1.1 ก", "ข" * 3_000_000, *ROW[2:]]])).measures
    assert len(measure.steps[0]) <= 30_000


@pytest.mark.parametrize("part", [DOCUMENT, "xl/workbook.xml", "word/media/image1.png"])
def test_an_archive_that_unpacks_to_hundreds_of_megabytes(part: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(DOCUMENT, "<a/>") if part != DOCUMENT else None
        with archive.open(part, "w", force_zip64=True) as inner:
            for _n in range(200):
                inner.write(b" " * 1024 * 1024)
    tracemalloc.start()
    assert refusal(target.getvalue()) == "too-large"
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200 * 1024 * 1024


def test_an_archive_that_lies_about_its_size() -> None:
    bomb = bytearray(package({DOCUMENT: " " * 90_000_000}))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = bomb.rfind(sign)
        bomb[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(bomb)) in ("damaged", "too-large")


def test_deeply_nested_parts() -> None:
    depth = 3000
    body = "<w:tbl><w:tr><w:tc>" * depth + paragraph("x") + "</w:tc></w:tr></w:tbl>" * depth
    assert refusal(word_xml(body))
    page = "<table><tr><td>" * depth + "x"
    assert refusal(page)
    assert refusal("<div>" * 100_000 + "x")
    spans = "<w:r>" * depth + "</w:r>" * depth
    assert refusal(word_xml(f"<w:p>{spans}</w:p>"))


def test_many_small_entries() -> None:
    assert refusal(package({f"a{n}": "" for n in range(6000)})) == "too-large"


def test_numbers_out_of_all_bounds_in_a_sheet() -> None:
    for old, new in (
        (b'r="A1"', b'r="ZZZZZZZZ99999999999999999999"'),
        (b'<row r="1"', b'<row r="99999999999999999999"'),
        (b't="n"', b't="n" s="99999999"'),
    ):
        with contextlib.suppress(UnreadableFile):
            read(rewritten(xlsx([[1, *HEAD], [2, *ROW]]), SHEET, old, new))


@pytest.mark.parametrize("value", ["1e999", "-1e999", "nan", "99999999", "-5", "0", "abc", "1e308"])
@pytest.mark.parametrize("format_", ["d mmm yyyy", "0.00", "General"])
def test_numbers_that_are_no_dates(value: str, format_: str) -> None:
    from tests.measures.importing.files import saved, workbook

    book = workbook([HEAD, [ROW[0], "ทำ", 12345.5, *ROW[3:]]])
    book.active["C2"].number_format = format_
    data = rewritten(saved(book), SHEET, b"12345.5", value.encode())
    assert len(read(data).measures) == 1


@pytest.mark.parametrize("content", ["<Workbook xmlns='urn:x'/>", "<w:wordDocument xmlns:w='x'/>"])
def test_the_xml_formats_of_2003(content: str) -> None:
    assert refusal(f"<?xml version='1.0'?>\n{content}".encode(), "x.xls") == "old-format"


def test_a_page_that_calls_itself_a_workbook_is_read() -> None:
    page = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'>" + html_table([HEAD, ROW])
    assert len(read(page.encode(), "x.xls").measures) == 1


@pytest.mark.parametrize("digits", ["9" * 5000, "²", "๙", "-1", ""])
def test_attributes_that_are_no_numbers(digits: str) -> None:
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='{digits}'/></w:tcPr><w:p/></w:tc>"
    body = word_table([HEAD, ROW]) + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    assert len(read(word_xml(body)).measures) == 1
    page = html_table([HEAD, ROW]).replace("<td>", f"<td rowspan='{digits}'>", 1)
    assert len(read(page).measures) == 1
    sheet = rewritten(xlsx([HEAD, ROW]), SHEET, b'r="2"', f'r="{digits}" s="{digits}"'.encode())
    with contextlib.suppress(UnreadableFile):
        read(sheet)


def test_millions_of_empty_parts_are_refused_before_they_fill_the_memory() -> None:
    assert refusal(word_xml("<w:p/>" * 3_000_000)) == "too-large"
    assert refusal("<div>" * 3_000_000) == "too-large"
