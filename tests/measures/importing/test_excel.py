"""Excel workbooks: typed cells, merges, hidden parts, month columns, sheets per topic."""

import datetime as dt

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from tests.measures.importing.files import (
    HEAD,
    TOPICS,
    add_sheet,
    codes,
    measures,
    raw_xlsx,
    read,
    rewritten,
    saved,
    shared_xlsx,
    workbook,
    xlsx,
)

ROW = ["1.1 จัดทำคู่มือ", "ทำ", "เม.ย. 68", "สำนักปลัด", "คู่มือ 1 เล่ม", "เข้าถึงง่าย"]
MONTHS = [
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
]
GREEN = PatternFill("solid", fgColor="92D050")


def with_months(marks: dict[int, str]) -> list[list[str | None]]:
    cells = [marks.get(month) for month in range(12)]
    return [["ที่", "โครงการ", "วิธีการ", *MONTHS, "ผู้รับผิดชอบ"], ["1", "อบรม", "จัด", *cells, "กองคลัง"]]


def period(data: bytes) -> tuple[str | None, str | None]:
    (measure,) = measures(data)
    return measure["period_start"], measure["period_end"]


def test_titles_above_the_table_and_columns_of_no_use_are_passed_over() -> None:
    rows = [
        ["แผนปฏิบัติการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2568"],
        ["องค์การบริหารส่วนตำบลตัวอย่าง อำเภอเมือง"],
        [],
        ["ลำดับ", "งบประมาณ", "ผู้รับผิดชอบ", "โครงการ/กิจกรรม", "หมายเหตุ", "ระยะเวลา", "วิธีดำเนินการ"],
        [1, 10000, "กองคลัง", "อบรมจริยธรรม", "-", "ไตรมาส 2", "จัดอบรม"],
        ["รวม", 10000],
    ]
    result = read(xlsx(rows, ["A1:G1", "A2:G2"]))
    (measure,) = result.measures
    assert (measure.number, measure.title, measure.steps) == ("1", "อบรมจริยธรรม", ["จัดอบรม"])
    assert (measure.units, measure.output, measure.outcome) == (["กองคลัง"], None, None)
    assert result.skipped == ["แผน, row 6: a total"]


def test_texts_in_a_shared_list_are_read() -> None:
    (measure,) = measures(shared_xlsx([HEAD, ROW]))
    assert (measure["title"], measure["outcome"]) == ("จัดทำคู่มือ", "เข้าถึงง่าย")


def test_topics_in_merged_rows_are_read() -> None:
    rows = [HEAD, [TOPICS[0]], ROW, [f"๒. {TOPICS[1]}"], ["2.1 ระบบ", *ROW[1:]]]
    assert [m["topic"] for m in measures(xlsx(rows, ["A2:F2", "A4:F4"]))] == [1, 2]


def test_a_topic_merged_down_its_column_stands_for_all_rows() -> None:
    rows = [["ด้าน", *HEAD], ["ด้านที่ ๔", *ROW], [None, "1.2 ข", *ROW[1:]], [TOPICS[5], "ค", *ROW[1:]]]
    assert [m["topic"] for m in measures(xlsx(rows, ["A2:A3"]))] == [4, 4, 6]


@pytest.mark.parametrize(
    "names",
    [
        [f"{at}. {topic}"[:31] for at, topic in enumerate(TOPICS, start=1)],
        [topic[:31].replace("/", " ") for topic in TOPICS],
        [f"ประเด็นที่ {at}" for at in range(1, 8)],
        [f"ด้านที่{at}" for at in "๑๒๓๔๕๖๗"],
        [str(at) for at in range(1, 8)],
    ],
)
def test_a_sheet_per_topic(names: list[str]) -> None:
    book = openpyxl.Workbook()
    for at, name in enumerate(names):
        sheet = book.active if at == 0 else None
        add_sheet(book, name, [HEAD, ["จัดทำ", *ROW[1:]]], sheet=sheet)
    found = measures(saved(book))
    assert [m["topic"] for m in found] == list(range(1, 8))
    assert [m["number"] for m in found] == [f"{at}.1" for at in range(1, 8)]


def test_a_topic_named_above_each_sheets_table() -> None:
    book = openpyxl.Workbook()
    for at in (2, 5):
        rows = [[f"ประเด็นที่ {at} {TOPICS[at - 1]}"], HEAD, ["จัดทำ", *ROW[1:]]]
        add_sheet(book, f"Sheet{at}", rows, sheet=book.active if at == 2 else None)
    assert [m["topic"] for m in measures(saved(book))] == [2, 5]


def test_hidden_rows_columns_and_sheets_are_counted() -> None:
    book = workbook(
        [[*HEAD, "ลับ"], [*ROW, "x"], ["1.2 ซ่อน", *ROW[1:], "x"], ["1.3 เห็น", *ROW[1:], "x"]]
    )
    sheet = book.active
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["G"].hidden = True
    add_sheet(book, "ร่างเก่า", [HEAD, ROW]).sheet_state = "hidden"
    add_sheet(book, "เก่ากว่า", [HEAD, ROW]).sheet_state = "veryHidden"
    result = read(saved(book))
    assert [m.title for m in result.measures] == ["จัดทำคู่มือ", "เห็น"]
    assert result.skipped == [
        "แผน: hidden rows: 1",
        "แผน: hidden columns: 1",
        "hidden sheet: ร่างเก่า",
        "hidden sheet: เก่ากว่า",
    ]


