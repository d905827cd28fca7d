"""Documents by kind and year, laws, how to reach the office, everything as a tree."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from prongsai.website.blocks import ChannelBlock, MapBlock
from prongsai.website.models.base import SitePage
from prongsai.website.models.pages import BodyPage


class DocumentsPage(BodyPage):
    """Documents of the library by kind and year, and the published papers of the registers."""

    is_creatable = True
    max_count = 2
    subpage_types: list[str] = []
    template = "website/documents_page.html"
    content_panels = [
        *BodyPage.content_panels,
        HelpPanel(_("Every document with a kind stands here; nobody needs to write the list.")),
    ]

    class Meta:
        verbose_name = _("documents")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one sheet of the documents that were asked for."""
        from prongsai.website.library import document_list

        return super().get_context(request, *args, **kwargs) | document_list(request.GET)


class LawsPage(BodyPage):
    """Laws and regulations, by kind."""

    is_creatable = True
    max_count = 2
    subpage_types: list[str] = []
    template = "website/laws_page.html"
    content_panels = [
        *BodyPage.content_panels,
        InlinePanel("laws", heading=_("Laws and regulations"), label=_("Law or regulation")),
    ]

    class Meta:
        verbose_name = _("laws and regulations")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the laws by kind."""
        from prongsai.website.library import laws_by_kind

        return super().get_context(request, *args, **kwargs) | {"kinds": laws_by_kind(self)}


class Law(Orderable):
    """A law or regulation, as a document or an address where it is read."""

    class Kind(models.TextChoices):
        """From the constitution down, the organisation's own last."""

        ACT = "act", _("Constitution, organic acts and acts")
        REGULATION = "regulation", _("Regulations")
        NOTICE = "notice", _("Announcements and circulars")
        OWN = "own", _("Own ordinances and regulations")

    page = ParentalKey(LawsPage, on_delete=models.CASCADE, related_name="laws")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ACT)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    agency = models.CharField(_("agency"), max_length=200, blank=True)
    document = models.ForeignKey(
        "website.SiteDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    url = models.URLField(
        _("or address"), blank=True, help_text=_("Where the agency itself shows it.")
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("number"),
        FieldPanel("dated_on"),
        FieldPanel("agency"),
        FieldPanel("document"),
        FieldPanel("url"),
    ]


class ContactPage(BodyPage):
    """Address, hours, map and every way to reach the office."""

    hours = models.CharField(_("office hours"), max_length=200, blank=True)
    place = StreamField(
        [("map", MapBlock())], blank=True, max_num=1, verbose_name=_("map"), collapsed=True
    )
    channels = StreamField([("channel", ChannelBlock())], blank=True, verbose_name=_("channels"))

    is_creatable = True
    max_count = 2
    template = "website/contact_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("hours"),
        MultiFieldPanel(
            [
                HelpPanel(_("Address, telephone and e-mail come from the organisation's profile.")),
                FieldPanel("channels"),
                FieldPanel("place"),
            ],
            heading=_("Where and how"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("contact")


class SiteMapPage(SitePage):
    """Every page of a language as a tree; news, events and albums by their lists."""

    is_creatable = True
    max_count = 2
    subpage_types: list[str] = []
    template = "website/site_map_page.html"

    class Meta:
        verbose_name = _("map of the site")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the tree."""
        from prongsai.website.library import site_tree

        return super().get_context(request, *args, **kwargs) | {"tree": site_tree(self.language)}
