"""The picture that goes with an address when somebody shares it: drawn once, kept by what it shows.

Its address names the digest of all that is drawn, so it may be kept for ever, and another look or title
is another address. Nothing but the picture of today is ever drawn: what asks for another digest is sent
to today's, so the number of drawings is that of the changes, however often and for whatever is asked.
"""

import os
import secrets
import threading
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from prongsai.organization.queries import find_profile
from prongsai.website.kit import (
    Brand,
    Card,
    card_of_page,
    card_of_site,
    draw_png,
    find_public_page,
)
from prongsai.website.models import SitePage

FRONT, SITE = "_", 0
A_YEAR = 365 * 24 * 3600
_lock = threading.Lock()


def share_address(page: SitePage | None, brand: Brand) -> str:
    """Where the picture stands that goes with a page; None: with what is no page of the site."""
    if page is None:
        return reverse("public_site_share", args=[card_of_site(brand).digest])
    digest = card_of_page(page, brand).digest
    return reverse("public_share", args=[digest, page.address.strip("/") or FRONT])


@require_safe
def site_picture(request: HttpRequest, digest: str) -> HttpResponse:
    """1200 × 630 pixels with the organisation's name."""
    if find_profile() is None:
        raise Http404
    card = card_of_site()
    return _answer(request, digest, card, SITE, reverse("public_site_share", args=[card.digest]))


@require_safe
def page_picture(request: HttpRequest, digest: str, path: str) -> HttpResponse:
    """1200 × 630 pixels with a page's title and summary; "_" stands for the front page."""
    found = find_public_page("" if path == FRONT else path)
    if found is None:
        raise Http404
    card = card_of_page(found)
    return _answer(
        request, digest, card, found.pk, reverse("public_share", args=[card.digest, path])
    )


def _answer(request: HttpRequest, digest: str, card: Card, key: int, address: str) -> HttpResponse:
    if digest != card.digest:
        moved = HttpResponseRedirect(address)
        moved["Cache-Control"] = "no-cache"
        return moved
    tag = f'"{card.digest}"'
    is_known = tag in parse_etags(request.headers.get("If-None-Match", ""))
    answer = HttpResponse(status=304) if is_known else HttpResponse(get_picture(card, key))
    if not is_known:
        answer["Content-Type"] = "image/png"
    answer["ETag"] = tag
    patch_cache_control(answer, public=True, max_age=A_YEAR, immutable=True)
    return answer


def get_picture(card: Card, key: int) -> bytes:
    """The picture of a card, drawn when it is asked for first; `key` of the page it belongs to."""
    path = _folder() / f"{key}-{card.digest}.png"
    if (kept := _read(path)) is not None:
        return kept
    with _lock:  # who asked at the same time finds it drawn
        if (kept := _read(path)) is not None:
            return kept
        content = draw_png(card, "share")
        _keep(path, content)
    _forget_former(path)
    return content


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "shared"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    partial.write_bytes(content)
    partial.chmod(0o600)
    os.replace(partial, path)


def _forget_former(path: Path) -> None:
    """Leave no picture of a page but this, and none of pages that are gone."""
    kept = {other: other.name.partition("-")[0] for other in path.parent.glob("*-*.png")}
    own = path.name.partition("-")[0]
    pages = SitePage.objects.live().filter(pk__in=[int(key) for key in kept.values()])
    there = {str(pk) for pk in pages.values_list("pk", flat=True)} | {str(SITE)}
    for other, key in kept.items():
        if other != path and (key == own or key not in there):
            other.unlink(missing_ok=True)
