"""One question to one address: bounded in time as a whole, in size as it comes and as it unpacks."""

import contextlib
import datetime as dt
import hashlib
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import certifi
import urllib3
from urllib3.exceptions import HTTPError

from prongsai.common.fetching.guard import Place
from prongsai.common.fetching.results import Certificate, Problem

Resolve = Callable[[str, int], Sequence[str]]

CHUNK = 64 * 1024
KEPT_HEADERS = (
    "content-type", "content-disposition", "content-length", "last-modified", "etag", "location",
    "retry-after",
)  # fmt: skip
# Codes of OpenSSL's verification (X509_V_ERR_…).
_TLS_CODES = {
    9: "tls-not-yet",
    10: "tls-expired",
    18: "tls-self-signed",
    19: "tls-self-signed",
    20: "tls-incomplete",
    21: "tls-incomplete",
    62: "tls-wrong-name",
    64: "tls-wrong-name",
}


@dataclass(frozen=True)
class Answer:
    """What came back from one hop."""

    status: int
    headers: dict[str, str]
    content: bytes
    sha256: str
    certificate: Certificate | None


class Failed(Exception):
    """A hop came to nothing."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Deadline:
    """The seconds that a fetch has as a whole."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """How many are left; never below zero."""
        return max(0.0, self._ends - time.monotonic())

    def fail(self) -> Failed:
        """That it took too long."""
        return Failed(Problem("too-slow", {"seconds": f"{self.seconds:g}"}))


def make_context(ca_file: str | None = None) -> ssl.SSLContext:
    """TLS 1.2 or newer, verified against the system's authorities, certifi's and one's own file."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, IPv4 first; OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ordered = sorted(found, key=lambda one: one[0] != socket.AF_INET)
    return list(dict.fromkeys(str(one[4][0]) for one in ordered))


def resolve_in_time(ask: Resolve, place: Place, deadline: Deadline) -> Sequence[str]:
    """The addresses of a place; the system's resolver knows no deadline, so a thread waits for it."""
    found: queue.SimpleQueue[Sequence[str] | None] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found.put(ask(place.host, place.port))
        except (OSError, UnicodeError):
            found.put(None)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        addresses = found.get(timeout=deadline.left)
    except queue.Empty:
        raise deadline.fail() from None
    if not addresses:
        raise Failed(Problem("name-unknown", {"host": place.host}))
    return addresses


def ask(
    place: Place,
    addresses: Sequence[str],
    *,
    deadline: Deadline,
    most: int,
    headers: dict[str, str],
    context: ssl.SSLContext,
) -> Answer:
    """GET a place at exactly these addresses, the first that takes the connection. Raises `Failed`."""
    for number, address in enumerate(addresses, start=1):
        is_last = number == len(addresses)
        share = deadline.left if is_last else deadline.left / 2
        connection = _connection(place, address, share, context)
        try:
            _connect(connection, place, deadline)
            return _exchange(connection, place, deadline, most, headers)
        except Failed as failed:
            if is_last or failed.problem.code not in ("not-reachable",):
                raise
        finally:
            connection.close()
    raise Failed(Problem("not-reachable", {"host": place.host}))


def _connection(place: Place, address: str, seconds: float, context: ssl.SSLContext) -> Any:
    """A connection to the address itself; TLS asks for, and verifies, the name."""
    timeout = max(seconds, 0.001)
    if place.scheme == "http":
        return urllib3.connection.HTTPConnection(address, place.port, timeout=timeout)
    return urllib3.connection.HTTPSConnection(
        address,
        place.port,
        timeout=timeout,
        ssl_context=context,
        server_hostname=place.host,  # what OpenSSL compares the certificate with
    )


def _connect(connection: Any, place: Place, deadline: Deadline) -> None:
    # The plain socket first, so that the watch sees it through the handshake too.
    try:
        plain = connection._new_conn()
    except (HTTPError, OSError) as error:
        if not deadline.left:
            raise deadline.fail() from error
        raise Failed(Problem("not-reachable", {"host": place.host})) from error
    connection._new_conn = lambda: plain
    connection.watched = plain.dup()


def _exchange(
    connection: Any, place: Place, deadline: Deadline, most: int, headers: dict[str, str]
) -> Answer:
    with _cut_off(connection.watched, deadline):
        try:
            connection.connect()
            certificate = _read_certificate(connection.sock)
            connection.request(
                "GET", place.target, headers=headers | {"Host": place.authority},
                preload_content=False, decode_content=True,
            )  # fmt: skip
            response = connection.getresponse()
            content = _read_body(response, most)
        except Failed:
            raise
        except Exception as error:  # sockets, TLS, HTTP and three unpackers fail in their own ways
            raise _explain(error, place, deadline) from error
    if not deadline.left:
        raise deadline.fail()  # cut off, which looks like the end of an answer without length
    kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    digest = hashlib.sha256(content).hexdigest()
    return Answer(response.status, kept, content, digest, certificate)


@contextlib.contextmanager
def _cut_off(sock: socket.socket, deadline: Deadline) -> Iterator[None]:
    """End the connection at the deadline: a time-out of each read never ends a slow drip."""

    def shut() -> None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(deadline.left, shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        sock.close()


def _read_body(response: Any, most: int) -> bytes:
    """The unpacked body; what announces or grows beyond `most` bytes is left."""
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > most:
        raise _too_large(most)
    parts, size = [], 0
    while part := response.read(CHUNK):
        parts.append(part)
        size += len(part)
        if size > most:
            raise _too_large(most)
    return b"".join(parts)


def _too_large(most: int) -> Failed:
    return Failed(Problem("too-large", {"megabytes": f"{most / 1024 / 1024:g}"}))


def _read_certificate(sock: Any) -> Certificate | None:
    if not isinstance(sock, ssl.SSLSocket):
        return None
    shown: Any = sock.getpeercert() or {}
    ends = dt.datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), dt.UTC)
    names = tuple(name for _kind, name in shown.get("subjectAltName", ()))
    return Certificate(names, ends.date().isoformat())


def _explain(error: Exception, place: Place, deadline: Deadline) -> Failed:
    if not deadline.left:
        return deadline.fail()
    host = {"host": place.host}
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failed(Problem(_TLS_CODES.get(cause.verify_code, "tls-failed"), host))
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return Failed(Problem("tls-failed", host))
        if isinstance(cause, urllib3.exceptions.DecodeError):
            return Failed(Problem("answer-damaged", host))
        if isinstance(cause, TimeoutError):
            return deadline.fail()
    is_cut = any(
        isinstance(cause, ConnectionError | EOFError | urllib3.exceptions.ProtocolError | OSError)
        for cause in _causes(error)
    )
    return Failed(Problem("connection-broken" if is_cut else "answer-damaged", host))


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        yield from (part for part in seen.args if isinstance(part, BaseException))
        seen = seen.__cause__ or seen.__context__
