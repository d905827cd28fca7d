"""Whatever the file: the reader answers or refuses, and what it answers holds together."""

import contextlib
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.measures.importing import UnreadableFile, read_measures, split_items, to_json
from prongsai.measures.importing.units import read_units
from prongsai.thai.calendar import Month
from tests.measures.importing.files import (
    HEAD,
    TOPICS,
    csv_text,
    html_table,
    word_table,
    word_xml,
    xlsx,
)

ONCE = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = """
1. ๑.๑ 1.2 (3) ๔) ก. - • จัดทำคู่มือ ประชุม ประเด็นที่ ด้าน รวม ลงชื่อ........ หมายเหตุ เม.ย. ๖๘ ต.ค. 67 – ก.ย.
68 ภายใน ทุกเดือน ไตรมาสที่ 2 ตลอดปีงบประมาณ 2568 2567 สำนักปลัด กองคลัง และ / , ทุกสำนัก/กอง (นายก) ✓ ตัวชี้วัด
มาตรการ ขั้นตอน ระยะเวลา ผู้รับผิดชอบ ผลผลิต ผลลัพธ์ (ต่อ) เเละ ํา \u200b " ' = ; | <b> &nbsp; 10,000 บาท
""".split()  # noqa: SIM905
TEXT = st.one_of(
    st.lists(st.sampled_from([*WORDS, *TOPICS, "\n"]), max_size=8).map(" ".join),
    st.text(max_size=20),
)
ROW = st.lists(TEXT, min_size=1, max_size=8)
ANY_TABLE = st.lists(ROW, max_size=12)
PLAN_TABLE = st.lists(st.lists(TEXT, min_size=6, max_size=6), max_size=10).map(
    lambda rows: [HEAD, *rows]
)
TABLE = st.one_of(ANY_TABLE, PLAN_TABLE)
YEARS = st.integers(2500, 2700)


def check(data: bytes | str, year: int = 2568, **options: Any) -> None:
    """Read; hold what comes out against what always holds."""
    with contextlib.suppress(UnreadableFile):
        result = to_json(read_measures(data, fiscal_year=year, **options))
        for measure in result["measures"]:
            check_measure(measure)
        assert all(warning["message"] and warning["code"] for warning in result["warnings"])
        assert all(isinstance(line, str) and line for line in result["skipped"])


def check_measure(measure: dict[str, Any]) -> None:
    assert re.fullmatch(r"[0-9]+(?:\.[0-9]+){0,2}", measure["number"], re.ASCII)
    assert measure["topic"] is None or measure["topic"] > 0
    start, end = measure["period_start"], measure["period_end"]
    assert start is None or Month.parse(start)
    assert end is None or Month.parse(end)
    assert not (start and end) or start <= end
    assert all(step and "\n" not in step for step in measure["steps"])
    for step in measure["steps"]:
        assert not re.match(r"\s*(?:[-•]\s|[(]?[0-9๐-๙]{1,2}[.)]\s*(?![0-9๐-๙.)/]))\S", step), step
    assert all(unit.strip() == unit and unit for unit in measure["units"])
    assert len(set(measure["units"])) == len(measure["units"])
    assert measure["output"] != ""
    assert measure["outcome"] != ""
    for text in (measure["title"], measure["period_text"], measure["output"] or ""):
        assert "\u200b" not in text
        assert "\u0e4d\u0e32" not in text
        assert "เเ" not in text


@OFTEN
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check(data)


@OFTEN
@given(st.text(max_size=400), YEARS)
def test_any_text(text: str, year: int) -> None:
    check(text, year)


@OFTEN
@given(TABLE, st.sampled_from([",", ";", "\t"]), st.sampled_from(["plan", "report", None]))
def test_any_separated_table(table: list[list[str]], separator: str, kind: str | None) -> None:
    check(csv_text(table, separator), read_as=kind)


@OFTEN
@given(TABLE, st.sampled_from(["utf-8-sig", "utf-16", "cp874"]))
def test_any_encoding(table: list[list[str]], encoding: str) -> None:
    check(csv_text(table).encode(encoding, errors="replace"))


@ONCE
@given(TABLE)
def test_any_page(table: list[list[str]]) -> None:
    check(html_table(table))


@ONCE
@given(st.lists(st.sampled_from("<table> <tr> <td> <td rowspan=3 colspan=2> </td> </tr> </table> <li> <!-- <p มาตรการ ขั้นตอน ผู้รับผิดชอบ x".split()), max_size=40).map(" ".join))  # noqa: SIM905  # fmt: skip
def test_any_broken_page(text: str) -> None:
    check("<table>" + text)


@ONCE
@given(TABLE)
def test_any_document(table: list[list[str]]) -> None:
    clean = [[re.sub(r"[^\u0020-\ud7ff]", " ", cell).lstrip("<") for cell in row] for row in table]
    check(word_xml(word_table(clean)))


@ONCE
@given(TABLE)
def test_any_workbook(table: list[list[str]]) -> None:
    clean = [[re.sub(r"[^\u0020-\ud7ff]", " ", cell) for cell in row] for row in table]
    check(xlsx([[cell.lstrip("=") for cell in row] for row in clean]))


@OFTEN
@given(TEXT)
def test_items_are_lines_with_something_in_them(text: str) -> None:
    assert all(item.strip() == item and item and "\n" not in item for item in split_items(text))


@OFTEN
@given(TEXT, st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=2)), max_size=3))
def test_units_never_break(text: str, known: list[tuple[str, list[str]]]) -> None:
    units, people = read_units(text, known)
    assert all(name.strip() for name in [*units, *people])
