"""The look of the site: colours, the organisation's own mark, mourning; the categories of news."""

import hashlib
import io
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.website import events
from prongsai.website.models import Look, NewsCategory
from prongsai.website.permissions import may_manage_site

MAX_BYTES, MAX_PIXELS, SIDE = 4_000_000, 40_000_000, 224
FORMATS = ("PNG", "JPEG", "WEBP")


def require_manager(actor: Any) -> None:
    """Raise `Refused` unless the person manages the site."""
    if not may_manage_site(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))


@transaction.atomic
def set_look(
    *, actor: Any, brand: str, accent: str, mourning: str, logo: bytes | None, keeps_logo: bool
) -> Look:
    """Set colours (`#rrggbb`), mourning (`Look.Mourning`) and, when given, the mark (PNG, JPEG, WebP).

    Without a new mark the old one stays if `keeps_logo`. Raises `Refused` for what is no picture.
    """
    require_manager(actor)
    drawn = _redraw(logo) if logo else None
    look = Look.objects.select_for_update().first() or Look()
    look.brand, look.accent, look.mourning = brand, accent, mourning
    if drawn or not keeps_logo:
        look.logo = drawn
    look.full_clean(exclude=["singleton"])
    look.save()
    kept = {"brand": brand, "accent": accent, "mourning": mourning}
    digest = hashlib.sha256(bytes(look.logo)).hexdigest() if look.logo else ""
    record(actor=actor, event=events.LOOK_CHANGED, data={**kept, "logo": digest})
    return look


def _redraw(content: bytes) -> bytes:
    """The mark drawn anew in the size that pages show: nothing but its pixels is kept."""
    if len(content) > MAX_BYTES:
        raise Refused(_("The picture is larger than 4 MB."), "logo")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(_("The picture has too many pixels."), "logo")
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused(_("The picture can't be opened. Choose a PNG or JPEG."), "logo") from error
    drawn.thumbnail((SIDE, SIDE))
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@transaction.atomic
def save_category(*, actor: Any, slug: str, name: str, name_en: str, order: int) -> NewsCategory:
    """Add a category of news, or change the one of this code."""
    require_manager(actor)
    category = NewsCategory.objects.select_for_update().filter(slug=slug).first()
    category = category or NewsCategory(slug=slug)
    category.name, category.name_en, category.order = name, name_en, order
    category.save()
    record(actor=actor, event=events.CATEGORY_SAVED, target=category)
    return category
