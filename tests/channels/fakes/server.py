"""What the fake services share: a real HTTP server, what it was asked, and switches that make it fail."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

TOKEN = "the-valid-token"


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    content: bytes

    @property
    def data(self) -> Any:
        """Its JSON."""
        return json.loads(self.content)


@dataclass
class Answer:
    """What to say: a status, a JSON object, headers."""

    status: int = 200
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class Fake:
    """A service. `fail` answers the next writing requests in order before they are taken;
    `cut` takes them and then breaks off, so that nobody hears of it; while `hold` is clear they are taken
    and the answer waits."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.tokens = {TOKEN}
        self.fail: list[Answer] = []
        self.cut = 0
        self.hold = threading.Event()
        self.hold.set()
        self.lock = threading.Lock()
        self.url = ""

    def posts(self, end: str) -> list[Asked]:
        """The requests to an address that ends so."""
        return [one for one in self.asked if one.method == "POST" and one.path.endswith(end)]

    def take(self, asked: Asked) -> Answer:
        """What this service says to a request with a valid token."""
        raise NotImplementedError

    def refuse_token(self) -> Answer:
        """What this service says to a token that is no longer valid."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Answer | None:
        """The answer; None breaks off without one."""
        with self.lock:
            self.asked.append(asked)
            if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
                return self.refuse_token()
            if asked.method == "POST" and self.fail:
                return self.fail.pop(0)
            answer = self.take(asked)
            is_cut = asked.method == "POST" and self.cut > 0
            self.cut -= is_cut
        if asked.method == "POST":
            self.hold.wait(120)
        return None if is_cut else answer


class _Handler(BaseHTTPRequestHandler):
    fake: Fake
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query))
        answer = self.fake.answer(Asked(self.command, parts.path, query, headers, content))
        self.close_connection = True
        if answer is None:
            return
        body = json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = do_PUT = _serve

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the screen."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no error of the server."""


@contextmanager
def running(fake: Fake) -> Iterator[Fake]:
    """The service, reachable at `fake.url`."""
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        fake.hold.set()
        server.shutdown()
        thread.join()
        server.server_close()


def wait_until(is_true: Any, seconds: float = 120) -> None:
    """Wait for what another process does."""
    ends = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.01)
