"""The emblem at the head of official papers: the organisation's own picture, no other is shipped."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.common.pictures import BROKEN, LARGE, PIXELS, open_picture, write_flat_png
from prongsai.organization import events
from prongsai.organization.models import OrganizationProfile
from prongsai.organization.services.guards import require_manager

MAX_SIDE, MIN_SIDE = 1200, 200
WORDS = {
    LARGE: gettext_lazy("The picture is larger than 8 MB."),
    PIXELS: gettext_lazy("The picture has too many pixels."),
    BROKEN: gettext_lazy("The picture can't be opened. Choose a PNG or JPEG."),
}


@transaction.atomic
def set_emblem(*, actor: Any, content: bytes) -> OrganizationProfile:
    """Take a PNG or JPEG as the emblem; kept as a flat PNG of at most 1200 pixels.

    Raises `Refused` for what is no picture, too small to print or too large.
    """
    require_manager(actor)
    picture = _redraw(content)
    profile = OrganizationProfile.objects.select_for_update().get()
    profile.emblem = picture
    profile.save(update_fields=["emblem"])
    digest = hashlib.sha256(picture).hexdigest()
    record(actor=actor, event=events.EMBLEM_CHANGED, target=profile, data={"sha256": digest})
    return profile


@transaction.atomic
def remove_emblem(*, actor: Any) -> OrganizationProfile:
    """Leave the emblem's space free again, for paper that has it printed."""
    require_manager(actor)
    profile = OrganizationProfile.objects.select_for_update().get()
    if profile.emblem:
        profile.emblem = None
        profile.save(update_fields=["emblem"])
        record(actor=actor, event=events.EMBLEM_REMOVED, target=profile)
    return profile


def _redraw(content: bytes) -> bytes:
    """The picture drawn anew: nothing but its pixels is kept."""
    drawn = open_picture(
        content,
        field="emblem",
        words=WORDS,
        most_bytes=8_000_000,
        most_pixels=40_000_000,
        formats=("PNG", "JPEG"),
    )
    if max(drawn.size) < MIN_SIDE:
        raise Refused(_("The picture is too small to be printed clearly."), "emblem")
    drawn.thumbnail((MAX_SIDE, MAX_SIDE))
    return write_flat_png(drawn)
