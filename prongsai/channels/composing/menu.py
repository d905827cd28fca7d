"""The rich menu of LINE: its areas, and a picture in the organisation's colour.

Limits: https://developers.line.biz/en/reference/messaging-api/#create-rich-menu (2500 × 843 or 1686
points, a picture of at most 1 MB, a bar of at most 14 letters, labels of at most 20).
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from prongsai.channels.chat_menu import Entry
from prongsai.channels.composing.icons import draw_icon

WIDTH, ROW = 2500, 843
GAP, ICON, LETTERS = 24, 280, 170
PAPER, GROUND = "#ffffff", "#f5f3ee"
LONGEST_BAR, LONGEST_LABEL = 14, 20


@dataclass(frozen=True)
class Area:
    """An entry and where it stands."""

    entry: Entry
    x: int
    y: int
    width: int


def lay_out(entries: Sequence[Entry]) -> list[Area]:
    """Up to three entries in one row, more in two; each row fills the width."""
    cut = len(entries) if len(entries) <= 3 else (len(entries) + 1) // 2
    rows = [row for row in (entries[:cut], entries[cut:]) if row]
    return [
        Area(entry, WIDTH * at // len(row), ROW * line, WIDTH // len(row))
        for line, row in enumerate(rows)
        for at, entry in enumerate(row)
    ]


def compose_menu(entries: Sequence[Entry], organization: str) -> dict[str, Any]:
    """The menu as the API takes it."""
    areas = lay_out(entries)
    return {
        "size": {"width": WIDTH, "height": areas[-1].y + ROW},
        "selected": True,
        "name": f"Prongsai {organization}"[:300],
        "chatBarText": _("Menu")[:LONGEST_BAR],
        "areas": [
            {
                "bounds": {"x": area.x, "y": area.y, "width": area.width, "height": ROW},
                "action": make_action(area.entry),
            }
            for area in areas
        ],
    }


def make_action(entry: Entry) -> dict[str, str]:
    """What a touch does."""
    label = entry.label[:LONGEST_LABEL]
    if entry.address:
        return {"type": "uri", "label": label, "uri": entry.address}
    return {
        "type": "postback",
        "label": label,
        "data": entry.code,
        "displayText": entry.label,
    }


def draw_menu(entries: Sequence[Entry], colour: str) -> bytes:
    """The picture, a PNG: each entry with its sign and its words."""
    areas = lay_out(entries)
    picture = Image.new("RGB", (WIDTH, areas[-1].y + ROW), GROUND)
    pen = ImageDraw.Draw(picture)
    font = _fitting(areas)
    for area in areas:
        left, top = area.x + GAP, area.y + GAP
        right, bottom = area.x + area.width - GAP, area.y + ROW - GAP
        pen.rounded_rectangle((left, top, right, bottom), 48, fill=PAPER, outline=colour, width=6)
        middle = (left + right) // 2
        draw_icon(pen, area.entry.code, (middle - ICON // 2, top + 120), ICON, colour)
        pen.text((middle, bottom - 180), area.entry.label, colour, font, anchor="mm")
    buffer = io.BytesIO()
    picture.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _fitting(areas: Sequence[Area]) -> ImageFont.FreeTypeFont:
    """One size for all: the largest in which no text is wider than its place."""
    path = settings.FONT_DIR / "THSarabunNew_bold-webfont.ttf"
    font = ImageFont.truetype(str(path), LETTERS)
    fits = [LETTERS * (area.width - 6 * GAP) / font.getlength(area.entry.label) for area in areas]
    return font.font_variant(size=int(min(LETTERS, *fits)))
