"""News and announcements."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Orderable, Page
from wagtail.search import index

from prongsai.website.blocks import body_blocks
from prongsai.website.models.base import SitePage, first_picture

IN_LISTS = "fill-480x320|format-webp"
# Categories that are not simply news to people who subscribed to a kind.
TOLD_AS = {
    "announcement": "announcement",
    "jobs": "announcement",
    "warning": "announcement",
    "procurement": "procurement",
}


class NewsCategory(models.Model):
    """A kind of news, for example an announcement of work."""

    slug = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("category of news")
        verbose_name_plural = _("categories of news")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class NewsIndexPage(SitePage):
    """All news, newest first, by category and year."""

    is_creatable = True
    max_count = 2
    subpage_types = ["website.NewsPage"]
    template = "website/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one page of the news that was asked for."""
        from prongsai.website.news import news_list

        context = super().get_context(request, *args, **kwargs)
        return context | news_list(self, request.GET)


class NewsPage(SitePage):
    """One piece of news: text, photographs, files."""

    category = models.ForeignKey(
        NewsCategory, on_delete=models.PROTECT, related_name="+", verbose_name=_("category")
    )
    dated_on = models.DateField(_("date"), default=timezone.localdate)
    pinned_until = models.DateField(
        _("on top until"), null=True, blank=True, help_text=_("Empty: in the order of its date.")
    )
    body = StreamField(body_blocks(), blank=True, verbose_name=_("text"))

    # What its line in a list shows beside the text (website/news.py).
    line_picture: Any = None
    is_pinned = False

    is_creatable = True
    is_dated = is_told = True
    parent_page_types = ["website.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "website/news_page.html"
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.FilterField("dated_on"),
        index.FilterField("category_id"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("category"),
        FieldPanel("dated_on"),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("photos", heading=_("Photographs"), label=_("Photograph")),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        FieldPanel("pinned_until"),
    ]
    promote_panels = [
        p for p in SitePage.promote_panels if getattr(p, "field_name", "") != "summary"
    ]

    class Meta:
        verbose_name = _("piece of news")
        indexes = [models.Index(fields=["-dated_on"], name="website_news_date")]

    @property
    def told_as(self) -> str:
        """By its category."""
        return TOLD_AS.get(self.category.slug, "news")

    @property
    def main_picture(self) -> Any:
        """Its own picture, else its first photograph."""
        return self.picture or first_picture(self.photos)

    @cached_property
    def small_picture(self) -> str:
        """The picture of its line as an HTML element; empty where it has none."""
        if self.line_picture is None:
            return ""
        found = get_rendition_or_not_found(self.line_picture, Filter(spec=IN_LISTS))
        tag: str = found.img_tag({"alt": "", "loading": "lazy"})
        return tag

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With photographs and files."""
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "photos": list(
                self.photos.select_related("image").prefetch_related("image__renditions")
            ),
            "files": list(self.files.select_related("document")),
        }


class NewsPhoto(Orderable):
    """A photograph of a piece of news."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        "website.SiteImage", on_delete=models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    caption = models.CharField(_("words below it"), max_length=300, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]


class NewsFile(Orderable):
    """A file of a piece of news."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "website.SiteDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )

    panels = [FieldPanel("document")]
