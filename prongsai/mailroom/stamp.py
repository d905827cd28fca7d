"""A copy of a received paper with the receive stamp on its first page; the originals stay as they are."""

import dataclasses
import io
import json
import logging
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from prongsai.correspondence.letters import drawable
from prongsai.mailroom.models import ReceivedPaper
from prongsai.thai.calendar import format_date
from prongsai.thai.digits import to_thai

TEMPLATE = Path(__file__).parent / "typst" / "stamp.typ"
A4 = (595.28, 841.89)
PICTURES = {"image/png": "png", "image/jpeg": "jpg"}
PDF = "application/pdf"
MAX_BYTES = 80 * 1024 * 1024
SEE_ORIGINAL = "แฟ้มนี้ทำสำเนาในรูป PDF ไม่ได้ โปรดดูต้นฉบับ: "
_lock = threading.Lock()
# What strangers send is nobody's business: the library would quote it in the log.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Stamp:
    """What the receive stamp says."""

    organization: str
    number: str
    date: str
    time: str


@dataclass(frozen=True)
class Sheet:
    """A page that Typst draws: a photo, a line of text, or nothing but the stamp."""

    width: float = A4[0]
    height: float = A4[1]
    image: str = ""
    text: str = ""
    stamp: bool = False
    clear: bool = False


@dataclass(frozen=True)
class Part:
    """A file of the paper: its bytes, type and name."""

    content: bytes
    media_type: str
    name: str


def make_stamp(paper: ReceivedPaper, organization: str) -> Stamp:
    """The stamp of a paper, in Thai digits."""
    at = timezone.localtime(paper.received_at)
    return Stamp(
        organization=organization,
        number=to_thai(str(paper.number)),
        date=format_date(at.date(), "official"),
        time=to_thai(f"{at:%H.%M}") + " น.",
    )


def stamp_copy(parts: Sequence[Part], stamp: Stamp) -> bytes:
    """All files as one PDF with the stamp at the top right of the first page.

    A file that is no picture and no readable PDF is named on a page of its own.
    """
    writer = PdfWriter()
    room = MAX_BYTES
    for part in parts:
        room -= len(part.content)
        _append(writer, part if room >= 0 else Part(b"", "", part.name), stamp)
    if not writer.pages:
        _append_drawn(writer, Sheet(stamp=True), stamp)
    writer.add_metadata({"/Title": f"{stamp.organization} {stamp.number}"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _append(writer: PdfWriter, part: Part, stamp: Stamp) -> None:
    is_first = not writer.pages
    if part.media_type == PDF and _append_pdf(writer, part.content):
        if is_first:
            _put_stamp(writer, stamp)
    elif part.media_type in PICTURES:
        name = f"photo.{PICTURES[part.media_type]}"
        sheet = Sheet(image=name, text=part.name, stamp=is_first)
        _append_drawn(writer, sheet, stamp, {name: part.content})
    else:
        _append_drawn(writer, Sheet(text=SEE_ORIGINAL + part.name, stamp=is_first), stamp)


def _append_pdf(writer: PdfWriter, content: bytes) -> bool:
    """Add the pages of a PDF; False when it can't be read, and then nothing is added."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return False
        checked = PdfWriter()
        checked.append(reader, import_outline=False)
        if not checked.pages:
            return False
        plain = io.BytesIO()
        checked.write(plain)
        writer.append(plain, import_outline=False)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ):
        # Damaged files break the library in many ways; each means the same to us.
        return False
    return True


def _put_stamp(writer: PdfWriter, stamp: Stamp) -> None:
    page = writer.pages[0]
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    drawn = _draw([Sheet(width=width, height=height, stamp=True, clear=True)], stamp, {})
    over = PdfReader(io.BytesIO(drawn)).pages[0]
    page.merge_translated_page(over, float(box.left), float(box.bottom))


def _append_drawn(
    writer: PdfWriter, sheet: Sheet, stamp: Stamp, images: dict[str, bytes] | None = None
) -> None:
    writer.append(io.BytesIO(_draw([sheet], stamp, images or {})), import_outline=False)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(settings.FONT_DIR)])
    return typst.Compiler(root=str(TEMPLATE.parent), font_paths=fonts)


def _draw(sheets: Sequence[Sheet], stamp: Stamp, images: dict[str, bytes]) -> bytes:
    today = timezone.localdate()
    data = {
        **{name: drawable(text) for name, text in dataclasses.asdict(stamp).items()},
        "title": drawable(stamp.organization),
        "day": [today.year, today.month, today.day],
        "pages": [{**dataclasses.asdict(s), "text": drawable(s.text)} for s in sheets],
    }
    with tempfile.TemporaryDirectory() as folder, _lock:
        for name, content in images.items():
            (Path(folder) / name).write_bytes(content)
        (Path(folder) / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        made: Any = _compiler().compile(input=_source(data), root=folder, format="pdf")
    return bytes(made)


def _source(data: dict[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "{TEMPLATE.name}": stamped\n#stamped(json(bytes("{text}")))'.encode()
