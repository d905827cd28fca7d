"""Past minutes: real files are read, confirmed in a table, saved all or none."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence
from prongsai.meetings import services
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.reading import guess
from prongsai.meetings.services import PastMeeting
from tests.circulars.conftest import make_pdf
from tests.conftest import Office

SignIn = Callable[[Any], Any]
UPLOAD = "/office/meetings/import/"


def make_docx(text: str) -> bytes:
    """A Word file of one line."""
    document = Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def files() -> list[SimpleUploadedFile]:
    """A PDF and a Word file that can be read, a PDF that says nothing of itself, two wrong ones."""
    return [
        SimpleUploadedFile("a.pdf", make_pdf("รายงานการประชุม ครั้งที่ ๕/๒๕๖๗ วันที่ ๗ พฤษภาคม ๒๕๖๗")),
        SimpleUploadedFile("b.docx", make_docx("ครั้งที่ 6/2567 เมื่อวันที่ 4 มิถุนายน 2567")),
        SimpleUploadedFile("scan.pdf", make_pdf("ไม่มีเลข")),
        SimpleUploadedFile("ตาราง.csv", b"a,b\n"),
        SimpleUploadedFile("virus.exe", b"MZ\x00"),
    ]


def take_in(client: Any, body: Body, uploads: list[SimpleUploadedFile]) -> str:
    """The address of the second step."""
    answer = client.post(UPLOAD, {"body": body.code, "uploads": uploads})
    assert answer.status_code == 302
    return str(answer["Location"])


RIGHT = {
    "take-1": "on", "held_on-1": "7/5/2567", "number-1": "5",
    "take-2": "on", "held_on-2": "4/6/2567", "number-2": "๖",
    "take-3": "on", "held_on-3": "2 ก.ค. 2567", "number-3": "7",
}  # fmt: skip


def test_files_are_read_confirmed_and_saved(office: Office, staff: Body, sign_in: SignIn) -> None:
    client = sign_in(office.officer)
    step = take_in(client, staff, files())
    page = client.get(step).content.decode()
    for text in ('value="7/5/2567"', 'name="number-1" value="5"', 'value="4/6/2567"'):
        assert text in page
    assert "อ่านจากไฟล์ได้ไม่ครบ" in page
    refused = page.partition("ไฟล์ที่ไม่รับ")[2].partition("<form")[0]
    assert "ตาราง.csv" in refused
    assert "virus.exe" in refused
    assert not Meeting.objects.exists()
    assert not Evidence.objects.exists()
    answer = client.post(step, RIGHT)
    assert answer["Location"] == reverse("meetings_index") + "?body=staff&year=all"
    made = list(Meeting.objects.order_by("starts_at"))
    assert [(m.label, m.day) for m in made] == [
        ("5/2567", dt.date(2024, 5, 7)),
        ("6/2567", dt.date(2024, 6, 4)),
        ("7/2567", dt.date(2024, 7, 2)),
    ]
    assert all(m.minutes.is_adopted and m.is_imported for m in made)
    kept = [m.minutes.file.versions.get().file_name for m in made if m.minutes.file]
    assert kept == ["a.pdf", "b.docx", "scan.pdf"]
    assert client.get(step).status_code == 404


def test_one_wrong_line_saves_none_and_the_files_stay(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    step = take_in(client, staff, files())
    for changed, field in (
        ({"held_on-3": ""}, "held_on-3"),
        ({"number-3": ""}, "number-3"),
        ({"number-3": "0"}, "number-3"),
        ({"number-3": "6"}, "number-3"),
        ({"held_on-2": "4/6/2690"}, "held_on-2"),
    ):
        answer = client.post(step, RIGHT | changed)
        assert answer.status_code == 422
        assert f'id="id_{field}_error"' in answer.content.decode()
        assert not Meeting.objects.exists()
        assert not Evidence.objects.exists()
    none = {name: value for name, value in RIGHT.items() if name[:4] != "take"}
    assert client.post(step, none).status_code == 422
    some = {name: value for name, value in RIGHT.items() if name != "take-3"} | {"number-3": "x"}
    assert client.post(step, some).status_code == 422
    assert client.post(step, some | {"number-3": ""}).status_code == 302
    assert Meeting.objects.count() == 2


def test_a_waiting_file_can_be_looked_at_by_its_session_alone(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    step = take_in(client, staff, files())
    one, two = client.get(f"{step}1/"), client.get(f"{step}2/")
    assert one.content.startswith(b"%PDF-")
    assert one["Content-Disposition"].startswith("inline")
    assert "sandbox" in one["Content-Security-Policy"]
    assert two["Content-Disposition"].startswith("attachment")
    assert client.get(f"{step}9/").status_code == 404
    client.logout()
    other = sign_in(office.palad)
    for address in (step, f"{step}1/"):
        assert other.get(address).status_code == 404
    assert other.post(step, RIGHT).status_code == 404


def test_only_wrong_files_are_refused_beside_the_field(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    for wrong in (files()[3:], []):
        answer = client.post(UPLOAD, {"body": "staff", "uploads": wrong})
        assert answer.status_code == 422
        assert 'id="id_uploads_error"' in answer.content.decode()
    answer = client.post(UPLOAD, {"body": "none", "uploads": files()[:1]})
    assert answer.status_code == 422


def test_files_that_are_gone_are_named(
    office: Office, staff: Body, sign_in: SignIn, settings: Any
) -> None:
    client = sign_in(office.officer)
    step = take_in(client, staff, files()[:2])
    key = client.session["meetings_imports"][step.split("/")[-2]]["rows"][1]["key"]
    (Path(settings.DATA_DIR) / "imports" / key).unlink()
    data = {name: value for name, value in RIGHT.items() if name[-1] != "3"}
    answer = client.post(step, data)
    assert answer.status_code == 422
    assert "“b.docx” เก็บไว้ครบหนึ่งวันแล้ว" in answer.content.decode()
    assert not Meeting.objects.exists()
    assert client.get(f"{step}2/").status_code == 404


def test_the_councils_minutes_need_their_session(
    office: Office, council: Body, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    step = take_in(client, council, files()[:1])
    data = {name: value for name, value in RIGHT.items() if name[-1] == "1"}
    assert client.post(step, data).status_code == 422
    data |= {"session-1": "ordinary", "session_number-1": "2"}
    assert client.post(step, data).status_code == 302
    made = Meeting.objects.get()
    assert (made.session, made.session_number, made.number) == ("ordinary", 2, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("สมัยสามัญ สมัยที่ ๒ ครั้งที่ ๑/๒๕๖๘ วันที่ ๓ มีนาคม ๒๕๖๘", ("ordinary", 2, 1)),
        ("สมัยวิสามัญ สมัยที่ 1 ครั้งที่ 3/2567", ("extraordinary", 1, 3)),
        ("สมัยประชุมสามัญที่ 3 ครั้งที่ 2/2567", ("ordinary", 3, 2)),
        ("สมัยสามัญ ครั้งที่ 2/2567", ("", None, 2)),
    ],
)
def test_the_session_is_read_from_the_text(text: str, found: tuple[str, int | None, int]) -> None:
    seen = guess(make_docx(f"รายงานการประชุมสภาองค์การบริหารส่วนตำบล {text}"), "m.docx")
    assert (seen.session, seen.session_number, seen.number) == found


def test_old_uploads_of_a_session_make_room(
    office: Office, staff: Body, sign_in: SignIn, settings: Any
) -> None:
    client = sign_in(office.officer)
    steps = [take_in(client, staff, files()[:1]) for _n in range(7)]
    assert client.get(steps[0]).status_code == 404
    assert client.get(steps[-1]).status_code == 200
    assert len(client.session["meetings_imports"]) == 5


def test_a_refusal_names_its_row(office: Office, staff: Body) -> None:
    upload, past = (make_pdf(), "m.pdf"), PastMeeting(dt.date(2024, 5, 7), 5)
    with pytest.raises(Refused) as refusal:
        services.import_all(
            actor=office.officer, body=staff, rows={"a": (past, upload), "b": (past, upload)}
        )
    assert refusal.value.field == "number-b"
    assert not Meeting.objects.exists()
