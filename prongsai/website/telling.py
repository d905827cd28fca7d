"""Which pages people are told of through the channels, what is said of one, and where it went."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from prongsai.channels.codes import STANDING, Channel
from prongsai.channels.content import LONGEST_SUMMARY, LONGEST_TITLE, Publication
from prongsai.channels.models import Delivery, LoggedPublication
from prongsai.channels.queries import list_by_key, list_channel_choices
from prongsai.website.models import EventPage, SitePage
from prongsai.website.permissions import may_publish
from prongsai.website.queries import path_of

# LINE shows pictures as 20:13, takes no WebP, and none wider than 1024 points.
PICTURE = "fill-1000x650|format-jpeg"


def access_told_page(actor: Any, pk: int) -> SitePage:
    """A page for a person who tells of it: 404 for what nobody is told of, 403 for whom it is not."""
    page = SitePage.objects.filter(pk=pk).first()
    if page is None or not page.specific_class.is_told:
        raise Http404
    if not may_publish(actor, page):
        raise PermissionDenied
    found: SitePage = page.specific
    return found


def may_tell(user: Any, page: Any) -> bool:
    """Whether people can be told of a page, and this person may do it: who may publish it."""
    is_told = getattr(page.specific_class, "is_told", False)
    return bool(is_told and page.live and may_publish(user, page))


def address_of(url_path: str) -> str:
    """The address of a page as services elsewhere take it: letters beyond ASCII in percent signs."""
    return str(iri_to_uri(path_of(url_path)))


@dataclass(frozen=True)
class Told:
    """A page with what people were told of it, the newest first: withdrawn ones, at most one in force."""

    page: SitePage
    rows: list[LoggedPublication]

    @property
    def current(self) -> LoggedPublication | None:
        """The publication that was not withdrawn."""
        return next((row for row in self.rows if row.withdrawn_at is None), None)

    @property
    def is_waiting(self) -> bool:
        """Whether something has not left yet."""
        rows = self.current.deliveries.all() if self.current else ()
        return any(one.state == Delivery.State.WAITING for one in rows)

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """The open channels (code, label) through which people can be told from now on."""
        told = {one.channel for one in self.current.deliveries.all()} if self.current else set()
        shut = told | set(STANDING)
        return [(code, label) for code, label in list_channel_choices() if code not in shut]

    def describe(self, kind: str = "") -> Publication:
        """What is said of the page, of a kind of `channels.codes`; empty: the kind of its own.

        A page that was withdrawn and is told of again is another publication.
        """
        picture = self.page.main_picture
        return Publication(
            key=self.current.key if self.current else f"{_key(self.page)}{len(self.rows) + 1}",
            kind=kind or self.page.told_as,
            title=self.page.title,
            summary=self.page.summary,
            url=address_of(self.page.url_path),
            picture=picture.get_rendition(PICTURE).url if picture else None,
            language=self.page.language,
        )

    @cached_property
    def correctable(self) -> list[tuple[str, str]]:
        """The open channels (code, label) that told of it already: they can tell of a correction."""
        rows = self.current.deliveries.all() if self.current else ()
        told = {one.channel for one in rows if one.state == Delivery.State.SENT} - set(STANDING)
        return [(code, label) for code, label in list_channel_choices() if code in told]

    def describe_correction(self, note: str) -> Publication:
        """What is said when the page was changed after people were told: marked in title and text.

        A publication of its own, so that it is sent once and the first stays in the log as it was said.
        """
        if self.current is None:
            raise ValueError("nothing was told that could be corrected")
        now = replace(self, rows=[]).describe(self.current.kind)
        with translation.override(self.page.language):
            title = _("Correction: %(title)s") % {"title": now.title}
            said = _("Corrected: %(note)s") % {"note": note}
        return replace(
            now,
            key=f"{_key(self.page)}{len(self.rows) + 1}",
            title=title[:LONGEST_TITLE],
            summary="\n\n".join(part for part in (said, now.summary) if part)[:LONGEST_SUMMARY],
            corrects=self.current.key,
        )


def _key(page: SitePage) -> str:
    return f"page-{page.translation_key}-"


def get_told(page: SitePage) -> Told:
    """What people were told of a page until now."""
    rows = list_by_key(_key(page))
    return Told(page, sorted(rows, key=lambda row: row.pk, reverse=True))


def list_standing(page: SitePage) -> list[str]:
    """The channels on which a public page stands by itself."""
    in_calendar = isinstance(page, EventPage) and page.language == "th"
    return [code for code in STANDING if code != Channel.ICS or in_calendar]
