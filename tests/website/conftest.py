"""What the tests of the public website begin with."""

from typing import Any

import pytest

from prongsai.measures import services
from prongsai.website.models import NewsCategory, NewsIndexPage, NewsPage
from tests.conftest import Office

TITLE = "ประกาศ “ก้ำกึ่ง” <ซื้อ & จ้าง> น้ำดื่ม ปีงบประมาณ พ.ศ. ๒๕๖๙"


@pytest.fixture
def news(office: Office) -> NewsPage:
    """A published piece of news whose title has everything that is written otherwise in XML."""
    return add_news("water", TITLE)


def add_news(slug: str, title: str, **more: Any) -> NewsPage:
    """A piece of Thai news below the list of news."""
    category, _made = NewsCategory.objects.get_or_create(
        slug="announcement", defaults={"name": "ประกาศ"}
    )
    page = NewsPage(title=title, slug=slug, summary="น้ำ & ไฟ", category=category, **more)
    index = NewsIndexPage.objects.order_by("depth", "path").first()
    assert index is not None
    index.add_child(instance=page)
    if page.live:
        page.save_revision().publish()
    return page


@pytest.fixture
def published(office: Office, plan: Any) -> Any:
    """A plan that is published."""
    services.publish_plan(actor=office.officer, plan=plan)
    return plan
