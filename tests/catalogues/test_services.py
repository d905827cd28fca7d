"""Correcting a line: what counts, what is refused, what stays written down."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prongsai.audit.models import AuditEntry
from prongsai.catalogues import events
from prongsai.catalogues.models import Correction
from prongsai.catalogues.queries import get_catalogue
from prongsai.catalogues.reading import read_catalogue
from prongsai.catalogues.services import correct_line, withdraw_correction
from prongsai.common.errors import Refused
from tests.catalogues.conftest import PAGE, correct
from tests.conftest import Office, at_once, list_allowed


def component(year: int = 2569) -> Any:
    item = get_catalogue(year).find_item("O26")
    assert item is not None
    return item.components[0]


def test_without_corrections_the_shipped_catalogue_counts_in_one_query(db: None) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert get_catalogue(2569) == read_catalogue(2569)
    assert len(seen) == 1


def test_a_corrected_line_says_its_source_and_counts_as_checked(office: Office) -> None:
    path = "items/O26/components/a"
    correct(office.admin, path, text="มาตรการทั้งหมดของปี พ.ศ. 2568", note="ครบทุกกอง")
    with CaptureQueriesContext(connection) as seen:
        line = component()
    assert len(seen) == 1
    assert (line.text, line.note) == ("มาตรการทั้งหมดของปี พ.ศ. 2568", "ครบทุกกอง")
    assert (line.origin.source, line.origin.is_checked) == (PAGE, True)
    assert line.evidence == ("page", "file")
    assert read_catalogue(2569).find_item("O26") != get_catalogue(2569).find_item("O26")
    entry = AuditEntry.objects.get(event=events.CORRECTED.code)
    assert entry.data == {"field": path, "to": "note, text", "source": PAGE}


def test_a_line_is_marked_as_compared_without_changing_it(office: Office) -> None:
    item = get_catalogue(2569).find_item("O1")
    assert item is not None
    assert not item.origin.is_checked
    made = correct(office.admin, "items/O1", title=item.title)
    checked = get_catalogue(2569).find_item("O1")
    assert checked is not None
    assert (made.changed, made.values["title"]) == ([], item.title)
    assert checked.title == item.title
    assert checked.origin.is_checked
    assert AuditEntry.objects.filter(event=events.CHECKED.code).count() == 1


def test_the_newest_counts_and_a_withdrawal_brings_the_one_before_back(office: Office) -> None:
    first = correct(office.admin, "items/O4", title="ข่าว")
    second = correct(office.admin, "items/O4", title="ข่าวของหน่วยงาน")
    title = "ข่าวประชาสัมพันธ์"

    def current() -> str:
        item = get_catalogue(2569).find_item("O4")
        assert item is not None
        return item.title

    assert current() == "ข่าวของหน่วยงาน"
    withdraw_correction(actor=office.admin, correction=second, reason="อ่านผิดหน้า")
    assert current() == "ข่าว"
    with pytest.raises(Refused):
        withdraw_correction(actor=office.admin, correction=second, reason="อีกครั้ง")
    withdraw_correction(actor=office.admin, correction=first, reason="อ่านผิดปี")
    assert current() == title
    assert Correction.objects.count() == 4
    assert AuditEntry.objects.filter(event=events.WITHDRAWN.code).count() == 2


def test_days_are_corrected_together(office: Office) -> None:
    correct(office.admin, "calendar/disclosure", starts_on="2026-05-01", ends_on="2026-05-20")
    step = get_catalogue(2569).find_step("disclosure")
    assert step is not None
    assert (step.starts_on, step.ends_on) == (dt.date(2026, 5, 1), dt.date(2026, 5, 20))
    draft = get_catalogue(2570).find_step("disclosure")
    assert draft is not None
    assert draft.ends_on == dt.date(2027, 5, 20)


def test_weights_are_one_line_since_they_fit_only_together(office: Office) -> None:
    rows = [
        {"code": "IIT", "title": "IIT", "weight": 20, "parts": []},
        {"code": "EIT", "title": "EIT", "weight": 30, "parts": []},
        {"code": "OIT", "title": "OIT", "weight": 50, "parts": []},
    ]
    levels = get_catalogue(2569).levels
    for level in levels[:2]:
        each = {"IIT": 85, "EIT": 85, "OIT": 85}
        correct(office.admin, f"levels/{level.code}", minimum_each=each)
    correct(office.admin, "instruments", rows=rows)
    assert [row.weight for row in get_catalogue(2569).instruments] == [20, 30, 50]
    assert all(row.origin.is_checked for row in get_catalogue(2569).instruments)
    rows[0]["weight"] = 25
    with pytest.raises(Refused, match="105"):
        correct(office.admin, "instruments", rows=rows)


def test_how_the_oit_is_counted_can_be_corrected(office: Office) -> None:
    correct(office.admin, "general", oit_mean_of="sub-indicators")
    assert get_catalogue(2569).oit_mean_of == "sub-indicators"
    assert read_catalogue(2569).oit_mean_of == "items"


def test_a_draft_repeats_corrections_but_no_line_of_it_is_checked(office: Office) -> None:
    correct(office.admin, "items/O11", title="สรุปการจัดซื้อรายเดือน ปี 2569")
    draft = get_catalogue(2570)
    item = draft.find_item("O11")
    assert item is not None
    assert draft.is_draft
    assert (item.title, item.origin.is_checked) == ("สรุปการจัดซื้อรายเดือน ปี 2570", False)


def test_a_line_of_a_draft_is_corrected_when_its_manual_comes(office: Office) -> None:
    correct(office.admin, "items/O11", year=2570, title="สรุปรายไตรมาส", previous=["O11", "O12"])
    item = get_catalogue(2570).find_item("O11")
    assert item is not None
    assert (item.title, item.origin.is_checked) == ("สรุปรายไตรมาส", True)
    old = get_catalogue(2569).find_item("O12")
    assert old is not None
    assert old.following == ("O11", "O12")
    later = get_catalogue(2571).find_item("O11")
    assert later is not None
    assert (later.title, later.previous) == ("สรุปรายไตรมาส", ("O11",))


@pytest.mark.parametrize(
    ("path", "values", "field"),
    [
        ("items/O26/components/a", {"text": "  "}, "text"),
        ("items/O26/components/a", {"text": "ก" * 601}, "text"),
        ("items/O26/components/a", {"evidence": []}, "evidence"),
        ("items/O26/components/a", {"months": 5}, "months"),
        ("items/O26", {"year_offset": -2}, "year_offset"),
        ("items/O26", {"sub_indicator": "9.1"}, "sub_indicator"),
        ("items/O26", {"previous": ["O29"]}, "previous"),
        ("topics/7", {"items": ["O27"]}, "items"),
        ("topics/7", {"questions": ["i99"]}, "questions"),
        ("questions/i1", {"indicator": "11"}, "indicator"),
        ("levels/good", {"minimum": 99}, "minimum"),
        ("levels/good", {"minimum": 120}, "minimum"),
        ("levels/good", {"minimum_each": {"IIT9": 85}}, "minimum_each"),
        ("calendar/disclosure", {"ends_on": "2026-03-01"}, "ends_on"),
        ("calendar/disclosure", {"starts_on": "2025-04-01"}, "starts_on"),
        ("calendar/announcement", {"ends_on": "2027-08-15"}, "ends_on"),
        ("calendar/disclosure", {"starts_on": "2026-02-31"}, "starts_on"),
        ("general", {"oit_mean_of": "median"}, "oit_mean_of"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    office: Office, path: str, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        correct(office.admin, path, **values)
    assert refused.value.field == field
    assert str(refused.value).isascii() is False
    assert not Correction.objects.exists()


@pytest.mark.parametrize("path", ["items/O99", "items/O26/components/z", "scale/1", "items", ""])
def test_there_must_be_such_a_line(office: Office, path: str) -> None:
    with pytest.raises(LookupError):
        correct(office.admin, path)


def test_codes_are_never_corrected(office: Office) -> None:
    with pytest.raises(LookupError):
        correct(office.admin, "items/O26", code="O27")


@pytest.mark.parametrize("who", ["officer", "head", "palad", "mayor", "stranger"])
def test_only_administrators_correct(office: Office, who: str) -> None:
    with pytest.raises(Refused):
        correct(office.people[who], "items/O26")


def test_a_correction_says_where_it_is_written_and_is_not_said_twice(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        correct(office.admin, "items/O26", source=" ")
    assert refused.value.field == "source"
    correct(office.admin, "items/O26")
    with pytest.raises(Refused):
        correct(office.admin, "items/O26")


def test_who_was_slower_is_told(office: Office) -> None:
    correct(office.admin, "items/O26", title="ก")
    with pytest.raises(Refused):
        correct_line(
            actor=office.admin,
            fiscal_year=2569,
            path="items/O26",
            values={"title": "ข"},
            source=PAGE,
            seen=0,
        )


def test_of_two_corrections_at_once_the_second_is_refused(committed: None) -> None:
    from tests.conftest import make_office

    admin = make_office().admin

    def act(title: str) -> Any:
        return correct_line(
            actor=admin,
            fiscal_year=2569,
            path="items/O26",
            values={"title": title},
            source=PAGE,
            seen=0,
        )

    results = at_once(lambda: act("ก"), lambda: act("ข"))
    assert sum(isinstance(result, Correction) for result in results) == 1
    assert sum(isinstance(result, Refused) for result in results) == 1


def test_the_database_keeps_the_history(office: Office) -> None:
    made = correct(office.admin, "items/O26", title="ก")
    other = correct(office.admin, "items/O25", title="ก")
    withdraw_correction(actor=office.admin, correction=other, reason="ผิด")
    columns = "public_id, scheme, fiscal_year, path, changed, source, reason, corrected_by_id, corrected_at"
    wrong = (
        f"INSERT INTO catalogues_correction ({columns}, withdraws_id) SELECT gen_random_uuid(), "
        f"scheme, 2568, path, '[]', '', 'x', corrected_by_id, now(), {made.pk} "
        f"FROM catalogues_correction WHERE id = {made.pk}"
    )
    statements = [
        "UPDATE catalogues_correction SET source = 'x'",
        "DELETE FROM catalogues_correction",
        "TRUNCATE catalogues_correction CASCADE",
        wrong,
        wrong.replace("2568", "fiscal_year").replace("'', 'x'", "'', ''"),
    ]
    assert list_allowed(statements) == []
    assert list_allowed([wrong.replace("2568", "fiscal_year")]) != []
