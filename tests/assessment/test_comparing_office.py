"""The screens of the place among others and of own surveys."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prongsai.assessment import services
from prongsai.assessment.models import PeerTable, Pulse
from prongsai.organization.queries import get_profile
from tests.assessment.test_peers import rows_of, sheet
from tests.assessment.test_pulse import begin
from tests.conftest import Office

ROOT = "/office/assessment/"


def upload(content: bytes, name: str = "ผล.xlsx") -> dict[str, Any]:
    """The form of a table."""
    return {"file": SimpleUploadedFile(name, content), "fiscal_year": "2568", "province": ""}


def test_a_table_is_read_looked_at_and_saved(office: Office, sign_in: Any) -> None:
    client, own = sign_in(office.officer), get_profile()
    rows = [(own.full_name, 91.25), *((f"อบต.ที่{at}", 60 + at) for at in range(40))]
    content = sheet(("หน่วยงาน", "คะแนน"), *rows, ("อบต.เสีย", 120))
    assert "นำเข้าตารางผล" in client.get(f"{ROOT}standing/").content.decode()
    preview = client.post(f"{ROOT}standing/import/", upload(content), follow=True)
    shown = preview.content.decode()
    assert "อ่านได้ 41 หน่วยงาน" in shown
    assert "ไม่นำเข้า 1 บรรทัด" in shown
    assert not PeerTable.objects.exists()
    page = client.post(preview.request["PATH_INFO"], {"save": "1"}, follow=True)
    assert page.status_code == 200
    shown = page.content.decode()
    assert "เราอยู่" not in shown
    assert own.full_name in shown
    assert "จาก 41" in shown
    # What was saved does not wait any more.
    assert client.get(preview.request["PATH_INFO"]).status_code == 404


def test_a_file_without_a_table_is_refused_beside_its_field(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    for content, name in ((b"a,b\n1,2\n", "x.csv"), (b"%PDF-1.7", "x.pdf"), (b"", "x.csv")):
        answer = client.post(f"{ROOT}standing/import/", upload(content, name))
        assert answer.status_code == 422
        assert "p-error" in answer.content.decode()
    assert not PeerTable.objects.exists()


def test_the_page_of_many_agencies_asks_few_queries(office: Office, sign_in: Any) -> None:
    services.save_peers(
        actor=office.officer,
        fiscal_year=2568,
        province="",
        rows=rows_of(get_profile().short_name, 300),
        source_name="x",
    )
    client = sign_in(office.officer)
    client.get(f"{ROOT}standing/2568/")
    with CaptureQueriesContext(connection) as seen:
        page = client.get(f"{ROOT}standing/2568/?q=อื่น")
    assert page.status_code == 200
    assert len(seen) <= 12
    assert client.get(f"{ROOT}standing/2567/").status_code == 404


def test_the_own_line_is_chosen_and_a_table_taken_away(office: Office, sign_in: Any) -> None:
    table = services.save_peers(
        actor=office.officer, fiscal_year=2568, province="", rows=rows_of("ก"), source_name="x"
    )
    client = sign_in(office.officer)
    assert "บรรทัดใดเป็นของเรา" in client.get(f"{ROOT}standing/2568/").content.decode()
    client.post(f"{ROOT}standing/own/{table.peers.get(name='ก').pk}/")
    assert table.peers.get(is_own=True).name == "ก"
    client.post(f"{ROOT}standing/remove/{table.pk}/")
    assert not PeerTable.objects.exists()


def test_a_survey_is_begun_shown_hung_up_and_ended(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    form = client.get(f"{ROOT}pulse/new/IIT/").context["form"]
    given = {
        "questions": ["i1", "i2"],
        "opens_on": form["opens_on"].value().strftime("%Y-%m-%d"),
        "closes_on": form["closes_on"].value().strftime("%Y-%m-%d"),
        "invited": "20",
        "minimum": "5",
    }
    wrong = client.post(f"{ROOT}pulse/new/IIT/", given | {"invited": "1", "questions": []})
    assert wrong.status_code == 422
    assert client.get(f"{ROOT}pulse/new/OIT/").status_code == 404
    page = client.post(f"{ROOT}pulse/new/IIT/", given, follow=True)
    pulse = Pulse.objects.get()
    assert f"/pulse/{pulse.token}/" in page.content.decode()
    assert "<svg" in client.get(f"{ROOT}pulse/{pulse.token}/poster/").content.decode()
    for _person in range(6):
        services.answer_pulse(token=pulse.token, answers={"i1": 5})
    running = client.get(f"{ROOT}pulse/{pulse.token}/").content.decode()
    assert "ผลจะแสดงหลังปิดสำรวจ" in running
    ended = client.post(f"{ROOT}pulse/{pulse.token}/close/", follow=True).content.decode()
    assert "100.0" in ended
    assert "ผู้ตอบน้อยเกินกว่าจะแสดง" in ended  # nobody answered the second question
    assert "ปิดแล้ว" in client.get(f"/pulse/{pulse.token}/").content.decode()


def test_the_list_of_surveys_asks_few_queries(office: Office, sign_in: Any) -> None:
    for _at in range(5):
        begin(office)
    client = sign_in(office.officer)
    client.get(f"{ROOT}pulse/")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"{ROOT}pulse/").status_code == 200
    assert len(seen) <= 12
