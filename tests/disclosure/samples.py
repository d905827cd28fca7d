"""Files of the tests: pages, PDFs with and without text, sheets, archives."""

import gzip
import io
import zipfile
from functools import cache

import typst
from django.conf import settings
from docx import Document
from openpyxl import Workbook
from PIL import Image

AGENCY = "องค์การบริหารส่วนตำบลทดสอบ"
TEXT = (
    f"รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส {AGENCY} "
    "ประจำปีงบประมาณ พ.ศ. 2568 ข้อมูล ณ วันที่ 15 มีนาคม 2568 "
)
PAGE = (
    "<!doctype html><html lang=th><head><meta charset=utf-8><title>ITA</title></head><body><p>"
    + TEXT
    + "ผลการดำเนินงานตามมาตรการของหน่วยงานเป็นไปตามแผนทุกโครงการ " * 20
    + "</p></body></html>"
).encode()
LOGIN = (
    "<html><body><form>กรุณาเข้าสู่ระบบ <input name=u><input type=password name=p></form></body></html>"
).encode()
# The check digit of this made-up number is right.
CITIZEN_ID = "1101700203450"


@cache
def bomb() -> bytes:
    """200 MB of nothing in 200 KB."""
    return gzip.compress(b"\0" * (200 * 1024 * 1024), 9)


@cache
def text_pdf(text: str = TEXT, pages: int = 1) -> bytes:
    """A PDF with a text layer."""
    body = "\n#pagebreak()\n".join([text.replace("#", "\\#")] * pages)
    source = f'#set text(font: "TH Sarabun New", lang: "th")\n{body}'
    return bytes(typst.compile(source.encode(), font_paths=[str(settings.FONT_DIR)]))


@cache
def picture_pdf(pages: int = 1) -> bytes:
    """A PDF of scanned pages: pictures only."""
    shots = [Image.new("RGB", (200, 280), (200, 200 - 20 * n, 180)) for n in range(pages)]
    buffer = io.BytesIO()
    shots[0].save(buffer, "PDF", save_all=True, append_images=shots[1:])
    return buffer.getvalue()


@cache
def mixed_pdf() -> bytes:
    """Page 1 with text, page 2 a picture."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for content in (text_pdf(), picture_pdf()):
        for page in PdfReader(io.BytesIO(content)).pages:
            writer.add_page(page)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@cache
def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(text_pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def book(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> bytes:
    """An XLSX of one sheet, with these cells merged."""
    made = Workbook()
    assert made.active is not None
    made.active.title = "ข้อมูล"
    for row in rows:
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def word(text: str = TEXT) -> bytes:
    """A DOCX."""
    document = Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def archive(**files: bytes) -> bytes:
    """A ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()
