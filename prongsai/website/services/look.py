"""The look of the site: colours, the organisation's own mark, mourning; the categories of news."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.common.pictures import BROKEN, LARGE, PIXELS, open_picture, write_png
from prongsai.website import events
from prongsai.website.models import Look, NewsCategory
from prongsai.website.permissions import may_manage_site

SIDE = 224
WORDS = {
    LARGE: gettext_lazy("The picture is larger than 4 MB."),
    PIXELS: gettext_lazy("The picture has too many pixels."),
    BROKEN: gettext_lazy("The picture can't be opened. Choose a PNG or JPEG."),
}


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
    drawn = open_picture(
        content,
        field="logo",
        words=WORDS,
        most_bytes=4_000_000,
        most_pixels=40_000_000,
        formats=("PNG", "JPEG", "WEBP"),
    )
    drawn.thumbnail((SIDE, SIDE))
    return write_png(drawn)


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
