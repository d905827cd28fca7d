"""Which Word files may serve as templates: nothing that runs, calls out, or swells."""

import io
import re
import zipfile

from django.utils.translation import gettext as _
from lxml import etree

from prongsai.common import archives
from prongsai.common.errors import Refused

FIELD = "file"
MAX_BYTES = 5_000_000
MAX_UNPACKED = 40_000_000
MAX_PART = 4_000_000
MAX_PARTS = 500
MAIN_PART = "word/document.xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE = re.compile(
    r"vbaProject|vbaData|activeX|/embeddings/|afchunk|customUI|\.(?:bin|exe|js)$", re.I
)
_CALLS = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b"
)
_HARMLESS_LINK = re.compile(r"(?:https?://|mailto:)", re.I)
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def check_package(content: bytes) -> None:
    """Raise `Refused` unless the content is a DOCX without macros, calls to elsewhere or hidden size."""
    if len(content) > MAX_BYTES:
        raise Refused(_("The file is larger than 5 MB."), FIELD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _read_parts(archive)
        _check_types(parts)
        for name, part in parts.items():
            if name.endswith((".xml", ".rels")):
                _check_part(name, part)
    except (*archives.DAMAGED, etree.XMLSyntaxError) as error:
        raise Refused(_broken(), FIELD) from error


def _broken() -> str:
    return _("The file can't be read as a Word document (.docx).")


def _read_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """All parts by name; what is read is bounded, whatever the directory of the file claims."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    names = [info.filename for info in infos]
    if len(infos) > MAX_PARTS or len(set(names)) != len(names):
        raise Refused(_broken(), FIELD)
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for info in infos:
        is_text = info.filename.endswith((".xml", ".rels"))
        limit = min(left, MAX_PART if is_text else left)
        with archive.open(info) as file:
            part = file.read(limit + 1)
        if len(part) > limit:
            raise Refused(_("The file unpacks to far more than a template needs."), FIELD)
        left -= len(part)
        parts[info.filename] = part
    return parts


def _check_types(parts: dict[str, bytes]) -> None:
    if MAIN_PART not in parts or "[Content_Types].xml" not in parts:
        raise Refused(_broken(), FIELD)
    types = _parse(parts["[Content_Types].xml"])
    found = {node.get("PartName"): node.get("ContentType") for node in types}
    is_active = any(_ACTIVE.search(name) for name in parts)
    if is_active or "macro" in str(list(found.values())).lower():
        raise Refused(
            _("The file holds macros or embedded programs. Save it as plain .docx."), FIELD
        )
    if found.get(f"/{MAIN_PART}") != MAIN_TYPE:
        raise Refused(_broken(), FIELD)


def _parse(part: bytes) -> etree._Element:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise Refused(_broken(), FIELD)
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _check_part(name: str, part: bytes) -> None:
    root = _parse(part)
    if name.endswith(".rels"):
        for link in root.iter(f"{_PACKAGE}Relationship"):
            _check_link(link)
        return
    words = "".join(node.text or "" for node in root.iter(f"{_WORD}instrText"))
    words += " ".join(node.get(f"{_WORD}instr", "") for node in root.iter(f"{_WORD}fldSimple"))
    if _CALLS.search(words.upper()) or root.find(f".//{_WORD}altChunk") is not None:
        raise Refused(_calls_out(), FIELD)


def _check_link(link: etree._Element) -> None:
    kind = link.get("Type", "").rpartition("/")[2]
    is_external = link.get("TargetMode") == "External"
    is_link = kind == "hyperlink" and _HARMLESS_LINK.match(link.get("Target", ""))
    if kind == "attachedTemplate" or (is_external and not is_link):
        raise Refused(_calls_out(), FIELD)


def _calls_out() -> str:
    return _(
        "The file fetches something from outside itself. Remove linked templates, pictures and fields."
    )
