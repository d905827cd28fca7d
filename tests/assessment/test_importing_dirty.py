"""Files with slips: each is named with its place, none becomes a silent guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.assessment.importing.codes import read_label
from prongsai.assessment.importing.numbers import read_score, read_year_alone
from prongsai.common.tables import UnreadableFile
from tests.assessment.files import codes, read, scores, separated, workbook, xlsx
from tests.assessment.years import NAMES

D = Decimal
HEAD = ["ข้อ", "คะแนน ปี 2568"]


def only(result: object, code: str) -> str:
    """Place and message of the one warning of a code."""
    found = [w for w in result.warnings if w.code == code]  # type: ignore[attr-defined]
    assert len(found) == 1
    return f"{found[0].where} {found[0].message}"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (105, "out_of_range"),
        (-3, "out_of_range"),
        ("ดีมาก", "not_a_number"),
        ("95.3.2", "not_a_number"),
        ("1,234.5", "not_a_number"),
    ],
)
def test_what_is_no_score_is_named_with_row_and_column(cell: object, code: str) -> None:
    result = read(xlsx([HEAD, ["IIT", 95], ["EIT", cell], ["OIT", 100]], sheet="ผล"))
    assert scores(result, 2568) == {"IIT": 95, "OIT": 100}
    said = only(result, code)
    assert "ผล แถวที่ 3 คอลัมน์ B" in said
    assert "EIT" in said
    assert result.needs_decision


def test_a_score_that_stands_twice_differently_keeps_the_first_and_asks() -> None:
    result = read(xlsx([HEAD, ["O1", 100], ["O2", 100], ["o1", 0]]))
    assert scores(result, 2568)["O1"] == 100
    assert "O1" in only(result, "duplicate")
    assert result.needs_decision


def test_a_score_that_stands_twice_alike_is_only_said() -> None:
    result = read(xlsx([HEAD, ["O1", 100], ["o1", 100]]))
    assert "repeated" in codes(result)
    assert not result.needs_decision


def test_a_code_that_the_year_does_not_have_is_not_taken() -> None:
    result = read(xlsx([HEAD, ["O28", 100], ["O29", 0], ["i16", 90]]))
    assert scores(result, 2568) == {"O28": 100}
    assert codes(result).count("unknown_code") == 2
    assert result.needs_decision


def test_a_year_before_the_first_catalogue_keeps_its_scores_unchecked() -> None:
    result = read(xlsx([["ข้อ", "คะแนน ปี 2564"], ["O42", 100], ["i30", 90]]))
    assert scores(result, 2564) == {"O42": 100, "i30": 90}
    assert codes(result) == ["no_catalogue"]


def test_a_table_without_a_year_says_so_and_takes_what_the_caller_says() -> None:
    data = xlsx([["ข้อ", "คะแนน"], ["O1", 100]])
    result = read(data)
    assert result.years == []
    assert codes(result) == ["no_year"]
    assert scores(read(data, 2568), 2568) == {"O1": 100}


def test_a_title_of_another_year_is_named() -> None:
    result = read(xlsx([["ผลการประเมิน ITA ปี 2567"], HEAD, ["O1", 100]]))
    assert "2567" in only(result, "years_differ")
    assert result.needs_decision


def test_another_year_than_asked_is_named() -> None:
    result = read(xlsx([HEAD, ["O1", 100]]), 2567)
    assert scores(result, 2568) == {"O1": 100}
    assert "2567" in only(result, "years_differ")


def test_a_title_with_two_years_tells_no_year() -> None:
    result = read(xlsx([["เปรียบเทียบปี 2567 - 2568"], ["ข้อ", "คะแนน"], ["O1", 100]]))
    assert codes(result) == ["no_year"]


def test_columns_without_heads_are_not_guessed() -> None:
    result = read(separated([["O1", 90, 80], ["O2", 91, 82], ["O3", 92, 85]]), 2568)
    assert result.years == []
    assert "ambiguous_columns" in codes(result)


def test_a_code_beside_the_name_of_another_is_asked() -> None:
    rows = [HEAD, ["O1 ข้อมูลการติดต่อ", 100], ["O2 ข้อมูลผู้บริหาร", 100]]
    result = read(xlsx(rows))
    assert "O3" in only(result, "code_and_name_differ")


def test_a_number_beside_the_name_of_another_indicator_is_asked() -> None:
    result = read(xlsx([["ตัวชี้วัด", "คะแนน 2568"], [f"2. {NAMES[0]}", 90]]))
    assert scores(result, 2568) == {"1": 90}
    assert "code_and_name_differ" in codes(result)


def test_names_with_small_slips_are_understood() -> None:
    rows = [
        ["ตัวชี้วัด", "คะแนน 2568"],
        ["การปฎิบัติหน้าที่", 90],
        ["การใช้ทรัพย์สินของทางราชการ", 91],
        ["การ ใช้ งบประมาณ", 92],
    ]
    assert scores(read(xlsx(rows)), 2568) == {"1": 90, "4": 91, "2": 92}


def test_a_row_that_nobody_knows_is_named() -> None:
    result = read(xlsx([HEAD, ["IIT", 95], ["ความพึงพอใจของประชาชน", 88]]))
    assert "ความพึงพอใจ" in only(result, "unknown_row")


def test_a_line_that_does_not_add_up_is_named_with_its_place() -> None:
    rows = [["ปี", "IIT", "EIT", "OIT", "คะแนนรวม"], [2568, 95, 88, 95, 94.2]]
    said = only(read(xlsx(rows)), "does_not_add_up")
    for part in ("94.2", "92.90", "+1.30", "E"):
        assert part in said


def test_a_level_that_does_not_follow_is_named() -> None:
    rows = [
        ["ปี", "IIT", "EIT1", "EIT2", "OIT", "รวม", "ระดับ"],
        [2568, 95, 80, 96, 95, 92.9, "ผ่านดี"],
    ]
    assert "ผ่าน" in only(read(xlsx(rows)), "level_differs")


def test_missing_scores_stay_missing() -> None:
    result = read(
        xlsx([HEAD, ["O1", "-"], ["O2", None], ["O3", "ไม่มีข้อมูล"], ["O4", "N/A"], ["O5", 100]])
    )
    assert scores(result, 2568) == {"O5": 100}
    assert not result.needs_decision


def test_shares_of_one_are_asked() -> None:
    result = read(xlsx([HEAD, ["IIT", 0.95], ["EIT", 0.88], ["OIT", 1]]))
    assert scores(result, 2568) == {"IIT": 95, "EIT": 88, "OIT": 100}
    assert "shares_of_one" in codes(result)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", "ข้อความที่ไม่มีคะแนน".encode(), xlsx([["ชื่อ", "โทร"], ["ก", "ข"]])], ids=["empty", "pdf", "prose", "other"])  # fmt: skip
def test_what_is_no_result_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(data, 2568)


def test_hidden_sheets_are_said() -> None:
    assert read(workbook({"2568": [["ข้อ", "คะแนน"], ["O1", 100]]})).skipped == []


@given(
    st.integers(1, 43),
    st.sampled_from(["O", "o", "O.", "O ", "o-", "OIT ", "OIT-", "0", "โอ ", "ข้อ O"]),
    st.sampled_from(["", " ", ". ", " โครงสร้าง", ":"]),
)
def test_every_item_code_is_read(number: int, before: str, after: str) -> None:
    label = read_label(f"{before}{number}{after}")
    assert (label.kind, label.code) == ("item", f"O{number}")


@given(st.integers(1, 30), st.sampled_from(["i", "I", "i.", "IIT ข้อ ", "ข้อ i"]))
def test_every_question_code_is_read(number: int, before: str) -> None:
    label = read_label(f"{before}{number}")
    assert (label.kind, label.code) == ("question", f"i{number}")


@given(
    st.decimals(0, 100, places=2),
    st.sampled_from(["", " %", "%", " คะแนน", "/100"]),
    st.booleans(),
    st.booleans(),
)
def test_every_score_is_read(score: Decimal, after: str, is_thai: bool, has_comma: bool) -> None:
    text = f"{score}{after}"
    if has_comma:
        text = text.replace(".", ",")
    if is_thai:
        text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert read_score(text) == score


@given(
    st.integers(2555, 2580),
    st.sampled_from(["{}", "ปี {}", "ปีงบประมาณ พ.ศ. {}", "พ.ศ.{}", "ITA {}"]),
)
def test_every_year_is_read(year: int, write: str) -> None:
    assert read_year_alone(write.format(year)) == year
    assert read_year_alone(write.format(year - 543)) == year


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_label(text)
    read_score(text)
    read_year_alone(text)
