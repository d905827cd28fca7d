"""Posters as PDF, pictures as PNG: drawn by Typst, which breaks Thai lines where Thai words end."""

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

from prongsai.correspondence.letters import drawable
from prongsai.website.kit.cards import Card, read_mark
from prongsai.website.kit.lines import to_atoms

LAYOUT = Path(__file__).parent / "kit.typ"
# Code of the layout → pixels an inch: pages of pictures are half as many points as pixels.
PICTURES = {"square": 144.0, "share": 144.0, "a4": 60.0}
POSTERS = ("a4", "a3")
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(settings.FONT_DIR)])
    return typst.Compiler(root=str(LAYOUT.parent), font_paths=fonts)


# Keyed by all that is drawn: another organisation's picture never has the same key.
@lru_cache(maxsize=16)
def draw_pdf(card: Card, layout: str) -> bytes:
    """The poster "a4" or "a3" as a tagged PDF for print."""
    if layout not in POSTERS:
        raise ValueError(layout)
    return _draw(card, layout, format="pdf")


@lru_cache(maxsize=64)
def draw_png(card: Card, layout: str) -> bytes:
    """The picture "square" (1040 × 1040), "share" (1200 × 630), or a small view of the poster "a4"."""
    return _draw(card, layout, format="png", ppi=PICTURES[layout])


def draw_qr(card: Card, kind: str) -> bytes:
    """The QR of the address alone, "svg" or "png", with its quiet zone."""
    buffer = io.BytesIO()
    code = segno.make(card.url, error="m", micro=False)
    code.save(buffer, kind=kind, border=4, scale=20 if kind == "png" else 10)
    return buffer.getvalue()


def _draw(card: Card, layout: str, **options: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder, _lock:
        root = Path(folder)
        (root / LAYOUT.name).write_bytes(LAYOUT.read_bytes())
        if card.mark:
            (root / "emblem.png").write_bytes(read_mark())
        made = _compiler().compile(input=_source(card, layout), root=folder, timestamp=0, **options)
    return bytes((made[0] if isinstance(made, list) else made) or b"")


def _source(card: Card, layout: str) -> bytes:
    qr, colours = io.BytesIO(), card.colours
    segno.make(card.url, error="m", micro=False).save(
        qr, kind="svg", border=0, xmldecl=False, dark=colours["dark"]
    )
    data = {
        "layout": layout,
        "title": to_atoms(drawable(card.title)),
        "summary": to_atoms(drawable(card.summary)),
        # A line may end after each part of the address.
        "address": card.address.replace("/", "/\u200b"),
        "organization": drawable(card.organization),
        "name": to_atoms(drawable(card.organization)),
        "place": drawable(card.place),
        "phone": f"{card.words['phone']} {card.phone}" if card.phone else "",
        "scan": card.words["scan"],
        "language": card.language,
        "emblem": "emblem.png" if card.mark else "",
        "qr": qr.getvalue().decode(),
        **colours,
    }
    text = json.dumps(data, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "{LAYOUT.name}": kit\n#kit(json(bytes("{text}")))'.encode()
