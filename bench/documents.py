"""The report as PDF against LibreOffice converting the same DOCX; the import of many rows."""

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.results import Result

ROOT = Path(__file__).resolve().parents[1]
MANY = 1000


def measure(folder: Path) -> Iterator[Result]:
    """All measurements of documents; each PDF is made in a process of its own."""
    small = _in_fresh_process(folder, 13, warm=15)
    large = _in_fresh_process(folder, MANY, warm=0)
    yield Result("report of 13 measures, fresh process", small["cold"] * 1000, "ms", 300)
    yield Result("report of 13 measures, warm", small["warm"] * 1000, "ms", 40)
    yield Result(f"report of {MANY} measures, fresh process", large["cold"], "s")
    yield Result(f"report of {MANY} measures, memory", large["memory"], "MB", 450)
    yield from _against_office(folder, small, large)
    yield Result(f"import of {MANY} rows from XLSX", _import_seconds(), "s")


def _in_fresh_process(folder: Path, count: int, warm: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.report_process", str(folder), str(count), str(warm)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _against_office(
    folder: Path, small: dict[str, float], large: dict[str, float]
) -> Iterator[Result]:
    office = shutil.which("soffice")
    if office is None:
        print("        LibreOffice is not installed: no comparison")
        return
    _convert(office, folder, 13)  # its own first start makes a profile
    few, many = _convert(office, folder, 13), _convert(office, folder, MANY)
    yield Result("LibreOffice, the DOCX of 13 measures", few, "s")
    yield Result(f"LibreOffice, the DOCX of {MANY} measures", many, "s")
    yield Result("13 measures: times faster, warm", few / small["warm"], "×", 25, True)
    yield Result(f"{MANY} measures: times faster, cold", many / large["cold"], "×", 12, True)


def _convert(office: str, folder: Path, count: int) -> float:
    start = time.perf_counter()
    subprocess.run(
        [
            office, f"-env:UserInstallation=file://{folder}/office-profile", "--headless",
            "--convert-to", "pdf", "--outdir", str(folder / "converted"), str(folder / f"{count}.docx"),
        ],
        capture_output=True,
        check=True,
    )  # fmt: skip
    return time.perf_counter() - start


def _import_seconds() -> float:
    from bench.settings import use_bare_settings

    use_bare_settings()
    import openpyxl

    from prongsai.measures.importing import read_measures

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("แผน")
    sheet.append(["ที่", "มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "ผลผลิต", "ผลลัพธ์"])
    for n in range(MANY):
        sheet.append([n + 1, f"มาตรการที่ {n}", "ประชุม", "ไตรมาสที่ 2", "สำนักปลัด", "รายงาน ๑ ฉบับ", "รู้"])
    buffer = io.BytesIO()
    book.save(buffer)
    start = time.perf_counter()
    result = read_measures(buffer.getvalue(), filename="a.xlsx", fiscal_year=2569)
    assert len(result.measures) == MANY
    return time.perf_counter() - start
