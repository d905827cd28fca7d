"""Photographs by albums."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from prongsai.website.models.base import SitePage, first_picture


class GalleryPage(SitePage):
    """All albums, newest first."""

    is_creatable = True
    max_count = 2
    subpage_types = ["website.AlbumPage"]
    template = "website/gallery_page.html"

    class Meta:
        verbose_name = _("gallery")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one sheet of the albums."""
        from prongsai.website.library import list_albums

        context = super().get_context(request, *args, **kwargs)
        return context | {"sheet": list_albums(self, request.GET.get("page"))}


class AlbumPage(SitePage):
    """The photographs of one occasion."""

    taken_on = models.DateField(_("date"), default=timezone.localdate)
    place = models.CharField(_("place"), max_length=200, blank=True)

    is_creatable = True
    is_told = True
    parent_page_types = ["website.GalleryPage"]
    subpage_types: list[str] = []
    template = "website/album_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("taken_on"),
        FieldPanel("place"),
        FieldPanel("summary"),
        InlinePanel("photos", heading=_("Photographs"), label=_("Photograph"), min_num=1),
    ]
    promote_panels = [
        p for p in SitePage.promote_panels if getattr(p, "field_name", "") != "summary"
    ]

    class Meta:
        verbose_name = _("album")
        indexes = [models.Index(fields=["-taken_on"], name="website_album_day")]

    @property
    def main_picture(self) -> Any:
        """Its own picture, else its first photograph."""
        return self.picture or first_picture(self.photos)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With its photographs."""
        context = super().get_context(request, *args, **kwargs)
        photos = self.photos.select_related("image").prefetch_related("image__renditions")
        return context | {"photos": list(photos)}


class AlbumPhoto(Orderable):
    """A photograph of an album."""

    page = ParentalKey(AlbumPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        "website.SiteImage", on_delete=models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    caption = models.CharField(_("words below it"), max_length=300, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]
