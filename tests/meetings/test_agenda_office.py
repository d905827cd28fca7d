"""The agenda on the screen: its numbers, its order, its documents, and what stays hidden."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prongsai.meetings import services
from prongsai.meetings.models import AgendaItem, Body, Meeting
from prongsai.meetings.queries.agenda import number_agenda
from prongsai.meetings.services import ItemDraft, ResolutionDraft, Slot
from prongsai.organization.queries import find_division
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import GROUND, SECRET, begin, hold, line, make_clerk, noon, pdf_text
from tests.meetings.test_before_office import WRONG, at, file_of, text_of


@pytest.fixture
def meeting(office: Office, staff: Body) -> Meeting:
    """A meeting in ten days, planned."""
    return services.plan_meeting(actor=office.officer, body=staff, slot=Slot(noon(10)))


def add(office: Office, meeting: Meeting, title: str, part: str = "new", **more: Any) -> AgendaItem:
    return services.add_item(
        actor=office.officer, parent=line(meeting, part), draft=ItemDraft(title, **more)
    )


def numbers(user: Any, meeting: Meeting) -> dict[str, str]:
    return {
        child.number: child.item.title
        for parent in number_agenda(user, meeting)
        for child in parent.children
    }


def form_of(**given: Any) -> dict[str, Any]:
    return {"title": "", "detail": "", "presenter": "", "division": "", "ground": ""} | given


def test_an_item_comes_in_with_everything_and_is_changed(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    client, parent = sign_in(office.officer), line(meeting, "new")
    path = at(meeting, f"agenda/{parent.pk}/add/")
    wrong = client.post(path, form_of(detail="รายละเอียดที่พิมพ์ไว้"))
    assert wrong.status_code == WRONG
    assert "รายละเอียดที่พิมพ์ไว้" in text_of(wrong)
    no_ground = client.post(path, form_of(title="เรื่องลับ", is_confidential="on"))
    assert no_ground.status_code == WRONG
    finance = find_division("กองคลัง")
    assert finance is not None
    given = form_of(title="ซื้อรถขยะ", presenter="ผอ.กองช่าง", division=finance.pk)
    upload = SimpleUploadedFile("ราคา.pdf", make_pdf())
    assert client.post(path, given | {"uploads": [upload]}).status_code == 302
    item = meeting.items.get(title="ซื้อรถขยะ")
    document = item.documents.get()
    page = text_of(client.get(at(meeting, "agenda/")))
    assert "๔.๑" in page
    assert "ผอ.กองช่าง" in page
    file = at(meeting, f"agenda/{item.pk}/documents/{document.pk}/")
    assert file in page
    assert file_of(client.get(file)).startswith(b"%PDF")
    change = at(meeting, f"agenda/{item.pk}/")
    assert "ซื้อรถขยะ" in text_of(client.get(change))
    assert client.post(change, form_of(title="ซื้อรถขยะ ๑ คัน")).status_code == 302
    item.refresh_from_db()
    assert item.title == "ซื้อรถขยะ ๑ คัน"
    assert not item.documents.exists()  # its tick was taken away
    assert client.get(file).status_code == 404
    assert client.post(at(meeting, f"agenda/{item.pk}/remove/")).status_code == 302
    assert not meeting.items.filter(pk=item.pk).exists()


def test_a_line_of_the_template_keeps_to_its_title(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    parent, client = line(meeting, "other"), sign_in(office.officer)
    page = text_of(client.get(at(meeting, f"agenda/{parent.pk}/")))
    assert "is_confidential" not in page
    assert client.post(at(meeting, f"agenda/{parent.pk}/"), {"title": "อื่น ๆ"}).status_code == 302
    parent.refresh_from_db()
    assert parent.title == "อื่น ๆ"
    item = add(office, meeting, "ย่อย")
    assert client.get(at(meeting, f"agenda/{item.pk}/add/")).status_code == 404


def test_items_change_places_with_and_without_script(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    one, two, three = (add(office, meeting, title) for title in ("ก", "ข", "ค"))
    parent, client = line(meeting, "new"), sign_in(office.officer)
    path = at(meeting, f"agenda/{parent.pk}/order/")

    def shown() -> str:
        return "".join(numbers(office.officer, meeting).values())

    answer = client.post(path, {"down": one.pk})
    assert answer["Location"].endswith(f"agenda/#line{parent.pk}")
    assert shown() == "ขกค"
    client.post(path, {"up": three.pk})
    assert shown() == "ขคก"
    client.post(path, {"up": two.pk})  # the first stays the first
    assert shown() == "ขคก"
    part = {"HTTP_X_PRONGSAI_PART": "1"}
    assert client.post(path, {"order": [one.pk, two.pk, three.pk]}, **part).status_code == 204
    assert shown() == "กขค"
    wrong = client.post(path, {"order": [one.pk, two.pk]}, **part)
    assert wrong.status_code == WRONG
    assert "ระเบียบวาระ" in text_of(wrong)
    assert shown() == "กขค"
    assert sign_in(office.finance).post(path, {"up": two.pk}).status_code == 403
    assert shown() == "กขค"


def test_a_hidden_item_keeps_its_place_and_number(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    add(office, meeting, "เรื่องเปิด")
    file = (make_pdf(), "ลับ.pdf")
    secret = add(office, meeting, SECRET, is_confidential=True, ground=GROUND, uploads=[file])
    add(office, meeting, "เรื่องท้าย")
    clerk, document = make_clerk(), secret.documents.get()
    assert numbers(clerk, meeting) == {"4.1": "เรื่องเปิด", "4.2": "", "4.3": "เรื่องท้าย"}
    assert numbers(office.finance, meeting)["4.2"] == SECRET
    for part in ("", "agenda/"):
        page = text_of(sign_in(clerk).get(at(meeting, part)))
        assert SECRET not in page
        assert "ลับ.pdf" not in page
        assert GROUND in page
    path = at(meeting, f"agenda/{secret.pk}/documents/{document.pk}/")
    assert sign_in(clerk).get(path).status_code == 404
    assert file_of(sign_in(office.finance).get(path)).startswith(b"%PDF")
    paper = at(meeting, "agenda.pdf")
    secret_text = SECRET.replace(" ", "")
    assert secret_text in pdf_text(sign_in(office.finance).get(paper).content)
    assert secret_text not in pdf_text(sign_in(clerk).get(paper).content)


def test_the_agenda_is_a_paper_in_two_formats(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    client = sign_in(office.finance)
    assert client.get(at(meeting, "agenda.pdf")).content.startswith(b"%PDF")
    assert client.get(at(meeting, "agenda.docx")).content.startswith(b"PK")
    assert client.get(at(meeting, "agenda.exe")).status_code == 404


def test_what_comes_back_by_itself_leads_to_where_it_came_from(
    office: Office, staff: Body, meeting: Meeting, sign_in: Any
) -> None:
    earlier = begin(office, staff, -30)
    item = add(office, earlier, "ป้ายบอกทาง")
    draft = ResolutionDraft("ให้ติดป้าย", division=find_division("กองคลัง"), due_on=meeting.day)
    resolution = services.record_resolution(actor=office.officer, item=item, draft=draft)
    services.end_meeting(actor=office.officer, meeting=earlier, at=noon(-29))
    client = sign_in(office.officer)
    assert "ให้ติดป้าย" not in text_of(client.get(at(meeting, "agenda/")))
    assert client.post(at(meeting, "agenda/fill/")).status_code == 302
    page = text_of(client.get(at(meeting, "agenda/")))
    assert f"/office/meetings/resolutions/{resolution.public_id}/" in page
    assert at(earlier, "minutes/") in page
    brought = meeting.items.get(carried_over=resolution)
    refused = client.post(at(meeting, f"agenda/{brought.pk}/remove/"), follow=True)
    assert "เรื่องนี้" in text_of(refused)
    assert meeting.items.filter(pk=brought.pk).exists()


def test_the_months_spending_is_a_click_and_its_division_writes_it(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    client, parent = sign_in(office.officer), line(meeting, "arising")
    link = at(meeting, f"agenda/{parent.pk}/add/?ready=spending")
    assert link in text_of(client.get(at(meeting, "agenda/")))
    form = client.get(link).context["form"]
    finance = find_division("กองคลัง")
    assert finance is not None
    assert form["division"].value() == finance.pk
    given = form_of(title=form["title"].value(), division=finance.pk, is_standing="on")
    assert client.post(link, given).status_code == 302
    assert link not in text_of(client.get(at(meeting, "agenda/")))
    item = meeting.items.get(is_standing=True)
    path = at(meeting, f"agenda/{item.pk}/text/")
    assert path in text_of(sign_in(office.finance).get(at(meeting, "agenda/")))
    assert path in text_of(sign_in(office.finance).get(at(meeting, "filing/finance/")))
    assert path not in text_of(sign_in(office.head).get(at(meeting, "agenda/")))
    assert sign_in(office.head).get(path).status_code == 403
    saved = sign_in(office.finance).post(path, {"text": "เบิกจ่ายร้อยละ 42", "base": ""})
    assert saved.status_code == 302
    clash = sign_in(office.officer).post(path, {"text": "เบิกจ่ายร้อยละ 40", "base": ""})
    assert clash.status_code == WRONG
    assert "เบิกจ่ายร้อยละ 42" in text_of(clash)
    assert "เบิกจ่ายร้อยละ 40" in text_of(clash)
    again = {"text": "เบิกจ่ายร้อยละ 41", "base": clash.context["form"]["base"].value()}
    assert sign_in(office.officer).post(path, again).status_code == 302
    item.refresh_from_db()
    assert item.detail == "เบิกจ่ายร้อยละ 41"


def test_a_closed_agenda_has_no_buttons(office: Office, staff: Body, sign_in: Any) -> None:
    held = hold(office, staff)
    page = text_of(sign_in(office.officer).get(at(held, "agenda/")))
    assert "/add/" not in page
    assert "agenda.js" not in page
    parent = line(held, "new")
    answer = sign_in(office.officer).post(
        at(held, f"agenda/{parent.pk}/add/"), form_of(title="สายไปแล้ว")
    )
    assert answer.status_code == WRONG
