"""How pages look where screenshots are seldom taken: on paper, at the largest letters."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import overflow

pytestmark = pytest.mark.xdist_group("journeys")

COLOUR = "element => getComputedStyle(element).color"
TOPS = "rows => rows.map(row => new Set([...row.children].map(box => box.getBoundingClientRect().top)).size)"
BLACK = "rgb(0, 0, 0)"


def choose(page: Page, name: str, value: str) -> None:
    """Set how pages are shown by the buttons at the foot."""
    page.locator(f"#display button[name={name}][value={value}]").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("theme", ["dark", "auto"])
def test_on_paper_the_letters_of_dark_pages_are_black(
    open_as: Callable[..., Page], theme: str
) -> None:
    page = open_as(None, "/about/structure/")
    choose(page, "theme", theme)
    page.emulate_media(media="print", color_scheme="dark")
    for place in ("h1", ".p-box strong", ".p-lead"):
        shade = page.locator(place).first.evaluate(COLOUR)
        assert shade in (BLACK, "rgb(51, 51, 51)"), (place, shade)
    for hidden in (".p-size", ".p-menu", ".p-foot", ".p-persona"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".p-kept")).to_be_visible()


@pytest.mark.parametrize("on", ["desk", "phone"])
def test_the_largest_letters_are_chosen_from_the_head_without_a_script(
    open_as: Callable[..., Page], on: str
) -> None:
    page = open_as(None, "/about/structure/", on=on, script=False)
    page.get_by_role("link", name="ขนาดตัวอักษรและการแสดงผล").click()
    expect(page.locator("#display")).to_be_in_viewport()
    choose(page, "size", "larger")
    expect(page.locator("html")).to_have_attribute("data-size", "larger")
    page.goto(page.url.replace("/about/structure/", "/contact/"))
    expect(page.locator("html")).to_have_attribute("data-size", "larger")


def test_the_chart_stands_in_one_row_at_every_size_and_on_paper(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(None, "/about/structure/")
    choose(page, "size", "larger")
    assert overflow(page) == 0
    assert set(page.locator(".p-chart-row").evaluate_all(TOPS)) == {1}
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})  # about what a sheet of A4 offers
    assert set(page.locator(".p-chart-row").evaluate_all(TOPS)) == {1}
    assert overflow(page) == 0


def test_pages_at_the_largest_letters_do_not_slide_sideways(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(None, "/contact/", on="phone")
    base = page.url.split("/contact/")[0]
    choose(page, "size", "larger")
    for path in ("/search/?q=แผน", "/", "/contact/", "/library/", "/questions/", "/ita/"):
        page.goto(base + path)
        assert overflow(page) == 0, path
