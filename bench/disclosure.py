"""Checking a year's disclosure: 28 items × 5 components × 3 addresses on a local web server."""

import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from bench.results import Result
from bench.settings import use_bare_settings

ITEMS, COMPONENTS, ADDRESSES = 28, 5, 3
THREADS = 8
PAGE = (
    "<html><head><meta charset=utf-8><title>ITA</title></head><body>"
    + "<p>รายงานผลขององค์การบริหารส่วนตำบลทดสอบ ประจำปีงบประมาณ พ.ศ. 2568</p>" * 100
    + "</body></html>"
).encode()


def measure(folder: Path) -> Iterator[Result]:
    """Two pages and a PDF for each component: looked into, and beside it only fetched."""
    use_bare_settings()
    pdf = _make_pdf()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status = 404 if self.path == "/robots.txt" else 200
            content = pdf if self.path.endswith(".pdf") else PAGE
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield from _compare(f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()


def _compare(base: str) -> Iterator[Result]:
    urls = [
        f"{base}/o{item}/{component}/{'a.pdf' if number == 0 else number}"
        for item in range(ITEMS)
        for component in range(COMPONENTS)
        for number in range(ADDRESSES)
    ]
    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(_fetch_plainly, urls))
    plain = time.perf_counter() - start
    start = time.perf_counter()
    _check(urls)
    checked = time.perf_counter() - start
    yield Result(f"{len(urls)} addresses checked", checked, "s", 60)
    yield Result("the same only fetched", plain, "s")
    yield Result("checked against only fetched", checked / plain, "times")


def _fetch_plainly(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return bytes(answer.read())


def _check(urls: list[str]) -> None:
    import datetime as dt

    from prongsai.common.fetching import Fetcher, Limits, Trust
    from prongsai.disclosure.checking import Expectation, Level, Target, check_many

    trust = Trust.parse(["127.0.0.0/8"])
    fetcher = Fetcher(site="http://127.0.0.1", trust=trust, limits=Limits(pause=0))
    expectation = Expectation(
        dt.date(2026, 1, 1), years=(2568,), agency_names=("องค์การบริหารส่วนตำบลทดสอบ",)
    )
    found = check_many(
        [Target(url, expectation, url=url) for url in urls], fetcher=fetcher, threads=THREADS
    )
    assert not [one for target in found for one in target.outcomes if one.level == Level.FAIL]


def _make_pdf() -> bytes:
    import typst
    from django.conf import settings

    line = "รายงานผลขององค์การบริหารส่วนตำบลทดสอบ ประจำปีงบประมาณ พ.ศ. 2568\n\n"
    source = '#set text(font: "TH Sarabun New")\n' + line * 300
    compiler = typst.Compiler(font_paths=[str(settings.FONT_DIR)])
    made = compiler.compile(source.encode())
    assert isinstance(made, bytes)
    return made
