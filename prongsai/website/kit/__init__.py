"""The publicity kit: posters, pictures and QR of a page or of any address, in the organisation's colours."""

from prongsai.website.kit.cards import (
    Brand,
    Card,
    card_of_address,
    card_of_page,
    card_of_site,
    find_public_page,
    read_mark,
)
from prongsai.website.kit.drawing import draw_pdf, draw_png, draw_qr

__all__ = [
    "Brand",
    "Card",
    "card_of_address",
    "card_of_page",
    "card_of_site",
    "draw_pdf",
    "draw_png",
    "draw_qr",
    "find_public_page",
    "read_mark",
]
