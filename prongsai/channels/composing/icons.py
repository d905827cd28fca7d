"""Signs of the menu's entries, drawn with a few strokes."""

from collections.abc import Callable

from PIL import ImageDraw

STROKE = 0.08  # of the side


class _Pen:
    """Draws in a square of side 1 whose corner lies at `corner`."""

    def __init__(
        self, pen: ImageDraw.ImageDraw, corner: tuple[int, int], side: int, colour: str
    ) -> None:
        self._pen, self._corner, self._side, self._colour = pen, corner, side, colour
        self._width = int(side * STROKE)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._corner[0] + x * self._side, self._corner[1] + y * self._side

    def line(self, *points: tuple[float, float]) -> None:
        """A line through points, with round ends and joints."""
        places = [self._at(x, y) for x, y in points]
        self._pen.line(places, self._colour, self._width, "curve")
        for x, y in places:
            half = self._width / 2
            self._pen.ellipse((x - half, y - half, x + half, y + half), self._colour)

    def box(self, x: float, y: float, right: float, bottom: float) -> None:
        """A frame with round corners."""
        corners = (*self._at(x, y), *self._at(right, bottom))
        radius = self._side * 0.08
        self._pen.rounded_rectangle(corners, radius, outline=self._colour, width=self._width)

    def ring(self, x: float, y: float, radius: float) -> None:
        """A circle."""
        corners = (*self._at(x - radius, y - radius), *self._at(x + radius, y + radius))
        self._pen.ellipse(corners, outline=self._colour, width=self._width)

    def dot(self, x: float, y: float, radius: float = 0.055) -> None:
        """A filled circle."""
        corners = (*self._at(x - radius, y - radius), *self._at(x + radius, y + radius))
        self._pen.ellipse(corners, self._colour)


def _services(pen: _Pen) -> None:
    pen.box(0.15, 0.05, 0.85, 0.95)
    for y in (0.3, 0.5, 0.7):
        pen.dot(0.32, y)
        pen.line((0.46, y), (0.68, y))


def _track(pen: _Pen) -> None:
    pen.ring(0.42, 0.42, 0.32)
    pen.line((0.66, 0.66), (0.92, 0.92))
    pen.line((0.28, 0.43), (0.39, 0.53), (0.56, 0.32))


def _contact(pen: _Pen) -> None:
    pen.box(0.28, 0.04, 0.72, 0.96)
    pen.line((0.44, 0.16), (0.56, 0.16))
    pen.dot(0.5, 0.84)


def _complaints(pen: _Pen) -> None:
    pen.box(0.06, 0.1, 0.94, 0.74)
    pen.line((0.3, 0.74), (0.3, 0.92), (0.5, 0.74))
    pen.line((0.5, 0.24), (0.5, 0.44))
    pen.dot(0.5, 0.58)


def _news(pen: _Pen) -> None:
    pen.box(0.05, 0.18, 0.95, 0.82)
    pen.line((0.1, 0.26), (0.5, 0.56), (0.9, 0.26))


def _website(pen: _Pen) -> None:
    pen.line((0.06, 0.5), (0.5, 0.1), (0.94, 0.5))
    pen.line((0.18, 0.42), (0.18, 0.92), (0.82, 0.92), (0.82, 0.42))
    pen.line((0.42, 0.92), (0.42, 0.62), (0.58, 0.62), (0.58, 0.92))


_SIGNS: dict[str, Callable[[_Pen], None]] = {
    "services": _services,
    "track": _track,
    "contact": _contact,
    "complaints": _complaints,
    "news": _news,
    "website": _website,
}


def draw_icon(
    pen: ImageDraw.ImageDraw, code: str, corner: tuple[int, int], side: int, colour: str
) -> None:
    """The sign of an entry in a square of so many points."""
    _SIGNS[code](_Pen(pen, corner, side, colour))
