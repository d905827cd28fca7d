"""Files leave only through these views, which ask who is asking."""

import hashlib
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

from prongsai.evidence import files, queries
from prongsai.evidence.intake import make_thumbnail
from prongsai.evidence.models import EvidenceVersion

INLINE = {"application/pdf", "image/jpeg", "image/png"}


def download(request: HttpRequest, public_id: UUID, number: int, name: str) -> HttpResponseBase:
    """One stored file."""
    return serve_file(request, queries.access_version(request.user, public_id, number))


def serve_file(request: HttpRequest, version: EvidenceVersion) -> HttpResponseBase:
    """The bytes of a version; the caller has checked who is asking."""
    if _is_fresh(request, version.sha256):
        return HttpResponse(status=304)
    try:
        content = files.path_of(version.sha256).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=version.media_type)
    kind = "inline" if version.media_type in INLINE else "attachment"
    response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(version.file_name)}"
    response["Content-Length"] = str(version.size)
    return _with_headers(response, version, version.sha256)


def thumbnail(request: HttpRequest, public_id: UUID, number: int) -> HttpResponseBase:
    """A small picture of a stored picture."""
    return serve_thumbnail(request, queries.access_version(request.user, public_id, number))


def serve_thumbnail(request: HttpRequest, version: EvidenceVersion) -> HttpResponseBase:
    """The small picture of a version; the caller has checked who is asking."""
    if not version.is_image:
        raise Http404
    if _is_fresh(request, "t" + version.sha256):
        return HttpResponse(status=304)
    response = HttpResponse(_cached_thumbnail(version), content_type="image/jpeg")
    return _with_headers(response, version, "t" + version.sha256)


def _cached_thumbnail(version: EvidenceVersion) -> bytes:
    path = files.thumbnail_path(version.sha256)
    if path.exists():
        return path.read_bytes()
    try:
        small = make_thumbnail(files.read(version.sha256))
    except FileNotFoundError as error:
        raise Http404 from error
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(f".{hashlib.sha256(small).hexdigest()[:8]}.part")
    partial.write_bytes(small)
    partial.chmod(0o600)
    partial.replace(path)
    return small


def _is_fresh(request: HttpRequest, tag: str) -> bool:
    return request.headers.get("If-None-Match") == f'"{tag}"'


def _with_headers(
    response: HttpResponseBase, version: EvidenceVersion, tag: str
) -> HttpResponseBase:
    response["ETag"] = f'"{tag}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    is_public = version.evidence.is_public
    patch_cache_control(
        response,
        **({"public": True, "max_age": 3600} if is_public else {"private": True, "no_cache": True}),
    )
    return response
