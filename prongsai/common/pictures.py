"""Small pictures that people hand in, drawn anew: nothing but their pixels is kept."""

import io
from collections.abc import Mapping

from django.utils.functional import Promise
from PIL import Image, UnidentifiedImageError

from prongsai.common.errors import Refused

LARGE, PIXELS, BROKEN = "large", "pixels", "broken"


def open_picture(
    content: bytes,
    *,
    field: str,
    words: "Mapping[str, str | Promise]",
    most_bytes: int,
    most_pixels: int,
    formats: tuple[str, ...] | None = None,
) -> Image.Image:
    """The picture with its transparency (RGBA). Its pixels are counted before they are unpacked.

    Raises `Refused` beside `field`, saying `words[LARGE]`, `words[PIXELS]` or `words[BROKEN]`.
    """
    if len(content) > most_bytes:
        raise Refused(str(words[LARGE]), field)
    try:
        with Image.open(io.BytesIO(content), formats=formats) as picture:
            if picture.width * picture.height > most_pixels:
                raise Refused(str(words[PIXELS]), field)
            return picture.convert("RGBA")
    except Image.DecompressionBombError as error:  # so many that it is not even looked at
        raise Refused(str(words[PIXELS]), field) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused(str(words[BROKEN]), field) from error


def write_png(picture: Image.Image) -> bytes:
    """The picture as PNG."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def write_flat_png(picture: Image.Image) -> bytes:
    """The same on white: documents are PDF/A-2a and need no transparency."""
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A"))
    return write_png(flat)
