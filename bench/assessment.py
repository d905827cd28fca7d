"""Results of the assessment: reading a file of ten years, and the pages with ten years of them."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.office import measure_page, people, prepare, sign_in
from bench.results import Result

YEARS = range(2560, 2570)
MOST_QUERIES = 16


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
