"""What pictures are taken with: a running example, a window of a persona, a small file."""

import datetime as dt
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from prongsai.thai.fiscal import fiscal_year_of

OUT = Path(__file__).resolve().parents[1] / "docs" / "guide" / "pictures"
OFFICER, FINANCE, PALAD = "นักจัดการงานทั่วไป", "ผู้อำนวยการกองคลัง", "ปลัด"
ADMINISTRATOR = "ผู้ดูแลระบบ"
DESK, PHONE = (1280, 860), (390, 844)
START_SECONDS, PAGE_MILLISECONDS = 600, 180_000
YEAR = fiscal_year_of(dt.date.today()).year_be
Shot = tuple[str, str | None, str, tuple[int, int]]


@contextmanager
def running_example() -> Iterator[str]:
    """The program with the example organisation; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tempfile.mkdtemp(prefix="prongsai-pictures-")
    environment = os.environ | {"PRONGSAI_DATA_DIR": folder, "PORT": str(port)}
    command = [str(Path(sys.executable).parent / "prongsai"), "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base)
        yield base
    finally:
        process.terminate()  # an interrupt is not heard by what a shell put into the background
        process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(base: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(base, timeout=10).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the example did not start")


def open_as(browser: Browser, base: str, persona: str | None, size: tuple[int, int]) -> Page:
    """A fresh window of a persona; None is a citizen."""
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, locale="th-TH").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(PAGE_MILLISECONDS)
    page.goto(base)
    if persona:
        page.get_by_role("button", name=persona, exact=True).click()
        page.wait_for_load_state()
    return page


def keep(page: Page, name: str) -> None:
    """Save the window as a small picture; the bar of personas is not part of the program's face."""
    page.evaluate("document.querySelector('.p-persona')?.remove()")
    page.wait_for_timeout(400)
    taken = page.screenshot(animations="disabled")
    picture = Image.open(io.BytesIO(taken)).convert("P", palette=Image.Palette.ADAPTIVE)
    picture.save(OUT / f"{name}.png", optimize=True)


def take_shots(browser: Browser, base: str, shots: Iterable[Shot]) -> None:
    """Pages as they open."""
    for name, persona, path, size in shots:
        page = open_as(browser, base, persona, size)
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        keep(page, name)
