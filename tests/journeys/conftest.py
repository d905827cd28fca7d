"""A running program and a real browser for the journeys."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.config.prepared import Prepared
from tests.config.runner import Served, free_port
from tests.journeys.outside import Outside, surrounding

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
OFFICER, HEAD, PALAD = "นักจัดการงานทั่วไป", "หัวหน้าสำนักปลัด", "ปลัด"
MAYOR, FINANCE = "นายก", "ผู้อำนวยการกองคลัง"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """LINE, Facebook and mail, as the program of the journeys finds them."""
    with surrounding() as services:
        yield services


@pytest.fixture(scope="session")
def served(
    prepared: Prepared, outside: Outside, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The program with the example organisation, for all journeys of this run."""
    folder = tmp_path_factory.mktemp("journeys")
    data = prepared.example(folder / "data")
    program = Served(data, folder / "log", free_port(), **outside.environment)
    try:
        program.wait_for("Ctrl-C")
        program.wait_for_page()
        yield program
    finally:
        program.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium from the system. It ends with its module: its event loop would stop others' queries."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield found
        found.close()


@pytest.fixture
def open_as(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Opens a page of the program as a persona (None: a citizen) on a desk or a phone."""
    contexts = []

    def act(persona: str | None, path: str = "/", *, on: str = "desk", script: bool = True) -> Page:
        width, height = WIDTHS[on]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=on == "phone",
            locale="th-TH",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.problems = problems  # type: ignore[attr-defined]
        base = f"http://127.0.0.1:{served.port}"
        if persona is not None:
            page.goto(base + "/")
            page.get_by_role("button", name=persona, exact=True).click()
            page.wait_for_load_state()
        page.goto(base + path)
        return page

    yield act
    for context in contexts:
        context.close()


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(script))


def violations(page: Page, only: Sequence[str] = ()) -> list[Any]:
    """What axe objects to by WCAG 2.2 AA, or by these of its rules."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("Boolean(window.axe)"):  # it is half a megabyte: given once a page
        page.evaluate(AXE_SCRIPT)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    asked = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": tags}
    options = {"runOnly": asked, "resultTypes": ["violations"]}
    found = page.evaluate("async options => (await axe.run(options)).violations", options)
    return [
        (row["id"], row["help"], [node["html"][:160] for node in row["nodes"][:4]]) for row in found
    ]
