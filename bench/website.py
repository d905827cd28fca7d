"""The front page: how many a second, beside a plain Wagtail page and (where named) WordPress.

`PRONGSAI_BENCH_WORDPRESS` names the address of a WordPress front page on this machine.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.load import measure_rate
from bench.results import Result

PLAIN = "bench_plain"
SMALLEST_FACTOR, SMALLEST_CACHED_FACTOR, MOST_BYTES = 3, 20, 60 * 1024
ROUNDS, START_SECONDS = 3, 600
PAGES, PARTS = "PRONGSAI_PAGE_CACHE", "PRONGSAI_KEEP_PARTS"


def measure(folder: Path) -> Iterator[Result]:
    """The example's front page with and without what is kept, each beside what it is compared with."""
    data = folder / "data"
    other = os.environ.get("PRONGSAI_BENCH_WORDPRESS")
    bare, _bare_other = _measure_program({PAGES: "0", PARTS: "0"}, None)
    anew, beside = _measure_program({PAGES: "0", PARTS: "1"}, other)
    kept, beside_kept = _measure_program({PAGES: "1", PARTS: "1"}, other)
    with _running([str(_bin() / "prongsai"), "serve"], {}) as address:
        yield Result(
            "HTML and styles of the front page, compressed", _weigh(address), "bytes", MOST_BYTES
        )
    plain = _measure_plain(data)
    yield Result("front page, every question asked anew", bare, "a second")
    yield Result("front page, made anew from its parts", anew, "a second")
    yield Result("front page, kept", kept, "a second")
    yield Result("plain Wagtail page", plain, "a second")
    yield Result("front page, kept, against a plain Wagtail page", kept / plain, "times")
    if other:
        yield Result("WordPress's front page", beside, "a second")
        factor, kept_factor = anew / beside, kept / beside_kept
        yield Result(
            "front page, made anew, against WordPress", factor, "times", SMALLEST_FACTOR, True
        )
        yield Result("the same, kept", kept_factor, "times", SMALLEST_CACHED_FACTOR, True)


def _bin() -> Path:
    return Path(sys.executable).parent


def _measure_program(more: dict[str, str], other: str | None) -> tuple[float, float]:
    """Answers a second of the program and of the other address, in turns: the median of the rounds."""
    with _running([str(_bin() / "prongsai"), "serve"], more) as address:
        measure_rate(address)  # each process compiles its own templates first
        rounds = [
            (measure_rate(address), measure_rate(other) if other else 0) for _ in range(ROUNDS)
        ]
    own, beside = (median(rates) for rates in zip(*rounds, strict=True))
    return own, beside


def _weigh(address: str) -> int:
    """Bytes on the line of the page and its style sheets."""
    page = _get(address)
    sheets = [part.split('"')[0] for part in page.decode().split('rel="stylesheet" href="')[1:]]
    weight = len(_get(address, "br"))
    return weight + sum(len(_get(address.rstrip("/") + sheet, "br")) for sheet in sheets)


def _get(address: str, encoding: str = "identity") -> bytes:
    request = urllib.request.Request(address, headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=30) as answer:
        content: bytes = answer.read()
    return content


def _measure_plain(data: Path) -> float:
    """A plain site in a database of its own on the same server, under the same web server."""
    from config.postgres import EmbeddedServer, running

    more = {"PLAIN_NAME": PLAIN, "DJANGO_SETTINGS_MODULE": "bench.plain.settings"}
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    with running(data):
        EmbeddedServer(data).create_database(PLAIN)
        subprocess.run(migrate, env=os.environ | more, check=True)
        web = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "bench.plain.wsgi:application",
            "--workers", "2", "--blocking-threads", "8", "--backpressure", "64",
            "--log-level", "error", "--no-access-log",
        ]  # fmt: skip
        with _running(web, more) as address:
            measure_rate(address)
            return median(measure_rate(address) for _round in range(ROUNDS))


@contextmanager
def _running(command: list[str], more: dict[str, str]) -> Iterator[str]:
    """A program that answers at the address that is given; without the bar of the example."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "PRONGSAI_PERSONA_BAR": "0"} | more
    if "granian" in command:
        command = [*command, "--host", "127.0.0.1", "--port", str(port)]
    else:
        environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait(address)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _wait(address: str) -> None:
    end = time.perf_counter() + START_SECONDS
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
