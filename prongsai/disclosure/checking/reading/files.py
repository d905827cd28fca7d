"""Reading a file of a stranger: runs in a child process that may die of it."""

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from lxml import etree
from PIL import Image
from pillow_heif import register_heif_opener
from python_calamine import CalamineWorkbook

from prongsai.disclosure.checking.reading import contents as kinds
from prongsai.disclosure.checking.reading.contents import Budget, Contents, Page, Sheet
from prongsai.disclosure.checking.reading.kinds import find_kind
from prongsai.disclosure.checking.reading.pages import decode, read_page

MOST_PAGES, MOST_ENTRIES = 1000, 20_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_PIXELS = 120_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_file(content: bytes, filename: str) -> Contents:
    """The contents of a file, by what it is. Never raises."""
    if not content:
        return Contents(kinds.UNKNOWN, kinds.EMPTY)
    kind = find_kind(content, filename)
    reader = _READERS.get(kind)
    if reader is None:
        return Contents(kind)
    try:
        return reader(content, kind)
    except MemoryError:
        return Contents(kind, kinds.HEAVY)
    except Exception:  # a stranger's file: a dozen parsers fail in their own many ways
        return Contents(kind, kinds.DAMAGED)


def _read_pdf(content: bytes, kind: str) -> Contents:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", 0) == _PASSWORD or "password" in str(error).lower()
        return Contents(kind, kinds.LOCKED if is_locked else kinds.DAMAGED)
    budget = Budget()
    count = min(len(document), MOST_PAGES)
    pages = tuple(_read_pdf_page(document, number, budget) for number in range(count))
    return Contents(kind, kinds.OPENS if pages else kinds.DAMAGED, pages)


def _read_pdf_page(document: Any, number: int, budget: Budget) -> Page:
    page = document[number]
    text = page.get_textpage().get_text_range().replace("\r\n", "\n")
    objects = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)
    return Page(str(number + 1), budget.take(text), has_picture=any(True for _one in objects))


def _read_package(content: bytes, kind: str) -> Contents:
    """A ZIP whose parts are looked at in bounds: locked, too heavy, damaged, or its text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            return Contents(kind, kinds.LOCKED)
        if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNPACKED:
            return Contents(kind, kinds.HEAVY)
        if kind == kinds.DOCX:
            parts = [e.filename for e in entries if _has_text(e.filename)]
            text = "\n".join(_paragraphs(package.read(part)) for part in parts)
            return Contents(kind, pages=(Page("1", Budget().take(text)),))
        if package.testzip() is not None:
            return Contents(kind, kinds.DAMAGED)
        return Contents(kind, entries=sum(not entry.is_dir() for entry in entries))


def _has_text(name: str) -> bool:
    is_frame = name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
    return name == "word/document.xml" or is_frame


def _paragraphs(part: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(part, parser)
    lines = []
    for paragraph in root.iter(f"{_WORD}p"):
        lines.append("".join(run.text or "" for run in paragraph.iter(f"{_WORD}t")))
    return "\n".join(lines)


def _read_book(content: bytes, kind: str) -> Contents:
    if kind != kinds.XLS:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
                return Contents(kind, kinds.HEAVY)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except Exception as error:
        is_locked = "password" in str(error).lower() or "encrypt" in str(error).lower()
        return Contents(kind, kinds.LOCKED if is_locked else kinds.DAMAGED)
    shown = [meta.name for meta in book.sheets_metadata if "Visible" in str(meta.visible)]
    return _from_sheets(kind, [_read_sheet(book.get_sheet_by_name(name)) for name in shown])


def _read_sheet(sheet: Any) -> Sheet:
    rows = [
        [_cell(value) for value in row[: kinds.MOST_COLUMNS]]
        for row in sheet.to_python(nrows=kinds.MOST_ROWS, skip_empty_area=False)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                rows[row][column] = rows[top][left]
    return Sheet(sheet.name, rows)


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _read_csv(content: bytes, kind: str) -> Contents:
    text = decode(content)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4000], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    rows = []
    for row in csv.reader(io.StringIO(text), dialect):
        rows.append([cell.strip() for cell in row[: kinds.MOST_COLUMNS]])
        if len(rows) == kinds.MOST_ROWS:
            break
    return _from_sheets(kind, [Sheet("", rows)])


def _from_sheets(kind: str, sheets: list[Sheet]) -> Contents:
    budget = Budget()
    pages = tuple(Page(sheet.name, budget.take("\n".join(_lines(sheet)))) for sheet in sheets)
    return Contents(kind, pages=pages, sheets=tuple(sheets))


def _lines(sheet: Sheet) -> Iterator[str]:
    return ("\t".join(cell for cell in row if cell) for row in sheet.rows)


def _read_text(content: bytes, kind: str) -> Contents:
    if kind == kinds.XML:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        etree.fromstring(content, parser)
    return Contents(kind, pages=(Page("1", Budget().take(decode(content))),))


def _read_picture(content: bytes, kind: str) -> Contents:
    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with Image.open(io.BytesIO(content)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return Contents(kind, kinds.HEAVY)
                picture.draft("RGB", (256, 256))
                picture.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return Contents(kind, kinds.HEAVY)
    return Contents(kind)


def _read_old(content: bytes, kind: str) -> Contents:
    # Word and Excel put what they lock into a container of the old kind (MS-OFFCRYPTO).
    is_locked = "EncryptedPackage".encode("utf-16-le") in content
    return Contents(kind, kinds.LOCKED if is_locked else kinds.OPENS)


_READERS: dict[str, Callable[[bytes, str], Contents]] = {
    kinds.PDF: _read_pdf,
    kinds.DOCX: _read_package,
    kinds.OLD_OFFICE: _read_old,
    kinds.PPTX: _read_package,
    kinds.ODT: _read_package,
    kinds.ZIP: _read_package,
    kinds.XLSX: _read_book,
    kinds.XLS: _read_book,
    kinds.ODS: _read_book,
    kinds.CSV: _read_csv,
    kinds.JSON: _read_text,
    kinds.XML: _read_text,
    kinds.TEXT: _read_text,
    kinds.HTML: read_page,
    kinds.PICTURE: _read_picture,
}