def test_a_row_folded_to_no_height_is_hidden() -> None:
    book = workbook([HEAD, ROW, ["1.2 ซ่อน", *ROW[1:]]])
    book.active.row_dimensions[3].hidden = True
    data = rewritten(saved(book), "xl/worksheets/sheet1.xml", b'hidden="1"', b'ht="0"')
    result = read(data)
    assert len(result.measures) == 1
    assert result.skipped == ["แผน: hidden rows: 1"]


def test_a_hidden_group_of_columns_is_counted_each() -> None:
    book = workbook([[*HEAD, "ก", "ข"], [*ROW, "x", "y"]])
    book.active.column_dimensions.group("G", "H", hidden=True)
    assert read(saved(book)).skipped == ["แผน: hidden columns: 2"]


def test_a_merged_cell_that_begins_in_a_hidden_row_keeps_its_text() -> None:
    book = workbook([["ประเด็น", *HEAD], [TOPICS[3], *ROW], [None, "1.2 ข", *ROW[1:]]], ["A2:A3"])
    book.active.row_dimensions[2].hidden = True
    (measure,) = measures(saved(book))
    assert (measure["title"], measure["topic"]) == ("ข", 4)


@pytest.mark.parametrize(
    ("value", "format_", "months"),
    [
        (dt.datetime(2025, 4, 1), "d mmm yy", ("2025-04", "2025-04")),
        (dt.datetime(2568, 4, 1), "d mmmm yyyy", ("2025-04", "2025-04")),
        (dt.date(2568, 4, 30), "dd/mm/yyyy", ("2025-04", "2025-04")),
        (dt.datetime(2025, 4, 1), "mmm-yy", ("2025-04", "2025-04")),
        (dt.datetime(2025, 4, 1), "[$-D07041E]d mmm yy", ("2025-04", "2025-04")),
        (dt.datetime(2025, 4, 1), "[$-187041E]mmmm bbbb", ("2025-04", "2025-04")),
        (dt.datetime(2025, 4, 1), "[$-41E]mmm bb", ("2025-04", "2025-04")),
        (2568, "General", ("2024-10", "2025-09")),
        ("2568", "@", ("2024-10", "2025-09")),
        ("2025-04-01", "@", ("2025-04", "2025-04")),
    ],
)
def test_typed_dates_and_years(value: object, format_: str, months: tuple[str, str]) -> None:
    book = workbook([HEAD, [ROW[0], "ทำ", value, *ROW[3:]]])
    book.active["C2"].number_format = format_
    assert period(saved(book)) == months


