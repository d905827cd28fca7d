import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.calendar import Month, format_month_range
from prongsai.thai.periods import Period, format_period, parse_period

YEAR = 2568
FIRST, LAST = "2024-10", "2025-09"

RANGES = {
    "เมษายน ๖๘": ("2025-04", "2025-04"),
    "ต.ค. 67 – ก.ย. 68": (FIRST, LAST),
    "ตุลาคม ๖๗ - กันยายน ๖๘": (FIRST, LAST),
    "1 ตุลาคม 2567 - 30 กันยายน 2568": (FIRST, LAST),
    "๑ ตุลาคม ๒๕๖๗ ถึงวันที่ ๓๐ กันยายน ๒๕๖๘": (FIRST, LAST),
    "มิถุนายน – สิงหาคม ๖๘": ("2025-06", "2025-08"),
    "ไตรมาสที่ 2": ("2025-01", "2025-03"),
    "ไตรมาส 1-2": (FIRST, "2025-03"),
    "ไตรมาสที่ 1 2 3": (FIRST, "2025-06"),
    "ไตรมาส ๑ และ ๓": (FIRST, "2025-06"),
    "ไตรมาสที่ 2/2568": ("2025-01", "2025-03"),
    "ไตรมาส 1 - ไตรมาส 3": (FIRST, "2025-06"),
    "ไตรมาส 1 (ต.ค. - ธ.ค. 67)": (FIRST, "2024-12"),
    "ไตรมาสแรก": (FIRST, "2024-12"),
    "Q4": ("2025-07", LAST),
    "ม.ค.-มี.ค. 68, ก.ค. 68": ("2025-01", "2025-07"),
    "มี.ค. และ ก.ย.": ("2025-03", LAST),
    "ต.ค. - ธ.ค. 2567": (FIRST, "2024-12"),
    "พ.ย. - ม.ค. 68": ("2024-11", "2025-01"),
    "ตุลาคม - กันยายน": (FIRST, LAST),
    "ครึ่งปีแรก": (FIRST, "2025-03"),
    "ครึ่งปีหลัง": ("2025-04", LAST),
    "รอบ 6 เดือน": (FIRST, "2025-03"),
    "รอบ ๖ เดือนหลัง": ("2025-04", LAST),
    "เม.ย.-ก.ย.68": ("2025-04", LAST),
    "10/2567-9/2568": (FIRST, LAST),
    "10/67 - 9/68": (FIRST, LAST),
    "01/10/2567 - 30/09/2568": (FIRST, LAST),
    "1/10-30/11/67": (FIRST, "2024-11"),
    "2025-04": ("2025-04", "2025-04"),
    "2025-04 - 2025-09": ("2025-04", LAST),
    "2025-04-01 00:00:00": ("2025-04", "2025-04"),
    "2568-04-01 00:00:00": ("2025-04", "2025-04"),
    "เดือนเมษายน พ.ศ. 2568": ("2025-04", "2025-04"),
    "October 2024 - September 2025": (FIRST, LAST),
    "Apr-25": ("2025-04", "2025-04"),
    "ต.ค.-67": (FIRST, FIRST),
    "ต.ค.-67 - ก.ย.-68": (FIRST, LAST),
    "ตค 67 — กย 68": (FIRST, LAST),
    "พย.": ("2024-11", "2024-11"),
    "กันยายาน 256๘": (LAST, LAST),
    "กรกฏาคม ๖๘": ("2025-07", "2025-07"),
    "ต ุลาคม ๖๗\n-\nกันยา\u200bยน ๖๘": (FIRST, LAST),
    "1-31 มี.ค. 68": ("2025-03", "2025-03"),
    "ต้นปีงบประมาณ": (FIRST, FIRST),
    "สิ้นปีงบประมาณ": (LAST, LAST),
    "ต.ค. 67 แล้วเสร็จภายใน มี.ค. 68": (FIRST, "2025-03"),
    "เมษายน ๒๕๖๗": ("2024-04", "2024-04"),
    "มี.ค. - พ.ย.": ("2025-03", "2025-11"),
    "2567-2568": ("2023-10", LAST),
}
WHOLE_YEARS = ["ตลอดปีงบประมาณ", "ตลอดปี", "ทั้งปี", "ปีงบประมาณ 2568", "2568", "ปี พ.ศ. ๒๕๖๘"]
DEADLINES = {
    "ภายใน 31 มี.ค. 68": "2025-03",
    "ภายในเดือนมีนาคม": "2025-03",
    "ภายในสิ้นเดือนมีนาคม 68": "2025-03",
    "ภายในไตรมาสที่ 2": "2025-03",
    "ภายในปีงบประมาณ 2568": LAST,
    "ก่อนสิ้นปีงบประมาณ": LAST,
    "แล้วเสร็จภายในวันที่ ๓๐ กันยายน ๒๕๖๘": LAST,
    "จนถึง 30 ก.ย. 68": LAST,
}
FREQUENCIES = {
    "เดือนละ 1 ครั้ง": "every_month",
    "ทุกเดือน": "every_month",
    "เป็นประจำทุกเดือน": "every_month",
    "ทุกสิ้นเดือน": "every_month",
    "ภายในวันที่ 5 ของทุกเดือน": "every_month",
    "1 ครั้ง/เดือน": "every_month",
    "ทุกไตรมาส": "every_quarter",
    "ไตรมาสละ ๑ ครั้ง": "every_quarter",
    "ทุก 3 เดือน": "every_quarter",
    "ปีละ ๒ ครั้ง": "frequency",
    "ทุก 6 เดือน": "frequency",
    "อย่างต่อเนื่อง": "frequency",
}
VOCABULARY = """
ต.ค. ก.ย. ตุลาคม มีนาคม มค Oct 67 ๖๘ 2568 2025-04 1/10/2567 10/67 31 - – ถึง และ , / ( ) เดือน
ไตรมาส ที่ 2 ปี ปีงบประมาณ ตลอด ทุก ละ ครั้ง ภายใน ตั้งแต่ เป็นต้นไป รอบ 6 12 ครึ่งปี แรก หลัง
สิ้น พ.ศ. 00:00:00 0 9999 1900 99
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.text() | st.lists(WORDS, max_size=14).map(" ".join) | st.lists(WORDS).map("".join)
MONTHS = st.builds(Month, st.integers(2015, 2034), st.integers(1, 12))


def months(period: Period) -> tuple[str | None, str | None]:
    return (
        str(period.start) if period.start else None,
        str(period.end) if period.end else None,
    )


@pytest.mark.parametrize("text", RANGES)
def test_a_range_is_read(text: str) -> None:
    period = parse_period(text, YEAR)
    assert (period.kind, months(period)) == ("range", RANGES[text])


@pytest.mark.parametrize("text", WHOLE_YEARS)
def test_the_whole_year_is_read(text: str) -> None:
    period = parse_period(text, YEAR)
    assert (period.kind, months(period)) == ("year", (FIRST, LAST))


@pytest.mark.parametrize("text", DEADLINES)
def test_a_deadline_has_no_start(text: str) -> None:
    period = parse_period(text, YEAR)
    assert (period.kind, months(period)) == ("deadline", (None, DEADLINES[text]))


@pytest.mark.parametrize("text", FREQUENCIES)
def test_a_frequency_has_neither_start_nor_end(text: str) -> None:
    period = parse_period(text, YEAR)
    assert (period.kind, months(period)) == (FREQUENCIES[text], (None, None))
    assert period.frequency


def test_a_frequency_with_stated_months_is_a_range_and_keeps_its_words() -> None:
    period = parse_period("ทุกเดือน (ต.ค. 67 - ก.ย. 68)", YEAR)
    assert (period.kind, months(period), period.frequency) == ("range", (FIRST, LAST), "ทุกเดือน")
    period = parse_period("ทุกเดือนตลอดปีงบประมาณ", YEAR)
    assert (period.kind, months(period), period.frequency) == ("year", (FIRST, LAST), "ทุกเดือน")


def test_an_open_period_has_no_end() -> None:
    assert months(parse_period("ตั้งแต่ ต.ค. 67 เป็นต้นไป", YEAR)) == (FIRST, None)


def test_a_number_of_days_is_a_deadline_without_month() -> None:
    period = parse_period("ภายใน 30 วันนับแต่ 1 ต.ค. 67", YEAR)
    assert (period.kind, months(period)) == ("deadline", (None, None))


@pytest.mark.parametrize("text", ["", "-", "7 วัน", "สำนักปลัด", "3 ปี"])
def test_what_names_no_time_is_unknown(text: str) -> None:
    assert parse_period(text, YEAR).kind == "unknown"


def test_the_years_written_are_told_in_order() -> None:
    assert parse_period("ต.ค. 67 - ก.ย. ๒๕๖๘", YEAR).years_written == (2567, 2568)
    assert parse_period("2025-04", YEAR).years_written == (2568,)
    assert parse_period("เมษายน", YEAR).years_written == ()


def test_a_year_that_contradicts_the_plan_is_kept() -> None:
    period = parse_period("ปีงบประมาณ 2567", YEAR)
    assert months(period) == ("2023-10", "2024-09")
    assert period.years_written == (2567,)


def test_the_text_is_kept_on_one_line() -> None:
    assert parse_period(" ต.ค.\n๖๗ ", YEAR).text == "ต.ค. ๖๗"


@given(TEXTS, st.integers(2500, 2650))
def test_reading_never_raises_and_the_start_is_not_after_the_end(text: str, year: int) -> None:
    period = parse_period(text, year)
    if period.start and period.end:
        assert period.start <= period.end
    if period.kind in ("unknown", "every_month", "every_quarter", "frequency"):
        assert period.start is None
        assert period.end is None
    assert (period.kind != "deadline") or period.start is None


@given(MONTHS, MONTHS, st.sampled_from(["short", "long", "official"]))
def test_a_written_range_is_read_back(one: Month, other: Month, style: str) -> None:
    start, end = min(one, other), max(one, other)
    text = format_month_range(start, end, style)  # type: ignore[arg-type]
    period = parse_period(text, YEAR)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", [*RANGES, *WHOLE_YEARS, *DEADLINES, *FREQUENCIES, "7 วัน"])
def test_what_is_said_of_a_period_means_the_same(text: str) -> None:
    period = parse_period(text, YEAR)
    again = parse_period(format_period(period), YEAR)
    assert (again.kind, again.start, again.end) == (period.kind, period.start, period.end)
    assert again.frequency == period.frequency


def test_periods_are_said_as_officers_write_them() -> None:
    assert format_period(parse_period("2024-10 - 2025-09", YEAR)) == "ต.ค. 67 – ก.ย. 68"
    assert format_period(parse_period("ภายใน 2025-03", YEAR)) == "ภายใน มี.ค. 68"
    assert format_period(parse_period("ตลอดปี", YEAR), "official") == "ตลอดปีงบประมาณ ๒๕๖๘"
    assert format_period(parse_period("สำนักปลัด", YEAR)) == "สำนักปลัด"
