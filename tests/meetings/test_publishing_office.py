"""Publication of minutes: what is pointed out, withheld, looked at, shown and withdrawn."""

from typing import Any

import pytest

from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from prongsai.meetings import services, withholding
from prongsai.meetings.content import HIDDEN, MinutesContent, Withheld
from prongsai.meetings.models import Body, Minutes
from prongsai.meetings.services import PastMeeting, ResolutionDraft
from prongsai.organization.queries import find_division
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import (
    CITIZEN,
    GROUND,
    PRIVATE,
    SECRET,
    address,
    begin,
    end,
    line,
    noon,
    text_of,
)


def hidden(answer: Any) -> dict[str, str]:
    """The fields of the publication form as a browser would send them."""
    import lxml.html

    form = lxml.html.fromstring(answer.content.decode()).get_element_by_id("publish")
    return {name: str(value) for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def test_personal_data_is_pointed_out_and_published_only_after_exactly_that_preview(
    office: Office, adopted: Minutes, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    own = address(adopted, "publish/")
    first = client.get(own)
    shown = text_of(first)
    for expected in (SECRET, GROUND, "เลขประจำตัวประชาชน", "หมายเลขโทรศัพท์"):
        assert expected in shown
    preview = shown.split('id="preview"')[1]
    for secret in (SECRET, CITIZEN, "081-234-5678", "ชื่อผู้ถูกกล่าวหา"):
        assert secret not in preview
    sent = hidden(first) | {"more": "นางแดง ใจดี\nไม่มีในรายงาน"}
    wrong = client.post(own, sent)
    assert wrong.status_code == 422
    assert "ไม่พบข้อความนี้ในรายงาน" in text_of(wrong)
    sent = hidden(wrong) | {"more": "", "publish": "1", "seen": hidden(first)["seen"]}
    unseen = client.post(own, sent)
    assert "หลังดูตัวอย่างครั้งล่าสุด" in text_of(unseen)
    adopted.refresh_from_db()
    assert not adopted.is_public
    assert "นางแดง" not in text_of(unseen).split('id="preview"')[1]
    assert client.post(own, hidden(unseen) | {"publish": "1"}).status_code == 302
    adopted.refresh_from_db()
    assert {row["text"] for row in adopted.withheld} == {CITIZEN, "081-234-5678", "นางแดง ใจดี"}
    assert (adopted.publication, adopted.published_version) == ("redacted", 1)
    again = hidden(client.get(own))
    assert sum(name.startswith("hide-") for name in again) == 3  # what was chosen is remembered


def test_a_ground_of_ones_own_is_printed(office: Office, adopted: Minutes, sign_in: Any) -> None:
    client = sign_in(office.officer)
    own = address(adopted, "publish/")
    sent = hidden(client.get(own)) | {"more": "ใจดี", "other_ground": "ข้อบัญญัติ ข้อ ๙"}
    answer = client.post(own, sent)
    assert "ข้อบัญญัติ ข้อ ๙" in text_of(answer).split('id="preview"')[1]
    client.post(own, hidden(answer) | {"publish": "1"})
    adopted.refresh_from_db()
    assert {"text": "ใจดี", "ground": "ข้อบัญญัติ ข้อ ๙"} in adopted.withheld


def test_a_correction_waits_until_it_is_published_too(
    office: Office, adopted: Minutes, client: Any
) -> None:
    services.publish_minutes(actor=office.officer, minutes=adopted)
    other = line(adopted.meeting, "other")
    services.correct_minutes(
        actor=office.officer, minutes=adopted, reason="เพิ่ม", notes={other.pk: "ความลับใหม่"}
    )
    page = f"/meetings/{adopted.meeting.public_id}/"
    assert "ความลับใหม่" not in text_of(client.get(page))
    version = adopted.versions.first()
    stale = adopted.versions.last()
    with pytest.raises(Refused):
        services.publish_minutes(actor=office.officer, minutes=adopted, digest=stale.digest)
    services.publish_minutes(actor=office.officer, minutes=adopted, digest=version.digest)
    assert "ความลับใหม่" in text_of(client.get(page))


def test_withdrawing_needs_a_reason_that_the_public_reads(
    office: Office, adopted: Minutes, sign_in: Any
) -> None:
    services.publish_minutes(actor=office.officer, minutes=adopted)
    client = sign_in(office.officer)
    assert client.post(address(adopted, "withdraw/"), {"reason": ""}).status_code == 422
    assert client.post(address(adopted, "withdraw/"), {"reason": "มีข้อมูลผิด"}).status_code == 302
    page = text_of(sign_in(None).get(f"/meetings/{adopted.meeting.public_id}/"))
    assert "มีข้อมูลผิด" in page
    assert PRIVATE not in page
    assert AuditEntry.objects.filter(event="meetings.minutes_withdrawn").exists()
    services.publish_minutes(actor=office.officer, minutes=adopted)
    adopted.refresh_from_db()
    assert not adopted.was_withdrawn


def test_only_chosen_reports_on_own_open_matters_become_public(
    office: Office, staff: Body, draft: Minutes
) -> None:
    secret = draft.meeting.resolutions.get()
    report = services.report_progress(actor=office.officer, resolution=secret, text="สอบแล้ว")
    services.check_minutes(actor=office.head, minutes=draft)
    item = begin(office, staff).items.get(adopts=draft)
    minutes = services.adopt_minutes(actor=office.officer, item=item)
    with pytest.raises(Refused):
        services.publish_minutes(actor=office.officer, minutes=minutes, progress=[report])


def test_past_minutes_are_published_whole_with_a_warning(
    office: Office, staff: Body, sign_in: Any
) -> None:
    upload = (make_pdf("รายงานการประชุม โทร 081-234-5678"), "minutes.pdf")
    minutes = services.import_minutes(
        actor=office.officer, body=staff, past=PastMeeting(noon(-400).date(), 5), upload=upload
    )
    client = sign_in(office.officer)
    assert client.get(address(minutes)).status_code == 200
    assert "081-234-5678" in text_of(client.get(address(minutes, "publish/")))
    got = client.get(address(minutes, "0.file"))
    assert b"".join(got.streaming_content) == upload[0]  # type: ignore[attr-defined]
    assert client.get(address(minutes, "0.pdf")).status_code == 404
    assert client.post(address(minutes, "publish/"), {"publish": "1"}).status_code == 302
    minutes.refresh_from_db()
    assert (minutes.publication, minutes.published_version) == ("full", None)
    page = f"/meetings/{minutes.meeting.public_id}/"
    assert "minutes.pdf" in text_of(sign_in(None).get(page))
    got = client.get(f"{page}minutes.file")
    assert b"".join(got.streaming_content) == upload[0]  # type: ignore[attr-defined]


def test_hints_know_health_guests_and_only_texts_that_are_published(
    office: Office, adopted: Minutes
) -> None:
    version = adopted.versions.first()
    content = MinutesContent.from_json(
        version.content
        | {
            "absent": [{"name": "นายก", "title": "", "remark": "ลาป่วย"}],
            "guests": [{"name": "นายดำ", "title": "ราษฎร", "remark": ""}],
        }
    )
    found = {hint.text: (hint.kind, hint.is_likely) for hint in withholding.find_hints(content)}
    assert found == {
        "ลาป่วย": ("illness", True),
        CITIZEN: ("id", True),
        "081-234-5678": ("phone", True),
        "นายดำ": ("guest", False),
    }
    secret = MinutesContent.from_json(version.content).to_json()
    (item,) = [c for e in secret["entries"] for c in e["children"] if c["is_confidential"]]
    item["note"] = "โทร 089-999-9999"
    assert "089-999-9999" not in str(withholding.find_hints(MinutesContent.from_json(secret)))


def test_what_is_hidden_stays_hidden_in_a_public_report(
    office: Office, staff: Body, client: Any
) -> None:
    meeting = begin(office, staff, -9)
    draft = ResolutionDraft(
        "ให้ติดตามนางแดง", division=find_division("กองช่าง"), due_on=noon(30).date()
    )
    item = line(meeting, "new")
    made = services.record_resolution(actor=office.officer, item=item, draft=draft)
    minutes = end(office, meeting)
    services.check_minutes(actor=office.head, minutes=minutes)
    adopting = begin(office, staff).items.get(adopts=minutes)
    services.adopt_minutes(actor=office.officer, item=adopting)
    reports = [
        services.report_progress(actor=office.officer, resolution=made, text=text)
        for text in ("ไปพบนางแดงแล้ว", "บันทึกภายใน")
    ]
    services.publish_minutes(
        actor=office.officer,
        minutes=minutes,
        withheld=[Withheld("นางแดง", GROUND)],
        progress=reports[:1],
    )
    page = text_of(client.get(f"/meetings/{minutes.meeting.public_id}/"))
    assert f"ไปพบ{HIDDEN}แล้ว" in page
    assert "บันทึกภายใน" not in page
    assert "นางแดง" not in page
    assert "คุณofficer" not in page.split('class="p-decision"')[1].split("</section>")[0]
