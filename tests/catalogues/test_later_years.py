"""What a correction does to the later years that repeat the corrected one."""

import datetime as dt

import pytest

from prongsai.catalogues.lines import lay_over, list_paths, read_line
from prongsai.catalogues.models import Correction
from prongsai.catalogues.queries import get_catalogue
from prongsai.catalogues.reading import compose_plain
from prongsai.catalogues.rules import find_problems
from prongsai.catalogues.services import add_line, withdraw_correction
from prongsai.catalogues.shapes import Question
from prongsai.common.errors import Refused
from tests.catalogues.conftest import PAGE, correct
from tests.conftest import Office

STEP = "calendar/disclosure"
QUESTION = "questions/i1"
MARCH = {"starts_on": "2026-03-01", "ends_on": "2026-03-31"}


def days(year: int) -> tuple[dt.date, dt.date]:
    step = get_catalogue(year).find_step("disclosure")
    assert step is not None
    return step.starts_on, step.ends_on


def question(year: int) -> Question:
    return next(row for row in get_catalogue(year).questions if row.code == "i1")


def test_days_of_a_corrected_draft_stay_whole_when_the_year_before_moves(office: Office) -> None:
    last = days(2570)[1]
    correct(office.admin, STEP, year=2570, starts_on="2027-04-20")
    correct(office.admin, STEP, **MARCH)
    assert days(2569) == (dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert days(2570) == (dt.date(2027, 4, 20), last)
    assert days(2571) == (dt.date(2028, 4, 20), last.replace(year=2028))


def test_a_draft_without_own_correction_moves_with_the_year_before(office: Office) -> None:
    correct(office.admin, STEP, **MARCH)
    assert days(2570) == (dt.date(2027, 3, 1), dt.date(2027, 3, 31))


def test_what_was_compared_stays_as_it_was_compared(office: Office) -> None:
    before = question(2570)
    correct(office.admin, QUESTION, year=2570)
    correct(office.admin, QUESTION, text="อื่น")
    after = question(2570)
    assert (after.text, after.origin.source, after.origin.is_checked) == (before.text, PAGE, True)
    assert question(2569).text == "อื่น"
    # Its history still says that this was a comparison.
    assert Correction.objects.get(fiscal_year=2570).changed == []


def test_what_is_left_out_is_as_the_newest_correction_says(office: Office) -> None:
    correct(office.admin, "items/O4", title="ข่าว")
    made = correct(office.admin, "items/O4", group="หมวดอื่น")
    item = get_catalogue(2569).find_item("O4")
    assert item is not None
    assert (item.title, item.group) == ("ข่าว", "หมวดอื่น")
    assert made.changed == ["group", "title"]


def test_a_correction_that_breaks_a_later_year_is_refused_and_names_it(office: Office) -> None:
    levels = get_catalogue(2569).levels
    best, second = levels[0], levels[1]
    correct(office.admin, f"levels/{second.code}", year=2571, minimum=best.minimum - 1)
    with pytest.raises(Refused, match="2571") as refused:
        correct(office.admin, f"levels/{best.code}", minimum=best.minimum - 2)
    assert refused.value.field is None
    assert str(refused.value).startswith("ปี")
    assert Correction.objects.count() == 1


def test_a_withdrawal_that_breaks_a_later_year_is_refused(office: Office) -> None:
    levels = get_catalogue(2569).levels
    best, second = levels[0], levels[1]
    raised = correct(office.admin, f"levels/{best.code}", minimum=best.minimum + 2)
    correct(office.admin, f"levels/{second.code}", year=2570, minimum=best.minimum + 1)
    with pytest.raises(Refused, match="2570"):
        withdraw_correction(actor=office.admin, correction=raised, reason="อ่านผิด")


def test_a_year_with_its_own_file_is_not_touched_by_the_one_before(office: Office) -> None:
    correct(office.admin, STEP, starts_on="2026-04-20")
    before = days(2569)
    correct(office.admin, STEP, year=2568, starts_on="2025-03-01", ends_on="2025-03-31")
    assert days(2569) == before


def test_what_was_added_is_repeated_by_later_years_as_a_draft(office: Office) -> None:
    values = {"text": "สถิติของปี 2569", "evidence": ["page"]}
    add_line(
        actor=office.admin,
        fiscal_year=2569,
        path="items/O1/components/z",
        values=values,
        source=PAGE,
    )
    for year, is_checked in ((2569, True), (2571, False)):
        item = get_catalogue(year).find_item("O1")
        assert item is not None
        last = item.components[-1]
        assert (last.id, last.text) == ("z", f"สถิติของปี {year}")
        assert (last.is_required, last.origin.is_checked) == (True, is_checked)
    for path, actor in (("items/O1/components/z", office.admin), ("items/O28", office.officer)):
        with pytest.raises(Refused):
            add_line(actor=actor, fiscal_year=2570, path=path, values=values, source=PAGE)
    for path in ("items/O99/components/a", "questions/i99", "calendar/x"):
        with pytest.raises(LookupError):
            add_line(actor=office.admin, fiscal_year=2569, path=path, values={}, source=PAGE)


@pytest.mark.parametrize("year", [2567, 2568, 2569, 2570])
def test_every_line_can_be_kept_whole(year: int) -> None:
    plain = compose_plain(year, "nacc-ita", ())
    whole = plain
    for path in list_paths(plain):
        whole = lay_over(whole, path, read_line(plain, path), PAGE, "correction-1")
    known = {code for row in plain["items"] for code in row.get("previous", ())}
    assert find_problems(whole, known) == []
    assert {path: read_line(whole, path) for path in list_paths(whole)} == {
        path: read_line(plain, path) for path in list_paths(plain)
    }
