"""Colours that can be read on each other (WCAG 2.2, relative luminance and contrast ratio)."""

import hashlib
from colorsys import hls_to_rgb, rgb_to_hls

ENOUGH = 4.5
SHADES = 50
WHITE, INK = "#ffffff", "#16150f"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 to 1 (WCAG 2.2, definition)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def with_lightness(colour: str, lightness: float) -> str:
    """The colour made as light as asked for (0 black, 1 white)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, _lightness, saturation = rgb_to_hls(red, green, blue)
    parts = hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def digest_of_colours(brand: str, accent: str) -> str:
    """What the address of the colours' style sheet says of them."""
    return hashlib.sha256(f"{brand}{accent}".encode()).hexdigest()[:12]


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share (0–1) of another in it."""
    pairs = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def readable(colour: str, ground: str) -> str:
    """The nearest shade of a colour that can be read as text on a ground."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    start = round(rgb_to_hls(red, green, blue)[1] * SHADES)
    way = range(start, -1, -1) if luminance(ground) > 0.18 else range(start, SHADES + 1)
    if contrast(colour, ground) >= ENOUGH:
        return colour
    shades = (with_lightness(colour, at / SHADES) for at in way)
    return next(shade for shade in shades if contrast(shade, ground) >= ENOUGH)


def palette(brand: str, accent: str) -> dict[str, dict[str, str]]:
    """The tokens of light and dark pages that follow from an organisation's two colours."""
    light = {
        "brand": readable(brand, WHITE),
        "brand-strong": readable(with_lightness(brand, 0.14), WHITE),
        "brand-soft": mixed(brand, WHITE, 0.89),
        "on-brand": WHITE,
        "link": readable(brand, "#f5f3ee"),
        "accent": accent,
    }
    dark = {
        "brand": readable(with_lightness(brand, 0.6), "#1d1f1e"),
        "brand-strong": with_lightness(brand, 0.12),
        "brand-soft": mixed(brand, "#141615", 0.72),
        "on-brand": INK,
        "link": readable(with_lightness(brand, 0.7), "#141615"),
        "accent": accent,
    }
    return {"light": light, "dark": dark}
