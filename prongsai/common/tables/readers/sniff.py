"""Which reader a file needs, judged by its content; the name only helps to word a refusal."""

import re

from django.utils.translation import gettext as _

from prongsai.common.tables.errors import UnreadableFile
from prongsai.common.tables.grid import Source
from prongsai.common.tables.limits import MAX_FILE_BYTES, too_large
from prongsai.common.tables.readers.docx import read_docx
from prongsai.common.tables.readers.html import read_html
from prongsai.common.tables.readers.package import Package, damaged, protected
from prongsai.common.tables.readers.text import decode, read_text
from prongsai.common.tables.readers.xlsx import read_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_XML = re.compile(r"^\s*<\?xml.{0,300}(?:mso-application|<Workbook|:wordDocument)", re.S)
_MARKUP = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<table|<meta|<!--|<div)", re.IGNORECASE
)


def read_source(data: bytes | str, filename: str) -> Source:
    """The tables of a file or of pasted text. Raises `UnreadableFile`."""
    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    if isinstance(data, str):
        return _read_plain(data)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFile("empty", _("The file is empty."))
    if data.startswith(b"PK"):
        return _read_package(Package(data))
    _refuse_foreign(data)
    if filename.lower().rsplit(".", 1)[-1] in ("docx", "xlsx", "docm", "xlsm"):
        raise damaged()
    return _read_plain(decode(data))


def _read_package(package: Package) -> Source:
    if package.main.startswith("word/") and package.main.endswith(".xml"):
        return read_docx(package)
    if package.main == "xl/workbook.xml":
        return read_xlsx(package)
    raise UnreadableFile(
        "unknown-kind",
        _("This is no Word or Excel file (.docx, .xlsx). Save it as one of these and try again."),
    )


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise protected()
        raise UnreadableFile(
            "old-format",
            _(
                "This is an old Word or Excel file (.doc, .xls). Save it as .docx or .xlsx and try again."
            ),
        )
    if data[:1024].lstrip().startswith(b"%PDF"):
        raise UnreadableFile(
            "pdf", _("This is a PDF. Use the Word or Excel file, or copy the table and paste it.")
        )
    if data.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"MZ")
    ):
        raise UnreadableFile(
            "unknown-kind",
            _("This is no Word, Excel, CSV or HTML file. Save it as one of these and try again."),
        )
    if data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == b"{\\rtf":
        raise UnreadableFile(
            "old-format", _("This is an RTF file. Save it as .docx and try again.")
        )


def _read_plain(text: str) -> Source:
    if not text.strip():
        raise UnreadableFile("empty", _("The file is empty."))
    head = text[:5000]
    if _OFFICE_XML.search(head):
        raise UnreadableFile(
            "old-format",
            _(
                "This is an old Word or Excel file (.doc, .xls). Save it as .docx or .xlsx and try again."
            ),
        )
    if re.search(r"<!ENTITY|<!DOCTYPE(?!\s+html)", head, re.IGNORECASE):
        raise UnreadableFile(
            "doctype", _("The file declares a DOCTYPE, which documents of an office never do.")
        )
    if _MARKUP.match(head) or re.search(r"<table[\s>]", text, re.IGNORECASE):
        return read_html(text)
    return read_text(text)
