"""The optional picture of a signature: a drawn or photographed line, kept as a small PNG."""

import io

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from prongsai.common.errors import Refused
from prongsai.evidence import files

MAX_BYTES, MAX_SIDE, MAX_PIXELS = 3_000_000, 900, 20_000_000


def keep_picture(content: bytes) -> str:
    """Store a signature's picture and return its SHA-256; an empty one gives an empty text."""
    if not content:
        return ""
    if len(content) > MAX_BYTES:
        raise Refused(_("The picture of the signature is larger than 3 MB."), "picture")
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(_("The picture of the signature is too large."), "picture")
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused(_("The picture of the signature can't be opened."), "picture") from error
    drawn.thumbnail((MAX_SIDE, MAX_SIDE))
    # Documents are PDF/A-2a: a flat picture on white needs no transparency there.
    flat = Image.new("RGB", drawn.size, "white")
    flat.paste(drawn, mask=drawn.getchannel("A"))
    buffer = io.BytesIO()
    flat.save(buffer, "PNG", optimize=True)
    return files.store(buffer.getvalue())
