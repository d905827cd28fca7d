"""The mark of the example, invented and drawn: it is nobody's emblem."""

import io

from PIL import Image, ImageDraw

SIDE, FINE = 448, 2  # drawn at double size and made smaller: edges come out smooth
GOLD, GREEN, PAPER, BROWN = "#d8a43a", "#14504b", "#f4efdc", "#9a6b12"
UNIT = SIDE * FINE / 100  # a hundredth of its side
LAND = (
    ((8, 62, 34, 36, 52, 54, 68, 40, 92, 62, 92, 92, 8, 92), "#6ba56f"),
    ((8, 66, 92, 60, 92, 92, 8, 92), "#2f6d4f"),
    ((8, 74, 40, 70, 62, 76, 92, 71, 92, 79, 62, 84, 40, 78, 8, 82), "#5b9bd5"),
)


def draw_mark() -> bytes:
    """Ears of rice before hills and a stream, in a ring, as PNG on nothing."""
    image = Image.new("RGBA", (SIDE * FINE, SIDE * FINE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for radius, colour in ((50, GOLD), (46, GREEN), (42, PAPER)):
        draw.ellipse(_around(50, 50, radius, radius), fill=colour)
    inside = Image.new("L", image.size, 0)
    ImageDraw.Draw(inside).ellipse(_around(50, 50, 42, 42), fill=255)
    scene = image.copy()
    for points, colour in LAND:
        ImageDraw.Draw(scene).polygon([value * UNIT for value in points], fill=colour)
    image.paste(scene, (0, 0), inside)
    for lean in (-14, 0, 14):
        _draw_ear(draw, lean)
    buffer = io.BytesIO()
    image.reduce(FINE).save(buffer, "PNG")
    return buffer.getvalue()


def _draw_ear(draw: ImageDraw.ImageDraw, lean: float) -> None:
    stalk = [value * UNIT for value in (50, 88, 50 + lean, 30)]
    draw.line(stalk, fill=BROWN, width=round(1.6 * UNIT))
    for step in range(7):
        x, y = 50 + lean * (1 - step * 0.09), 30 + step * 5.2
        for side in (-2.6, 2.6):
            grain = _around(x + side, y, 2.1, 3)
            draw.ellipse(grain, fill=GOLD, outline=BROWN, width=round(0.5 * UNIT))


def _around(x: float, y: float, rx: float, ry: float) -> list[float]:
    return [value * UNIT for value in (x - rx, y - ry, x + rx, y + ry)]
