"""Minutes on a phone and a desk: readable by everybody, published with words withheld."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import HEAD, OFFICER, overflow, violations

pytestmark = pytest.mark.xdist_group("journeys")
HIDDEN = "[ไม่เปิดเผย]"


def problems_of(page: Page, *paths: str) -> dict[str, object]:
    """What is wrong with the page, or with these pages of its site."""
    base = page.url.split("/", 3)
    found: dict[str, object] = {}
    for path in paths or ("",):
        if path:
            page.goto(f"{base[0]}//{base[2]}{path}")
        wrong = violations(page)
        if wrong or overflow(page) > 0:
            found[page.url] = (wrong, overflow(page))
    return found


def published(page: Page) -> list[str]:
    """The addresses of the published minutes in the public list."""
    section = page.get_by_role("heading", name="รายงานการประชุมที่เผยแพร่ล่าสุด")
    links = section.locator("xpath=following-sibling::ul[1]").get_by_role("link").all()
    return [str(link.get_attribute("href")) for link in links]


def open_minutes(page: Page, word: str = "") -> str:
    """Open published minutes in which a word stands; their id."""
    base = page.url.split("/meetings/")[0]
    for address in published(page):
        page.goto(base + address)
        text = page.locator("article.p-paper")  # minutes from before the program are a file
        if text.count() and word in text.inner_text():
            return address.rstrip("/").rsplit("/", 1)[1]
    raise AssertionError(f"no published minutes tell of {word}")


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_public_pages_of_meetings_without_script(open_as: Callable[..., Page], on: str) -> None:
    page = open_as(None, "/meetings/", on=on)
    found = problems_of(page, "/meetings/staff/", "/meetings/")
    open_minutes(page)
    assert found | problems_of(page) == {}
    plain = open_as(None, "/meetings/", on=on, script=False)
    open_minutes(plain)
    assert plain.get_by_role("heading", name="รายงานการประชุม", exact=True).is_visible()


@pytest.mark.parametrize(("on", "word"), [("desk", "ปฏิทิน"), ("phone", "เตรียมข้อมูล")])
def test_minutes_are_published_again_with_a_word_withheld(
    open_as: Callable[..., Page], on: str, word: str
) -> None:
    public = open_as(None, "/meetings/", on=on)
    key = open_minutes(public, word)
    own = f"/office/meetings/{key}/minutes/"
    page = open_as(OFFICER, own, on=on)
    found = problems_of(page, f"{own}correct/", own)
    page.get_by_role("link", name="เปลี่ยนส่วนที่เผยแพร่").click()
    found |= problems_of(page)
    page.get_by_label("ปกปิดข้อความนี้ด้วย").fill(word)
    page.get_by_role("button", name="แสดงตัวอย่างตามนี้").click()
    preview = page.get_by_role("region", name="ประชาชนจะเห็นตามนี้ทุกประการ")
    preview.get_by_text(HIDDEN).first.wait_for()
    found |= problems_of(page)
    page.get_by_role("button", name="เผยแพร่โดยปกปิดส่วนนี้").click()
    page.locator(".messages").wait_for()
    public.reload()
    assert public.get_by_text(HIDDEN).count() > 0
    article = public.locator("article.p-paper")
    assert word not in article.inner_text()
    assert found | problems_of(public) == {}
    checker = open_as(HEAD, own, on=on)
    assert problems_of(checker) == {}
    assert page.problems == []  # type: ignore[attr-defined]
