"""Results of the assessment: reading a file of ten years, and the pages with ten years of them."""

import io
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.office import measure_page, people, prepare, sign_in
from bench.results import Result

YEARS = range(2560, 2570)
MOST_QUERIES = 16
AGENCIES, MOST_SECONDS, MOST_PAGE_MS = 7_850, 3, 100


def measure(folder: Path) -> Iterator[Result]:
    """Read and save a workbook with a sheet a year, then open the screens."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        from prongsai.assessment import services
        from prongsai.assessment.importing import read_results

        data = _workbook()
        start = time.perf_counter()
        result = read_results(data, filename="ita.xlsx")
        yield Result(f"results of {len(YEARS)} years read", time.perf_counter() - start, "s")
        start = time.perf_counter()
        officer = people()["officer"]
        services.save_import(actor=officer, result=result, accept_warnings=True)
        yield Result(f"results of {len(YEARS)} years saved", time.perf_counter() - start, "s")
        yield from _screens(sign_in(officer))
        yield from _among_others(officer)
        from django.db import connections

        connections.close_all()


def _screens(client: Any) -> Iterator[Result]:
    root = "/office/assessment/"
    for name, path in (
        ("results of all years", root),
        ("result of a year", f"{root}2568/"),
        ("what if", f"{root}2568/what-if/"),
    ):
        yield from measure_page(client, f"{name}, {len(YEARS)} years", path, MOST_QUERIES)


def _among_others(officer: Any) -> Iterator[Result]:
    """A national table of results in, and the page that shows where the organisation stands."""
    from prongsai.assessment import services
    from prongsai.assessment.importing.peers import read_peers
    from prongsai.organization.queries import get_profile

    content = _national(get_profile().full_name)
    start = time.perf_counter()
    rows = read_peers(content, "national.xlsx").rows
    services.save_peers(
        actor=officer, fiscal_year=2568, province="", rows=rows, source_name="national.xlsx"
    )
    seconds = time.perf_counter() - start
    yield Result(f"results of {AGENCIES:,} agencies imported", seconds, "s", MOST_SECONDS)
    client, path = sign_in(officer), "/office/assessment/standing/2568/"
    yield from measure_page(client, f"place among {AGENCIES:,}", path, 12)
    times = []
    for _at in range(5):
        start = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    yield Result(f"place among {AGENCIES:,} agencies", min(times), "ms", MOST_PAGE_MS)


def _national(own: str) -> bytes:
    """A table like the one that is announced for the whole country."""
    from openpyxl import Workbook

    luck, book = random.Random(1), Workbook()
    assert book.active is not None
    head = ["ลำดับ", "หน่วยงาน", "ประเภท", "อำเภอ", "จังหวัด", "IIT", "EIT", "OIT", "คะแนน", "ระดับ"]
    book.active.append(head)
    for at in range(AGENCIES):
        name = own if at == 99 else f"อบต.ตัวอย่าง{at}"
        scores = [round(luck.uniform(60, 100), 2) for _part in range(4)]
        place = ("ก", "ข") if at == 99 else (f"อำเภอ{at % 900}", f"จังหวัด{at % 76}")
        book.active.append([at + 1, name, "อบต.", *place, *scores, "ผ่าน"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _workbook() -> bytes:
    """A sheet for each year: 10 indicators, 24 questions, 28 items."""
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for year in YEARS:
        sheet = book.create_sheet(str(year))
        sheet.append(["ข้อ", "คะแนน"])
        for number in range(1, 9):
            sheet.append([f"ตัวชี้วัดที่ {number}", 85 + number])
        for code in [*(f"i{n}" for n in range(1, 16)), *(f"e{n}" for n in range(1, 10))]:
            sheet.append([code, 90])
        for number in range(1, 27):
            sheet.append([f"O{number}", 0 if number % 9 == 0 else 100])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
