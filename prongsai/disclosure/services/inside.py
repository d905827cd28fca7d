"""Read a public page of this site as a visitor without sign-in, without leaving the program.

Behind a proxy, or on a laptop, the site's own address may lead nowhere from here.
"""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.shortcuts import resolve_url
from django.utils import translation

MOST_BYTES = 25 * 1024 * 1024
REDIRECTS = 3


@dataclass(frozen=True)
class Page:
    """What a visitor gets: status, bytes, type."""

    status: int
    content: bytes
    media_type: str

    @property
    def is_there(self) -> bool:
        """Whether a visitor gets the page."""
        return self.status == HTTPStatus.OK


def read_page(path: str) -> Page:
    """The page at a path that begins with "/", perhaps with a query; redirections within the site
    are followed.

    One that leads to the sign-in is closed (401). The caller's language stays in use.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _read(path)


def _read(path: str) -> Page:
    sign_in = resolve_url(settings.LOGIN_URL)
    for _hop in range(REDIRECTS):
        answer = _handler().get_response(_request(path))
        if answer.status_code not in (301, 302, 307, 308):
            break
        parts = urlsplit(answer["Location"])
        path = parts._replace(scheme="", netloc="", fragment="").geturl()
        if parts.path == sign_in:
            return Page(HTTPStatus.UNAUTHORIZED, b"", "")
    body = answer.streaming_content if answer.streaming else [answer.content]  # type: ignore[attr-defined]
    content = b"".join(body)[:MOST_BYTES]
    # Closing the answer as a server does would end the connection to the database too.
    for close in answer._resource_closers:  # type: ignore[attr-defined]
        close()
    return Page(answer.status_code, content, answer.get("Content-Type", "").partition(";")[0])


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _request(path: str) -> WSGIRequest:
    own, asked = urlsplit(settings.PRONGSAI_BASE_URL), urlsplit(path)
    environ = {
        # As servers hand it over (PEP 3333): unquoted bytes, each as a letter of Latin-1.
        "PATH_INFO": unquote_to_bytes(asked.path).decode("latin-1"),
        "QUERY_STRING": asked.query,
        "HTTP_HOST": own.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": own.scheme,
    }
    setup_testing_defaults(environ)
    return WSGIRequest(environ)
