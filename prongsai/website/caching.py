"""Whole public pages, kept as long as nothing was written into the log.

Every change is recorded in the log in its own transaction: the number of the newest act tells whether
a kept page is still right, the moment a change is committed, for every process. Pages that know the
reader (session, messages, a form's token) are never kept; time-bound texts are a minute late at most.
What many pages share (`parts`) is kept under the same number, for readers with a session too.
"""

import gzip
import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import brotli
from cachetools import TTLCache
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language_from_request

from prongsai.audit.queries import newest_sequence
from prongsai.website import parts

SECONDS, BYTES = 60, 32 * 1024 * 1024
KNOWN_READER = (settings.SESSION_COOKIE_NAME, "messages")
SHOWN_BY = ("size", "theme")
NOT_PUBLIC = ("/office/", "/documents/")
SMALL = 500
LONGEST_ADDRESS = 300  # nobody fills the memory with addresses of their own making
SQUEEZED = {"text/html", "application/json", "application/xml", "text/csv", "application/ld+json"}

Key = tuple[Any, ...]


@dataclass
class Kept:
    """A page as it went out, with the number of the act after which it was made."""

    sequence: int
    headers: Mapping[str, str]
    content: bytes
    etag: str
    squeezed: dict[str, bytes] = field(default_factory=dict)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page again; nothing but its ETag for who has it already."""
        if self.etag in parse_etags(request.headers.get("If-None-Match", "")):
            answer = HttpResponse(status=304)
        else:
            encoding = _encoding(request) if len(self.content) > SMALL else ""
            answer = HttpResponse(self._body(encoding), headers=dict(self.headers))
            if encoding:
                answer["Content-Encoding"] = encoding
            answer["Content-Length"] = str(len(answer.content))
        answer["ETag"] = self.etag
        answer["Cache-Control"] = "no-cache"  # kept by browsers, asked for again each time
        patch_vary_headers(answer, ("Accept-Encoding", "Accept-Language", "Cookie"))
        return answer

    def _body(self, encoding: str) -> bytes:
        if not encoding:
            return self.content
        if encoding not in self.squeezed:
            pack = {"br": _brotli, "gzip": _gzip}[encoding]
            self.squeezed[encoding] = pack(self.content)
        return self.squeezed[encoding]


def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, quality=6)
    return packed


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


def _encoding(request: HttpRequest) -> str:
    offered = request.headers.get("Accept-Encoding", "")
    return next((name for name in ("br", "gzip") if name in offered), "")


_kept: TTLCache[Key, Kept] = TTLCache(BYTES, SECONDS, getsizeof=lambda kept: 2 * len(kept.content))
_lock = threading.Lock()


class PageCacheMiddleware:
    """Answers from what is kept; squeezes everything else as Django does (its padding hides tokens)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.gzip = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A kept page, or a new one."""
        if not _keeps(request):
            return self._squeeze(request, self.get_response(request))
        sequence = newest_sequence()  # before the page is made: a change meanwhile makes it old
        key = _key(request) if settings.PAGE_CACHE else None
        if key is None:
            return self._squeeze(request, self._make(request, sequence))
        with _lock:
            kept = _kept.get(key)
        if kept is None or kept.sequence != sequence:
            response = self._make(request, sequence)
            if not _may_be_kept(response):
                return self._squeeze(request, response)
            kept = _keep(key, sequence, response)
        return kept.answer(request)

    def _make(self, request: HttpRequest, sequence: int) -> HttpResponseBase:
        with parts.as_of(sequence):
            return self.get_response(request)

    def _squeeze(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").split(";")[0]
        if response.streaming or kind not in SQUEEZED:
            return response
        return self.gzip.process_response(request, response)


def _keeps(request: HttpRequest) -> bool:
    """Whether something may be kept of the answer: of what everybody may see, without the files."""
    keeps = settings.PAGE_CACHE or settings.KEEP_PARTS
    return keeps and request.method in ("GET", "HEAD") and not request.path.startswith(NOT_PUBLIC)


def _key(request: HttpRequest) -> Key | None:
    """What a page depends on; None where it may depend on who reads it."""
    cookies, address = request.COOKIES, request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        return None
    if "Authorization" in request.headers or any(name in cookies for name in KNOWN_READER):
        return None
    return (
        connection.settings_dict["NAME"],
        request.method,
        request.scheme,
        request.headers.get("Host", ""),
        address,
        get_language_from_request(request),
        *(cookies.get(name, "")[:10] for name in SHOWN_BY),
    )


def _may_be_kept(response: HttpResponseBase) -> bool:
    """Whole HTML pages that set no cookie, did not look at one, and do not forbid it."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.get("Content-Type", "").startswith("text/html")
        and "Cookie" not in response.get("Vary", "")
        and not any(w in response.get("Cache-Control", "") for w in ("no-store", "private"))
    )


def _keep(key: Key, sequence: int, response: HttpResponseBase) -> Kept:
    assert isinstance(response, HttpResponse)
    content = response.content
    digest = hashlib.sha256(content).hexdigest()[:32]
    kept = Kept(sequence, dict(response.items()), content, f'"{digest}"')
    with _lock:
        if 2 * len(content) <= BYTES:
            _kept[key] = kept
    return kept
