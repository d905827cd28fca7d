"""The example's website: the first pages, and news of a small office at work."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from prongsai.measures.example import load_example as load_office
from prongsai.website.example_care import age_pages
from prongsai.website.example_questions import load_questions
from prongsai.website.models import NewsCategory, NewsIndexPage, NewsPage

# (days ago, category, title, summary)
NEWS: tuple[tuple[int, str, str, str], ...] = (
    (
        2,
        "announcement",
        "ประกาศเจตนารมณ์นโยบาย No Gift Policy จากการปฏิบัติหน้าที่",
        "ผู้บริหารและเจ้าหน้าที่ทุกคนงดรับของขวัญและของกำนัลทุกชนิด",
    ),
    (
        6,
        "activity",
        "ประชุมประจำเดือนหัวหน้าส่วนราชการและพนักงาน",
        "ติดตามงานตามแผนมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    ),
    (
        11,
        "warning",
        "แจ้งเตือนฝนตกหนักและน้ำหลากในพื้นที่ลุ่มต่ำ",
        "เตรียมยกของขึ้นที่สูงและติดตามประกาศอย่างใกล้ชิด",
    ),
)


@transaction.atomic
def load_example() -> None:
    """The example organisation with its website."""
    load_office()
    index = NewsIndexPage.objects.order_by("depth", "path").first()
    assert index is not None
    for row in NEWS:
        _add_news(index, *row)
    age_pages()
    load_questions()


def _add_news(index: Any, days: int, category: str, title: str, summary: str) -> None:
    day = timezone.localdate() - dt.timedelta(days=days)
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    page = NewsPage(
        title=title,
        slug=f"{category}-{day:%Y%m%d}",
        summary=summary,
        category=NewsCategory.objects.get(slug=category),
        dated_on=day,
        first_published_at=moment,
        last_published_at=moment,
    )
    page.body = [("text", f"<p>{summary}</p>")]
    index.add_child(instance=page)
