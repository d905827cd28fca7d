"""Layouts of results as officers keep them: each gives the same scores."""

from decimal import Decimal

import pytest

from tests.assessment.files import (
    INDICATORS,
    codes,
    expected,
    items,
    read,
    scores,
    separated,
    workbook,
    xlsx,
)
from tests.assessment.years import NAMES

D = Decimal
TITLE = "ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. 2568"
HEAD = ["ตัวชี้วัด", "คะแนน"]
BY_NAME = [[name, score] for name, score in zip(NAMES, INDICATORS, strict=False)]
BY_NUMBER = [[f"ตัวชี้วัดที่ {n}", score] for n, score in enumerate(INDICATORS, 1)]
BY_BOTH = [
    [f"{n}. {name}", s] for n, (name, s) in enumerate(zip(NAMES, INDICATORS, strict=False), 1)
]
SPLIT = [[n, name, s] for n, (name, s) in enumerate(zip(NAMES, INDICATORS, strict=False), 1)]
ITEM_ROWS = [[f"O{n}", 0 if n in (3, 5) else 100] for n in range(1, 29)]


@pytest.mark.parametrize(
    "rows",
    [
        [[TITLE], HEAD, *BY_NAME],
        [[TITLE], ["อบต.แห่ใต้"], HEAD, *BY_NUMBER],
        [[TITLE], HEAD, *BY_BOTH],
        [[TITLE], ["ที่", "ตัวชี้วัด", "คะแนน"], *SPLIT],
        [[TITLE], ["ที่", "ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"], *[[n, m, 100, s] for n, m, s in SPLIT]],
        [["ตัวชี้วัด", "ปี 2568"], *BY_NAME],
        [["คะแนน ปี 2568", "ตัวชี้วัด"], *[[s, m] for m, s in BY_NAME]],
        [["ปีงบประมาณ", "ตัวชี้วัด", "คะแนน"], *[[2568, m, s] for m, s in BY_NAME]],
        [["ปีงบประมาณ", *NAMES[:8]], [2568, *INDICATORS]],
        [[*NAMES[:8], "ปี"], [*INDICATORS, "พ.ศ. ๒๕๖๘"]],
        [["ปีงบประมาณ", *[f"ตัวชี้วัดที่ {n}" for n in range(1, 9)]], ["2568", *INDICATORS]],
        [["ปีงบประมาณ", 2568], HEAD, *BY_NAME],
        [["ด้าน", "ผลคะแนน (ร้อยละ) 2568", "หมายเหตุ"], *[[m, f"{s} %", "-"] for m, s in BY_NAME]],
        [["ตัวชี้วัด", "คะแนน ปี 68", "ระดับ"], *[[m, f"{s}", "ผ่านดี"] for m, s in BY_NAME]],
        [["ตัวชี้วัด", "น้ำหนัก", "ITA 2568"], *[[m, 6, s] for m, s in BY_NAME]],
    ],
    ids=["names", "numbers", "both", "split", "full-score", "year-in-head", "turned-heads", "year-column",
         "wide-names", "wide-year-last", "wide-numbers", "year-cell", "per-cent", "short-year", "weights"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["xlsx", "csv", "semicolon", "tsv", "cp874"])
def test_indicators_in_any_layout(rows: list[list[object]], kind: str) -> None:
    data: bytes | str = {
        "xlsx": lambda: xlsx(rows),
        "csv": lambda: separated(rows).encode("utf-8-sig"),
        "semicolon": lambda: separated(rows, ";").encode(),
        "tsv": lambda: separated(rows, "\t"),
        "cp874": lambda: separated(rows, ";").encode("cp874"),
    }[kind]()
    result = read(data)
    assert scores(result, 2568) == expected()
    assert [w.code for w in result.warnings if w.needs_decision] == []


@pytest.mark.parametrize(
    "write",
    ["O{n}", "o{n}", "O.{n}", "o.{n}", "0{n}", "{n:02d}", "OIT {n}", "OIT{n}", "OIT-{n}", "O {n}", "O-{n}", "ข้อ O{n}",
     "O{n} โครงสร้าง", "O{n}. โครงสร้าง", "(O{n})", "โอ {n}", "OIT ข้อ {n}", "o{n:02d}", "Ｏ{n}", "ข้อที่ O{n}", "O{n}:"],
)  # fmt: skip
def test_item_codes_in_any_spelling(write: str) -> None:
    rows = [["รายการ OIT", "ผลการประเมิน 2568"]]
    rows += [[write.format(n=n), 0 if n in (3, 5) else 100] for n in range(1, 29)]
    assert scores(read(xlsx(rows)), 2568) == items(3, 5)


def test_thai_digits() -> None:
    rows = [["ข้อ", "คะแนน ปี ๒๕๖๘"], ["O๑", "๑๐๐"], ["O๒", "๐"], ["ตัวชี้วัดที่ ๓", "๙๕.๓๒"]]
    assert scores(read(xlsx(rows)), 2568) == {"O1": D(100), "O2": D(0), "3": D("95.32")}


@pytest.mark.parametrize("prefix", ["", "ข้อ "])
def test_bare_numbers_under_a_heading_of_the_instrument_are_its_items(prefix: str) -> None:
    rows = [["แบบวัด OIT ปี 2568"], ["ข้อ", "คะแนน"]] + [[f"{prefix}{n}", 100] for n in range(1, 29)]
    assert scores(read(xlsx(rows)), 2568) == items()


def test_bare_numbers_alone_are_not_guessed() -> None:
    result = read(xlsx([["ข้อ", "คะแนน ปี 2568"], ["IIT", 95], [1, 100], [2, 0]]))
    assert scores(result, 2568) == {"IIT": D(95)}
    assert codes(result).count("unknown_row") == 2


def test_titles_without_codes_are_found_by_the_catalogue_of_each_year() -> None:
    title = "ข้อมูลสถิติการให้บริการ"
    rows = [["รายการ", "2567", "2568"], [title, 100, 0], ["E-Service", 0, 100]]
    result = read(xlsx(rows))
    assert scores(result, 2567) == {"O12": D(100), "O13": D(0)}
    assert scores(result, 2568) == {"O11": D(0), "O10": D(100)}


def test_several_years_in_columns() -> None:
    rows = [["ตัวชี้วัด", "ปี 2567", "ปี 2568", "ผลต่าง"]] + [[m, s - 1, s, 1] for m, s in BY_NAME]
    result = read(xlsx(rows))
    assert scores(result, 2568) == expected()
    assert scores(result, 2567)["1"] == D("95.12")


def test_several_years_in_rows() -> None:
    rows = [
        ["ปี", "IIT", "EIT", "OIT", "คะแนนรวม", "ระดับ"],
        [2567, 90, 88, 80, 85.4, "ผ่าน"],
        [2568, 95, 88, 95, 92.9, "ผ่านดี"],
    ]
    result = read(xlsx(rows))
    assert scores(result, 2567) == {"IIT": 90, "EIT": 88, "OIT": 80, "total": D("85.4")}
    assert [year.level for year in result.years] == ["ผ่าน", "ผ่านดี"]
    assert not result.needs_decision


def test_a_sheet_for_each_year() -> None:
    result = read(
        workbook({"2567": [HEAD, *BY_NAME], "ปี 68": [HEAD, *BY_NAME], "ITA69": [HEAD, *BY_NAME]})
    )
    assert [scores(result, year) for year in (2567, 2568, 2569)] == [expected()] * 3


def test_a_sheet_for_each_instrument() -> None:
    sheets = {
        "IIT": [["ปี 2568"], ["ข้อ", "คะแนน"], *[[n, 90 + n / 10] for n in range(1, 16)]],
        "EIT": [["ปี 2568"], ["ข้อ", "คะแนน"], *[[n, 80 + n / 10] for n in range(1, 10)]],
        "OIT": [["ปี 2568"], ["ข้อ", "คะแนน"], *[[n, 100] for n in range(1, 29)]],
    }
    found = scores(read(workbook(sheets)), 2568)
    assert len(found) == 15 + 9 + 28
    assert found["i15"] == D("91.5")
    assert found["e9"] == D("80.9")


def test_blocks_of_years_below_one_another() -> None:
    rows = [["ปี 2567"], HEAD, *BY_NAME, [], ["ปีงบประมาณ พ.ศ. ๒๕๖๘"], HEAD, *BY_NAME]
    result = read(xlsx(rows))
    assert scores(result, 2567) == scores(result, 2568) == expected()


def test_blocks_of_years_side_by_side() -> None:
    rows = [["ปี 2567", "", "ปี 2568", ""], ["ข้อ", "คะแนน", "ข้อ", "คะแนน"]]
    rows += [[f"O{n}", 100, f"O{29 - n}", 0] for n in range(1, 29)]
    result = read(xlsx(rows, merges=["A1:B1", "C1:D1"]))
    assert scores(result, 2567) == items()
    assert scores(result, 2568) == {code: D(0) for code in items()}


def test_merged_instruments_beside_their_indicators() -> None:
    rows: list[list[object]] = [[TITLE, None, None], ["เครื่องมือ", "ตัวชี้วัด", "คะแนน"]]
    rows += [
        ["IIT" if n == 0 else "EIT" if n == 5 else None, name, INDICATORS[n]]
        for n, name in enumerate(NAMES[:8])
    ]
    rows += [["รวม", None, 92.05]]
    found = scores(read(xlsx(rows, merges=["A1:C1", "A3:A7", "A8:A10", "A11:B11"])), 2568)
    assert found == expected(total=92.05)


def test_sums_of_each_instrument_and_of_all() -> None:
    rows = [
        [TITLE],
        HEAD,
        ["แบบวัด IIT", None],
        *BY_NAME[:5],
        ["รวม", 95.2],
        ["แบบวัด EIT", None],
        *BY_NAME[5:],
        ["รวม", 88.4],
    ]
    rows += [["แบบวัด OIT", None], [NAMES[8], 90], [NAMES[9], 100], ["รวม", 95], ["รวมทั้งหมด", 93.08]]
    found = scores(read(xlsx(rows)), 2568)
    assert found == expected(IIT=95.2, EIT=88.4, OIT=95, total=93.08) | {"9": 90, "10": 100}


def test_bare_sums_of_each_instrument_and_of_all() -> None:
    rows = [
        [TITLE],
        HEAD,
        *BY_NAME[:5],
        ["เฉลี่ย", 95.2],
        *BY_NAME[5:],
        ["เฉลี่ย", 88.4],
        [NAMES[8], 90],
        [NAMES[9], 100],
        ["เฉลี่ย", 95],
        ["เฉลี่ย", 93.08],
    ]
    found = scores(read(xlsx(rows)), 2568)
    assert found == expected(IIT=95.2, EIT=88.4, OIT=95, total=93.08) | {"9": 90, "10": 100}


def test_parts_of_the_eit_as_rows() -> None:
    rows = [
        ["เครื่องมือ", "คะแนน 2568"],
        ["IIT", 95],
        ["EIT ส่วนที่ 1", 84],
        ["EIT ส่วนที่ ๒", 92],
        ["OIT", 95],
    ]
    found = scores(read(xlsx(rows)), 2568)
    assert found == {"IIT": 95, "EIT1": 84, "EIT2": 92, "OIT": 95}


@pytest.mark.parametrize(
    "heads", [("EIT1", "EIT2"), ("EIT part 1", "EIT part 2"), ("EIT Public", "EIT Survey"), ("EIT (1)", "EIT (2)")],
    ids=["short", "part", "names", "brackets"],
)  # fmt: skip
def test_parts_of_the_eit_as_columns_of_years(heads: tuple[str, str]) -> None:
    rows = [["ปีงบประมาณ", "IIT", *heads, "OIT", "ITA"], [2568, 95, 84, 92, 95, 92.9]]
    found = scores(read(xlsx(rows)), 2568)
    assert found == {"IIT": 95, "EIT1": 84, "EIT2": 92, "OIT": 95, "total": D("92.9")}


def test_questions_with_a_column_for_each_part() -> None:
    rows = [
        ["EIT ปี 2568"],
        ["ข้อ", "ส่วนที่ 1", "ส่วนที่ 2", "เฉลี่ย"],
        *[[f"e{n}", 80, 90, 85] for n in range(1, 10)],
    ]
    found = scores(read(xlsx(rows)), 2568)
    assert len(found) == 27
    assert (found["e1@EIT1"], found["e1@EIT2"], found["e1"]) == (80, 90, 85)


@pytest.mark.parametrize(
    "write", ["i{n}", "I{n}", "I.{n}", "IIT{n}", "IIT ข้อ {n}", "ข้อ i{n}", "i{n} เจ้าหน้าที่", "IIT-{n}"]
)
def test_questions_in_any_spelling(write: str) -> None:
    rows = [["ข้อคำถาม", "คะแนนเฉลี่ย 2568"], *[[write.format(n=n), 90.5] for n in range(1, 16)]]
    assert scores(read(xlsx(rows)), 2568) == {f"i{n}": D("90.5") for n in range(1, 16)}


def test_eit_numbers_beyond_two_are_questions() -> None:
    rows = [["ข้อ", "คะแนน 2568"], *[[f"EIT{n}", 90] for n in range(1, 10)]]
    assert scores(read(xlsx(rows)), 2568) == {f"e{n}": D(90) for n in range(1, 10)}


def test_sub_indicators() -> None:
    rows = [["ตัวชี้วัดย่อย", "คะแนน 2568"], ["9.1 ข้อมูลพื้นฐาน", 100], ["ตัวชี้วัดย่อยที่ 9.2", 80], ["10.1", 75]]
    assert scores(read(xlsx(rows)), 2568) == {"9.1": 100, "9.2": 80, "10.1": 75}


def test_a_table_with_a_row_for_each_score() -> None:
    rows = [
        ["fiscal_year", "kind", "code", "score"],
        [2568, "indicator", "1", 96],
        [2568, "indicator", "2", 95],
        [2568, "item", "O1", 100],
        [2568, "question", "i1", 90],
        [2568, "instrument", "IIT", 95],
    ]
    found = scores(read(separated(rows)), 2568)
    assert found == {"1": 96, "2": 95, "O1": 100, "i1": 90, "IIT": 95}


def test_items_side_by_side() -> None:
    rows = [
        ["ปี", *[f"O{n}" for n in range(1, 29)]],
        [2568, *[0 if n in (3, 5) else 100 for n in range(1, 29)]],
    ]
    assert scores(read(xlsx(rows)), 2568) == items(3, 5)


def test_passed_and_failed_items_are_said() -> None:
    result = read(
        xlsx([["ข้อ", "ผล 2568"], ["O1", "ผ่าน"], ["O2", "ไม่ผ่าน"], ["O3", "✓"], ["O4", "-"]])
    )
    assert scores(result, 2568) == {"O1": 100, "O2": 0, "O3": 100}
    assert codes(result).count("verdict") == 3


def test_a_short_text_that_was_pasted() -> None:
    text = "ผลการประเมิน ITA ปีงบประมาณ 2568\nIIT 95.10\nEIT : 88.20\nOIT = 95.00\nคะแนนรวม 92.99 คะแนน\n"
    found = scores(read(text), 2568)
    assert found == {"IIT": D("95.1"), "EIT": D("88.2"), "OIT": 95, "total": D("92.99")}


@pytest.mark.parametrize(
    "text", ["O1;95,32\nO2;90,11\n", "O1,95.32\nO2,90.11\n", "O1\t95.32\nO2\t90.11\n"]
)
def test_two_columns_without_a_head(text: str) -> None:
    assert scores(read(text, 2568), 2568) == {"O1": D("95.32"), "O2": D("90.11")}


def test_the_year_of_the_file_name_is_said() -> None:
    result = read(xlsx([HEAD, *BY_NAME]), filename="ผล ITA 2568.xlsx")
    assert scores(result, 2568) == expected()
    assert "year_of_name" in codes(result)


def test_points_of_the_total_become_scores() -> None:
    rows = [["ปี", "IIT", "EIT", "OIT", "รวม"], [2568, 28.5, 26.4, 38, 92.9]]
    result = read(xlsx(rows))
    assert scores(result, 2568) == {"IIT": 95, "EIT": 88, "OIT": 95, "total": D("92.9")}
    assert "weighted_points" in codes(result)


def test_shares_of_excel_are_scores() -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx([["ข้อ", "คะแนน 2568"], ["IIT", 0.9532], ["EIT", 0.88]])))
    sheet = book.active
    assert sheet is not None
    for row in (2, 3):
        sheet.cell(row, 2).number_format = "0.00%"
    buffer = io.BytesIO()
    book.save(buffer)
    result = read(buffer.getvalue())
    assert scores(result, 2568) == {"IIT": D("95.32"), "EIT": 88}
    assert "shares_of_one" not in codes(result)
