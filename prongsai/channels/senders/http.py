"""One request to a service's API: over checked TLS, bounded in time and size, never redirected."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from typing import Any

import urllib3
from django.conf import settings
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)

from prongsai.common.fetching.transport import make_context

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 5.0, 15.0, 40.0
MOST_BYTES = 2 * 1024 * 1024
LONGEST_WAIT = 24 * 3600
# The request never reached the service: it is certain that nothing was taken.
NEVER_ARRIVED = (NewConnectionError, NameResolutionError, ConnectTimeoutError, SSLError)


class NoAnswer(Exception):
    """No answer came. `is_uncertain`: the request may have arrived all the same."""

    def __init__(self, detail: str, *, is_uncertain: bool) -> None:
        super().__init__(detail)
        self.detail = detail
        self.is_uncertain = is_uncertain


@dataclass(frozen=True)
class Reply:
    """An answer: status, headers in lower case, the JSON object (empty when there is none)."""

    status: int
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def wait(self) -> int | None:
        """The seconds of Retry-After, given as a number or a date; None without one."""
        text = self.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return min(int(text[:9]), LONGEST_WAIT)
        try:
            seconds = parsedate_to_datetime(text).timestamp() - time.time()
        except (TypeError, ValueError, OverflowError):
            return None
        return min(max(int(seconds) + 1, 0), LONGEST_WAIT)


@cache
def _pool(ca_file: str) -> urllib3.PoolManager:
    return urllib3.PoolManager(
        ssl_context=make_context(ca_file or None),
        timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        retries=False,
    )


def ask(
    method: str,
    url: str,
    *,
    token: str,
    data: Any = None,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """Ask with a bearer token; `data` is sent as JSON, `content` as it is. Raises `NoAnswer`.

    Letters stay letters in the JSON: services limit its bytes, and Thai as escapes is twice as long.
    """
    head = {"Authorization": f"Bearer {token}", "User-Agent": f"Prongsai/{version('prongsai')}"}
    if data is not None:
        head["Content-Type"], content = (
            "application/json",
            json.dumps(data, ensure_ascii=False).encode(),
        )
    ca_file = str(settings.FETCH_CA_FILE or "")
    ends = time.monotonic() + WHOLE_SECONDS
    try:
        response = _pool(ca_file).request(
            method, url, body=content, headers=head | dict(headers or {}),
            redirect=False, preload_content=False,
        )  # fmt: skip
        try:
            body = _read(response, ends)
        finally:
            response.close()
    except NEVER_ARRIVED as error:
        raise NoAnswer(type(error).__name__, is_uncertain=False) from error
    except (HTTPError, OSError) as error:
        raise NoAnswer(type(error).__name__, is_uncertain=True) from error
    lowered = {name.lower(): value for name, value in response.headers.items()}
    return Reply(response.status, lowered, _as_object(body))


def _read(response: Any, ends: float) -> bytes:
    parts, size = [], 0
    while part := response.read1(64 * 1024):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES or time.monotonic() > ends:
            raise OSError("the answer is too large or too slow")
    return b"".join(parts)


def _as_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
