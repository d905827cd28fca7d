"""Feeds: what they hold, that readers can read them, that they are found."""

import json
import warnings
from typing import Any
from xml.etree import ElementTree

import feedparser
import lxml.html
from django.conf import settings

from prongsai.website.models import NewsPage
from prongsai.website.open_data import feeds
from tests.website.conftest import TITLE, add_news

BASE = settings.PRONGSAI_BASE_URL
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _parse(content: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return feedparser.parse(content)


def test_news_as_atom_keeps_thai_exactly_and_the_rules_of_rfc_4287(
    news: NewsPage, published: Any, client: Any
) -> None:
    add_news("draft", "ร่าง", live=False)
    for address in ("/feeds/news.atom", "/feeds/news/announcement.atom", "/feeds/all.atom"):
        answer = client.get(address)
        read = _parse(answer.content)
        assert (read.bozo, read.version) == (0, "atom10")
        root = ElementTree.fromstring(answer.content)
        for name in ("a:id", "a:title", "a:updated", "a:author/a:name"):
            assert len(root.findall(name, ATOM)) == 1, (address, name)
        assert root.find("a:link[@rel='self']", ATOM).get("href") == BASE + address  # type: ignore[union-attr]
        entries = root.findall("a:entry", ATOM)
        assert entries
        ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
        assert len(set(ids)) == len(ids)
        assert all(entry.findtext("a:updated", "", ATOM) for entry in entries)
        tag = answer.headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    (entry,) = _parse(client.get("/feeds/news.atom").content).entries
    assert (entry.id, entry.link) == (BASE + news.get_url(), BASE + news.get_url())
    title = ElementTree.fromstring(client.get("/feeds/news.atom").content)
    assert title.findtext("a:entry/a:title", "", ATOM) == TITLE
    assert entry.summary == "น้ำ &amp; ไฟ"
    every = [e.link for e in _parse(client.get("/feeds/all.atom").content).entries]
    assert f"{BASE}/plan/{published.fiscal_year}/" in every


def test_json_feed_holds_the_same(news: NewsPage, client: Any) -> None:
    answer = client.get("/feeds/news.json")
    assert answer.headers["Content-Type"] == "application/feed+json"
    told = json.loads(answer.content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"{BASE}/feeds/news.json"
    (item,) = told["items"]
    assert (item["title"], item["content_text"]) == (TITLE, "น้ำ & ไฟ")
    assert {"id", "url", "date_published", "date_modified"} <= set(item)
    for address in ("news.rss", "nothing.atom", "news/nothing.atom", "all/announcement.atom"):
        assert client.get(f"/feeds/{address}").status_code == 404


def test_every_page_names_the_feeds(news: NewsPage, client: Any) -> None:
    page = lxml.html.fromstring(client.get(news.get_url()).content.decode())
    named = page.xpath(
        "//link[@rel='alternate' and contains(@type, 'feed') or @type='application/atom+xml']/@href"
    )
    assert sorted(named) == sorted(address for _title, address, _type in feeds.list_feeds())
