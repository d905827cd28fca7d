"""What a file is, by its content; its name only tells texts apart."""

import io
import json
import zipfile

from prongsai.common import archives
from prongsai.disclosure.checking.reading import contents as kinds

_PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {
    "word/document.xml": kinds.DOCX,
    "xl/workbook.xml": kinds.XLSX,
    "xl/workbook.bin": kinds.XLSX,
    "ppt/presentation.xml": kinds.PPTX,
}


_CLAIMED = {".pdf": kinds.PDF, ".docx": kinds.DOCX, ".xlsx": kinds.XLSX}


def find_kind(content: bytes, filename: str) -> str:
    """One of the kinds of `contents`."""
    head = content[:1024]
    if b"%PDF-" in head:
        return kinds.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(content)
    if head.startswith(_OLE):
        return kinds.XLS if "Workbook".encode("utf-16-le") in content else kinds.OLD_OFFICE
    if head.startswith(_PICTURES) or _is_boxed_picture(head):
        return kinds.PICTURE
    return _text(content, filename.lower())


def _package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            label = package.read("mimetype")[:100] if "mimetype" in names else b""
    except archives.DAMAGED:
        return kinds.ZIP
    if label.endswith(b"opendocument.spreadsheet"):
        return kinds.ODS
    if label.endswith(b"opendocument.text"):
        return kinds.ODT
    return next((kind for part, kind in _PARTS.items() if part in names), kinds.ZIP)


def _is_boxed_picture(head: bytes) -> bool:
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP"
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif")


def _text(content: bytes, name: str) -> str:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return kinds.UNKNOWN
    if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head or b"<body" in head:
        return kinds.HTML
    if head.startswith(b"<?xml"):
        return kinds.XML
    if head.startswith((b"{", b"[")) and _is_json(content):
        return kinds.JSON
    if name.endswith((".csv", ".tsv")):
        return kinds.CSV
    if head.startswith(b"<"):
        return kinds.HTML
    # A text that calls itself a PDF is a broken one: its reader says so.
    return next((kind for ending, kind in _CLAIMED.items() if name.endswith(ending)), kinds.TEXT)


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True
