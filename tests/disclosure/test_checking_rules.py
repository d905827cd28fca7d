"""Years, agencies, periods, letters and freshness of texts."""

import datetime as dt

import pytest

from prongsai.disclosure.checking import Expectation, Level, State, compute_freshness
from prongsai.disclosure.checking.agency import check_agency
from prongsai.disclosure.checking.text_layer import check_letters
from prongsai.disclosure.checking.wording import WORDING
from prongsai.disclosure.checking.years import (
    check_period,
    check_year,
    find_dates,
    find_years,
    tidy,
)

DAY = dt.date(2026, 1, 15)
FULL, SHORT = "องค์การบริหารส่วนตำบลหนองแวง", "อบต.หนองแวง"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", [2568]),
        ("ปี 2567 และ 2568", [2567, 2568]),
        ("แผนพัฒนา พ.ศ. 2566 – 2570", [2566, 2567, 2568, 2569, 2570]),
        ("แผน 2566-70", [2566, 2567, 2568, 2569, 2570]),
        ("ปีงบประมาณ 68", [2568]),
        ("ค.ศ. 2025", [2568]),
        ("ตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540", []),
        ("ณ วันที่ 15 มีนาคม 2568", []),
        ("จำนวน 2,568 บาท 12568 และ 25681", []),
    ],
    ids=range(9),
)
def test_years_are_read_as_people_write_them(text: str, years: list[int]) -> None:
    assert find_years(tidy(text)) == years


def test_dates_are_found_in_every_usual_form() -> None:
    text = "๑๕ มีนาคม ๒๕๖๘ / 3 ม.ค. 68 / 24/11/2567 / 2025-04-30 / ราคา 3/4 ของ 1/2"
    assert sorted(find_dates(tidy(text))) == [
        dt.date(2024, 11, 24), dt.date(2025, 1, 3), dt.date(2025, 3, 15), dt.date(2025, 4, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("รายงาน ประจำปี 2568", "year-named"),
        ("รายงาน ประจำปี 2561", "year-wrong"),
        ("รายงาน ไม่มีปี", "year-missing"),
        ("ข่าวเมื่อ 5 พฤศจิกายน 2567", "year-named"),  # in the fiscal year 2568
        ("ข่าวเมื่อ 5 พฤศจิกายน 2568", "year-missing"),
        ("รายงาน ประจำปี 2567 " + "ก " * 1000 + "แผนปี 2568", "year-aside"),
    ],
    ids=range(6),
)
def test_the_right_year_is_looked_for(text: str, code: str) -> None:
    assert [one.code for one in check_year(tidy(text), Expectation(DAY, years=(2568,)))] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"ประกาศ {FULL}", "agency-named"),
        ("ประกาศ องค์การบริหาร ส่วนตำบล\u200bหนองแวง", "agency-named"),
        ("ประกาศ อ บ ต . หนองแวง", "agency-named"),
        ("ประกาศ องค์การบริหารส่วนตำบลหนองแวก", "agency-misspelt"),
        ("ประกาศ องค์การบริหารส่วนตำบลบ้านดอนยาว อำเภอเมือง", "agency-other"),
        ("ประกาศ เรื่องทั่วไปขององค์การบริหารส่วนตำบลที่ดี", "agency-missing"),
    ],
    ids=range(6),
)
def test_the_agency_is_looked_for(text: str, code: str) -> None:
    expected = Expectation(DAY, agency_names=(FULL, SHORT))
    assert [one.code for one in check_agency(tidy(text), expected)] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ลงวันที่ 1 มีนาคม 2568", "date-inside"),
        ("ลงวันที่ 1 มีนาคม 2565", "date-outside"),
        ("ไม่มีวันที่", "date-missing"),
    ],
    ids=range(3),
)
def test_a_date_in_the_period_is_looked_for(text: str, code: str) -> None:
    expected = Expectation(DAY, starts_on=dt.date(2024, 10, 1), ends_on=dt.date(2025, 9, 30))
    assert [one.code for one in check_period(tidy(text), expected)] == [code]


def test_a_plan_adopted_before_its_years_is_only_worth_a_look() -> None:
    text = tidy("แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570 ประกาศใช้เมื่อ 15 ตุลาคม 2564")
    expected = Expectation(
        DAY, years=(2569,), starts_on=dt.date(2025, 10, 1), ends_on=dt.date(2026, 9, 30)
    )
    found = [*check_year(text, expected), *check_period(text, expected)]
    assert [(one.code, one.level) for one in found] == [
        ("year-named", Level.OK),
        ("date-outside", Level.WARN),
    ]


def test_garbled_letters_are_noticed() -> None:
    thai = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต " * 10
    assert list(check_letters(thai)) == []
    for text, code in (
        (thai.encode("cp874").decode("latin-1"), "text-broken"),
        ("Report of the year " * 20, "text-not-thai"),
        ("\uf8ff\ue001" * 200, "text-broken"),
    ):
        assert [one.code for one in check_letters(text)] == [code]


@pytest.mark.parametrize(
    ("updated", "months", "state"),
    [
        (dt.date(2026, 1, 1), 1, State.FRESH),
        (dt.date(2025, 12, 20), 1, State.DUE),
        (dt.date(2025, 12, 15), 1, State.DUE),
        (dt.date(2025, 12, 14), 1, State.OVERDUE),
        (dt.date(2025, 2, 10), 12, State.DUE),
        (dt.date(2025, 3, 10), 12, State.FRESH),
        (None, 12, State.UNKNOWN),
        (None, None, State.FRESH),
    ],
    ids=range(8),
)
def test_freshness_follows_the_cadence(
    updated: dt.date | None, months: int | None, state: State
) -> None:
    assert compute_freshness(updated, months, on=DAY).state == state


def test_the_day_due_is_the_last_one_of_a_short_month() -> None:
    found = compute_freshness(dt.date(2026, 1, 31), 1, on=DAY)
    assert found.due_on == dt.date(2026, 2, 28)


def test_everything_that_is_not_good_says_what_to_do() -> None:
    silent = {code for code, (_message, advice) in WORDING.items() if not advice}
    assert silent == {
        "address-opens", "tls-valid", "file-opens", "text-layer", "year-named", "agency-named",
        "date-inside", "sheet-filled", "machine-readable", "machine-beside",
            "sheet-says-none", "fresh", "nothing-personal",
    }  # fmt: skip
    assert Level("ok") == Level.OK


def test_years_stand_behind_a_point_but_not_in_a_telephone_number() -> None:
    assert find_years(tidy("พ.ศ.2568")) == [2568]
    assert find_years(tidy("พ.ศ.2566-2567")) == [2566, 2567]
    assert find_years(tidy("โทร 0-2568-0000")) == []


def test_a_misspelt_name_is_told_without_its_neighbours() -> None:
    text = tidy("รายงานองค์การบริหารส่วนตำบลหนองแวน ประจำปี")
    found = next(check_agency(text, Expectation(DAY, agency_names=(FULL,))))
    assert found.params["wrong"] == "องค์การบริหารส่วนตำบลหนองแวน"
