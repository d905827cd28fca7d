"""The front page, and pages of text."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from prongsai.website.blocks import body_blocks
from prongsai.website.models.base import ENGLISH, SitePage


class BodyPage(SitePage):
    """A page with a text made of pieces."""

    body = StreamField(body_blocks(), blank=True, verbose_name=_("text"))

    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True


class HomePage(BodyPage):
    """The front page of a language: what people come for, news, what is new in the registers."""

    welcome = models.CharField(_("welcome"), max_length=200, blank=True)

    is_creatable = True
    max_count = 2
    parent_page_types = ["wagtailcore.Page", "website.HomePage"]
    content_panels = [*Page.content_panels, FieldPanel("welcome"), FieldPanel("body")]
    template = "website/home_page.html"

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the newest news (Thai where there is none in English), what comes, the year's measures."""
        from prongsai.website.calendars import coming
        from prongsai.website.news import front_news
        from prongsai.website.queries import find_progress

        context = super().get_context(request, *args, **kwargs)
        is_english = self.language == ENGLISH
        return context | {
            "news": front_news(self.language) or front_news("th"),
            "own_name": getattr(context["profile"], "name_en", "") if is_english else "",
            "soon": coming(self.language, 3),
            "progress": find_progress(),
        }


class SectionPage(BodyPage):
    """A page that leads to the pages below it."""

    is_creatable = True
    template = "website/section_page.html"

    class Meta:
        verbose_name = _("page with pages below it")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the pages below, in the order of the tree."""
        from prongsai.website.queries import list_children

        context = super().get_context(request, *args, **kwargs)
        return context | {"children": list_children(self)}


class ContentPage(BodyPage):
    """A page of text."""

    is_creatable = True
    template = "website/content_page.html"

    class Meta:
        verbose_name = _("page of text")
