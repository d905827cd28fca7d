"""The picture of the site where a page without one is shared: emblem on the organisation's colours."""

import io

from PIL import Image

from prongsai.organization.models import OrganizationProfile
from prongsai.website.queries import find_look

SIZE, STRIPE, EMBLEM = (1200, 630), 24, 420


def draw(emblem: bytes | None) -> bytes:
    """The picture as PNG, 1200 × 630: a white field with the emblem, stripes in both colours."""
    look = find_look()
    picture = Image.new("RGB", SIZE, look.brand)
    width, height = SIZE
    picture.paste(look.accent, (0, height - STRIPE, width, height))
    if emblem:
        with Image.open(io.BytesIO(emblem)) as loaded:
            mark = loaded.convert("RGBA")
        mark.thumbnail((EMBLEM, EMBLEM))
        side = EMBLEM + 4 * STRIPE
        field = ((width - side) // 2, (height - STRIPE - side) // 2)
        picture.paste("#ffffff", (*field, field[0] + side, field[1] + side))
        at = ((width - mark.width) // 2, (height - STRIPE - mark.height) // 2)
        picture.paste(mark, at, mark)
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def find_emblem() -> bytes | None:
    """The organisation's emblem."""
    found = OrganizationProfile.objects.values_list("emblem", flat=True).first()
    return bytes(found) if found else None
