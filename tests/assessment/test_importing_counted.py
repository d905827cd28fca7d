"""Tables headed by nothing but 1, 2, 3 …: what beside them says what they count, or somebody is asked."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from prongsai.assessment.importing import ImportResult, read_results
from prongsai.assessment.rules.shapes import INDICATOR, ITEM, QUESTION, Key
from tests.assessment.files import xlsx

TITLE = ["ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568"]
TEN = [96.12, 95.5, 97.25, 93, 94.13, 88.4, 86.75, 90.05, 95, 100]


def read(*rows: Sequence[object]) -> ImportResult:
    return read_results(xlsx([TITLE, *rows]), filename="ผล.xlsx")


def taken(result: ImportResult) -> dict[str, float]:
    (year,) = result.years
    return {key.code: float(score) for key, score in year.scores.items()}


def codes_of(result: ImportResult) -> list[str]:
    return [w.code for w in result.warnings if w.needs_decision]


def test_a_head_names_indicators() -> None:
    result = read(["ตัวชี้วัด", *range(1, 11)], ["คะแนน", *TEN])
    assert taken(result) == {str(n): score for n, score in enumerate(TEN, 1)}
    assert codes_of(result) == []


@pytest.mark.parametrize("head", ["", "ข้อ", "ที่"])
def test_ten_without_a_word_are_indicators_only_after_a_decision(head: str) -> None:
    result = read([head, *range(1, 11)], ["คะแนน", *TEN])
    (year,) = result.years
    assert year.scores[Key(INDICATOR, "6")] == Decimal("88.4")
    assert codes_of(result) == ["bare_numbers"]


def test_a_row_for_each_instrument_says_what_is_counted() -> None:
    rows = [["IIT", *[95] * 9], ["EIT", *[85] * 9], ["OIT", *[100] * 9]]
    result = read(["ข้อ", *range(1, 10)], *rows)
    (year,) = result.years
    assert len(year.scores) == 27
    assert year.scores[Key(QUESTION, "e9")] == 85
    assert year.scores[Key(ITEM, "O9")] == 100
    assert codes_of(result) == []


def test_a_title_says_that_items_are_counted() -> None:
    rows = [["คะแนน OIT ปี 2568"], ["ข้อ", *range(1, 29)], ["คะแนน", *[100] * 27, 0]]
    (year,) = read_results(xlsx(rows), filename="").years
    assert year.scores == {Key(ITEM, f"O{n}"): 0 if n == 28 else 100 for n in range(1, 29)}


def test_a_row_for_each_year_with_its_total() -> None:
    rows = [["ปี", *range(1, 11), "รวม"], [2567, *TEN, 90], [2568, *TEN, 94.08]]
    result = read_results(xlsx(rows), filename="")
    assert [(y.fiscal_year, y.total, len(y.scores)) for y in result.years] == [
        (2567, 90, 10),
        (2568, Decimal("94.08"), 10),
    ]


def test_other_numbers_that_nothing_explains_are_asked_about_where_they_stand() -> None:
    result = read(["ข้อ", *range(1, 8)], ["คะแนน", *[90] * 7])
    assert result.years == []
    assert codes_of(result) == ["bare_numbers"]
    assert "แถวที่ 2" in result.warnings[0].where


def test_columns_counted_under_their_heads_are_no_codes() -> None:
    result = read(
        ["ตัวชี้วัด", "ปี 2567", "ปี 2568"], ["(1)", "(2)", "(3)"], ["IIT", 90, 91], ["OIT", 95, 96]
    )
    assert [(y.fiscal_year, len(y.scores)) for y in result.years] == [(2567, 2), (2568, 2)]


@pytest.mark.parametrize("write", ["{}", "แบบวัด {}"])
def test_numbers_of_the_rows_are_no_codes(write: str) -> None:
    names = ["IIT", "EIT ส่วนที่ 1", "EIT ส่วนที่ 2", "OIT"]
    rows = [[n, write.format(name), 90 + n] for n, name in enumerate(names, 1)]
    result = read(["ที่", "เครื่องมือ", "คะแนน"], *rows, ["", "รวม", 92.65])
    assert taken(result) == {"IIT": 91, "EIT1": 92, "EIT2": 93, "OIT": 94}
    assert result.years[0].total == Decimal("92.65")
    assert codes_of(result) == []


def test_bare_numbers_beside_instruments_are_questions_when_they_begin_anew() -> None:
    rows = [["IIT", n, 95] for n in range(1, 7)] + [["EIT", n, 85] for n in range(1, 4)]
    result = read(["เครื่องมือ", "ข้อ", "คะแนน"], *rows)
    (year,) = result.years
    assert year.scores[Key(QUESTION, "i6")] == 95
    assert year.scores[Key(QUESTION, "e3")] == 85
    assert codes_of(result) == []


FIVE = [[n, 90 + n] for n in range(1, 6)]


@pytest.mark.parametrize(
    "rows",
    [
        [["", 1, 2, 3, 4, 5], ["IIT", 91, 92, 93, 94, 95]],
        [["แบบวัด", 1, 2, 3, 4, 5], ["IIT", 91, 92, 93, 94, 95], ["EIT", 81, 82, 83, "", ""]],
        [["IIT"], ["ข้อ", "คะแนน"], *FIVE],
        [["IIT"], *FIVE, ["EIT"], [1, 81], [2, 82], [3, 83]],
    ],
    ids=["columns", "both-in-columns", "rows", "both-in-rows"],
)
def test_as_many_numbers_as_indicators_are_asked_about(rows: list[list[object]]) -> None:
    result = read(*rows)
    assert taken(result)["i5"] == 95
    assert set(codes_of(result)) == {"bare_either"}
    said = read_results(xlsx([TITLE, *rows]), filename="ผล.xlsx", bare=INDICATOR)
    assert codes_of(said) == []
    assert taken(said)["5"] == 95
    assert taken(said).get("8") in (None, 83)
    assert not any(key.kind == QUESTION for key in said.years[0].scores)
    as_questions = read_results(xlsx([TITLE, *rows]), filename="ผล.xlsx", bare=QUESTION)
    assert taken(as_questions) == taken(result)
    assert codes_of(as_questions) == []


def test_a_word_or_more_numbers_say_that_questions_are_counted() -> None:
    assert codes_of(read(["IIT"], ["คำถาม", "คะแนน"], *FIVE)) == []
    result = read(["IIT"], ["ข้อ", "คะแนน"], *[[n, 90] for n in range(1, 16)])
    assert (codes_of(result), len(taken(result))) == ([], 15)
