"""Scenes of the public website, its editing and its channels, for chapters 17 to 22 of the guide."""

import datetime as dt
import re
from urllib.parse import urljoin

from picturing import (
    ADMINISTRATOR,
    DESK,
    OFFICER,
    PHONE,
    Shot,
    keep,
    open_as,
    take_shots,
)
from playwright.sync_api import Browser, Page

EDIT = r"/office/pages/\d+/edit/"
TALL = (1280, 1400)
MONTH = dt.date.today().replace(day=1)
BEFORE = (MONTH - dt.timedelta(days=1)).replace(day=1)
CHANNELS: tuple[Shot, ...] = (
    ("subscribe-phone", None, "/subscribe/", PHONE),
    ("channels", OFFICER, "/office/channels/", DESK),
    ("channels-line", ADMINISTRATOR, "/office/channels/line/", (1280, 1150)),
    ("channels-facebook", ADMINISTRATOR, "/office/channels/facebook/", DESK),
)
WEBSITE: tuple[Shot, ...] = (
    ("website-structure", None, "/about/structure/", DESK),
    ("website-executives", None, "/about/executives/", DESK),
    ("website-calendar", None, "/calendar/", DESK),
    ("website-library", None, "/library/", DESK),
    ("website-contact", None, "/contact/", DESK),
    ("website-look", OFFICER, "/office/website/look/", DESK),
    ("website-editors", OFFICER, "/office/website/editors/", DESK),
    ("website-care", OFFICER, "/office/website/care/", DESK),
    ("website-reports", OFFICER, "/office/website/reports/", DESK),
    ("website-month", OFFICER, f"/office/website/reports/{BEFORE:%Y-%m}/", DESK),
    ("website-kit", OFFICER, "/office/website/kit/?page=/news/", TALL),
    ("questions", OFFICER, "/office/website/questions/", DESK),
    ("questions-phone", None, "/questions/", PHONE),
    ("question-ask-phone", None, "/questions/ask/", PHONE),
)


def take_channels(browser: Browser, base: str) -> None:
    """The channels and their accounts; where a publication went; how people are told of a page."""
    take_shots(browser, base, CHANNELS)
    page = open_as(browser, base, OFFICER, DESK)
    follow(page, f"{base}/office/channels/log/", r"/office/channels/log/[0-9a-f-]{36}/")
    keep(page, "channels-publication")
    page.set_viewport_size({"width": TALL[0], "height": TALL[1]})
    follow(page, pages_of(base, "newspage"), r"/office/website/tell/\d+/")
    keep(page, "website-tell")


def take_website(browser: Browser, base: str) -> None:
    """The public pages that draw themselves, the screens of looking after them, and writing."""
    take_shots(browser, base, WEBSITE)
    page = open_as(browser, base, OFFICER, DESK)
    follow(
        page,
        f"{base}/office/website/questions/?state=assigned",
        r"/office/website/questions/[0-9a-f-]{36}/",
    )
    keep(page, "question")
    for name, kind in (("website-edit-people", "peoplepage"), ("website-edit-event", "eventpage")):
        follow(page, pages_of(base, kind), EDIT)
        keep(page, name)
    page.set_viewport_size({"width": TALL[0], "height": TALL[1]})
    follow(page, pages_of(base, "newspage"), EDIT)
    keep(page, "website-edit-news")
    phone = open_as(browser, base, OFFICER, PHONE)
    follow(phone, pages_of(base, "newsindexpage"), r"/office/pages/\d+/add_subpage/")
    keep(phone, "website-news-phone")


def pages_of(base: str, kind: str) -> str:
    """Where the office lists the website's pages of a type."""
    return f"{base}/office/pages/search/?content_type=website.{kind}"


def follow(page: Page, url: str, link: str) -> None:
    """Open the first such address that a page names, in a link that is seen or in a menu that is shut."""
    found = re.search(f'href="({link})', page.context.request.get(url).text())
    if found is None:
        raise LookupError(url, link)
    page.goto(urljoin(url, found[1]))
    page.wait_for_load_state("networkidle")
