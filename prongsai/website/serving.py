"""Pictures and documents leave through here: inert, and only what is public to the public."""

import mimetypes
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from prongsai.website.holding import find_state
from prongsai.website.models import SiteDocument
from prongsai.website.models.media import PICTURES
from prongsai.website.open_data.queries import list_documents
from prongsai.website.permissions import may_open_site

A_YEAR = 365 * 24 * 3600
INSIDE = {"private": True, "no_cache": True}  # what only editors see yet
INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
TYPES = {".webp": "image/webp", ".avif": "image/avif"}  # not known to every Python
# What browsers show by themselves without running anything; all else is offered for keeping.
INLINE = {"application/pdf", "image/jpeg", "image/png"}


def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition by its digest that a public page shows; any one for who writes the site. Originals
    have no address."""
    file = f"{PICTURES}/{name}"
    is_public = find_state(file)
    if is_public is None or not (is_public or may_open_site(request.user)):
        raise Http404
    try:
        content = default_storage.open(file)
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type=_type_of(name))
    kept = {"public": True, "max_age": A_YEAR, "immutable": True}
    patch_cache_control(answer, **(kept if is_public else INSIDE))
    return _inert(answer)


def document(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A document that anybody may open; any document for who writes the site."""
    found = get_object_or_404(SiteDocument, pk=pk)
    if found.filename != name:
        raise Http404
    is_public = is_offered(found)
    if not is_public and not may_open_site(request.user):
        raise Http404
    tag = f'"{found.get_file_hash()}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type=_type_of(name))
    how = "inline" if _type_of(name) in INLINE else "attachment"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    answer["ETag"] = tag
    patch_cache_control(answer, **({"public": True, "max_age": 3600} if is_public else INSIDE))
    return _inert(answer)


def is_offered(found: SiteDocument) -> bool:
    """Whether anybody may open it."""
    return list_documents().filter(pk=found.pk).exists()


def _type_of(name: str) -> str:
    known = TYPES.get(PurePath(name).suffix.lower()) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"


def _inert(answer: Any) -> Any:
    answer["Content-Security-Policy"] = INERT
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
