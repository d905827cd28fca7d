"""The publicity kit: posters, pictures and QR of a page or of any address, in the organisation's colours."""

from prongsai.website.kit.cards import Card, card_of_address, card_of_page, find_public_page
from prongsai.website.kit.drawing import draw_pdf, draw_png, draw_qr

__all__ = [
    "Card",
    "card_of_address",
    "card_of_page",
    "draw_pdf",
    "draw_png",
    "draw_qr",
    "find_public_page",
]
