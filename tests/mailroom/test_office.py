"""The screens: what is wrong stands beside its field, and nothing that was photographed is lost."""

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from prongsai.mailroom import services
from prongsai.mailroom.models import HeldFile, ReceivedPaper
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from tests.conftest import Office
from tests.mailroom.conftest import make_pdf, make_photo

Receive = Callable[..., ReceivedPaper]
SignIn = Callable[[Any], Any]
LINE = {
    "sender": "จังหวัดมหาสารคาม",
    "sender_number": "มค 0023/1",
    "sender_dated_on": "24/11/2568",
    "subject": "ขอเชิญประชุม",
    "to": "นายก อบต.ทดสอบ",
    "urgency": "urgent",
    "secrecy": "",
    "retention": "usual",
}


def photo(name: str = "1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make_photo(), "image/jpeg")


def status_of(client: Any, address: str) -> int:
    """The status of an answer whose file is closed again."""
    answer = client.get(address)
    # Not `answer.close()`: that would end the test's own connection to the database.
    for closer in answer._resource_closers if answer.streaming else ():
        closer()
    return int(answer.status_code)


def test_photos_and_a_line_become_a_numbered_paper(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.officer)
    form = client.get(reverse("mailroom_add")).content.decode()
    assert 'capture="environment"' in form
    answer = client.post(
        reverse("mailroom_add"), LINE | {"photos": [photo("1.jpg"), photo("2.jpg")]}, follow=True
    )
    paper = ReceivedPaper.objects.get()
    assert (paper.number, paper.origin, paper.files.count()) == (1, "photo", 2)
    page = answer.content.decode()
    assert "เลขที่รับ ๑" in page
    assert "ขอเชิญประชุม" in page


def test_a_refused_form_keeps_the_photos(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.officer)
    answer = client.post(reverse("mailroom_add"), LINE | {"subject": "", "photos": [photo()]})
    assert answer.status_code == 422
    held = HeldFile.objects.get()
    assert f'value="{held.token}"' in answer.content.decode()
    client.post(reverse("mailroom_add"), LINE | {"held": str(held.token)})
    assert ReceivedPaper.objects.get().files.get().name == "1.jpg"


def test_a_duplicate_is_shown_and_can_be_confirmed(
    office: Office, sign_in: SignIn, receive: Receive
) -> None:
    first = receive(sender_number="มค 0023/1")
    client = sign_in(office.officer)
    answer = client.post(reverse("mailroom_add"), LINE | {"photos": [photo()]})
    assert answer.status_code == 422
    assert reverse("mailroom_page", args=[first.public_id]) in answer.content.decode()
    token = HeldFile.objects.get().token
    client.post(reverse("mailroom_add"), LINE | {"held": str(token), "is_another": "on"})
    assert ReceivedPaper.objects.get(number=2).files.count() == 1


def test_a_bad_file_is_named_beside_the_field(office: Office, sign_in: SignIn) -> None:
    bad = SimpleUploadedFile("virus.exe", b"MZ\x00")
    answer = sign_in(office.officer).post(reverse("mailroom_add"), LINE | {"uploads": [bad]})
    assert answer.status_code == 422
    assert "virus.exe" in answer.content.decode()
    assert not ReceivedPaper.objects.exists()
    assert not HeldFile.objects.exists()


def test_top_secret_photos_are_not_kept(office: Office, sign_in: SignIn) -> None:
    answer = sign_in(office.officer).post(
        reverse("mailroom_add"), LINE | {"secrecy": "top-secret", "photos": [photo()]}
    )
    assert answer.status_code == 422
    assert not HeldFile.objects.exists()


def test_the_register_hides_a_classified_subject(
    office: Office, sign_in: SignIn, receive: Receive
) -> None:
    receive(subject="สอบสวนวินัย", secrecy="secret")
    assert "สอบสวนวินัย" in sign_in(office.mayor).get(reverse("mailroom_index")).content.decode()
    page = sign_in(office.finance).get(reverse("mailroom_index")).content.decode()
    assert "สอบสวนวินัย" not in page
    assert "ลับมาก" in page
    table = sign_in(office.finance).get(reverse("mailroom_export", args=["csv"])).content.decode()
    assert "สอบสวนวินัย" not in table


def test_files_of_a_classified_paper_stay_behind_its_door(
    office: Office, sign_in: SignIn, receive: Receive
) -> None:
    paper = receive(secrecy="secret", uploads=[(make_photo(), "1.jpg")])
    names = ("mailroom_file", "mailroom_thumbnail")
    addresses = [reverse(name, args=[paper.public_id, 1]) for name in names]
    addresses += [reverse("mailroom_stamped", args=[paper.public_id])]
    evidence = paper.files.get().evidence
    assert evidence is not None
    around = reverse("evidence_file", args=[evidence.public_id, 1, "1.jpg"])
    for person, status in ((office.officer, 200), (office.finance, 403), (office.admin, 403)):
        client = sign_in(person)
        assert {status_of(client, address) for address in addresses} == {status}
        assert status_of(client, around) == 403
        assert "แฟ้มหนังสือรับ" not in client.get(reverse("evidence_index")).content.decode()


def test_the_export_has_the_official_columns(
    office: Office, sign_in: SignIn, receive: Receive
) -> None:
    receive(subject="=1+1", sender_number="ก 1")
    client = sign_in(office.officer)
    content = client.get(reverse("mailroom_export", args=["csv"])).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == [
        "เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ",
    ]  # fmt: skip
    assert rows[1][5] == "'=1+1"
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("mailroom_export", args=["xlsx"])).content)
    )
    assert book.active is not None
    assert book.active["F2"].value == "=1+1"
    assert book.active["F2"].data_type == "s"


