"""Pages as the public gets them: the front page, the frame in its language, news in their order."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.website.models import (
    HomePage,
    Look,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
    NewsPhoto,
    SiteImage,
)
from prongsai.website.services import begin_site
from prongsai.website.templatetags.site_frame import whole
from tests.conftest import Office
from tests.website.files import photo

MOST = 12


def add_news(title: str, **values: Any) -> NewsPage:
    """A published piece of news in the Thai list."""
    index = NewsIndexPage.objects.order_by("depth")[0]
    page = NewsPage(
        title=title,
        slug=f"n{NewsPage.objects.count()}",
        category=values.pop("category", NewsCategory.objects.first()),
        **values,
    )
    index.add_child(instance=page)
    return page


def test_an_organisation_that_is_set_up_has_its_site(office: Office, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "องค์การบริหารส่วนตำบลทดสอบ" in page
    for path in ("/about/", "/news/", "/plans/", "/services/", "/contact/", "/en/"):
        assert client.get(path).status_code == 200, path
    before = HomePage.objects.count()
    begin_site(actor=None)
    assert HomePage.objects.count() == before


def test_the_short_name_is_not_parted_and_what_is_written_stays_text() -> None:
    assert whole("งานของอบต.ท่ายาง") == 'งานของ<span class="p-whole">อบต.</span>ท่ายาง'
    assert whole("<b>ทม.</b>") == '&lt;b&gt;<span class="p-whole">ทม.</span>&lt;/b&gt;'
    assert whole("ข่าว") == "ข่าว"


def test_a_page_speaks_its_own_language_whatever_the_browser_prefers(
    office: Office, client: Client
) -> None:
    thai = client.get("/about/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    english = client.get("/en/", HTTP_ACCEPT_LANGUAGE="th").content.decode()
    assert '<html lang="th"' in thai
    assert "ข้ามไปเนื้อหา" in thai
    assert '<html lang="en"' in english
    assert "Skip to the content" in english
    assert 'hreflang="en"' in thai


def test_a_line_of_news_shows_its_own_picture_else_the_first_photograph(
    office: Office, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    own, first, second = (
        SiteImage.objects.create(title="ภาพ", file=ContentFile(photo(width, 60), f"{width}.jpg"))
        for width in (90, 120, 150)
    )
    add_news("มีภาพของหน้า", picture=own)
    plain = add_news("มีแต่ภาพถ่าย")
    NewsPhoto.objects.create(page=plain, image=second, sort_order=2)
    NewsPhoto.objects.create(page=plain, image=first, sort_order=1)
    add_news("ไม่มีภาพ")
    for path in ("/", "/news/"):
        lines = client.get(path).content.decode().split('<ul class="p-news">')[1].split("</ul>")[0]
        shown = {
            line.split("</a>")[0].split(">")[-1]: "<img" in line for line in lines.split("<li>")[1:]
        }
        assert shown == {"มีภาพของหน้า": True, "มีแต่ภาพถ่าย": True, "ไม่มีภาพ": False}
    address = first.get_rendition("fill-480x320|format-webp").url
    assert address in client.get("/news/").content.decode()


def test_pinned_news_come_first_and_the_list_is_asked_by_category_and_year(
    office: Office, client: Client
) -> None:
    today = timezone.localdate()
    jobs = NewsCategory.objects.get(slug="jobs")
    add_news("เก่าแต่ปักหมุด", dated_on=today - dt.timedelta(days=400), pinned_until=today)
    add_news(
        "หมดเวลาปักหมุด",
        dated_on=today - dt.timedelta(days=9),
        pinned_until=today - dt.timedelta(days=1),
    )
    add_news("รับสมัครพนักงานจ้าง", dated_on=today, category=jobs)
    page = client.get("/news/").content.decode()
    order = [page.index(t) for t in ("เก่าแต่ปักหมุด", "รับสมัครพนักงานจ้าง", "หมดเวลาปักหมุด")]
    assert order == sorted(order)
    assert page.count(">ปักหมุดแล้ว</span>") == 1
    only = client.get("/news/?category=jobs").content.decode()
    assert "รับสมัครพนักงานจ้าง" in only
    assert "ปักหมุด" not in only
    old = (today - dt.timedelta(days=400)).year + 543
    assert "เก่าแต่ปักหมุด" in client.get(f"/news/?year={old}").content.decode()
    assert client.get("/news/?year=x&category=%00&page=99999").status_code == 200


@pytest.mark.parametrize("path", ["/", "/news/", "/about/", "/en/"])
def test_pages_cost_few_queries(office: Office, client: Client, path: str) -> None:
    for number in range(3):
        add_news(f"ข่าว {number}")
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    assert len(queries) <= MOST, [
        q["sql"][:90] + " … " + q["sql"][-120:] for q in queries.captured_queries
    ]


def test_the_choice_of_letters_is_kept_and_leads_nowhere_else(
    office: Office, client: Client
) -> None:
    answer = client.post("/display/", {"size": "large", "theme": "dark", "next": "/news/"})
    assert (answer.status_code, answer["Location"]) == (302, "/news/")
    page = client.get("/news/").content.decode()
    assert 'data-size="large"' in page
    assert 'data-theme="dark"' in page
    answer = client.post("/display/", {"size": "<x>", "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert "size" not in answer.cookies


def test_colours_and_mourning_reach_every_public_page(office: Office, client: Client) -> None:
    Look.objects.create(brand="#7a1f5c", mourning=Look.Mourning.RIBBON)
    page = client.get("/ita/").content.decode()
    assert 'data-mourning="ribbon"' in page
    assert 'aria-label="ไว้อาลัย"' in page.split("</header>")[0]
    (address,) = {part.split('"')[0] for part in page.split('href="') if part.startswith("/look/")}
    css = client.get(address)
    assert "#7a1f5c" in css.content.decode()
    assert "immutable" in css["Cache-Control"]
