"""Builds the files that officers send: Word, Excel, text, HTML."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.document import Document

from prongsai.measures.importing import ImportResult, read_measures, to_json

HEAD = [
    "มาตรการ/โครงการ",
    "ขั้นตอนหรือวิธีการปฏิบัติ",
    "ระยะเวลาดำเนินการ",
    "ผู้รับผิดชอบ",
    "ผลการดำเนินการ (output)",
    "ผลลัพธ์ในการดำเนินการ (outcome/result)",
]
TOPICS = [
    "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
    "การให้บริการและระบบ E-Service",
    "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
    "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
    "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
    "กระบวนการควบคุมตรวจสอบการใช้อำนาจ และการบริหารงานบุคคล",
    "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
]
PLAN = ["โครงการ/กิจกรรม", "วิธีดำเนินการ", "ระยะเวลา", "หน่วยงานรับผิดชอบ"]
REST = ["ทำ", "เม.ย. 68", "สำนักปลัด"]
FULL = ["1.1 จัดทำคู่มือ", "1. ร่าง\n2. เวียน", "เม.ย. 68", "กองคลัง", "คู่มือ 1 เล่ม", "ดีขึ้น"]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
YEAR = 2568
Rows = Sequence[Sequence[Any]]


def read(data: bytes | str, name: str = "", **options: Any) -> ImportResult:
    """The file read for fiscal year 2568 unless another is asked for."""
    return read_measures(data, filename=name, **({"fiscal_year": YEAR} | options))


def measures(data: bytes | str, name: str = "", **options: Any) -> list[dict[str, Any]]:
    """The measures of the printed document."""
    found: list[dict[str, Any]] = to_json(read(data, name, **options))["measures"]
    return found


def codes(result: ImportResult, *, decisions: bool | None = None) -> list[str]:
    """The codes of the warnings, only those (not) to decide when asked."""
    return [w.code for w in result.warnings if decisions in (None, w.needs_decision)]


def csv_text(rows: Rows, separator: str = ",") -> str:
    """Separated text with quotes where they are needed."""
    return "\r\n".join(separator.join(_quoted(cell, separator) for cell in row) for row in rows)


def _quoted(cell: Any, separator: str) -> str:
    text = "" if cell is None else str(cell)
    if any(mark in text for mark in (separator, '"', "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def html_table(rows: Rows, before: str = "") -> str:
    """A page with one plain table."""
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(c or ''))}</td>" for c in row) + "</tr>" for row in rows
    )
    return f"<html><body><p>{before}</p><table>{body}</table></body></html>"


def workbook(rows: Rows, merges: Sequence[str] = (), title: str = "แผน") -> openpyxl.Workbook:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    add_sheet(book, title, rows, merges, sheet=book.active)
    return book


def add_sheet(
    book: openpyxl.Workbook,
    title: str,
    rows: Rows,
    merges: Sequence[str] = (),
    sheet: Any = None,
) -> Any:
    """One more sheet."""
    sheet = sheet or book.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    return sheet


def saved(document: Any) -> bytes:
    """The bytes of a workbook or document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx(rows: Rows, merges: Sequence[str] = (), title: str = "แผน") -> bytes:
    """The bytes of a workbook with one sheet."""
    return saved(workbook(rows, merges, title))


def shared_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """The bytes of a workbook whose texts stand in a list of their own, as Excel writes it."""
    texts = [text for row in rows for text in row]
    width = len(rows[0])
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    lines = "".join(
        "<row>" + "".join(f"<c t='s'><v>{at * width + n}</v></c>" for n in range(width)) + "</row>"
        for at in range(len(rows))
    )
    return raw_xlsx(f"<sheetData>{lines}</sheetData>", f"<sst xmlns='{S}'>{items}</sst>")


def raw_xlsx(sheet: str, strings: str = "") -> bytes:
    """The bytes of a workbook with one sheet written by hand."""
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f"<workbook xmlns='{S}' xmlns:r='{office}'><sheets>"
        "<sheet name='แผน' sheetId='1' r:id='rId1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{links}'>"
        "<Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{S}'>{sheet}</worksheet>",
    }
    return package({**parts, "xl/sharedStrings.xml": strings} if strings else parts)


def add_table(document: Document, rows: Rows) -> Any:
    """A table at the end of a Word document; a row of one cell spans the table."""
    width = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width)
    for at, row in enumerate(rows):
        cells = table.rows[at].cells
        if len(row) == 1 and width > 1:
            cells[0].merge(cells[-1]).text = str(row[0])
            continue
        for cell, value in zip(cells, row, strict=False):
            cell.text = "" if value is None else str(value)
    return table


def word(rows: Rows, before: Sequence[str] = ()) -> bytes:
    """The bytes of a Word document with lines and one table."""
    document = docx.Document()
    for line in before:
        document.add_paragraph(line)
    add_table(document, rows)
    return saved(document)


def word_xml(body: str, parts: dict[str, str] | None = None) -> bytes:
    """The bytes of a Word document written by hand."""
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            **(parts or {}),
        }
    )


def word_table(rows: Sequence[Sequence[str]]) -> str:
    """Word XML of a table; a cell that begins with "<" is XML already."""
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(word_cell(cell) for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def word_cell(content: str) -> str:
    """Word XML of a cell out of text or paragraphs."""
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc>{inner}</w:tc>"


def paragraph(text: str, properties: str = "") -> str:
    """Word XML of a paragraph."""
    marked = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{marked}<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"


def package(parts: dict[str, str | bytes]) -> bytes:
    """The bytes of a ZIP archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with something replaced in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    content = parts[part]
    assert isinstance(content, bytes)
    assert old in content
    return package({**parts, part: content.replace(old, new)})


def plan(*rows: list[str], head: list[str] | None = None) -> str:
    """A plan of four columns (or those of `head`) as CSV; short rows are filled up."""
    width = len(head or PLAN)
    return csv_text([head or PLAN, *([*row, *[""] * (width - len(row))] for row in rows)])


def one(
    title: str = "1.1 ก", steps: str = "ทำ", period: str = "เม.ย. 68", units: str = "ก"
) -> dict[str, Any]:
    """The one measure that a row of four cells gives."""
    (measure,) = measures(plan([title, steps, period, units]))
    return measure
