"""Writes: people are told of a page through the channels, or what has not left is stopped."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.channels.content import LONGEST_ADDRESS
from prongsai.channels.models import LoggedPublication
from prongsai.channels.services import publish, withdraw_publication
from prongsai.common.errors import Refused
from prongsai.website.models import SitePage
from prongsai.website.permissions import may_publish
from prongsai.website.telling import get_told, list_standing

FARTHEST = dt.timedelta(days=90)
LONGEST_NOTE = 300


@transaction.atomic
def tell_page(
    *,
    actor: Any,
    page: SitePage,
    channels: Collection[str],
    kind: str = "",
    at: dt.datetime | None = None,
) -> LoggedPublication:
    """Tell people of a public page through channels (codes), now or at a time to come.

    Website, feeds and calendar, where it stands already, are logged with it. `kind` is a code of
    `channels.codes`, empty the page's own. Raises `Refused`, fields `channels`, `day` or none.
    """
    found = _lock(actor, page)
    told = get_told(found)
    if not set(channels) & {code for code, _label in told.choices}:
        raise Refused(_("Choose one of the channels."), "channels")
    now = timezone.now()
    if at is not None and not now < at <= now + FARTHEST:
        raise Refused(_("Choose a time to come, within 90 days."), "day")
    publication = told.describe(kind)
    if len(publication.url) > LONGEST_ADDRESS:
        raise Refused(_("The address of the page is too long: shorten its last part."))
    publish(actor=actor, publication=publication, channels=list_standing(found))
    return publish(actor=actor, publication=publication, channels=channels, at=at)


def _lock(actor: Any, page: SitePage) -> SitePage:
    """The page that the actor may tell of, locked, so that two tell of it one after the other."""
    locked = SitePage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    found: SitePage = locked.specific
    _require(actor, found)
    if not found.live or found.get_view_restrictions().exists():
        raise Refused(_("Only a page that everybody may read can be told of. Publish it first."))
    return found


@transaction.atomic
def tell_correction(
    *, actor: Any, page: SitePage, channels: Collection[str], note: str
) -> LoggedPublication:
    """Tell people that a page they were told of was corrected, through channels that told them.

    `note` says what was corrected. Raises `Refused`, fields `channels`, `note` or none.
    """
    found = _lock(actor, page)
    told = get_told(found)
    if told.is_waiting:
        raise Refused(_("Something has not left yet: stop it and tell people anew instead."))
    if not channels or set(channels) - {code for code, _label in told.correctable}:
        raise Refused(_("Choose one of the channels that told of it."), "channels")
    note = " ".join(note.split())
    if not note or len(note) > LONGEST_NOTE:
        raise Refused(_("Write in a sentence what was corrected."), "note")
    said = told.describe_correction(note)
    if told.current and (told.current.title, told.current.summary) == (said.title, said.summary):
        raise Refused(_("People were told of this correction already."), "note")
    return publish(actor=actor, publication=said, channels=list(channels))


@transaction.atomic
def withdraw_telling(*, actor: Any, page: SitePage) -> None:
    """Stop what has not left yet. Raises `Refused` when nothing waits."""
    _require(actor, page)
    if not stop_telling(actor=actor, page=page):
        raise Refused(_("Nothing waits to be sent any more."))


def stop_telling(*, actor: Any, page: SitePage) -> bool:
    """Stop what waits, when the page itself is no longer public; whether something did."""
    told = get_told(page)
    if told.current is None or not told.is_waiting:
        return False
    withdraw_publication(actor=actor, key=told.current.key)
    return True


def _require(actor: Any, page: SitePage) -> None:
    if not may_publish(actor, page):
        raise Refused(_("Only who may publish the page may do this."))
