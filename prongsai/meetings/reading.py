"""Past minutes as files: the text of a DOCX or PDF, and the number and day that stand in it."""

import datetime as dt
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from docx import Document as open_document
from lxml.etree import XMLSyntaxError

from prongsai.common import archives
from prongsai.common.errors import Refused
from prongsai.correspondence.checking import read_text
from prongsai.evidence import files
from prongsai.evidence.intake import OFFICE, Accepted, accept
from prongsai.evidence.models import EvidenceVersion
from prongsai.meetings.models import Meeting
from prongsai.meetings.rules import parse_label
from prongsai.thai.calendar import BE_OFFSET, parse_date
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair

PAGES, LETTERS, MOST_PAGES = 2, 4000, 200
TAKEN = ("application/pdf", OFFICE["word/document.xml"][0])
_DAY = re.compile(r"(\d{1,2})\s*(?:เดือน)?\s*([มกเพสตธ]\S+?)\s*(?:พ\.\s?ศ\.)?\s*(2[45]\d\d)")

_SESSION = re.compile(r"สมัย(?:ประชุม)?(วิ)?สามัญ\s*(?:สมัย)?(?:ที่)?\s*(\d{1,2})(?!\d)")


@dataclass(frozen=True)
class Guess:
    """What a file of minutes seems to be of; None where nothing was found."""

    number: int | None = None
    year: int | None = None
    held_on: dt.date | None = None
    session: str = ""
    session_number: int | None = None


def check_file(content: bytes, name: str) -> Accepted:
    """A file of minutes as it will be kept. Raises `Refused` when it is neither PDF nor DOCX."""
    accepted = accept(content, name)
    if accepted.media_type not in TAKEN:
        raise Refused(
            _("“%(name)s” is neither a PDF nor a Word document (DOCX).") % {"name": accepted.name},
            "upload",
        )
    return accepted


def guess(content: bytes, name: str) -> Guess:
    """Number, year (พ.ศ.) and day from the beginning of the file, else from its name. Never raises."""
    text = to_arabic(repair(_text(content, name)))
    label = parse_label(text) or parse_label(name.replace("-", "/").replace("_", "/"))
    day = _find_day(text)
    number, year = label or (None, day.year + BE_OFFSET if day else None)
    return Guess(number, year, day, *_find_session(text))


def _find_session(text: str) -> tuple[str, int | None]:
    """The session of a council: สมัยสามัญ สมัยที่ 2, or with the year's: สมัยวิสามัญ สมัยที่ 1/2567."""
    found = _SESSION.search(text)
    if found is None:
        return "", None
    session = Meeting.Session.EXTRAORDINARY if found[1] else Meeting.Session.ORDINARY
    return session, int(found[2])


def _find_day(text: str) -> dt.date | None:
    for match in _DAY.finditer(text):
        day = parse_date(" ".join(match.groups()))
        if day is not None:
            return day
    return None


def _text(content: bytes, name: str) -> str:
    return _read(content, name, PAGES)[:LETTERS]


def read_whole(stored: EvidenceVersion) -> str:
    """The text of a stored PDF or DOCX; empty when it has none. Never raises."""
    try:
        content = files.read(stored.sha256)
    except FileNotFoundError:
        return ""
    return repair(_read(content, stored.file_name, MOST_PAGES))


def _read(content: bytes, name: str, pages: int) -> str:
    if not name.lower().endswith(".docx"):
        return read_text(content, pages)
    try:
        word = open_document(io.BytesIO(content))
        cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(line.text for line in word.paragraphs), *cells])
    except (*archives.DAMAGED, XMLSyntaxError, KeyError):
        return ""
