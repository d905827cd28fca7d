"""Pages of the example: what it says of itself, news, events, albums."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from prongsai.website import models
from prongsai.website.models import (
    AlbumPage,
    AlbumPhoto,
    CalendarPage,
    EventPage,
    GalleryPage,
    NewsCategory,
    NewsFile,
    NewsIndexPage,
    NewsPage,
    NewsPhoto,
    SiteDocument,
    SiteImage,
    SitePage,
)
from prongsai.website.services.planting import stream_text

Pictures = dict[str, SiteImage]


def fill_pages(told: dict[str, dict[str, Any]], pictures: Pictures) -> None:
    """Texts of pages that a real organisation writes itself, by their addresses."""
    for path, values in told.items():
        page: Any = SitePage.objects.get(url_path=f"/home/{path}").specific
        for name, pieces in values.items():
            setattr(page, name, stream_text(_with_pictures(pieces, pictures)))
        page.save()


def _with_pictures(value: Any, pictures: Pictures) -> Any:
    """The value with the number of a picture wherever one is named by its code."""
    if isinstance(value, list):
        return [_with_pictures(part, pictures) for part in value]
    if isinstance(value, dict):
        return {
            name: pictures[part].pk if name == "image" else _with_pictures(part, pictures)
            for name, part in value.items()
        }
    return value


def _day(offset: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=offset)


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))


def add_news(
    told: Sequence[dict[str, Any]], pictures: Pictures, documents: dict[str, SiteDocument]
) -> None:
    """News of all categories; one is pinned, the time of one is over."""
    index = NewsIndexPage.objects.order_by("depth", "path")[0]
    categories = {category.slug: category for category in NewsCategory.objects.all()}
    for number, row in enumerate(sorted(told, key=lambda row: row["day"]), start=1):
        day = _day(row["day"])
        is_over = row.get("expired", False)
        page = NewsPage(
            title=row["title"],
            slug=f"{row['category']}-{day:%Y%m%d}-{number}",
            summary=row["summary"],
            category=categories[row["category"]],
            dated_on=day,
            pinned_until=_day(row["pinned"]) if "pinned" in row else None,
            picture=pictures.get(row.get("picture", "")),
            first_published_at=_noon(day),
            last_published_at=_noon(day),
            live=not is_over,
            expired=is_over,
            expire_at=_noon(_day(-1)) if is_over else None,
            body=stream_text(_with_pictures(row["body"], pictures)),
        )
        index.add_child(instance=page)
        for order, code in enumerate(row.get("photos", ())):
            NewsPhoto.objects.create(page=page, image=pictures[code], sort_order=order)
        for order, code in enumerate(row.get("files", ())):
            NewsFile.objects.create(page=page, document=documents[code], sort_order=order)


def add_events(told: Sequence[dict[str, Any]]) -> None:
    """Events before and after today."""
    index = CalendarPage.objects.order_by("depth", "path")[0]
    for number, row in enumerate(told, start=1):
        first = _day(row["day"])
        page = EventPage(
            title=row["title"],
            slug=f"event-{first:%Y%m%d}-{number}",
            summary=row.get("summary", ""),
            first_on=first,
            last_on=first + dt.timedelta(days=row["days"] - 1) if "days" in row else None,
            begins=_time(row.get("begins")),
            ends=_time(row.get("ends")),
            place=row.get("place", ""),
            is_cancelled=row.get("cancelled", False),
            body=stream_text(row.get("body", [])),
        )
        _publish(index, page)


def _time(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def _publish(parent: models.SitePage, page: models.SitePage) -> None:
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)


def add_albums(told: Sequence[dict[str, Any]], pictures: Pictures) -> None:
    """Albums with their photographs."""
    index = GalleryPage.objects.order_by("depth", "path")[0]
    for row in told:
        day = _day(row["day"])
        page = AlbumPage(
            title=row["title"],
            slug=f"{row['slug']}-{day.year + 543}",
            summary=row["summary"],
            taken_on=day,
            place=row["place"],
            picture=pictures[row["photos"][0]],
        )
        _publish(index, page)
        for order, code in enumerate(row["photos"]):
            AlbumPhoto.objects.create(
                page=page, image=pictures[code], sort_order=order, caption=row["title"]
            )
