"""Office Open XML packages: opened with bounds, XML parsed without entities."""

import io
import re
import zipfile

from django.utils.translation import gettext as _
from lxml import etree

from prongsai.common import archives
from prongsai.common.tables.errors import UnreadableFile
from prongsai.common.tables.limits import (
    MAX_PART_BYTES,
    MAX_TAGS,
    MAX_UNPACKED_BYTES,
    too_large,
)

MAX_PARTS = 5_000
HEAD_BYTES = 4_096  # in which a document type stands when a program wrote it
MAIN_PARTS = ("word/document.xml", "xl/workbook.xml")
_SCHEMAS = b"http://schemas.openxmlformats.org/"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _SCHEMAS + b"wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": _SCHEMAS + b"spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/": _SCHEMAS + b"officeDocument/2006/",
}
_MACROS = re.compile(r"vbaproject|macrosheets/", re.IGNORECASE)


class Package:
    """A ZIP of XML parts."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except archives.DAMAGED as error:
            raise damaged() from error
        if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_UNPACKED_BYTES:
            raise too_large()
        self.names = {entry.filename for entry in entries}
        if any(entry.flag_bits & 1 for entry in entries):
            raise protected()
        if any(_MACROS.search(name) for name in self.names) or self._declares_macros():
            raise UnreadableFile(
                "macros", _("The file contains macros. Save it as .docx or .xlsx without macros.")
            )
        for name in self.names:
            if name.lower().endswith((".xml", ".rels")):
                refuse_doctype(self.read(name, HEAD_BYTES))

    def _declares_macros(self) -> bool:
        return "[Content_Types].xml" in self.names and b"macroEnabled" in self.read(
            "[Content_Types].xml"
        )

    @property
    def main(self) -> str:
        """The part that holds the document: where it usually is, else where the package says."""
        usual = [name for name in MAIN_PARTS if name in self.names]
        links = self.find_xml("_rels/.rels") if not usual else None
        for link in links if links is not None else ():
            target = link.get("Target", "").lstrip("/")
            if link.get("Type", "").endswith("/officeDocument") and target in self.names:
                return target
        return usual[0] if usual else ""

    def read(self, name: str, first: int = 0) -> bytes:
        """The bytes of a part (only the `first` so many), bounded whatever the directory claims."""
        try:
            with self._zip.open(name) as part:
                content = part.read(first or MAX_PART_BYTES + 1)
        except Exception as error:  # zipfile and zlib raise a dozen kinds for damaged parts
            raise damaged() from error
        if len(content) > MAX_PART_BYTES:
            raise too_large()
        return content

    def xml_bytes(self, name: str) -> bytes:
        """A part for reading bit by bit; a DOCTYPE is refused."""
        content = _transitional(self.read(name))
        refuse_doctype(content)
        return content

    def xml(self, name: str) -> etree._Element:
        """A part as XML; a DOCTYPE is refused."""
        content = self.xml_bytes(name)
        if content.count(b"<") > MAX_TAGS:
            raise too_large()
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged() from error

    def find_xml(self, name: str) -> etree._Element | None:
        """A part as XML, or None when the package has none of that name."""
        return self.xml(name) if name in self.names else None


def _transitional(content: bytes) -> bytes:
    """XML of the strict flavour of the standard with the names of the usual one."""
    if b"http://purl.oclc.org/ooxml/" in content:
        for strict, usual in _STRICT.items():
            content = content.replace(strict, usual)
    return content


def refuse_doctype(content: bytes) -> None:
    """Refuse XML that declares a document type: entities are a known attack."""
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:HEAD_BYTES] else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnreadableFile(
            "doctype", _("The file declares a DOCTYPE, which documents of an office never do.")
        )


def damaged() -> UnreadableFile:
    """The refusal of a damaged file."""
    return UnreadableFile("damaged", _("The file is damaged and can't be opened."))


def protected() -> UnreadableFile:
    """The refusal of a file behind a password."""
    return UnreadableFile(
        "protected", _("The file is protected by a password. Remove the password and try again.")
    )
