"""Registers of what the office issued: lines for Excel, an archive that can be checked, time of keeping."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from prongsai.correspondence import services
from prongsai.correspondence.keeping import COLUMNS, keeping_of, list_rows, write_register
from prongsai.correspondence.models import Paper, Register
from prongsai.correspondence.papers.queries import find_procedure
from prongsai.correspondence.queries import find_sealed
from prongsai.correspondence.services import take_number
from prongsai.evidence import files
from tests.conftest import Office, approve
from tests.correspondence.test_papers import draft, issue, issue_with_file

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year + 543


@pytest.fixture
def sealed(office: Office, seal_file: Path) -> Paper:
    """An issued, sealed order with an attachment."""
    paper, _template = issue_with_file(office)
    procedure = find_procedure(paper)
    assert procedure is not None
    services.seal(procedure=procedure)
    return paper


def orders() -> Register:
    """The register of orders of this year."""
    return Register.objects.get(kind="order", year=THIS_YEAR)


def read_archive(user: Any) -> tuple[zipfile.ZipFile, list[dict[str, Any]]]:
    """The archive of the orders for a person, and what its index says of each."""
    with services.archive_register(actor=user, register=orders()) as content:
        archive = zipfile.ZipFile(io.BytesIO(content.read()))
    return archive, json.loads(archive.read("index.json"))["papers"]


def test_the_archive_holds_sealed_files_attachments_and_signatures(
    office: Office, sealed: Paper, tmp_path: Path
) -> None:
    archive, (paper,) = read_archive(office.finance)
    assert [f["path"] for f in paper["files"]] == ["00001/00-หนังสือ.pdf", "00001/01-แนบ.pdf"]
    found = find_sealed(find_procedure(sealed))
    assert found is not None
    assert hashlib.sha256(archive.read("00001/00-หนังสือ.pdf")).hexdigest() == found.sha256
    assert b"pdfaid:part" in archive.read("00001/00-หนังสือ.pdf")
    assert len(paper["signatures"]) == 4
    assert paper["signatures"][-1]["verdict"] == "approved"
    assert paper["kept_until"] == str(THIS_YEAR + 10)
    archive.extractall(tmp_path)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "manifest-sha256.txt"], cwd=tmp_path, check=False
    )
    assert done.returncode == 0
    head, line = csv.reader(io.StringIO(archive.read("index.csv").decode("utf-8-sig")))
    assert head == [*COLUMNS.values(), "แฟ้ม"]
    assert line[2] == sealed.subject


def test_a_classified_paper_is_a_line_for_those_who_may_not_read_it(
    office: Office, sealed: Paper
) -> None:
    secret = issue(office, subject="สอบข้อเท็จจริง", secrecy="secret")
    procedure = find_procedure(secret)
    assert procedure is not None
    services.seal(procedure=procedure)
    _archive, (_open, hidden) = read_archive(office.finance)
    assert (hidden["subject"], hidden["files"]) == ("หนังสือที่มีชั้นความลับ", [])
    assert "signatures" not in hidden
    _archive, (_open, shown) = read_archive(office.officer)
    assert shown["subject"] == "สอบข้อเท็จจริง"
    assert len(shown["files"]) == 1
    lines = list(list_rows(orders()))
    assert [line[2] for line in lines] == [sealed.subject, "หนังสือที่มีชั้นความลับ"]
    assert lines[1][-1] == ""


def test_a_number_of_the_paper_register_and_a_lost_file_are_told(
    office: Office, sealed: Paper, sign_in: Any
) -> None:
    take_number(
        actor=None, kind="order", division=None, dated_on=timezone.localdate(), subject="=เลขจอง"
    )
    _archive, papers = read_archive(office.officer)
    assert papers[1]["files"] == []
    found = find_sealed(find_procedure(sealed))
    assert found is not None
    files.path_of(found.sha256).unlink()
    with pytest.raises(Refused):
        services.archive_register(actor=office.officer, register=orders())
    client = sign_in(office.officer)
    answer = client.post(reverse("correspondence_archive", args=[orders().pk]), follow=True)
    assert "กู้คืนจากข้อมูลสำรอง" in answer.content.decode()


def test_what_is_shown_goes_to_excel_with_its_time_of_keeping(
    office: Office, sealed: Paper, sign_in: Any
) -> None:
    issue(office, subject="แต่งตั้งคณะกรรมการตรวจรับ")
    client = sign_in(office.officer)
    address = reverse("correspondence_register", args=[orders().pk])
    sheet = load_workbook(io.BytesIO(client.get(f"{address}?format=xlsx").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(COLUMNS.values())
    assert [row[2] for row in rows[1:]] == [sealed.subject, "แต่งตั้งคณะกรรมการตรวจรับ"]
    text = client.get(f"{address}?format=csv&q=ตรวจรับ").content.decode("utf-8-sig")
    head, line = csv.reader(io.StringIO(text))
    assert (line[2], line[-1]) == ("แต่งตั้งคณะกรรมการตรวจรับ", str(THIS_YEAR + 10))
    page = client.get(address).content.decode()
    assert str(THIS_YEAR + 10) in page
    assert reverse("correspondence_archive", args=[orders().pk]) in page


def test_the_archive_comes_as_a_file_and_stands_in_the_log(
    office: Office, sealed: Paper, sign_in: Any
) -> None:
    client = sign_in(office.palad)
    answer = client.post(reverse("correspondence_archive", args=[orders().pk]))
    assert answer["Content-Disposition"].endswith(f'"register-order-{THIS_YEAR}.zip"')
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert "index.json" in archive.namelist()
    assert AuditEntry.objects.filter(event="correspondence.register_archived").count() == 1


def test_received_and_empty_registers_have_no_archive(office: Office, sign_in: Any) -> None:
    empty = Register.objects.create(kind="order", letter_code="มค ๘๐๓๐๑", year=2560)
    received = Register.objects.create(kind="received", letter_code="มค ๘๐๓๐๑", year=2560)
    for register in (empty, received):
        with pytest.raises(Refused):
            services.archive_register(actor=office.officer, register=register)
    client = sign_in(office.officer)
    page = client.get(reverse("correspondence_register", args=[received.pk])).content.decode()
    assert "Excel" not in page


def test_keeping_goes_by_class_and_secrecy() -> None:
    usual = keeping_of(class_code="website-keepers", is_classified=False, year=2569)
    assert (usual.rule.code, usual.last_year, usual.is_over) == ("usual", 2579, False)
    notice = keeping_of(class_code="circular-notice", is_classified=False, year=2550)
    assert (notice.rule.code, notice.last_year, notice.is_over) == ("ordinary", 2551, True)
    secret = keeping_of(class_code="website-keepers", is_classified=True, year=2550)
    assert (secret.rule.code, secret.last_year, secret.is_over) == ("secret", None, False)
    assert keeping_of(class_code="", is_classified=False, year=2569).rule.code == "usual"


def test_a_register_longer_than_a_portion_comes_whole_and_in_order(
    office: Office, tmp_path: Path
) -> None:
    for at in range(1, 206):
        take_number(
            actor=None,
            kind="order",
            division=None,
            dated_on=timezone.localdate(),
            subject=f"คำสั่ง {at}",
        )
    summary = write_register(tmp_path / "a.zip", user=office.officer, register=orders())
    assert summary.items == 205
    assert [row[2] for row in list_rows(orders())] == [f"คำสั่ง {at}" for at in range(1, 206)]


def test_screens_tell_what_is_not_numbered_yet(office: Office, sign_in: Any) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    procedure = services.submit_paper(actor=office.officer, paper=paper)
    client = sign_in(office.head)
    for address in (
        reverse("approvals_inbox"),
        reverse("approvals_page", args=[procedure.public_id]),
        reverse("public_verify", args=[procedure.code]),
    ):
        assert "ยังไม่ออกเลข" in client.get(address).content.decode(), address
    approve(office, procedure)
    page = client.get(reverse("approvals_page", args=[procedure.public_id])).content.decode()
    assert procedure.number in page
    assert "ยังไม่ออกเลข" not in page
