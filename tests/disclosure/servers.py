"""A web server of the tests that answers well and badly, over HTTP and HTTPS."""

import gzip
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.disclosure import samples

Answer = Callable[[socket.socket, "Site"], None]


class Site(socketserver.ThreadingTCPServer):
    """One running server; `asked` are the paths it was asked for, `heads` what was sent with them."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, host: str = "127.0.0.1", certificate: Path | None = None) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.robots = ""
        self.has_broken_robots = False
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.stopped = threading.Event()
        self._context = None
        if certificate is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate)
        super().__init__((host, 0), _Handler)
        shown = f"[{host}]" if ":" in host else host
        scheme = "https" if certificate else "http"
        self.base = f"{scheme}://{shown}:{self.server_address[1]}"

    def secure(self, plain: socket.socket) -> socket.socket:
        """The connection, with TLS where the server has a certificate."""
        if self._context is None:
            return plain
        return self._context.wrap_socket(plain, server_side=True)


class _Handler(socketserver.BaseRequestHandler):
    server: Site

    def handle(self) -> None:
        try:
            with self.server.secure(self.request) as line:
                self._answer(line)
        except OSError:
            return  # the other side went, as some of the tests want

    def _answer(self, line: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            part = line.recv(65536)
            if not part:
                return
            head += part
        path = head.split(b" ", 2)[1].decode()
        self.server.asked.append(path)
        self.server.heads.append(head.decode("latin-1"))
        if path in self.server.pages:
            send(line, *self.server.pages[path])
        else:
            ANSWERS.get(path, _missing)(line, self.server)


def send(
    line: socket.socket, kind: str, body: bytes, status: str = "200 OK", more: str = ""
) -> None:
    """A whole answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}"
    line.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)


def _page(body: bytes, kind: str = "text/html") -> Answer:
    return lambda line, site: send(line, kind, body)


def _status(status: str, more: str = "") -> Answer:
    return lambda line, site: send(line, "text/plain", b"-", status, more)


def _to(location: str) -> Answer:
    def answer(line: socket.socket, site: Site) -> None:
        send(line, "text/plain", b"", "302 Found", f"Location: {location}\r\n")

    return answer


def _missing(line: socket.socket, site: Site) -> None:
    send(line, "text/plain", b"gone", "404 Not Found")


def _robots(line: socket.socket, site: Site) -> None:
    if site.has_broken_robots:
        _cut(line, site)
    elif site.robots:
        send(line, "text/plain", site.robots.encode())
    else:
        _missing(line, site)


def _slow(line: socket.socket, site: Site) -> None:
    site.stopped.wait(5)


def _drip(line: socket.socket, site: Site) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    _drop_by_drop(line, site)


def _drip_head(line: socket.socket, site: Site) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drop_by_drop(line, site)


def _drop_by_drop(line: socket.socket, site: Site) -> None:
    ends = time.monotonic() + 5
    while time.monotonic() < ends and not site.stopped.wait(0.02):
        line.sendall(b"x")


def _endless(line: socket.socket, site: Site) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not site.stopped.is_set():
        line.sendall(b"x" * 65536)


def _bomb(line: socket.socket, site: Site) -> None:
    send(line, "text/html", samples.bomb(), more="Content-Encoding: gzip\r\n")


def _broken_gzip(line: socket.socket, site: Site) -> None:
    send(line, "text/html", b"no gzip at all", more="Content-Encoding: gzip\r\n")


def _packed(line: socket.socket, site: Site) -> None:
    body = gzip.compress(samples.PAGE)
    send(line, "text/html", body, more="Content-Encoding: gzip\r\n")


def _cut(line: socket.socket, site: Site) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this")


def _odd_length(line: socket.socket, site: Site) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n" + samples.PAGE)


def _no_http(line: socket.socket, site: Site) -> None:
    line.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")


ANSWERS: dict[str, Answer] = {
    "/robots.txt": _robots,
    "/good": _page(samples.PAGE),
    "/packed": _packed,
    "/wrong-year": _page(samples.PAGE.replace(b"2568", b"2561")),
    "/broken": _status("500 Internal Server Error"),
    "/closed": _status("403 Forbidden"),
    "/later": _status("429 Too Many Requests", "Retry-After: 120\r\n"),
    "/slow": _slow,
    "/drip": _drip,
    "/drip-head": _drip_head,
    "/endless": _endless,
    "/announced": _status("200 OK", "X-None: 1\r\n"),
    "/bomb": _bomb,
    "/broken-gzip": _broken_gzip,
    "/cut": _cut,
    "/odd-length": _odd_length,
    "/no-http": _no_http,
    "/moved": _to("/good"),
    "/circle": _to("/circle-back"),
    "/circle-back": _to("/circle"),
    "/to-private": _to("http://10.0.0.1/"),
    "/to-metadata": _to("http://169.254.169.254/latest/meta-data/"),
    "/to-file": _to("file:///etc/passwd"),
    "/wall": _to("/login?next=/wall"),
    "/login?next=/wall": _page(samples.LOGIN),
    "/login-in-place": _page(samples.LOGIN),
    "/robots-only": _page(samples.PAGE),
} | {f"/hop{number}": _to(f"/hop{number + 1}") for number in range(9)}


@contextmanager
def running(host: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[Site]:
    """A server for the time of a test."""
    site = Site(host, certificate)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        site.shutdown()
        thread.join()
        site.server_close()
