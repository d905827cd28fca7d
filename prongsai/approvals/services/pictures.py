"""The optional picture of a signature: a drawn or photographed line, kept as a small PNG."""

from django.utils.translation import gettext_lazy as _

from prongsai.common.pictures import BROKEN, LARGE, PIXELS, open_picture, write_flat_png
from prongsai.evidence import files

MAX_SIDE = 900
WORDS = {
    LARGE: _("The picture of the signature is larger than 3 MB."),
    PIXELS: _("The picture of the signature is too large."),
    BROKEN: _("The picture of the signature can't be opened."),
}


def keep_picture(content: bytes) -> str:
    """Store a signature's picture and return its SHA-256; an empty one gives an empty text."""
    if not content:
        return ""
    drawn = open_picture(
        content, field="picture", words=WORDS, most_bytes=3_000_000, most_pixels=20_000_000
    )
    drawn.thumbnail((MAX_SIDE, MAX_SIDE))
    return files.store(write_flat_png(drawn))
