"""Import in the office: upload, look, correct, save all or nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prongsai.measures.models import Measure, Plan
from prongsai.organization.models import Division
from tests.conftest import Office

UPLOAD = "/office/measures/import/"
TABLE = (
    "มาตรการ,ขั้นตอน,ระยะเวลา,ผู้รับผิดชอบ,ผลผลิต,ช่องพิเศษ\n"
    "จัดทำคู่มือ,ประชุม,ตลอดปีงบประมาณ,กองคลัง,คู่มือ ๑ เล่ม,หมายเหตุ\n"
    "เผยแพร่ข้อมูล,ลงเว็บไซต์,ตลอดปีงบประมาณ,กองปริศนา,ข่าว ๒ เรื่อง,อื่น\n"
)


def _upload(client: Any, content: bytes, name: str = "plan.csv", year: int = 2569) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(UPLOAD, {"file": file, "fiscal_year": year, "read_as": "plan"})


def test_upload_preview_accept_save(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    preview = _upload(client, TABLE.encode()).headers["Location"]
    page = client.get(preview).content.decode()
    assert "กองปริศนา" in page
    assert 'name="column-0-0"' in page
    refused = client.post(preview, {"save": "1"})
    assert refused.status_code == 422
    assert not Plan.objects.exists()
    saved = client.post(preview, {"save": "1", "accept": "1"})
    assert saved.headers["Location"] == "/office/measures/2569/"
    assert Measure.objects.count() == 2
    assert Division.objects.filter(name="กองปริศนา").exists()
    assert client.get(preview).status_code == 404


def test_a_column_gets_another_meaning_and_a_row_is_left_out(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    preview = _upload(client, TABLE.encode()).headers["Location"]
    page = client.post(preview, {"column-0-5": "outcome", "leave-0-2": "1"}).content.decode()
    assert "เผยแพร่ข้อมูล" in page  # still beside it, struck out
    saved = client.post(preview, {"column-0-5": "outcome", "leave-0-2": "1", "save": "1"})
    assert saved.status_code == 302
    measure = Measure.objects.get()
    assert (measure.title, measure.expected_outcome) == ("จัดทำคู่มือ", "หมายเหตุ")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.docx"),
        (b"%PDF-1.7", "a.docx"),
        (b"\xd0\xcf\x11\xe0" * 40, "a.xls"),
        (b"hello", "a.csv"),
    ],
)
def test_unreadable_files_get_a_clear_message_and_nothing_is_saved(
    office: Office, sign_in: Any, content: bytes, name: str
) -> None:
    client = sign_in(office.officer)
    answer = _upload(client, content, name)
    if answer.status_code == 302:
        answer = client.get(answer.headers["Location"])
    assert answer.status_code == 422
    assert "p-error" in answer.content.decode() or "p-alert" in answer.content.decode()
    assert not Plan.objects.exists()


def test_pasted_text_is_read_too(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    text = TABLE.replace(",", "\t").replace("กองปริศนา", "กองคลัง")
    answer = client.post(UPLOAD, {"text": text, "fiscal_year": 2569, "read_as": ""})
    assert client.post(answer.headers["Location"], {"save": "1"}).status_code == 302
    assert Measure.objects.count() == 2


def test_the_sample_is_one_click_away(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    preview = client.post(UPLOAD + "sample/").headers["Location"]
    assert "13 มาตรการ" in client.get(preview).content.decode()


def test_another_session_does_not_see_the_upload(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    preview = _upload(client, TABLE.encode()).headers["Location"]
    client.logout()
    assert sign_in(office.admin).get(preview).status_code == 404


def test_kept_uploads_are_private(office: Office, sign_in: Any, settings: Any) -> None:
    client = sign_in(office.officer)
    _upload(client, TABLE.encode())
    kept = list((Path(settings.DATA_DIR) / "imports").iterdir())
    assert kept
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)
