"""Judges the pages of a running example: HTML (Nu), feeds by their standards, Lighthouse at mobile settings.

Needs chromium, Java and npm, which the program itself does not: what is missing is named. `make quality`
runs all; `scripts/quality.py html feeds` only those parts. The exit code is 1 when something is below what
we promise, 2 when a tool is missing. Docs: docs/quality.md.
"""

import functools
import hashlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import brotli
from picturing import DESK, OFFICER, open_as, running_example
from playwright.sync_api import sync_playwright

from tests.journeys.office_pages import list_office_pages
from tests.journeys.public_pages import YEAR, list_pages
from tests.standards import JUDGES

HERE = Path(__file__).with_suffix("")
TOOLS = HERE.parents[1] / "var" / "quality"
NU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = TOOLS / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST_SCORE, MOST_BYTES, TRIES = 95, 60 * 1024, 3
MISSING = "ขาดโปรแกรม / missing: {} ({})"
# A citizen from elsewhere: the bar of the example's people is shown on this machine only.
CITIZEN = {"X-Forwarded-For": "203.0.113.7"}
SAFE = "/?=&%"
Report = dict[str, Any]


def main() -> int:
    """Judge by all parts, or by those that are named; 0 when all is as we promise."""
    parts = [PARTS[name] for name in sys.argv[1:] or PARTS]
    browser = find_browser()
    if browser is None or not has_tools():
        return 2
    install_tools()
    with running_example() as base:
        results = [part(base, browser) for part in parts]  # each is run, whatever another found
    return 0 if all(results) else 1


def find_browser() -> str | None:
    """Where chromium is."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        print(MISSING.format("chromium", "apt install chromium"), file=sys.stderr)
    return found


def has_tools() -> bool:
    """Whether Java and npm are there."""
    ways = {"java": "apt install default-jre-headless", "npm": "apt install npm"}
    missing = {name: way for name, way in ways.items() if shutil.which(name) is None}
    for name, way in missing.items():
        print(MISSING.format(name, way), file=sys.stderr)
    return not missing


def install_tools() -> None:
    """Nu and Lighthouse as the lock names them, into a folder of their own; again when the lock changed."""
    files = [HERE / name for name in ("package.json", "package-lock.json")]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    stamp = TOOLS / "stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copy(file, TOOLS)
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=TOOLS, check=True)
    stamp.write_text(digest)


def ask(url: str) -> tuple[str, bytes]:
    """Media type and body of an answer with status 200, as a citizen gets it."""
    asked = urllib.request.Request(url, headers=CITIZEN)
    with urllib.request.urlopen(asked, timeout=120) as answer:
        content: bytes = answer.read()
        return answer.headers.get_content_type(), content


def check_html(base: str, browser: str) -> bool:
    """Whether Nu finds no error on any public page nor on the office's own; prints what it finds."""
    with tempfile.TemporaryDirectory() as folder:
        kept = functools.partial(keep_page, Path(folder))
        office, public = office_texts(base, browser), public_texts(base)
        counts = [sum(map(kept, texts)) for texts in (office, public)]
        command = ["java", "-jar", str(NU), "--errors-only", "--skip-non-html", folder]
        found = subprocess.run(command, capture_output=True, text=True)
    told = f"Nu: no error on {counts[1]} public pages and {counts[0]} of the office"
    print(found.stderr.replace(folder, "").strip() or told)
    return found.returncode == 0


def keep_page(folder: Path, page: tuple[str, bytes]) -> bool:
    """Write a page into a file whose name tells its address."""
    path, text = page
    name = re.sub(r"[^a-z0-9]+", "-", path) + hashlib.sha1(path.encode()).hexdigest()[:4]
    return (folder / f"{name}.html").write_bytes(text) > 0


def public_texts(base: str) -> Iterator[tuple[str, bytes]]:
    """Each public page with its HTML."""
    for path in list_pages(base):
        yield path, ask(base + quote(path, safe=SAFE))[1]


