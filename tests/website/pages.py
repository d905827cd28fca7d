"""Pages for the tests of the website, written as an officer's browser sends them."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from prongsai.organization.queries import find_division
from prongsai.website.models import ContentPage, HomePage, NewsCategory, NewsIndexPage, NewsPage


def add_page(title: str, keeper: str = "", *, slug: str, live: bool = True, body: Any = ()) -> Page:
    """A page of text below the front page, kept by a division when one is named."""
    home = HomePage.objects.order_by("depth").first()
    assert home is not None
    page = ContentPage(
        title=title, slug=slug, live=live, keeper=find_division(keeper) if keeper else None
    )
    page.body = list(body)
    home.add_child(instance=page)
    return page


def add_news(title: str, *, slug: str, **more: Any) -> NewsPage:
    """A piece of news of today."""
    index = NewsIndexPage.objects.order_by("depth", "path").first()
    category = NewsCategory.objects.order_by("order").first()
    assert index is not None
    page = NewsPage(
        title=title, slug=slug, category=category, dated_on=timezone.localdate(), **more
    )
    index.add_child(instance=page)
    return page


def form_of(page: Any, **more: str) -> dict[str, str]:
    """What the form of a page of text sends, with one paragraph."""
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    } | more
