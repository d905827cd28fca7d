"""What every page of the site has: its keeper, how often it is looked at again, its language."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from prongsai.common.dates import BuddhistDateTimeInput
from prongsai.website.slugs import is_filled_in, make_slug
from prongsai.website.tree import path_of, places_up

ENGLISH = "en"
ROOT = "home"  # the slug of the front page, which no address shows


class Cadence(models.IntegerChoices):
    """How often a page must be looked at again, in months; 0 needs it never."""

    MONTHLY = 1, _("every month")
    QUARTERLY = 3, _("every 3 months")
    HALF_YEARLY = 6, _("every 6 months")
    YEARLY = 12, _("every year")
    NEVER = 0, _("not needed")


def schedule_panel() -> PublishingPanel:
    """Wagtail's dialog of the times of a page, its days written in the Buddhist era."""
    attrs = {  # as in Wagtail's own panel: what was typed and not saved goes when the dialog is shut
        "data-controller": "w-action",
        "data-action": "w-dialog:hidden->w-action#reset",
        "data-w-dialog-target": "notify",
    }
    times = ("go_live_at", "expire_at")
    return PublishingPanel(
        children=[FieldPanel(name, widget=BuddhistDateTimeInput(attrs)) for name in times]
    )


class SitePageForm(WagtailAdminPageForm):
    """The form of a page, without its keeper for who writes the pages of one division only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from prongsai.website.permissions import may_choose_keeper

        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # made of the title, or of the day
        if not may_choose_keeper(self.for_user):
            for name in ("keeper", "cadence"):
                self.fields.pop(name, None)

    def clean_slug(self) -> str:
        """What was chosen, else what the title gives; a page that has an address keeps it."""
        slug, title = self.cleaned_data["slug"], self.cleaned_data.get("title", "")
        if not is_filled_in(slug, title):
            return str(slug)
        if self.instance.pk:
            return str(slug or self.instance.slug)
        return make_slug(title, timezone.localdate(), parent=self.parent_page)


class SitePage(Page):
    """A page of the public website; every page type builds on it."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: shown in lists, in search and when the page is shared."),
    )
    picture = models.ForeignKey(
        "website.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    keeper = models.ForeignKey(
        "organization.Division",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("keeper"),
        help_text=_("Empty: the division that keeps the page above."),
    )
    cadence = models.PositiveSmallIntegerField(
        _("looked at again"),
        choices=Cadence,
        null=True,
        blank=True,
        help_text=_("Empty: as the page above."),
    )
    checked_on = models.DateField(_("found right on"), null=True, blank=True, editable=False)
    other_language = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="translated_from",
        verbose_name=_("the same page in the other language"),
    )

    is_creatable = False
    base_form_class = SitePageForm
    # A dated piece (news, an event) does not age: the page that lists it does.
    is_dated = False
    # People can be told of such a page through the channels (website/telling.py).
    is_told = False
    exclude_fields_in_copy = ["checked_on"]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("show_in_menus"),
        FieldPanel("other_language"),
        MultiFieldPanel([FieldPanel("keeper"), FieldPanel("cadence")], heading=_("Keeper")),
    ]
    settings_panels = [schedule_panel(), CommentPanel()]

    class Meta:
        verbose_name = _("page of the website")

    @property
    def language(self) -> str:
        """ "en" for what stands below the English front page, else "th"."""
        parts = self.url_path.split("/")
        return ENGLISH if len(parts) > 3 and parts[2] == ENGLISH else "th"

    @property
    def told_as(self) -> str:
        """The kind under which people are told of it, a code of `channels.codes`."""
        return "news"

    @property
    def main_picture(self) -> Any:
        """The picture that stands for the page elsewhere: its own, or None."""
        return self.picture

    @property
    def updated_at(self) -> Any:
        """When the public text last changed."""
        return self.last_published_at or self.first_published_at

    @property
    def looked_at_on(self) -> dt.date | None:
        """When somebody found it still right, if that was after its text last changed."""
        updated = timezone.localdate(self.updated_at) if self.updated_at else None
        is_newer = self.checked_on is not None and (updated is None or self.checked_on > updated)
        return self.checked_on if is_newer else None

    def permissions_for_user(self, user: Any) -> Any:
        """What a person may do with the page; Wagtail's screens ask here (website/rights.py)."""
        from prongsai.website.rights import KeptPagePermissions

        return KeptPagePermissions(user, self)

    @property
    def address(self) -> str:
        """Its path on this site; Wagtail's own way asks the database for the site each time."""
        return path_of(self.url_path)

    def get_view_restrictions(self) -> Any:
        """Who may see this page or one above it, asked by their places in the tree at once."""
        from prongsai.website.queries import list_restricted_places

        found = list_restricted_places().intersection(places_up(self.path))
        return PageViewRestriction.objects.filter(page__path__in=found)

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The page, its frame in its own language whatever the reader's browser prefers."""
        with translation.override(self.language):
            response = super().serve(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the frame of a page shows: the organisation, the way here, the keeper."""
        from prongsai.website.queries import page_frame

        return super().get_context(request, *args, **kwargs) | page_frame(self)


def first_picture(photos: Any) -> Any:
    """The picture of the first of a page's photographs, or None."""
    first = photos.select_related("image").first()
    return first.image if first else None
