"""Files that an editor uploads, good ones and bad ones."""

import io
import struct
import zlib

from PIL import Image

BANGKOK = {1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)}


def photo(width: int = 60, height: int = 40) -> bytes:
    """A JPEG from a phone that was held sideways, with the place in it."""
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was turned
    exif[0x010F] = "Phone of Somchai"
    exif.get_ifd(0x8825).update(BANGKOK)
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def heic() -> bytes:
    """What an iPhone makes."""
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, "HEIF")
    return buffer.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 900 million pixels."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b""))
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<html><script>alert(1)</script></html>"


def scan() -> bytes:
    """A PDF whose only page is a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(buffer, "PDF")
    return buffer.getvalue()
