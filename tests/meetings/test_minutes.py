"""Minutes: two secretaries, checked, adopted with changes, corrected, published in part, imported."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from docx import Document as open_document

from prongsai.channels.models import Notice
from prongsai.common.errors import Refused
from prongsai.correspondence.checking import count_pages
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.meetings import papers, permissions, services
from prongsai.meetings.content import HIDDEN, Withheld
from prongsai.meetings.documents import make_minutes
from prongsai.meetings.models import Body, ItemNote, Meeting, Minutes
from prongsai.meetings.queries import access
from prongsai.meetings.queries.lists import (
    list_resolutions,
    visible_items,
)
from prongsai.meetings.queries.minutes import list_checkers
from prongsai.meetings.reading import guess
from prongsai.meetings.services import (
    Conflict,
    PastMeeting,
    ResolutionDraft,
    Slot,
)
from prongsai.meetings.writing import compose
from prongsai.organization.queries import find_division
from prongsai.thai.digits import to_thai
from tests.circulars.conftest import make_pdf
from tests.conftest import Office, at_once, make_office
from tests.meetings.conftest import (
    GROUND,
    SECRET,
    add_secret,
    begin,
    end,
    hold,
    line,
    make_clerk,
    make_staff,
    noon,
    pdf_text,
    set_presence,
)


def adopted(office: Office, staff: Body, meeting: Meeting | None = None) -> Minutes:
    """Minutes that the next meeting adopted."""
    meeting = meeting or hold(office, staff, -9)
    services.check_minutes(actor=office.head, minutes=meeting.minutes)
    following = begin(office, staff)
    item = following.items.get(adopts=meeting.minutes)
    return services.adopt_minutes(actor=office.officer, item=item)


def test_a_stale_save_is_told_with_both_texts(office: Office, staff: Body) -> None:
    item = line(begin(office, staff), "chair")
    first = services.save_note(actor=office.officer, item=item, text="หนึ่ง", base_version=0)
    assert first.version == 1
    with pytest.raises(Conflict) as conflict:
        services.save_note(actor=office.palad, item=item, text="สอง", base_version=0)
    told = conflict.value
    assert (told.mine, told.theirs, told.version) == ("สอง", "หนึ่ง", 1)
    again = services.save_note(actor=office.officer, item=item, text="หนึ่ง", base_version=0)
    assert again.version == 1
    merged = services.save_note(
        actor=office.palad, item=item, text="หนึ่ง สอง", base_version=told.version
    )
    assert merged.version == 2


def test_two_secretaries_at_once_lose_nothing(committed: None) -> None:
    office = make_office()
    item = line(begin(office, make_staff(office)), "chair")
    results = at_once(
        *(
            lambda text=text, user=user: services.save_note(  # type: ignore[misc]
                actor=user, item=item, text=text, base_version=0
            )
            for text, user in (("ของฉัน", office.officer), ("ของเธอ", office.palad))
        )
    )
    (conflict,) = (r for r in results if isinstance(r, Conflict))
    (kept,) = (r for r in results if isinstance(r, ItemNote))
    assert {conflict.mine, conflict.theirs} == {"ของฉัน", "ของเธอ"}
    assert ItemNote.objects.get(item=item).text == kept.text == conflict.theirs


def test_two_meetings_begun_at_once_get_two_numbers(committed: None) -> None:
    office = make_office()
    bodies = [make_staff(office), make_staff(office, code="other", name="ประชุมงาน")]
    plans = [
        services.plan_meeting(actor=office.officer, body=body, slot=Slot(starts_at=noon()))
        for body in (bodies[0], bodies[0], bodies[1])
    ]
    results = at_once(
        *(
            lambda plan=plan: services.begin_meeting(actor=office.officer, meeting=plan)  # type: ignore[misc]
            for plan in plans
        )
    )
    begun = [r for r in results if isinstance(r, Meeting)]
    refused = [r for r in results if isinstance(r, Refused)]
    assert (len(begun), len(refused)) == (2, 1)
    assert sorted((m.body_id, m.number) for m in begun) == [(b.pk, 1) for b in bodies]


def test_who_wrote_the_minutes_does_not_check_them(office: Office, staff: Body) -> None:
    minutes = hold(office, staff, -3).minutes
    for wrong in (office.officer, office.finance, office.stranger):
        with pytest.raises(Refused):
            services.check_minutes(actor=wrong, minutes=minutes)
    assert services.ask_for_check(actor=office.officer, minutes=minutes) == 2
    assert Notice.objects.filter(recipient=office.head, key__startswith="minutes:").exists()
    services.check_minutes(actor=office.head, minutes=minutes)
    with pytest.raises(Refused):
        services.save_note(
            actor=office.officer, item=line(minutes.meeting, "chair"), text="ช้าไป", base_version=0
        )
    services.return_minutes(actor=office.head, minutes=minutes, reason="แก้คำผิด")
    services.save_note(
        actor=office.officer, item=line(minutes.meeting, "chair"), text="แก้แล้ว", base_version=0
    )
    assert services.check_minutes(actor=office.head, minutes=minutes).number == 2


def test_unchecked_minutes_are_not_adopted(office: Office, staff: Body) -> None:
    first = hold(office, staff, -9)
    item = begin(office, staff).items.get(adopts=first.minutes)
    with pytest.raises(Refused):
        services.adopt_minutes(actor=office.officer, item=item)


def test_a_meeting_adopts_with_its_changes(office: Office, staff: Body) -> None:
    first = hold(office, staff, -9)
    services.check_minutes(actor=office.head, minutes=first.minutes)
    second = begin(office, staff)
    chair = line(first, "chair")
    minutes = services.adopt_minutes(
        actor=office.officer,
        item=second.items.get(adopts=first.minutes),
        notes={chair.pk: "ตามที่ประชุมแก้"},
    )
    newest, first_version = minutes.versions.all()
    assert (newest.number, newest.reason) == (
        2,
        to_thai(f"แก้ไขตามมติประชุมพนักงานประจำเดือน ครั้งที่ ๒/{second.year}"),
    )
    assert "ตามที่ประชุมแก้" in str(newest.content)
    assert "ตามที่ประชุมแก้" not in str(first_version.content)


def text_of(meeting: Meeting) -> str:
    """The minutes of a meeting as they stand now, as PDF."""
    return pdf_text(render_pdf(make_minutes(compose(meeting), meeting.day, is_draft=True)))


@pytest.mark.parametrize(("text", "said"), [("", "โดยไม่มีการแก้ไข"), ("ตามที่ประชุมแก้", "โดยมีการแก้ไข")])
def test_the_minutes_of_the_meeting_say_that_it_adopted_earlier_ones(
    office: Office, staff: Body, text: str, said: str
) -> None:
    first = hold(office, staff, -9)
    services.check_minutes(actor=office.head, minutes=first.minutes)
    second = begin(office, staff)
    item, chair = second.items.get(adopts=first.minutes), line(first, "chair")
    before = text_of(second)
    notes = {chair.pk: text} if text else None
    services.adopt_minutes(actor=office.officer, item=item, notes=notes)
    assert "มติที่ประชุมรับรองรายงานการประชุม" not in before
    assert f"มติที่ประชุมรับรองรายงานการประชุม{said}" in text_of(second)


def test_a_correction_is_a_new_version_with_its_reason(office: Office, staff: Body) -> None:
    minutes = adopted(office, staff)
    chair = line(minutes.meeting, "chair")
    with pytest.raises(Refused) as refusal:
        services.correct_minutes(actor=office.officer, minutes=minutes, reason=" ")
    assert refusal.value.field == "reason"
    with pytest.raises(Refused):
        services.correct_minutes(actor=office.officer, minutes=minutes, reason="ไม่มีอะไร")
    version = services.correct_minutes(
        actor=office.officer, minutes=minutes, reason="พิมพ์ผิด", notes={chair.pk: "ถูกแล้ว"}
    )
    assert (version.number, version.reason) == (2, "พิมพ์ผิด")
    foreign = line(Meeting.objects.exclude(pk=minutes.meeting_id).get(), "chair")
    with pytest.raises(Refused):
        services.correct_minutes(
            actor=office.officer, minutes=minutes, reason="x", notes={foreign.pk: "x"}
        )


def test_confidential_parts_and_named_texts_are_withheld(office: Office, staff: Body) -> None:
    meeting = begin(office, staff, -9)
    add_secret(office, meeting)
    services.save_note(
        actor=office.officer, item=line(meeting, "other"), text="นางแดง ขอลา", base_version=0
    )
    end(office, meeting)
    minutes = adopted(office, staff, Meeting.objects.get(pk=meeting.pk))
    with pytest.raises(Refused) as refusal:
        services.publish_minutes(
            actor=office.officer, minutes=minutes, withheld=[Withheld("ไม่มีในรายงาน", GROUND)]
        )
    assert refusal.value.field == "withheld"
    minutes = services.publish_minutes(
        actor=office.officer, minutes=minutes, withheld=[Withheld("นางแดง", "PDPA ม. ๒๔")]
    )
    assert minutes.publication == Minutes.Publication.REDACTED
    text = pdf_text(render_pdf(papers.public_document(minutes)))
    shown = str(papers.public_content(minutes).to_json())
    whole = pdf_text(render_pdf(papers.internal_document(minutes, sees_confidential=True)))
    for hidden in (SECRET, "ชื่อผู้ถูกกล่าวหา", "ให้สอบข้อเท็จจริง", "นางแดง"):
        assert hidden in whole
        assert hidden not in shown
        assert hidden not in text
    assert HIDDEN in text
    assert "มาตรา ๑๕" in shown
    services.withdraw_minutes(actor=office.officer, minutes=minutes, reason="ทบทวน")
    minutes.refresh_from_db()
    with pytest.raises(ValueError, match="no public content"):
        papers.public_content(minutes)


def test_only_adopted_minutes_of_public_bodies_are_published(office: Office, staff: Body) -> None:
    minutes = hold(office, staff, -9).minutes
    with pytest.raises(Refused):
        services.publish_minutes(actor=office.officer, minutes=minutes)
    services.save_body(actor=office.officer, body=staff, is_public=False)
    minutes = adopted(office, staff, minutes.meeting)
    with pytest.raises(Refused):
        services.publish_minutes(actor=office.officer, minutes=minutes)


def test_confidential_matters_show_nothing_to_others(office: Office, staff: Body) -> None:
    meeting = begin(office, staff)
    item = add_secret(office, meeting)
    resolution = item.resolutions.get()
    hidden = {i.pk: i for i in visible_items(office.mayor, meeting)}
    assert hidden[item.pk].title == SECRET
    clerk = make_clerk()
    hidden = {i.pk: i for i in visible_items(clerk, meeting)}
    assert (hidden[item.pk].title, hidden[item.pk].ground) == ("", GROUND)
    with pytest.raises(Http404):
        access.access_item(clerk, meeting, item.pk)
    with pytest.raises(Http404):
        access.access_resolution(clerk, resolution.public_id)
    assert resolution not in list_resolutions(clerk)
    assert resolution in list_resolutions(office.head)
    assert SECRET not in str(item)
    with pytest.raises(PermissionDenied):
        access.access_meeting(office.stranger, meeting.public_id)
    with pytest.raises(PermissionDenied):
        access.access_kept(office.finance, meeting.public_id)
    clean = papers.agenda_content(meeting, sees_confidential=False)
    assert SECRET not in str(clean.to_json())


def test_the_paper_says_who_came_what_was_said_and_resolved(office: Office, staff: Body) -> None:
    meeting = begin(office, staff, -3)
    set_presence(office, meeting, "คุณfinance", "absent", reason="ลาป่วย")
    item = line(meeting, "new")
    services.save_note(actor=office.officer, item=item, text="ถนนชำรุด", base_version=0)
    due = dt.date.today() + dt.timedelta(days=30)
    draft = ResolutionDraft("ให้ซ่อมถนน", division=find_division("กองช่าง"), due_on=due)
    services.record_resolution(actor=office.officer, item=item, draft=draft)
    services.end_meeting(actor=office.officer, meeting=meeting, at=noon(-3) + dt.timedelta(hours=2))
    minutes = Minutes.objects.get(meeting=meeting)
    document = papers.internal_document(minutes, sees_confidential=True)
    word = open_document(io.BytesIO(render_docx(document)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    texts = "\n".join([*(p.text for p in word.paragraphs), *cells])
    for expected in (
        "รายงานการประชุมพนักงานประจำเดือน",
        "ครั้งที่ ๑/",
        "ผู้มาประชุม",
        "คุณpalad",
        "ประธานที่ประชุม",
        "ผู้ไม่มาประชุม",
        "ลาป่วย",
        "เริ่มประชุมเวลา ๐๙.๓๐ น.",
        "ระเบียบวาระที่ ๔",
        "ถนนชำรุด",
        "มติที่ประชุม",
        "มอบหมาย กองช่าง",
        "เลิกประชุมเวลา ๑๑.๓๐ น.",
        "ผู้จดรายงาน",
        "ผู้ตรวจรายงาน",
    ):
        assert expected in texts
    assert document.is_draft
    assert count_pages(render_pdf(document)) == 2


def test_past_minutes_are_kept_with_their_number(office: Office, staff: Body) -> None:
    day = dt.date(2024, 5, 7)
    upload = (make_pdf("รายงานการประชุม ครั้งที่ ๕/๒๕๖๗ เมื่อวันที่ ๗ พฤษภาคม ๒๕๖๗"), "minutes.pdf")
    found = guess(*upload)
    assert (found.number, found.year, found.held_on) == (5, 2567, day)
    past = PastMeeting(day, 5)
    planned = services.plan_meeting(
        actor=office.officer, body=staff, slot=Slot(starts_at=noon(-900))
    )
    minutes = services.import_minutes(actor=office.officer, body=staff, past=past, upload=upload)
    assert (minutes.meeting.label, minutes.is_adopted) == ("5/2567", True)
    with pytest.raises(Refused) as refusal:
        services.import_minutes(actor=office.officer, body=staff, past=past, upload=upload)
    assert refusal.value.field == "number"
    with pytest.raises(Refused) as refusal:
        services.import_minutes(
            actor=office.officer, body=staff, past=PastMeeting(day, 6), upload=(b"MZ", "x.exe")
        )
    assert refusal.value.field == "upload"
    assert Meeting.objects.filter(is_imported=True).count() == 1
    after = services.plan_meeting(
        actor=office.officer,
        body=staff,
        slot=Slot(starts_at=timezone.make_aware(dt.datetime(2024, 6, 4, 9))),
    )
    assert after.number == 6
    assert planned.number == 1
    services.publish_minutes(actor=office.officer, minutes=minutes)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.4 broken"), ("a.docx", b"PK broken"), ("ครั้งที่ 3-2566.pdf", b"")],
)
def test_a_broken_file_is_only_guessed_by_its_name(name: str, content: bytes) -> None:
    found = guess(content, name)
    assert (found.number, found.year) == ((3, 2566) if "3-2566" in name else (None, None))


def test_a_note_that_failed_leaves_nothing(office: Office, staff: Body) -> None:
    item = line(begin(office, staff), "chair")
    with pytest.raises(Refused), transaction.atomic():
        services.save_note(actor=office.officer, item=item, text="ก" * 70_000, base_version=0)
    assert not ItemNote.objects.exists()


@pytest.mark.parametrize("names_checkers", [True, False])
def test_the_list_of_checkers_names_those_who_may_check(
    office: Office, staff: Body, draft: Minutes, names_checkers: bool
) -> None:
    if not names_checkers:
        staff.members.update(checks_minutes=False)
    people = [office.officer, office.head, office.palad, office.mayor, office.finance]
    may = {user.pk for user in people if permissions.may_check(user, draft)}
    assert may  # the body has people to check its minutes
    assert {user.pk for user in list_checkers(draft)} == may
