"""A publication as LINE shows it: a flex bubble; several as a carousel.

Limits: https://developers.line.biz/en/reference/messaging-api/#flex-message (altText 1,500 letters,
12 bubbles, a bubble of 30 KB, a carousel of 50 KB; pictures over HTTPS, JPEG or PNG of at most
1024 × 1024 points; addresses of 1,000 letters) and #text-message (5,000 letters).
"""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from prongsai.channels.models import LoggedPublication
from prongsai.thai.text import truncate

LONGEST_ALT, LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT = 400, 160, 300, 1500
MOST_BYTES = {"bubble": 30_000, "carousel": 50_000}
INK, MUTED = "#23211d", "#5d5950"


def compose_message(publications: Sequence[LoggedPublication], colour: str) -> dict[str, Any]:
    """The one message of a broadcast, in the language that is active.

    What is too large for LINE loses its summaries: the titles and the ways to the pages are the news.
    """
    contents = _contents(publications, colour, has_summary=True)
    if len(json.dumps(contents, ensure_ascii=False).encode()) > MOST_BYTES[contents["type"]]:
        contents = _contents(publications, colour, has_summary=False)
    alt = " · ".join(one.title for one in publications)
    if len(publications) > 1:
        alt = _("%(n)s new publications: ") % {"n": len(publications)} + alt
    return {"type": "flex", "altText": truncate(alt, LONGEST_ALT), "contents": contents}


def _contents(
    publications: Sequence[LoggedPublication], colour: str, *, has_summary: bool
) -> dict[str, Any]:
    bubbles = [_bubble(one, colour, has_summary=has_summary) for one in publications]
    return bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": bubbles}


def _bubble(publication: LoggedPublication, colour: str, *, has_summary: bool) -> dict[str, Any]:
    open_it = {"type": "uri", "label": _("Read more"), "uri": publication.link}
    body = [
        _text(publication.kind_label, size="xs", color=colour, weight="bold"),
        _text(truncate(publication.title, LONGEST_TITLE), size="md", color=INK, weight="bold"),
    ]
    if publication.summary and has_summary:
        short = truncate(publication.summary, LONGEST_SUMMARY)
        body.append(_text(short, size="sm", color=MUTED))
    button = {"type": "button", "style": "primary", "color": colour, "height": "sm"}
    bubble = {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "spacing": "sm", "contents": body},
        "footer": {"type": "box", "layout": "vertical", "contents": [button | {"action": open_it}]},
    }
    if publication.picture_link.startswith("https://"):
        bubble["hero"] = {
            "type": "image",
            "url": publication.picture_link,
            "size": "full",
            "aspectRatio": "20:13",
            "aspectMode": "cover",
            "action": open_it,
        }
    return bubble


def _text(text: str, **more: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "wrap": True} | more


def compose_text(text: str) -> dict[str, Any]:
    """A plain message."""
    return {"type": "text", "text": truncate(text, LONGEST_TEXT)}
