"""Pictures of the example, drawn from simple shapes: nobody real is on them."""

import io
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT, FINE = 1200, 800, 2
SKY, DUSK, NIGHT = ("#bfe0ec", "#f4efdc"), ("#8fa3b0", "#c9d2d4"), ("#101d3a", "#3a3f6b")
GREENS = ("#2f6d4f", "#458b5f", "#6ba56f", "#93bf7d")
SHIRTS = ("#d8a43a", "#14504b", "#a8483d", "#4a6fa5", "#e7ddc7", "#7a5a86")
SKINS = ("#c68e63", "#a9744f", "#d9a47a")


class Canvas:
    """A surface of 120 × 80 units, drawn at double size and made smaller: edges come out smooth."""

    def __init__(self, seed: int) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), "#ffffff")
        self.draw = ImageDraw.Draw(self.image)
        self.chance = Random(seed)
        self.unit = WIDTH * FINE / 120

    def _at(self, points: Sequence[float]) -> list[float]:
        return [value * self.unit for value in points]

    def box(self, x: float, y: float, w: float, h: float, colour: str, round_: float = 0) -> None:
        """A rectangle from its upper left corner."""
        place = self._at((x, y, x + w, y + h))
        self.draw.rounded_rectangle(place, round_ * self.unit, fill=colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        """An ellipse around a middle."""
        self.draw.ellipse(self._at((x - rx, y - ry, x + rx, y + ry)), fill=colour)

    def shape(self, colour: str, *points: float) -> None:
        """A polygon: x, y, x, y, …"""
        self.draw.polygon(self._at(points), fill=colour)

    def line(self, colour: str, width: float, *points: float) -> None:
        """A line through points: x, y, x, y, …"""
        self.draw.line(self._at(points), fill=colour, width=round(width * self.unit), joint="curve")

    def ground(self, top: str, bottom: str, start: float = 0, end: float = 80) -> None:
        """A slow change from one colour to another."""
        strip = Image.new("RGB", (1, 2))
        strip.putdata([_rgb(top), _rgb(bottom)])
        size = (self.image.width, round((end - start) * self.unit))
        self.image.paste(
            strip.resize(size, Image.Resampling.BILINEAR), (0, round(start * self.unit))
        )

    def tree(self, x: float, y: float, size: float) -> None:
        """A tree whose foot stands at a place."""
        self.box(x - size * 0.06, y - size * 0.5, size * 0.12, size * 0.5, "#6b4a33")
        for dx, dy, r in ((0, -0.85, 0.32), (-0.22, -0.62, 0.28), (0.22, -0.64, 0.28)):
            colour = GREENS[self.chance.randrange(3)]
            self.oval(x + dx * size, y + dy * size, r * size, r * size, colour)

    def person(self, x: float, y: float, size: float) -> None:
        """Somebody seen from afar, feet at a place."""
        shirt = SHIRTS[self.chance.randrange(len(SHIRTS))]
        self.box(x - size * 0.11, y - size * 0.42, size * 0.09, size * 0.42, "#2f3a46")
        self.box(x + size * 0.02, y - size * 0.42, size * 0.09, size * 0.42, "#2f3a46")
        self.box(x - size * 0.17, y - size * 0.78, size * 0.34, size * 0.42, shirt, size * 0.09)
        skin = SKINS[self.chance.randrange(len(SKINS))]
        self.oval(x, y - size * 0.88, size * 0.11, size * 0.12, skin)
        self.shape("#2b2320", *_cap(x, y - size * 0.9, size * 0.115))

    def jpeg(self) -> bytes:
        """The picture at its size."""
        buffer = io.BytesIO()
        self.image.reduce(FINE).save(buffer, "JPEG", quality=80)
        return buffer.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _cap(x: float, y: float, r: float) -> list[float]:
    return [x - r, y, x - r * 0.8, y - r * 0.9, x, y - r * 1.15, x + r * 0.8, y - r * 0.9, x + r, y]


def _land(c: Canvas, sky: tuple[str, str] = SKY) -> None:
    c.ground(*sky, 0, 52)
    c.oval(96, 16, 6, 6, "#f6d884" if sky is SKY else "#dfe6ea")
    for x, r, colour in ((15, 34, "#9dbfae"), (62, 46, "#aecbb4"), (108, 36, "#8fb3a3")):
        c.oval(x, 62, r, r * 0.55, colour)
    c.ground("#8db574", "#5f9259", 50, 80)


def _room(c: Canvas) -> None:
    c.ground("#f2ecdf", "#e6dcc6", 0, 56)
    c.ground("#c9b48f", "#b49a72", 56, 80)
    for x in (12, 52, 92):
        c.box(x, 10, 18, 24, "#ffffff")
        c.box(x + 1, 11, 16, 22, "#c4e0e8")
        c.box(x + 8.6, 11, 0.8, 22, "#ffffff")


def _people(c: Canvas, places: Sequence[float], y: float, size: float) -> None:
    for x in places:
        c.person(x + c.chance.uniform(-1, 1), y + c.chance.uniform(-1, 1), size)


def draw_office(c: Canvas) -> None:
    """The office with its flag and lawn."""
    _land(c)
    c.box(26, 34, 68, 24, "#f6f1e4")
    c.shape("#a8483d", 22, 34, 60, 20, 98, 34)
    for x in range(31, 90, 11):
        c.box(x, 39, 6, 8, "#7fa9b8")
        c.box(x, 49, 6, 9, "#7fa9b8")
    c.box(54, 44, 12, 14, "#14504b")
    c.box(16, 22, 0.7, 38, "#5d5950")
    for at, colour in enumerate(("#c2312f", "#ffffff", "#2a3a7c", "#2a3a7c", "#ffffff", "#c2312f")):
        c.box(16.7, 22 + at, 9, 1, colour)
    for x in (6, 104, 114):
        c.tree(x, 62, 20)
    c.shape("#d9d2c0", 52, 58, 68, 58, 80, 80, 40, 80)


def draw_road(c: Canvas) -> None:
    """A new village road between fields."""
    _land(c)
    c.shape("#8b8c8b", 56, 51, 64, 51, 100, 80, 20, 80)
    for y, w, h in ((54, 0.5, 2), (59, 0.8, 3), (65, 1.2, 4), (73, 1.8, 6)):
        c.box(60 - w / 2, y, w, h, "#f3efdf")
    for x, y, size in (
        (20, 60, 14),
        (34, 55, 9),
        (86, 55, 9),
        (102, 60, 15),
        (8, 70, 22),
        (113, 72, 24),
    ):
        c.tree(x, y, size)


def draw_meeting(c: Canvas) -> None:
    """People around a long table."""
    _room(c)
    _people(c, range(16, 110, 13), 62, 26)
    c.box(6, 54, 108, 6, "#8a6240", 1)
    c.box(10, 60, 100, 16, "#74502f")
    for x in range(14, 108, 13):
        c.box(x, 51.6, 6, 2.6, "#ffffff", 0.4)


def draw_planting(c: Canvas) -> None:
    """Volunteers with saplings."""
    _land(c)
    _people(c, (22, 38, 57, 76, 97), 66, 24)
    for x in range(10, 116, 15):
        c.line("#6b4a33", 0.6, x, 74, x, 68)
        c.oval(x - 1.6, 68, 1.8, 1.1, GREENS[1])
        c.oval(x + 1.6, 67, 1.8, 1.1, GREENS[2])


def draw_rain(c: Canvas) -> None:
    """Rain over low ground."""
    _land(c, DUSK)
    for x, y, r in ((20, 12, 14), (40, 9, 17), (66, 13, 18), (94, 10, 17)):
        c.oval(x, y, r, r * 0.5, "#707f89")
    c.ground("#7d9aa8", "#5d7d8f", 60, 80)
    c.shape("#a8483d", 38, 40, 56, 29, 74, 40)
    c.box(42, 40, 28, 13, "#d9c6a3")
    for post in (44, 55, 66):
        c.box(post, 53, 1.4, 12, "#6b4a33")
    for _drop in range(150):
        left, top = c.chance.uniform(0, 120), c.chance.uniform(14, 78)
        c.line("#dce7ec", 0.18, left, top, left - 0.9, top + 3.4)


def draw_children(c: Canvas) -> None:
    """Small children at their tables."""
    _room(c)
    for x in range(4, 120, 8):
        c.shape(SHIRTS[(x // 8) % 4], x, 2, x + 7, 2, x + 3.5, 8)
    _people(c, range(14, 114, 12), 70, 18)
    for x in (12, 48, 84):
        c.box(x, 62, 26, 3, "#e3b04b", 1)
        c.box(x + 2, 65, 1.5, 12, "#a87c2d")
        c.box(x + 22, 65, 1.5, 12, "#a87c2d")


def draw_elders(c: Canvas) -> None:
    """A health check of elderly people."""
    _room(c)
    c.box(54, 38, 12, 12, "#ffffff", 1)
    c.box(58.8, 40, 2.4, 8, "#c2312f")
    c.box(56, 42.8, 8, 2.4, "#c2312f")
    _people(c, (16, 30, 44, 60, 76, 90, 104), 74, 27)


def draw_bins(c: Canvas) -> None:
    """Bins for sorted waste."""
    _land(c)
    c.ground("#cfc9bb", "#b9b2a2", 62, 80)
    for x, colour in ((20, "#3f7f4b"), (42, "#e0b338"), (64, "#3b6ea8"), (86, "#b5413a")):
        c.box(x, 44, 14, 26, colour, 1)
        c.box(x - 1, 41, 16, 4, colour, 1)
        c.oval(x + 7, 56, 3.4, 3.4, "#ffffff")
        c.box(x + 3, 47, 8, 1.4, "#1d1f1e", 0.5)


def draw_krathong(c: Canvas) -> None:
    """Lights floating on the water at night."""
    c.ground(*NIGHT, 0, 46)
    c.oval(88, 16, 7, 7, "#f7ecc4")
    c.ground("#1a2547", "#0d1630", 46, 80)
    for _light in range(26):
        x, y = c.chance.uniform(4, 116), c.chance.uniform(50, 78)
        size = (y - 42) / 14
        c.oval(x, y + size * 0.4, size * 1.3, size * 0.5, "#3f7f4b")
        c.oval(x, y - size * 0.3, size * 0.35, size * 0.7, "#f6c65b")
        c.box(x - size * 0.5, y + size * 1.1, size, size * 0.16, "#8a7336")


def draw_gift(c: Canvas) -> None:
    """A gift that is refused."""
    c.ground("#f6efe0", "#ead9b8")
    c.box(40, 34, 40, 32, "#a8483d", 1)
    c.box(37, 28, 46, 9, "#bf5a4d", 1)
    c.box(57, 28, 6, 38, "#f0d48a")
    c.oval(53, 24, 7, 4.5, "#f0d48a")
    c.oval(67, 24, 7, 4.5, "#f0d48a")
    c.draw.ellipse(c._at((27, 7, 93, 73)), outline="#14504b", width=round(3 * c.unit))
    c.line("#14504b", 3, 37, 17, 83, 63)


def draw_field(c: Canvas) -> None:
    """Rice fields below the hills."""
    _land(c)
    for at in range(12):
        c.line(GREENS[at % 4], 1.6, 60 + (at - 6) * 4, 52, 60 + (at - 5.5) * 26, 80)
    for x in (10, 24, 108):
        c.tree(x, 56, 12)


def draw_sport(c: Canvas) -> None:
    """A game on the field of the school."""
    _land(c)
    c.ground("#6fae5d", "#4f9148", 52, 80)
    c.line("#ffffff", 0.5, 4, 58, 116, 58)
    c.draw.ellipse(c._at((46, 60, 74, 76)), outline="#ffffff", width=round(0.5 * c.unit))
    _people(c, (18, 34, 50, 66, 84, 100), 72, 18)
    c.oval(58, 74, 1.6, 1.6, "#ffffff")


def draw_map(c: Canvas) -> None:
    """The area as a simple map: fields, a river, roads, the office."""
    c.ground("#eef2df", "#e3ebd0")
    for x, y, w, h in (
        (4, 4, 34, 26),
        (44, 6, 30, 22),
        (82, 4, 34, 30),
        (4, 46, 30, 30),
        (84, 50, 32, 26),
    ):
        c.box(x, y, w, h, c.chance.choice(("#d5e4b8", "#cadfae", "#dfe8c6")), 2)
    c.line("#8fc1da", 4, 0, 36, 22, 40, 46, 33, 70, 46, 92, 40, 120, 47)
    for road in (
        (0, 62, 40, 58, 78, 60, 120, 68),
        (40, 0, 42, 30, 58, 59, 62, 80),
        (78, 60, 80, 80),
    ):
        c.line("#b9ad97", 2.6, *road)
        c.line("#ffffff", 1.8, *road)
    for x, y in ((20, 54), (26, 56), (70, 54), (76, 54), (92, 62), (97, 58), (34, 12), (90, 16)):
        c.box(x, y, 3, 2.4, "#c98d6d", 0.3)
    c.shape("#a32219", 54.6, 47, 65.4, 47, 60, 58)
    c.oval(60, 45, 6, 6, "#a32219")
    c.oval(60, 45, 2.4, 2.4, "#ffffff")


def draw_portrait(c: Canvas) -> None:
    """A stand-in for a portrait: the example has no real people."""
    c.ground("#dfe9e4", "#b8cfc6")
    c.oval(60, 84, 30, 30, "#e8e2d0")
    c.shape("#ffffff", 52, 57, 68, 57, 60, 70)
    c.oval(60, 32, 15, 17, "#2b2320")
    c.oval(60, 38, 12, 15, SKINS[c.chance.randrange(3)])


SCENES: dict[str, Callable[[Canvas], None]] = {
    name.removeprefix("draw_"): scene
    for name, scene in list(globals().items())
    if name.startswith("draw_")
}


def draw_picture(scene: str, seed: int = 1) -> bytes:
    """A scene of `SCENES` as JPEG, 1200 × 800; another seed places people and trees otherwise."""
    canvas = Canvas(seed)
    SCENES[scene](canvas)
    return canvas.jpeg()