def office_texts(base: str, browser: str) -> Iterator[tuple[str, bytes]]:
    """The office's own screens as the officer gets them; Wagtail's stock screens are Wagtail's."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = open_as(chromium, f"{base}/office/login/", OFFICER, DESK)
        asked = page.context.request
        for path in list_office_pages(lambda path: asked.get(f"{base}/office/{path}").text()):
            answer = asked.get(f"{base}/office/{path}")
            if answer.status != 200:
                raise LookupError(path, answer.status)
            yield f"/office/{path}", answer.body()
        chromium.close()


def check_feeds(base: str, _browser: str) -> bool:
    """Whether feeds, calendars, sitemap and catalogue keep to their standards; prints what does not."""
    is_good, count = True, 0
    for path in feeds(base):
        media_type, content = ask(base + path)
        faults = JUDGES[media_type](content)
        is_good, count = is_good and not faults, count + 1
        for fault in faults:
            print(f"{path}: {fault}")
    if is_good:
        print(f"feeds: {count} valid (Atom, JSON Feed, iCalendar, sitemap, DCAT)")
    return is_good


def feeds(base: str) -> Iterator[str]:
    """What programs read: named by pages, and those of each kind that has entries."""
    kinds = {row["kind"] for row in _rows(base, "entries")}
    categories = {row["category"] for row in _rows(base, "news")}
    for code in ("news", "all", *sorted(kinds), *(f"news/{code}" for code in sorted(categories))):
        yield from (f"/feeds/{code}.{kind}" for kind in ("atom", "json"))
    yield from ("/documents/feed.atom", "/documents/feed.atom?kind=order", "/sitemap.xml")
    yield from ("/catalog.jsonld", "/calendar.ics", "/meetings/staff.ics")
    events = re.search(r"/calendar/event-[\w-]+/", ask(f"{base}/calendar/")[1].decode())
    if events is None:
        raise LookupError("an event")
    page = ask(base + events[0])[1].decode()
    yield from re.findall(r'href="(/calendar/[0-9a-f-]{36}\.ics)"', page)[:1]


def _rows(base: str, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(ask(f"{base}/api/v1/{name}?limit=100")[1])["items"]
    return rows


def judged_pages(base: str) -> Iterator[str]:
    """The pages that Lighthouse judges: a piece of news with a photograph is looked for."""
    yield from ("/", f"/ita/{YEAR - 1}/", "/search/?q=แผน", "/contact/")
    links = re.findall(r'href="(/news/[\w-]+/)"', ask(f"{base}/news/")[1].decode())
    yield next(link for link in links if b'class="p-photos"' in ask(base + link)[1])


def check_pages(base: str, browser: str) -> bool:
    """Whether the pages score and weigh as promised; prints a table."""
    print(
        f"{'median of ' + str(TRIES):34}"
        + "".join(f"{x:>16}" for x in CATEGORIES)
        + f"{'bytes':>9}"
    )
    is_good = True
    for path in judged_pages(base):
        scores, weight = judge(base + quote(path, safe=SAFE), browser), weigh(base, path)
        print(
            f"{path:34}" + "".join(f"{score:>16}" for score in scores) + f"{weight:>9}", flush=True
        )
        is_good = is_good and min(scores) >= LEAST_SCORE and weight <= MOST_BYTES
    return is_good


def judge(url: str, browser: str) -> list[int]:
    """The median scores (0–100) of a few runs: the machine may do other work beside."""
    reports = [run_lighthouse(url, browser) for _try in range(TRIES)]
    tell_faults(reports[-1])
    return [int(statistics.median(_score(r, name) for r in reports)) for name in CATEGORIES]


def _score(report: Report, category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def run_lighthouse(url: str, browser: str) -> Report:
    """One report, with Lighthouse's own simulated slow phone and line."""
    command = [
        str(LIGHTHOUSE), url, "--quiet", "--output=json", "--form-factor=mobile", "--throttling-method=simulate",
        f"--only-categories={','.join(CATEGORIES)}", f"--extra-headers={json.dumps(CITIZEN)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": browser}
    for _try in range(
        TRIES
    ):  # on a busy machine its own connection to the browser breaks now and then
        done = subprocess.run(command, env=environment, capture_output=True)
        if done.returncode == 0:
            report: Report = json.loads(done.stdout)
            return report
    raise RuntimeError(done.stderr.decode())


def tell_faults(report: Report) -> None:
    """Name what cost points."""
    for name in CATEGORIES[1:]:
        audits = [report["audits"][row["id"]] for row in report["categories"][name]["auditRefs"]]
        for audit in audits:
            if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary":
                print(f"  {name}: {audit['title']}")


def weigh(base: str, path: str) -> int:
    """Bytes of a page with its style sheets, each compressed as the server does."""
    page = ask(base + quote(path, safe=SAFE))[1]
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', page.decode())
    return sum(len(brotli.compress(part)) for part in (page, *(ask(base + s)[1] for s in sheets)))


PARTS = {"html": check_html, "feeds": check_feeds, "pages": check_pages}


if __name__ == "__main__":
    sys.exit(main())
