"""The screens of minutes: their way, the check, the adoption, corrections."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as open_document

from prongsai.channels.models import Notice
from prongsai.common.errors import Refused
from prongsai.meetings import papers, services
from prongsai.meetings.content import MinutesContent
from prongsai.meetings.differences import compare
from prongsai.meetings.models import Body, Meeting, Minutes
from tests.conftest import Office
from tests.meetings.conftest import (
    GROUND,
    PRIVATE,
    SECRET,
    address,
    begin,
    hold,
    line,
    make_clerk,
    noon,
    pdf_text,
    text_of,
)


def test_the_page_shows_the_way_and_the_text_with_few_queries(
    office: Office, draft: Minutes, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    client.get(address(draft))
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address(draft))
    assert answer.status_code == 200
    assert len(seen) <= 15, len(seen)
    shown = text_of(answer)
    for expected in (SECRET, PRIVATE, "คุณhead", "ส่งให้ตรวจ", 'aria-current="step"'):
        assert expected in shown
    assert "ตรวจแล้ว ถูกต้อง" not in shown  # who wrote them does not check them


def test_who_may_not_see_confidential_items_sees_only_their_place(
    office: Office, draft: Minutes, sign_in: Any
) -> None:
    client = sign_in(make_clerk())
    shown = text_of(client.get(address(draft)))
    assert SECRET not in shown
    assert GROUND in shown
    assert "ไม่แสดงวาระลับ" in shown
    for kind in ("pdf", "docx"):
        content = client.get(address(draft, f"0.{kind}")).content
        words = pdf_text(content) if kind == "pdf" else docx_text(content)
        assert SECRET not in words
        assert "ผู้มาประชุม" in words
    assert client.get(address(draft, "0.exe")).status_code == 404
    assert client.get(address(draft, "7.pdf")).status_code == 404


def docx_text(content: bytes) -> str:
    """The words of a DOCX."""
    return "\n".join(line.text for line in open_document(io.BytesIO(content)).paragraphs)


def test_a_check_is_asked_for_read_and_given_on_exactly_that_draft(
    office: Office, draft: Minutes, sign_in: Any
) -> None:
    sign_in(office.officer).post(address(draft, "ask/"))
    draft.refresh_from_db()
    assert draft.asked_at is not None
    told = Notice.objects.filter(key__startswith=f"minutes:{draft.pk}:check")
    assert {notice.recipient for notice in told} == {office.head, office.palad}
    client = sign_in(office.head)
    assert "ตรวจแล้ว ถูกต้อง" in text_of(client.get(address(draft)))
    digest = papers.current_content(draft).digest
    services.save_note(
        actor=office.officer, item=line(draft.meeting, "chair"), text="เพิ่มทีหลัง", base_version=0
    )
    answer = client.post(address(draft, "check/"), {"digest": digest})
    assert answer.status_code == 422
    assert "ร่างรายงานถูกแก้ไขระหว่างที่ท่านอ่าน" in text_of(answer)
    digest = papers.current_content(draft).digest
    assert client.post(address(draft, "check/"), {"digest": digest}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.checked_by, draft.asked_at) == ("checked", office.head, None)
    assert client.post(address(draft, "check/"), {"digest": digest}).status_code == 422


def test_a_draft_goes_back_with_the_reason_and_can_be_asked_for_again_the_same_day(
    office: Office, draft: Minutes, sign_in: Any
) -> None:
    client = sign_in(office.head)
    refused = client.post(address(draft, "return/"), {"reason": "ยังไม่ได้ส่ง"})
    assert refused.status_code == 422  # nobody has asked yet
    services.ask_for_check(actor=office.officer, minutes=draft)
    assert client.post(address(draft, "return/"), {"reason": " "}).status_code == 422
    assert client.post(address(draft, "return/"), {"reason": "แก้คำผิด"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.asked_at) == ("draft", None)
    (notice,) = Notice.objects.filter(recipient=office.officer, key__contains=":returned:")
    assert "แก้คำผิด" in notice.text
    assert services.ask_for_check(actor=office.officer, minutes=draft) == 2
    with pytest.raises(Refused):  # the writer can't send a draft back to themselves
        services.return_minutes(actor=office.officer, minutes=draft, reason="x")


def test_nobody_to_check_is_said(office: Office, council: Body, sign_in: Any) -> None:
    minutes = hold(office, council, -3, session="ordinary", session_number=1).minutes
    answer = sign_in(office.officer).post(address(minutes, "ask/"), follow=True)
    assert "ไม่มีผู้ตรวจรายงานการประชุมนี้" in text_of(answer)
    services.add_member(
        actor=office.officer,
        body=council,
        member=services.Member(name="นายกอง ตรวจดี", checks_minutes=True),
        starts_on=noon(-10).date(),
    )
    # Checkers without an account check on paper: the chief administrator records it.
    assert services.check_minutes(actor=office.palad, minutes=minutes).number == 1


def test_a_meeting_adopts_in_one_press(
    office: Office, staff: Body, checked: Minutes, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    following = begin(office, staff)
    item = following.items.get(adopts=checked)
    own = f"/office/meetings/{following.public_id}/adopt/{item.pk}/"
    assert own in text_of(client.get(address(checked)))
    assert client.get(own).status_code == 200
    base = checked.versions.first().number
    answer = client.post(own, {"base": base, **texts(checked)})
    assert answer.headers["Location"] == f"/office/meetings/{following.public_id}/record/"
    checked.refresh_from_db()
    assert (checked.state, checked.adopted_in, checked.versions.count()) == ("adopted", item, 1)
    other = line(following, "chair")
    assert client.get(own.replace(f"/{item.pk}/", f"/{other.pk}/")).status_code == 404
    foreign = f"/office/meetings/{checked.meeting.public_id}/adopt/{item.pk}/"
    assert client.get(foreign).status_code == 404
    assert sign_in(office.finance).get(own).status_code == 403


def texts(minutes: Minutes, **changed: str) -> dict[str, str]:
    """The notes of minutes as the form sends them: with CR and LF."""
    found = {
        f"note-{item.pk}": item.note.text.replace("\n", "\r\n") if hasattr(item, "note") else ""
        for item in minutes.meeting.items.all()
    }
    return found | {name.replace("_", "-"): text for name, text in changed.items()}


def test_a_meeting_adopts_with_changes_and_the_difference_is_shown(
    office: Office, staff: Body, checked: Minutes, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    following = begin(office, staff)
    item = following.items.get(adopts=checked)
    own = f"/office/meetings/{following.public_id}/adopt/{item.pk}/"
    chair = line(checked.meeting, "chair")
    changed = texts(checked, **{f"note_{chair.pk}": "ที่ประชุมขอแก้\r\nสองบรรทัด"})
    assert client.post(own, {"base": 99, **changed}).status_code == 422
    assert client.post(own, {"base": 1, **changed}).status_code == 302
    version = checked.versions.first()
    assert (version.number, "แก้ไขตามมติ" in version.reason) == (2, True)
    note = {e["key"]: e["note"] for e in version.content["entries"]}[chair.pk]
    assert note == "ที่ประชุมขอแก้\nสองบรรทัด"
    shown = text_of(client.get(address(checked, "changes/2/")))
    assert "<ins>ที่ประชุมขอแก้" in shown
    assert client.get(address(checked, "changes/1/")).status_code == 404


def test_a_draft_is_not_adopted_and_a_later_meeting_must_be_under_way(
    office: Office, staff: Body, draft: Minutes, sign_in: Any
) -> None:
    following = begin(office, staff)
    item = following.items.get(adopts=draft)
    client = sign_in(office.officer)
    own = f"/office/meetings/{following.public_id}/adopt/{item.pk}/"
    assert "ยังไม่ได้ตรวจ" in text_of(client.get(own))
    answer = client.post(own, {"base": 0, **texts(draft)})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_correction_is_a_new_version_that_nobody_overwrites(
    office: Office, adopted: Minutes, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    other = line(adopted.meeting, "other")
    own = address(adopted, "correct/")
    sent = {"base": 1, "reason": "พิมพ์ผิด", **resolutions(adopted)}
    unchanged = client.post(own, {**sent, **texts(adopted)})
    assert unchanged.status_code == 422
    assert "reason_error" in text_of(unchanged)
    changed = texts(adopted, **{f"note_{other.pk}": "ถูกต้องแล้ว"})
    without = client.post(own, {**sent, **changed, "reason": ""})
    assert without.status_code == 422
    assert "ถูกต้องแล้ว" in text_of(without)  # nothing typed is lost
    assert client.post(own, {**sent, **changed}).status_code == 302
    assert adopted.versions.first().reason == "พิมพ์ผิด"
    late = client.post(own, {**sent, **texts(adopted, **{f"note_{other.pk}": "ทับ"})})
    assert late.status_code == 422
    assert adopted.versions.count() == 2
    assert sign_in(office.finance).get(own).status_code == 403


def resolutions(minutes: Minutes) -> dict[str, str]:
    """The resolutions as the form sends them."""
    return {f"resolution-{row.pk}": row.text for row in minutes.meeting.resolutions.all()}


def test_differences_name_items_that_came_and_went() -> None:
    from prongsai.meetings.content import Decision, Entry, Person

    def content(*entries: Entry, place: str = "ห้อง ๑") -> MinutesContent:
        return MinutesContent(
            "อบต.", "ประชุม", "ครั้งที่ ๑", "๑ มกราคม", place, "๙.๐๐", "๑๐.๐๐", (), (), (),
            entries, Person("ก"), Person("ข"),
        )  # fmt: skip

    before = content(Entry(1, "๑", "แจ้ง", note="ถนนชำรุด"), Entry(2, "๒", "เดิม"))
    after = content(
        Entry(1, "๑", "แจ้ง", note="ถนนซ่อมแล้ว", decisions=(Decision(5, "ทราบ"),)),
        Entry(3, "๒", "ใหม่"),
        place="ห้อง ๒",
    )
    found = [(row.kind, row.title) for row in compare(before, after)]
    assert found == [
        ("changed", "ส่วนหัวของรายงาน"),
        ("changed", "๑ แจ้ง"),
        ("added", "๒ ใหม่"),
        ("removed", "๒ เดิม"),
    ]
    runs = compare(before, after)[1].changes[0].runs
    assert "".join(run.text for run in runs if run.kind != "added") == "ถนนชำรุด"
    assert "".join(run.text for run in runs if run.kind != "removed") == "ถนนซ่อมแล้ว"
    assert compare(before, before) == []


def test_strangers_do_not_reach_the_minutes(office: Office, draft: Minutes, sign_in: Any) -> None:
    assert sign_in(office.stranger).get(address(draft)).status_code == 403
    assert sign_in(None).get(address(draft)).status_code == 302
    nowhere = f"/office/meetings/{uuid4()}/minutes/"
    assert sign_in(office.officer).get(nowhere).status_code == 404
    planned = services.plan_meeting(
        actor=office.officer, body=draft.meeting.body, slot=services.Slot(starts_at=noon(20))
    )
    assert isinstance(planned, Meeting)
    assert (
        sign_in(office.officer).get(f"/office/meetings/{planned.public_id}/minutes/").status_code
        == 404
    )
