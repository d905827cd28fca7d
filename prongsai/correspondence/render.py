"""PDF and page pictures by Typst, in TH Sarabun New (tagged PDF/A-2a)."""

import dataclasses
import hashlib
import io
import json
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings

from prongsai.correspondence.content import (
    Document,
    Link,
    Numbered,
    Photos,
    Row,
    Signature,
    Table,
)
from prongsai.correspondence.letters import drawable

TEMPLATES = Path(__file__).parent / "typst"
# A step or row of more letters than this may be split over two pages; about two thirds of a page.
LONGEST_UNSPLIT = 380
MANY_ROWS = 100
# One dot of the picture a dot of the screen: small letters stay readable on a phone.
SCREEN_PPI = 96
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(settings.FONT_DIR)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)


def render_pdf(document: Document) -> bytes:
    """The document as tagged PDF/A-2a. The same document gives the same bytes."""
    (content,) = _compile(document, format="pdf", pdf_standards=["a-2a"])
    return content


def render_png(document: Document, page: int, *, ppi: float = SCREEN_PPI) -> bytes:
    """One page (from 1) as a picture. Raises IndexError when there is no such page."""
    pages = _pages(digest(document), ppi, _Held(document))
    if not 1 <= page <= len(pages):
        raise IndexError(page)
    return pages[page - 1]


def page_count(document: Document, *, ppi: float = SCREEN_PPI) -> int:
    """How many pages a document has."""
    return len(_pages(digest(document), ppi, _Held(document)))


class _Held:
    """A document that does not take part in the cache's key: its digest does."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=8)
def _pages(key: str, ppi: float, held: _Held) -> tuple[bytes, ...]:
    # Keyed by the content's digest: another organisation's document never has the same one.
    return tuple(_compile(held.document, format="png", ppi=ppi))


def digest(document: Document) -> str:
    """SHA-256 of everything a document says; another text, another name."""
    return hashlib.sha256(_payload(document).encode()).hexdigest()


def _compile(document: Document, **options: Any) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder, _lock:
        root = _write_images(document, Path(folder))
        made = _compiler().compile(
            input=_source(document),
            root=str(root),
            timestamp=_timestamp(document),
            **options,
        )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made or b"")]


def _source(document: Document) -> bytes:
    """A call of the template with the data as a text: what did not change stays remembered."""
    text = _payload(document).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "document.typ": official\n#official(json(bytes("{text}")))'.encode()


def _timestamp(document: Document) -> int:
    import datetime as dt

    return int(dt.datetime.combine(document.date, dt.time(), dt.UTC).timestamp())


def _write_images(document: Document, folder: Path) -> Path:
    """The pictures beside a copy of the templates; without pictures the templates' own folder."""
    pictures = list(_pictures(document))
    if not pictures:
        return TEMPLATES
    for name, content in pictures:
        (folder / name).write_bytes(content)
    for template in TEMPLATES.glob("*.typ"):
        (folder / template.name).write_bytes(template.read_bytes())
    return folder


def _pictures(document: Document) -> list[tuple[str, bytes]]:
    """Photos, signatures and the QR by the names that the payload gives them."""
    found: dict[str, bytes] = {}
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Photos):
                for photo in block.photos:
                    found[_picture_name(photo.content, photo.media_type)] = photo.content
            for picture in _drawn(block):
                found[_picture_name(picture, "image/png")] = picture
    return list(found.items())


def _drawn(block: Any) -> list[bytes]:
    """The emblem and the signature of a block."""
    signature = block if isinstance(block, Signature) else getattr(block, "signature", None)
    return [
        picture
        for picture in (getattr(block, "emblem", b""), getattr(signature, "image", b""))
        if picture
    ]


@lru_cache(maxsize=64)
def _qr(url: str) -> str:
    """The QR of an address as SVG; named by the address alone."""
    buffer = io.BytesIO()
    segno.make(url, error="m").save(buffer, kind="svg", border=0, xmldecl=False)
    return buffer.getvalue().decode()


def _picture_name(content: bytes, media_type: str) -> str:
    """A file name by content: another picture is another document."""
    suffix = "png" if media_type == "image/png" else "jpg"
    return f"{hashlib.sha256(content).hexdigest()[:32]}.{suffix}"


def _payload(document: Document) -> str:
    url = document.check_url
    data: dict[str, Any] = {
        "title": drawable(document.title),
        "author": drawable(document.author),
        "draft": document.is_draft,
        "check": url.partition("://")[2],
        "qr": _qr(url) if url else "",
        "date": [document.date.year, document.date.month, document.date.day],
        "sections": [
            {
                "landscape": section.is_landscape,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in document.sections
        ],
    }
    if document.trim is not None:
        data["trim"] = _clean(dataclasses.asdict(document.trim))
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _block(block: Any) -> dict[str, Any]:
    if isinstance(block, Photos):
        photos = [
            {"path": _picture_name(p.content, p.media_type), "caption": drawable(p.caption)}
            for p in block.photos
        ]
        return {"type": "Photos", "photos": photos}
    if isinstance(block, Table):
        return _table(block)
    return {"type": type(block).__name__} | _clean(dataclasses.asdict(block))


def _table(block: Table) -> dict[str, Any]:
    return {
        "type": "Table",
        "head": [drawable(text) for text in block.head],
        "widths": block.widths,
        "rows": [_row(row, is_dense=len(block.rows) > MANY_ROWS) for row in block.rows],
    }


def _row(row: Row, *, is_dense: bool) -> dict[str, Any]:
    """A row stays on one page; in a long table it may part between its lines, never within one."""
    longest = max((sum(map(len, cell)) for cell in row.cells), default=0)
    return {
        "topic": drawable(row.topic),
        "split": is_dense or longest > LONGEST_UNSPLIT,
        "cells": [[_line(line) for line in cell] for cell in row.cells],
    }


def _line(line: str | Link | Numbered) -> str | dict[str, Any]:
    """A plain text stays one: a thousand measures have ten thousand lines."""
    is_long = len(line) > LONGEST_UNSPLIT
    if isinstance(line, str) and not is_long:
        return drawable(line)
    return {
        "text": drawable(line if isinstance(line, str) else line.text),
        "url": line.url if isinstance(line, Link) else "",
        "number": drawable(line.number) if isinstance(line, Numbered) else "",
        "split": is_long,
    }


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, bytes):  # the picture of a signature
        return _picture_name(value, "image/png") if value else ""
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(inner) for inner in value]
    return value
