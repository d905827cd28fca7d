"""Whoever begins at the front page finds every page, and no way leads into nothing."""

import html
import re
import urllib.request
from collections import deque
from urllib.error import HTTPError
from urllib.parse import quote

import pytest

from tests.config.runner import Served

pytestmark = pytest.mark.xdist_group("journeys")

LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
# What a citizen must find from anywhere, in the menu or at the foot of a page.
NEEDED = (
    "/about/", "/services/", "/news/", "/plans/", "/procurement/", "/council/", "/integrity/", "/contact/",
    "/calendar/", "/gallery/", "/library/", "/laws/", "/site-map/", "/privacy/", "/accessibility/",
    "/questions/", "/en/site-map/", "/en/privacy/", "/en/accessibility/",
)  # fmt: skip
MOST = 600


def links_of(base: str, path: str) -> list[str] | int:
    """The pages that a page leads to; its status where it is none."""
    try:
        with urllib.request.urlopen(base + quote(path, safe="/?=&%"), timeout=60) as answer:
            if not answer.headers["Content-Type"].startswith("text/html"):
                return []
            found = LINK.findall(answer.read().decode())
    except HTTPError as error:
        error.close()
        return error.code
    return [html.unescape(way) for way in found if not way.startswith("/office/")]


def test_every_page_is_reached_and_every_link_leads_somewhere(served: Served) -> None:
    base = f"http://127.0.0.1:{served.port}"
    waiting, seen, dead = deque(["/", "/en/"]), {"/", "/en/"}, []
    while waiting and len(seen) < MOST:
        path = waiting.popleft()
        found = links_of(base, path)
        if isinstance(found, int):
            dead.append((path, found))
            continue
        new = [way for way in dict.fromkeys(found) if way not in seen]
        seen.update(new)
        waiting.extend(new)
    assert dead == []
    assert [path for path in NEEDED if path not in seen] == []
