"""The emblem at the head of official papers: the organisation's own picture, no other is shipped."""

import hashlib
import io
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.organization import events
from prongsai.organization.models import OrganizationProfile
from prongsai.organization.services.guards import require_manager

MAX_BYTES, MAX_SIDE, MIN_SIDE, MAX_PIXELS = 8_000_000, 1200, 200, 40_000_000
FORMATS = ("PNG", "JPEG")


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
    if len(content) > MAX_BYTES:
        raise Refused(_("The picture is larger than 8 MB."), "emblem")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(_("The picture has too many pixels."), "emblem")
            if max(picture.size) < MIN_SIDE:
                raise Refused(_("The picture is too small to be printed clearly."), "emblem")
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused(_("The picture can't be opened. Choose a PNG or JPEG."), "emblem") from error
    drawn.thumbnail((MAX_SIDE, MAX_SIDE))
    flat = Image.new("RGB", drawn.size, "white")
    flat.paste(drawn, mask=drawn.getchannel("A"))
    buffer = io.BytesIO()
    flat.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
