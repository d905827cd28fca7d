"""Judges the public pages of a running example: HTML (Nu), Lighthouse at mobile settings, weight.

Needs chromium, Java and npm, which the program itself does not: what is missing is named. `make quality`
runs it; the exit code is 1 when a page is below what we promise.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import brotli
from screenshots import running_example

from tests.journeys.public_pages import YEAR, list_pages

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "var" / "quality"
NU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = TOOLS / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST_SCORE, MOST_BYTES, TRIES = 95, 60 * 1024, 3
MISSING = "ขาดโปรแกรม / missing: {} ({})"


def main() -> int:
    """Print both tables; 0 when every page keeps what we promise, 2 when a tool is missing."""
    browser = find_browser()
    if browser is None or not has_tools():
        return 2
    install_tools()
    os.environ["PRONGSAI_PERSONA_BAR"] = "0"
    with running_example() as base:
        is_good = check_html(base)
        return 0 if check_pages(base, browser) and is_good else 1


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
    """Nu and Lighthouse as the lock names them, into a folder of their own."""
    if NU.exists() and LIGHTHOUSE.exists():
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path(__file__).with_suffix("") / name, TOOLS)
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=TOOLS, check=True)


def get(url: str) -> bytes:
    """The body of an answer with status 200."""
    with urllib.request.urlopen(url, timeout=120) as answer:
        content: bytes = answer.read()
    return content


def check_html(base: str) -> bool:
    """Whether Nu finds no error on any public page; prints what it finds."""
    pages = list_pages(base)
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(pages):
            name = f"{number:02}{re.sub(r'[^a-z0-9]+', '-', path)}.html"
            (Path(folder) / name).write_bytes(get(base + quote(path, safe="/?=&%")))
        command = ["java", "-jar", str(NU), "--errors-only", "--skip-non-html", folder]
        found = subprocess.run(command, capture_output=True, text=True)
    print(found.stderr.replace(folder, "").strip() or f"Nu: {len(pages)} pages, no error")
    return found.returncode == 0


def judged_pages(base: str) -> Iterator[str]:
    """The pages that Lighthouse judges: a piece of news with a photograph is looked for."""
    yield from ("/", f"/ita/{YEAR - 1}/", "/search/?q=แผน", "/contact/")
    links = re.findall(r'href="(/news/[\w-]+/)"', get(f"{base}/news/").decode())
    yield next(link for link in links if b'class="p-photos"' in get(base + link))


def check_pages(base: str, browser: str) -> bool:
    """Whether the pages score and weigh as promised; prints a table."""
    print(f"{'':34}" + "".join(f"{name:>16}" for name in CATEGORIES) + f"{'bytes':>9}")
    is_good = True
    for path in judged_pages(base):
        scores, weight = judge(base + quote(path, safe="/?=&%"), browser), weigh(base, path)
        print(f"{path:34}" + "".join(f"{score:>16}" for score in scores) + f"{weight:>9}")
        is_good = is_good and min(scores) >= LEAST_SCORE and weight <= MOST_BYTES
    return is_good


def judge(url: str, browser: str) -> list[int]:
    """The best scores (0–100) of a few tries: a machine that does other work makes a page look slow."""
    best = [0] * len(CATEGORIES)
    for _try in range(TRIES):
        command = [
            str(LIGHTHOUSE), url, "--quiet", "--output=json", "--form-factor=mobile",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]  # fmt: skip
        environment = os.environ | {"CHROME_PATH": browser}
        report = json.loads(subprocess.run(command, env=environment, check=True, stdout=-1).stdout)
        scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
        best = list(map(max, best, scores))
        if min(best) >= LEAST_SCORE:
            break
    tell_faults(report)
    return best


def tell_faults(report: dict[str, dict[str, dict[str, object]]]) -> None:
    """Name what cost points in the last try."""
    for name in CATEGORIES[1:]:
        references: Iterable[dict[str, str]] = report["categories"][name]["auditRefs"]  # type: ignore[assignment]
        audits = [report["audits"][reference["id"]] for reference in references]
        for audit in audits:
            if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary":
                print(f"  {name}: {audit['title']}")


def weigh(base: str, path: str) -> int:
    """Bytes of a page with its style sheets, each compressed as the server does."""
    page = get(base + quote(path, safe="/?=&%"))
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', page.decode())
    return sum(len(brotli.compress(part)) for part in (page, *(get(base + s) for s in sheets)))


if __name__ == "__main__":
    sys.exit(main())
