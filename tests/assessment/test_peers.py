"""Published tables of results: what is read of them, who stands where."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prongsai.assessment.importing.peers import PeerRow, read_peers
from prongsai.assessment.models import Peer, PeerTable
from prongsai.assessment.queries.peers import compare
from prongsai.assessment.services.peers import choose_own, remove_peers, save_peers
from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from prongsai.organization.queries import get_profile
from tests.conftest import Office


def sheet(*rows: tuple[Any, ...]) -> bytes:
    """An Excel file with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_national_table_is_read_whatever_stands_above_it() -> None:
    content = sheet(
        ("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568",),
        ("ลำดับ", "ชื่อหน่วยงาน", "ประเภท", "ขนาด", "อำเภอ", "จังหวัด", "IIT", "EIT", "OIT", "คะแนน ITA", "ระดับ"),
        (1, "อบต.หนึ่ง", "อบต.", "กลาง", "เมือง", "จังหวัดสมมติ", 91.5, 88.2, 100, 93.91, "ผ่านดี"),
        (2, "เทศบาลตำบลสอง", "เทศบาลตำบล", "เล็ก", "อ.เมือง", "สมมติ", "๘๐.๕", 81, 70, "๗๖.๔๕", "ต้องปรับปรุง"),
        (None,) * 11,
        ("", "รวม", "", "", "", "", "", "", "", 85.18, ""),
    )  # fmt: skip
    found = read_peers(content, "ผล.xlsx")
    assert found.problems == []
    first, second = found.rows
    assert first == PeerRow(
        "อบต.หนึ่ง", "sao", "กลาง", "เมือง", "สมมติ", 93.91, 91.5, 88.2, 100.0, "ผ่านดี"
    )
    assert (second.kind, second.total, second.iit) == ("subdistrict-municipality", 76.45, 80.5)
    assert second.amphoe == "เมือง"


def test_a_head_of_two_rows_and_points_of_the_total_are_understood() -> None:
    text = (
        "ที่;อปท.;คะแนนรวม;คะแนนรายเครื่องมือ;;\n;;;IIT (30);EIT (30);OIT (40)\n"
        "1;องค์การบริหารส่วนตำบลก;92,50;27;26,10;39,40\n2;ทม.ข;88.1;25;24;39.1\n"
    )
    found = read_peers(text, "ผล.csv")
    assert [(row.kind, row.total) for row in found.rows] == [
        ("sao", 92.5),
        ("town-municipality", 88.1),
    ]
    assert found.rows[0].iit == 90
    assert found.rows[0].oit == 98.5
    assert len(found.notes) == 3


def test_lines_that_are_no_scores_are_named_and_left_out() -> None:
    content = sheet(
        ("หน่วยงาน", "คะแนน"),
        ("อบต.ก", 101),
        ("อบต.ข", "ไม่เข้าร่วม"),
        ("", 90),
        ("อบต.ค", 90),
        ("จังหวัดสมมติ", None),
    )
    found = read_peers(content, "ผล.xlsx")
    assert [row.name for row in found.rows] == ["อบต.ค"]
    assert found.left_out == 3
    assert "แถวที่ 2" in found.problems[0]
    assert "101" in found.problems[0]


def test_a_file_without_such_a_table_says_so() -> None:
    found = read_peers("ก,ข\n1,2\n", "x.csv")
    assert found.rows == []
    assert len(found.problems) == 1


def rows_of(own: str, count: int = 40) -> list[PeerRow]:
    """A table in which the own line has 90 and nobody has more."""
    profile = get_profile()
    made = [PeerRow(own, profile.kind, "", profile.amphoe, profile.province, 90, 80, 90, 99, "ผ่าน")]
    for at in range(count):
        kind = profile.kind if at % 2 else "pao"
        place = (f"อ{at % 4}", f"จ{at % 5}")
        total = 50.0 + at % 40
        made.append(PeerRow(f"อื่น {at}", kind, "", *place, total, None, None, total + 5, ""))
    return made


def test_the_own_line_is_found_and_stands_in_its_circles(office: Office) -> None:
    table = save_peers(
        actor=office.officer,
        fiscal_year=2568,
        province="",
        rows=rows_of(get_profile().short_name),
        source_name="ผล.xlsx",
    )
    with CaptureQueriesContext(connection) as seen:
        found = compare(table)
    assert len(seen) == 2
    assert found.own is not None
    assert found.own.is_own
    assert found.count == 41
    every, kind = found.groups
    assert (every.standing.count, every.standing.rank) == (41, 1)
    assert (kind.standing.count, kind.standing.rank) == (21, 1)
    assert [part for part, _standing in every.parts] == ["OIT"]  # others have no IIT and EIT
    assert AuditEntry.objects.filter(event="assessment.peers_saved").count() == 1


def test_without_a_sure_own_line_somebody_says_which_it_is(office: Office) -> None:
    rows = rows_of("ชื่อที่เขียนต่างไป")
    table = save_peers(
        actor=office.officer, fiscal_year=2568, province="", rows=rows, source_name="x"
    )
    assert compare(table).own is None
    assert compare(table).groups == []
    choose_own(actor=office.officer, table=table, peer=table.peers.get(name="ชื่อที่เขียนต่างไป"))
    assert compare(table).groups
    choose_own(actor=office.officer, table=table, peer=None)
    assert compare(table).own is None


def test_two_lines_of_the_same_name_are_not_guessed_between(office: Office) -> None:
    name = get_profile().full_name
    rows = [*rows_of(name), rows_of(name)[0]]
    table = save_peers(
        actor=office.officer, fiscal_year=2568, province="", rows=rows, source_name="x"
    )
    assert not table.peers.filter(is_own=True).exists()


def test_a_new_table_takes_the_place_of_the_old_one_of_its_year_and_area(office: Office) -> None:
    for count in (3, 5):
        save_peers(
            actor=office.officer,
            fiscal_year=2568,
            province="",
            rows=rows_of("ก", count),
            source_name="x",
        )
    assert Peer.objects.count() == 6
    remove_peers(actor=office.officer, table=PeerTable.objects.get())
    assert Peer.objects.count() == 0


@pytest.mark.parametrize(("year", "count"), [(1999, 2), (2568, 0)])
def test_nonsense_is_refused_and_nothing_is_kept(office: Office, year: int, count: int) -> None:
    rows = rows_of("ก")[:count]
    with pytest.raises(Refused):
        save_peers(actor=office.officer, fiscal_year=year, province="", rows=rows, source_name="x")
    assert not PeerTable.objects.exists()


def test_who_may_not_write_is_refused(office: Office) -> None:
    with pytest.raises(Refused):
        save_peers(
            actor=office.head, fiscal_year=2568, province="", rows=rows_of("ก"), source_name="x"
        )
