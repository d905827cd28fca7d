"""Stamped copies, archives that can be checked, handover, and destruction that keeps the line."""

import csv
import datetime as dt
import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from prongsai.common.errors import Refused
from prongsai.correspondence.archive import ArchiveFile, ArchiveItem, write_archive
from prongsai.correspondence.retention import due_before, find_rule, list_rules
from prongsai.evidence import files
from prongsai.evidence.models import Evidence
from prongsai.mailroom import services
from prongsai.mailroom.archive import write_year
from prongsai.mailroom.documents import disposal_list, handover_list
from prongsai.mailroom.models import ArchiveExport, Assignment, ReceivedPaper
from prongsai.mailroom.queries import list_due
from prongsai.mailroom.stamp import Part, Stamp, stamp_copy
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from tests.conftest import Office
from tests.mailroom.conftest import make_pdf, make_photo

Receive = Callable[..., ReceivedPaper]
STAMP = Stamp("องค์การบริหารส่วนตำบลทดสอบ", "๗๖๘", "๒๔ พฤศจิกายน ๒๕๖๙", "๐๙.๓๐ น.")
THIS_YEAR = timezone.localdate().year + 543


def texts(content: bytes) -> list[str]:
    """The text of each page, without spaces."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    pages = done.stdout.decode().split("\f")[:-1]
    return ["".join(page.split()) for page in pages]


def test_photos_become_pages_and_the_first_is_stamped() -> None:
    copy = stamp_copy(
        [Part(make_photo(), "image/jpeg", "1.jpg"), Part(make_photo("red"), "image/jpeg", "2.jpg")],
        STAMP,
    )
    first, second = texts(copy)
    assert "๗๖๘" in first
    assert "๐๙.๓๐น." in first
    assert "๗๖๘" not in second


def test_a_pdf_keeps_its_text_under_the_stamp() -> None:
    original = make_pdf("ข้อความเดิม")
    (page,) = texts(stamp_copy([Part(original, "application/pdf", "a.pdf")], STAMP))
    assert "ข้อความเดิม" in page
    assert "๗๖๘" in page


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj", b"x"]
)
def test_what_is_no_readable_pdf_is_named(content: bytes) -> None:
    (page,) = texts(stamp_copy([Part(content, "application/pdf", "เสีย.pdf")], STAMP))
    assert "เสีย.pdf" in page
    assert "๗๖๘" in page


def test_a_turned_page_is_stamped_upright() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(make_pdf()))
    writer.pages[0].rotate(90)
    buffer = io.BytesIO()
    writer.write(buffer)
    copy = PdfReader(
        io.BytesIO(stamp_copy([Part(buffer.getvalue(), "application/pdf", "a")], STAMP))
    )
    assert copy.pages[0].rotation == 0
    assert copy.pages[0].cropbox.width > copy.pages[0].cropbox.height


def test_without_files_a_page_bears_the_stamp() -> None:
    (page,) = texts(stamp_copy([], STAMP))
    assert "๗๖๘" in page


def make_year(office: Office, receive: Receive) -> ReceivedPaper:
    paper = receive(subject="=SUM(1)", uploads=[(make_pdf(), "หนังสือ.pdf"), (make_photo(), "1.jpg")])
    services.write_minute(
        actor=office.officer,
        paper=paper,
        position=find_position(Role.INTEGRITY_OFFICER),
        text="เสนอ",
    )
    services.assign_paper(actor=office.officer, paper=paper, divisions=[find_division("กองคลัง")])
    receive(subject="เรื่องลับมาก", secrecy="secret")
    return paper


def test_an_archive_holds_what_its_reader_may_read(
    office: Office, receive: Receive, tmp_path: Path
) -> None:
    make_year(office, receive)
    for person, count in ((office.finance, 1), (office.mayor, 2)):
        target = tmp_path / "a.zip"
        summary = write_year(target, user=person, year=THIS_YEAR)
        assert summary.items == count
        with zipfile.ZipFile(target) as archive:
            index = json.loads(archive.read("index.json"))
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert len(index["papers"]) == count
        assert ("เรื่องลับมาก".encode() in everything) == (count == 2)


def test_every_file_of_an_archive_matches_its_digest(
    office: Office, receive: Receive, tmp_path: Path
) -> None:
    make_year(office, receive)
    target = tmp_path / "a.zip"
    summary = write_year(target, user=office.officer, year=THIS_YEAR)
    assert summary.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "manifest-sha256.txt"], cwd=tmp_path / "out", check=False
    )
    assert done.returncode == 0
    paper = json.loads((tmp_path / "out/index.json").read_text())["papers"][0]
    assert [Path(f["path"]).name for f in paper["files"]] == [
        "00-ใบปะหน้า.pdf", "01-หนังสือ.pdf", "02-1.jpg",
    ]  # fmt: skip
    assert paper["assignments"][0]["division"] == "กองคลัง"
    rows = list(csv.reader(io.StringIO((tmp_path / "out/index.csv").read_text("utf-8-sig"))))
    assert rows[0][0] == "เลขทะเบียนรับ"
    assert rows[1][6] == "'=SUM(1)"
    cover = (tmp_path / "out" / paper["files"][0]["path"]).read_bytes()
    assert "ใบปะหน้าหนังสือรับ" in texts(cover)[0]
    assert b"pdfaid" in cover


def test_any_papers_can_be_archived(tmp_path: Path) -> None:
    items = [ArchiveItem("1", {"number": 1, "tags": ["ก", "ข"]}, [ArchiveFile("a.txt", b"abc")])]
    summary = write_archive(tmp_path / "a.zip", iter(items), about={}, columns={"tags": "ป้าย"})
    assert (summary.items, summary.files) == (1, 1)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("1/a.txt") == b"abc"
        assert json.loads(archive.read("index.json"))["papers"][0]["tags"] == ["ก", "ข"]
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}  # no hour of writing


def test_an_empty_archive_is_whole(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip", [], about={"year": 1}, columns={})
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert json.loads(archive.read("index.json")) == {"format": 1, "year": 1, "papers": []}


def test_an_archive_is_made_in_the_background_for_one_person(
    office: Office, receive: Receive
) -> None:
    make_year(office, receive)
    export = services.ask_for_archive(actor=office.officer, year=THIS_YEAR)
    with pytest.raises(Refused):
        services.ask_for_archive(actor=office.officer, year=THIS_YEAR)
    assert services.make_waiting_archives() == 1
    export.refresh_from_db()
    assert (export.state, export.papers) == ("ready", 2)
    path = services.archive_path(export)
    assert path.stat().st_mode & 0o777 == 0o600
    ArchiveExport.objects.update(asked_at=timezone.now() - dt.timedelta(days=8))
    services.forget_old()
    assert not path.exists()
    assert not ArchiveExport.objects.exists()


def test_a_missing_file_is_said_not_tried_for_ever(office: Office, receive: Receive) -> None:
    paper = receive(uploads=[(make_photo("green"), "1.jpg")])
    files.forget(paper.files.get().sha256)
    export = services.ask_for_archive(actor=office.officer, year=THIS_YEAR)
    assert services.make_waiting_archives() == 0
    export.refresh_from_db()
    assert export.state == "failed"


def test_open_work_of_a_division_goes_to_another(office: Office, receive: Receive) -> None:
    paper, finance, works = receive(), find_division("กองคลัง"), find_division("กองช่าง")
    (old,) = services.assign_paper(
        actor=office.officer, paper=paper, divisions=[finance], instruction="ส่งข้อมูล"
    )
    assert finance is not None
    assert works is not None
    handover = services.hand_over(
        actor=office.officer, source=finance, target=works, reason="ปรับโครงสร้าง"
    )
    old.refresh_from_db()
    new = Assignment.objects.get(division=works)
    assert (old.state, new.state) == ("done", "waiting")
    assert (new.due_on, new.instruction) == (old.due_on, "ส่งข้อมูล")
    assert "กองช่าง" in old.result
    paper.refresh_from_db()
    assert paper.due_on == new.due_on
    from prongsai.correspondence.render import render_pdf

    (page,) = texts(render_pdf(handover_list(handover, "อบต.ทดสอบ")))
    assert "กองช่าง" in page
    with pytest.raises(Refused) as refused:
        services.hand_over(actor=office.officer, source=finance, target=works, reason="อีก")
    assert refused.value.field == "source"


def test_open_desks_of_a_position_go_to_another(office: Office, receive: Receive) -> None:
    paper = receive()
    palad, mayor = find_position(Role.CHIEF_ADMINISTRATOR), find_position(Role.MAYOR)
    assert palad is not None
    assert mayor is not None
    services.write_minute(
        actor=office.officer, paper=paper, position=find_position(Role.INTEGRITY_OFFICER),
        text="เสนอ", forward_to=palad,
    )  # fmt: skip
    services.hand_over(actor=office.palad, source=palad, target=mayor, reason="ลา")
    assert [d.position for d in paper.desks.filter(closed_at=None)] == [mayor]


def test_who_may_not_hand_over_and_what_does_not_fit(office: Office, receive: Receive) -> None:
    finance, mayor = find_division("กองคลัง"), find_position(Role.MAYOR)
    assert finance is not None
    assert mayor is not None
    for actor, target, reason in (
        (office.finance, find_division("กองช่าง"), "ย้าย"),
        (office.officer, mayor, "ย้าย"),
        (office.officer, finance, "ย้าย"),
        (office.officer, find_division("กองช่าง"), " "),
    ):
        with pytest.raises(Refused):
            services.hand_over(actor=actor, source=finance, target=target, reason=reason)


def test_every_rule_has_its_source() -> None:
    codes = [rule.code for rule in list_rules()]
    assert len(codes) == len(set(codes)) >= 6
    for rule in list_rules():
        assert rule.label
        assert "ข้อ" in rule.source
        assert rule.sure in ("text", "usual", "own")


def test_papers_are_due_after_the_end_of_their_last_year() -> None:
    rule = find_rule("ordinary")
    assert rule is not None
    assert rule.last_year(2568) == 2569
    assert due_before(2569)["ordinary"] == 2568
    assert due_before(2569)["usual"] == 2559
    assert "historical" not in due_before(2569)


def make_old(receive: Receive, years: int, **more: Any) -> ReceivedPaper:
    """A paper that was received years ago and is done: written into the past behind the guard."""
    from django.db import connection

    paper = receive(**more)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE mailroom_receivedpaper DISABLE TRIGGER paper_guard")
        cursor.execute(
            "UPDATE mailroom_receivedpaper SET year = year - %s, state = 'done' WHERE id = %s",
            [years, paper.pk],
        )
        cursor.execute("ALTER TABLE mailroom_receivedpaper ENABLE TRIGGER paper_guard")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    paper.refresh_from_db()
    return paper


def destroy(office: Office, **more: Any) -> Any:
    values: dict[str, Any] = {
        "actor": office.officer,
        "end_of": THIS_YEAR - 1,
        "order_number": "มค ๘๐๓๐๑/๑",
        "ordered_on": timezone.localdate(),
    }
    return services.destroy_papers(**{**values, **more})


def test_destruction_erases_files_and_keeps_the_line(
    office: Office, receive: Receive, django_capture_on_commit_callbacks: Any
) -> None:
    alone, shared = make_photo("purple"), make_photo("orange")
    old = make_old(receive, 12, subject="เก่ามาก", uploads=[(alone, "1.jpg"), (shared, "2.jpg")])
    kept = make_old(receive, 11, uploads=[(make_photo("pink"), "1.jpg")])
    young = receive(uploads=[(shared, "1.jpg")])
    assert list(list_due(THIS_YEAR - 1)) == [old, kept]
    digests = [f.sha256 for f in old.files.all()]
    with django_capture_on_commit_callbacks(execute=True):
        destruction = destroy(office, keep=[(kept.number, kept.year)])
    old.refresh_from_db()
    assert (old.state, old.subject) == ("destroyed", "เก่ามาก")
    assert [f.sha256 for f in old.files.all()] == digests
    assert (destruction.files, list(destruction.papers.all())) == (2, [old])
    assert not files.path_of(digests[0]).exists()
    assert files.path_of(digests[1]).exists()
    assert young.files.get().evidence is not None
    assert Evidence.objects.filter(is_reserved=True).count() == 2
    assert list(list_due(THIS_YEAR - 1)) == [kept]
    with pytest.raises(Refused):
        services.write_minute(
            actor=office.officer,
            paper=old,
            position=find_position(Role.INTEGRITY_OFFICER),
            text="ก",
        )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"order_number": " "}, "order_number"),
        ({"ordered_on": dt.date(2200, 1, 1)}, "ordered_on"),
        ({"end_of": THIS_YEAR}, "end_of"),
        ({"keep": [(999, 2500)]}, "keep"),
    ],
)
def test_a_destruction_needs_its_order(
    office: Office, receive: Receive, wrong: dict[str, Any], field: str
) -> None:
    old = make_old(receive, 12)
    with pytest.raises(Refused) as refused:
        destroy(office, **wrong)
    assert refused.value.field == field
    with pytest.raises(Refused):
        destroy(office, actor=office.palad)
    old.refresh_from_db()
    assert old.state == "done"


def test_the_list_for_destruction_can_be_printed(receive: Receive) -> None:
    from prongsai.correspondence.render import render_pdf

    old = make_old(receive, 12, subject="เก่ามาก")
    document = disposal_list([old], "อบต.ทดสอบ", THIS_YEAR - 1, timezone.localdate())
    assert "เก่ามาก" in texts(render_pdf(document))[0]


@pytest.mark.parametrize(
    "date", ["๒๕ พฤศจิกายน ๒๕๖๙", "๒๘ กุมภาพันธ์ ๒๕๗๐", "๑ มกราคม ๒๕๗๐ และข้อความที่ยาวเกินกรอบ"]
)
def test_each_line_of_the_stamp_stands_on_its_own(date: str) -> None:
    stamp = Stamp("องค์การบริหารส่วนตำบลทดสอบ", "๑๒๓๔๕", date, "๑๖.๔๘ น.")
    copy = stamp_copy([Part(make_photo(), "image/jpeg", "1.jpg")], stamp)
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=copy, capture_output=True, check=True
    )
    lines = ["".join(line.split()) for line in done.stdout.decode().splitlines()]
    assert "".join(f"วันที่{date}".split()) in lines
    assert "เวลา๑๖.๔๘น." in lines