def test_typed_start_and_end_dates_under_a_merged_head() -> None:
    rows = [
        ["โครงการ", "วิธีดำเนินการ", "ระยะเวลา", None, "ผู้รับผิดชอบ"],
        [None, None, "เริ่มต้น", "สิ้นสุด", None],
        ["อบรม", "จัด", dt.datetime(2024, 10, 1), dt.datetime(2568, 3, 31), "กองคลัง"],
    ]
    data = xlsx(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:E2"])
    assert period(data) == ("2024-10", "2025-03")
    assert not codes(read(data), decisions=True)


def test_start_and_end_columns_of_one_row() -> None:
    head = ["โครงการ", "วิธีดำเนินการ", "วันเริ่มต้น", "วันสิ้นสุด", "ผู้รับผิดชอบ"]
    data = xlsx([head, ["อบรม", "จัด", "ต.ค. 67", "มี.ค. 68", "กองคลัง"]])
    assert period(data) == ("2024-10", "2025-03")
    assert measures(data)[0]["period_text"] == "ต.ค. 67 - มี.ค. 68"
    assert not codes(read(data), decisions=True)


def test_typed_numbers_of_measures() -> None:
    book = workbook(
        [["ที่", *HEAD], [1.1, "ก", *ROW[1:]], [1.2, "ข", *ROW[1:]], [1.1, "ค", *ROW[1:]]]
    )
    for cell, format_ in (("A2", "General"), ("A3", "0.0"), ("A4", "0.00")):
        book.active[cell].number_format = format_
    assert [m["number"] for m in measures(saved(book))] == ["1.1", "1.2", "1.10"]


@pytest.mark.parametrize("mark", ["✓", "/", "●", "x", "X", "*", "←", "•", "P", "ü", "1", "√", "⟷"])
def test_marks_in_month_columns_make_the_period(mark: str) -> None:
    assert period(xlsx(with_months({1: mark, 3: mark}))) == ("2024-11", "2025-01")


def test_colour_in_month_columns_makes_the_period() -> None:
    book = workbook(with_months({}))
    for column in "FGH":
        book.active[f"{column}2"].fill = GREEN
    assert period(saved(book)) == ("2024-12", "2025-02")


def test_a_mark_merged_over_months_marks_them_all() -> None:
    assert period(xlsx(with_months({3: "ดำเนินการ"}), ["G2:I2"])) == ("2025-01", "2025-03")


def test_colour_merged_over_months_marks_them_all() -> None:
    book = workbook(with_months({}), ["G2:I2"])
    book.active["G2"].fill = GREEN
    assert period(saved(book)) == ("2025-01", "2025-03")


def test_the_colour_of_a_whole_row_marks_nothing() -> None:
    book = workbook(with_months({1: "/"}))
    for cell in book.active[2]:
        cell.fill = GREEN
    assert period(saved(book)) == ("2024-11", "2024-11")


def test_dashes_in_month_columns_are_no_marks() -> None:
    rows = with_months(dict.fromkeys(range(12), "-") | {5: "/"})
    assert period(xlsx(rows)) == ("2025-03", "2025-03")


def test_months_under_years_under_the_period_in_three_rows_of_head() -> None:
    rows = [
        ["ที่", "โครงการ", "วิธีการ", "ระยะเวลาดำเนินการ", *[None] * 11, "ผู้รับผิดชอบ"],
        [None, None, None, "พ.ศ. 2567", None, None, "พ.ศ. 2568", *[None] * 9],
        [None, None, None, *MONTHS, None],
        ["1", "อบรม", "จัด", None, None, "/", "/", *[None] * 8, "กองคลัง"],
    ]
    data = xlsx(rows, ["D1:O1", "D2:F2", "G2:O2", "A1:A3", "B1:B3", "C1:C3", "P1:P3"])
    assert period(data) == ("2024-12", "2025-01")


def test_a_row_without_a_mark_is_told() -> None:
    assert "no_period" in codes(read(xlsx(with_months({}))))


def test_one_row_per_step_with_marks_spans_all_of_them() -> None:
    head = ["โครงการ", "ขั้นตอน", *MONTHS, "ผู้รับผิดชอบ"]
    first = ["อบรม", "1. วางแผน", "/", *[None] * 11, "กองคลัง"]
    second = [None, "2. จัด", None, None, "/", *[None] * 9, None]
    assert period(xlsx([head, first, second])) == ("2024-10", "2024-12")


def test_a_merged_measure_has_a_row_per_step() -> None:
    rows = [HEAD, [ROW[0], "1. ก", *ROW[2:]], [None, "2. ข"], [None, "3. ค"], ["1.2 ข", *ROW[1:]]]
    found = measures(xlsx(rows, [f"{c}2:{c}4" for c in "ACDEF"]))
    assert [m["steps"] for m in found] == [["ก", "ข", "ค"], ["ทำ"]]


def test_steps_with_line_breaks_in_a_cell() -> None:
    (measure,) = measures(xlsx([HEAD, [ROW[0], "1) ก\n2) ข", *ROW[2:]]]))
    assert measure["steps"] == ["ก", "ข"]


def test_formulas_give_their_last_value_and_errors_nothing() -> None:
    def inline(text: str) -> str:
        return f"<c t='inlineStr'><is><r><t>{text[:2]}</t></r><r><t>{text[2:]}</t></r></is></c>"

    heads = "".join(map(inline, ["โครงการ", "ขั้นตอน", "ผู้รับผิดชอบ"]))
    formula = '<c t="str"><f>"อบ"&amp;"รม"</f><v>อบรม</v></c>'
    error = '<c t="e"><f>A9/0</f><v>#DIV/0!</v></c>'
    rows = f"<row>{heads}</row><row>{formula}{error}{inline('กองคลัง')}</row>"
    (measure,) = measures(raw_xlsx(f"<sheetData>{rows}</sheetData>"))
    assert (measure["title"], measure["steps"], measure["units"]) == ("อบรม", [], ["กองคลัง"])


def test_the_place_of_a_warning_is_the_row_that_excel_shows() -> None:
    rows = [["แผน"], [], HEAD, ["1.1 ก", *ROW[1:]], [], ["1.1 ข", *ROW[1:]]]
    (warning,) = [w for w in read(xlsx(rows)).warnings if w.code == "duplicate_number"]
    assert warning.where == "แผน, row 6"


def test_a_number_that_lost_its_nought_is_mended() -> None:
    numbers = [1.8, 1.9, 1.1, 1.11, 1.2]
    rows = [["ที่", *HEAD], *[[n, f"ก{at}", *ROW[1:]] for at, n in enumerate([1.1, *numbers])]]
    found = [m["number"] for m in measures(xlsx(rows))]
    assert found == ["1.1", "1.8", "1.9", "1.10", "1.11", "1.2"]


def test_a_two_digit_year_that_excel_took_for_the_last_century() -> None:
    book = workbook([HEAD, [ROW[0], "ทำ", dt.datetime(1968, 4, 1), *ROW[3:]]])
    book.active["C2"].number_format = "mmm-yy"
    assert period(saved(book)) == ("2025-04", "2025-04")


def test_an_empty_hidden_row_is_not_counted() -> None:
    book = workbook([HEAD, ROW])
    book.active.row_dimensions[9].hidden = True
    assert read(saved(book)).skipped == []
