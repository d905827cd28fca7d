"""Photographs and contacts of people go with them: from the page, from its earlier texts, from the disk."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from modelsearch import index
from wagtail.models import ReferenceIndex

from prongsai.audit.services import record
from prongsai.organization.models import ActingAppointment, Tenure
from prongsai.website import events
from prongsai.website.models import PeoplePage, PersonCard, SiteImage

KEPT_AFTER = dt.timedelta(days=30)  # who changes from one position to another need not agree again


@transaction.atomic
def forget_cards(*, users: Collection[int]) -> int:
    """Delete the cards of these accounts (keys) with their photographs; returns how many pages had one.

    A photograph that other pages show too stays.
    """
    photos: set[int] = set()
    changed = 0
    for page in PeoplePage.objects.order_by("pk"):
        found = _take_from_texts(page, users)
        cards = PersonCard.objects.filter(page=page, user_id__in=users)
        found += list(cards.values_list("photo_id", flat=True))
        if not found:
            continue
        cards.delete()
        fresh = PeoplePage.objects.get(pk=page.pk)
        ReferenceIndex.create_or_update_for_object(fresh)
        index.insert_or_update_object(fresh)
        photos.update(key for key in found if key)
        changed += 1
    for photo in SiteImage.objects.filter(pk__in=photos):
        if not ReferenceIndex.get_references_to(photo).exists():
            photo.delete()
    if changed:
        record(actor=None, event=events.CARDS_FORGOTTEN, data={"pages": changed})
    return changed


def _take_from_texts(page: PeoplePage, users: Collection[int]) -> list[int | None]:
    """Take the cards out of the earlier texts of a page; returns the keys of their photographs."""
    found: list[int | None] = []
    for revision in page.revisions.all():
        cards = revision.content.get("cards", [])
        gone = [card for card in cards if card.get("user") in users]
        if gone:
            found += [card.get("photo") for card in gone]
            revision.content["cards"] = [card for card in cards if card not in gone]
            revision.save(update_fields=["content"])
    return found


def forget_former(*, on: dt.date) -> int:
    """The same for whoever held no position in the last 30 days; returns how many pages changed."""
    shown = set(PersonCard.objects.values_list("user_id", flat=True))
    for page in PeoplePage.objects.all():
        for content in page.revisions.values_list("content", flat=True):
            shown.update(card["user"] for card in content.get("cards", []) if card.get("user"))
    former = shown.difference(*(_holders(model, on) for model in (Tenure, ActingAppointment)))
    return forget_cards(users=former) if former else 0


def _holders(model: type[Tenure] | type[ActingAppointment], on: dt.date) -> set[int]:
    held = model.objects.exclude(ends_on__lt=on - KEPT_AFTER)
    return set(held.values_list("user_id", flat=True))