def test_minute_assign_accept_finish_on_the_screens(
    office: Office, sign_in: SignIn, receive: Receive
) -> None:
    paper = receive()
    palad = find_position(Role.CHIEF_ADMINISTRATOR)
    officer = find_position(Role.INTEGRITY_OFFICER)
    assert palad is not None
    assert officer is not None
    client = sign_in(office.officer)
    address = reverse("mailroom_minute", args=[paper.public_id])
    wrong = client.post(address, {"position": officer.pk, "text": ""})
    assert wrong.status_code == 422
    client.post(address, {"position": officer.pk, "text": "เสนอ", "forward_to": palad.pk})
    client = sign_in(office.palad)
    assert "เสนอถึงฉัน" in client.get(reverse("mailroom_mine")).content.decode()
    finance = find_division("กองคลัง")
    assert finance is not None
    assign = reverse("mailroom_assign", args=[paper.public_id])
    assert client.post(assign, {"due_on": ""}).status_code == 422
    client.post(assign, {"divisions": [finance.pk], "due_on": "31/12/2599"})
    assignment = paper.assignments.get()
    client = sign_in(office.finance)
    client.post(reverse("mailroom_accept", args=[paper.public_id, assignment.pk]))
    finish = reverse("mailroom_finish", args=[paper.public_id, assignment.pk])
    assert client.post(finish, {"result": ""}).status_code == 422
    client.post(finish, {"result": "ส่งแล้ว"})
    paper.refresh_from_db()
    assert paper.state == "done"


def test_a_line_is_corrected_on_its_page(office: Office, sign_in: SignIn, receive: Receive) -> None:
    paper = receive()
    client = sign_in(office.officer)
    address = reverse("mailroom_correct", args=[paper.public_id])
    assert client.post(address, LINE | {"subject": " "}).status_code == 422
    assert client.post(address, LINE).status_code == 302
    paper.refresh_from_db()
    assert paper.subject == "ขอเชิญประชุม"


def test_the_mailbox_is_set_without_showing_its_password(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.officer)
    values = {
        "host": "localhost", "port": "1", "security": "tls", "username": "u", "folder": "INBOX",
    }  # fmt: skip
    address = reverse("mailroom_mailbox")
    assert client.post(address, values).status_code == 422
    assert client.post(address, values | {"password": "ลับสุดยอด"}).status_code == 302
    assert "ลับสุดยอด" not in client.get(address).content.decode()
    answer = client.post(reverse("mailroom_fetch"), follow=True)
    assert "ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้" in answer.content.decode()


def test_handover_and_archive_on_the_screens(
    office: Office, sign_in: SignIn, receive: Receive
) -> None:
    paper = receive(uploads=[(make_pdf(), "a.pdf")])
    finance, works = find_division("กองคลัง"), find_division("กองช่าง")
    assert finance is not None
    assert works is not None
    services.assign_paper(actor=office.officer, paper=paper, divisions=[finance])
    client = sign_in(office.officer)
    address = reverse("mailroom_handover")
    values = {"source": f"d{finance.pk}", "target": f"d{works.pk}", "reason": "ย้าย"}
    assert client.post(address, values | {"target": values["source"]}).status_code == 422
    assert client.post(address, values).status_code == 302
    link = next(p for p in client.get(address).content.decode().split('"') if "list.pdf" in p)
    assert client.get(link).content.startswith(b"%PDF")
    assert client.post(reverse("mailroom_archive"), {"year": paper.year}).status_code == 302
    services.make_waiting_archives()
    page = client.get(reverse("mailroom_archive")).content.decode()
    link = next(p for p in page.split('"') if "/archive/" in p and p[-2].isdigit())
    archive = client.get(link)
    assert b"".join(archive.streaming_content).startswith(b"PK")
    for closer in archive._resource_closers:
        closer()
    assert sign_in(office.palad).get(link).status_code == 403


@pytest.mark.parametrize(
    "query", ["?year=9999", "?year=x", "?division=0&p=99", "?q=%00", "?late=1"]
)
def test_odd_addresses_show_a_page(office: Office, sign_in: SignIn, query: str) -> None:
    assert sign_in(office.officer).get(reverse("mailroom_index") + query).status_code == 200


@pytest.mark.parametrize("persona", ["officer", "finance"])
def test_lists_cost_the_same_with_many_papers(
    office: Office, sign_in: SignIn, receive: Receive, persona: str
) -> None:
    client, finance = sign_in(office.people[persona]), find_division("กองคลัง")
    counts: list[int] = []
    for _round in range(2):
        for _n in range(3):
            services.assign_paper(
                actor=office.officer,
                paper=receive(),
                divisions=[finance],
                due_on=timezone.localdate(),
            )
        for address in (reverse("mailroom_index"), reverse("mailroom_mine")):
            client.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(address).status_code == 200
            counts.append(len(seen))
    assert counts[:2] == counts[2:]
    assert counts[0] <= 12
