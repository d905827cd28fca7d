"""Real pictures for the tests."""

import io

from PIL import Image


def photo(colour: int = 0, size: tuple[int, int] = (64, 48)) -> bytes:
    """A small JPEG; another colour is another content."""
    buffer = io.BytesIO()
    Image.new("RGB", size, (colour * 25 % 255, 120, 80)).save(buffer, "JPEG")
    return buffer.getvalue()
