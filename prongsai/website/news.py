"""Lists of news: which pieces, in which order, and what their lines show."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import ExtractYear
from django.utils import timezone

from prongsai.website.models import NewsCategory, NewsIndexPage, NewsPage, NewsPhoto, SiteImage
from prongsai.website.parts import shared
from prongsai.website.tree import in_language

ON_FRONT, ON_SHEET = 6, 20


def _public_news(language: str) -> Any:
    found = NewsPage.objects.live().filter(in_language(language))
    return found.select_related("category", "picture")


def _pinned_first(news: "QuerySet[NewsPage]", today: dt.date) -> "QuerySet[NewsPage]":
    is_pinned = Case(When(pinned_until__gte=today, then=0), default=1, output_field=IntegerField())
    return news.order_by(is_pinned, "-dated_on", "-first_published_at")


@shared
def front_news(language: str) -> list[NewsPage]:
    """The news of the front page, what is pinned first."""
    return _dressed(_pinned_first(_public_news(language), timezone.localdate()), slice(ON_FRONT))


def _dressed(news: "QuerySet[NewsPage]", part: slice) -> list[NewsPage]:
    """Each piece with what its line shows: its picture, else its first photograph, and the pin.

    Who writes news adds photographs; the picture of the page is a setting that few open.
    """
    photos = NewsPhoto.objects.filter(page=OuterRef("pk")).order_by("sort_order", "pk")
    first = Case(When(picture=None, then=Subquery(photos.values("image")[:1])))
    found = list(news.annotate(photo=first).prefetch_related("picture__renditions")[part])
    images = SiteImage.objects.prefetch_related("renditions")
    keys = {piece.photo for piece in found if piece.photo}
    pictures = images.in_bulk(keys) if keys else {}
    today = timezone.localdate()
    for piece in found:
        piece.line_picture = piece.picture or pictures.get(piece.photo)
        piece.is_pinned = piece.pinned_until is not None and piece.pinned_until >= today
    return found


def news_list(page: NewsIndexPage, asked: Mapping[str, str]) -> dict[str, Any]:
    """One sheet of news by category, year (B.E.) and number of the sheet; nonsense asks for nothing."""
    everything = _public_news(page.language).child_of(page)
    news = _pinned_first(everything, timezone.localdate())
    categories = list(NewsCategory.objects.all())
    category = next((c for c in categories if c.slug == asked.get("category")), None)
    year = _number(asked.get("year", ""))
    if category:
        news = news.filter(category=category)
    if year:
        news = news.filter(dated_on__year=year - 543)
    years = everything.annotate(y=ExtractYear("dated_on")).values_list("y", flat=True)
    sheet: Sheet[NewsPage] = Paginator(news, ON_SHEET).get_page(asked.get("page"))
    end = sheet.number * ON_SHEET
    sheet.object_list = _dressed(news, slice(end - ON_SHEET, end))
    return {
        "sheet": sheet,
        "categories": categories,
        "category": category,
        "year": year,
        "years": sorted({y + 543 for y in years.distinct()}, reverse=True),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 2400 < int(text) < 2800 else None
