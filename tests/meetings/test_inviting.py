"""Invitations: their documents, who is told again, guests that need not come, what must be read anew."""

import email
from email import policy

import pytest

from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused
from prongsai.evidence.permissions import may_view
from prongsai.meetings import permissions, services
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.services import Conflict, ItemDraft, Member, Slot
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import SINCE, begin, end, line, make_clerk, noon

FILE = (make_pdf(), "กำหนดการ.pdf")


def plan(office: Office, body: Body, days: int = 7) -> Meeting:
    return services.plan_meeting(actor=office.officer, body=body, slot=Slot(noon(days)))


def invited(office: Office, body: Body) -> Meeting:
    return services.invite(actor=office.officer, meeting=plan(office, body))


def attached_names(recipient: str) -> list[list[str]]:
    mails = OutgoingMail.objects.filter(recipient=recipient).order_by("pk")
    parsed = [email.message_from_bytes(bytes(m.message), policy=policy.default) for m in mails]
    return [[part.get_filename() or "" for part in mail.iter_attachments()] for mail in parsed]


def test_documents_go_with_the_invitation_and_to_nobody_else(office: Office, staff: Body) -> None:
    meeting = plan(office, staff)
    services.invite(actor=office.officer, meeting=meeting, uploads=[FILE])
    document = meeting.documents.get()
    assert attached_names("finance@office.example") == [["meeting.ics", "agenda.pdf", FILE[1]]]
    assert not may_view(office.finance, document)
    clerk = make_clerk()
    assert permissions.may_open_invitation(office.finance, meeting)
    assert not permissions.may_open_invitation(clerk, meeting)
    services.add_guest(actor=office.officer, meeting=meeting, user=clerk)
    assert permissions.may_open_invitation(clerk, meeting)
    services.remove_document(actor=office.officer, meeting=meeting, document=document)
    assert not meeting.documents.exists()


def test_too_much_for_a_mail_is_left_to_the_office(
    office: Office, staff: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prongsai.meetings.services.telling.MOST_BYTES", len(FILE[0]))
    meeting = plan(office, staff)
    services.invite(actor=office.officer, meeting=meeting, uploads=[FILE, FILE])
    assert meeting.documents.count() == 2
    assert attached_names("finance@office.example") == [["meeting.ics", "agenda.pdf", FILE[1]]]


def test_a_wrong_file_leaves_the_meeting_planned(office: Office, staff: Body) -> None:
    meeting = plan(office, staff)
    with pytest.raises(Refused):
        services.invite(actor=office.officer, meeting=meeting, uploads=[(b"MZ\x00", "a.exe")])
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED
    assert not Notice.objects.filter(key__startswith="meeting:").exists()


def test_only_who_has_not_read_is_told_again_and_once_a_day(office: Office, staff: Body) -> None:
    meeting = invited(office, staff)
    services.mark_invitation_read(actor=office.finance, meeting=meeting)
    before = Notice.objects.filter(recipient=office.finance).count()
    told = services.invite_again(actor=office.officer, meeting=meeting)
    assert told == meeting.attendances.filter(user__isnull=False, read_at=None).count() == 3
    assert Notice.objects.filter(recipient=office.finance).count() == before
    with pytest.raises(Refused):
        services.invite_again(actor=office.officer, meeting=meeting)


def test_who_came_to_the_body_since_is_invited_too(office: Office, staff: Body) -> None:
    meeting = invited(office, staff)
    clerk = make_clerk()
    member = Member(position=find_position(Role.DIVISION_HEAD, find_division("กองช่าง")))
    services.add_member(actor=office.officer, body=staff, member=member, starts_on=SINCE)
    for user in (office.officer, office.head, office.palad, office.finance):
        services.mark_invitation_read(actor=user, meeting=meeting)
    assert services.invite_again(actor=office.officer, meeting=meeting) == 1
    row = meeting.attendances.get(user=clerk)
    assert row.invited_at is not None
    assert row.read_at is None


def test_new_documents_are_told_to_everybody(office: Office, staff: Body) -> None:
    meeting = invited(office, staff)
    services.mark_invitation_read(actor=office.finance, meeting=meeting)
    assert services.invite_again(actor=office.officer, meeting=meeting, uploads=[FILE]) == 4
    assert attached_names("finance@office.example")[-1] == ["meeting.ics", "agenda.pdf", FILE[1]]


def test_nobody_is_told_again_of_what_nobody_was_invited_to(office: Office, staff: Body) -> None:
    with pytest.raises(Refused):
        services.invite_again(actor=office.officer, meeting=plan(office, staff))


def test_a_moved_meeting_has_to_be_read_again(office: Office, staff: Body) -> None:
    meeting = invited(office, staff)
    services.mark_invitation_read(actor=office.finance, meeting=meeting)
    slot = Slot(meeting.starts_at, meeting.ends_at, meeting.place, notes="บันทึกภายใน")
    services.change_meeting(actor=office.officer, meeting=meeting, slot=slot)
    assert meeting.attendances.get(user=office.finance).read_at is not None
    services.change_meeting(actor=office.officer, meeting=meeting, slot=Slot(noon(9)))
    assert meeting.attendances.get(user=office.finance).read_at is None
    assert services.mark_invitation_read(actor=office.finance, meeting=meeting)


def test_a_guest_who_need_not_come_is_told_and_leaves_the_list(office: Office, staff: Body) -> None:
    meeting, clerk = invited(office, staff), make_clerk()
    guest = services.add_guest(actor=office.officer, meeting=meeting, user=clerk)
    services.remove_guest(actor=office.officer, guest=guest)
    assert not meeting.attendances.filter(user=clerk).exists()
    assert Notice.objects.filter(recipient=clerk, text__startswith="แจ้งงดเชิญ").count() == 1
    member = meeting.attendances.get(user=office.finance)
    with pytest.raises(Refused):
        services.remove_guest(actor=office.officer, guest=member)
    held = begin(office, staff)
    late = services.add_guest(actor=office.officer, meeting=held, name="วิทยากร")
    kept = services.add_guest(actor=office.officer, meeting=held, user=clerk)
    services.remove_guest(actor=office.officer, guest=late)
    services.check_minutes(actor=office.head, minutes=end(office, held))
    with pytest.raises(Refused):
        services.remove_guest(actor=office.officer, guest=kept)
    assert list(held.attendances.filter(member=None)) == [kept]


def test_documents_of_an_item_are_reserved_and_stay_or_go(office: Office, staff: Body) -> None:
    meeting = plan(office, staff)
    draft = ItemDraft("ซื้อรถขยะ", uploads=[FILE, FILE])
    item = services.add_item(actor=office.officer, parent=line(meeting, "new"), draft=draft)
    first, second = item.documents.all()
    assert not may_view(office.finance, first)
    draft = ItemDraft("ซื้อรถขยะ", documents=[second], uploads=[FILE])
    services.change_item(actor=office.officer, item=item, draft=draft)
    assert item.documents.count() == 2
    assert not item.documents.filter(pk=first.pk).exists()


def test_a_division_writes_its_standing_item_without_overwriting_a_colleague(
    office: Office, staff: Body
) -> None:
    meeting = plan(office, staff)
    finance = find_division("กองคลัง")
    draft = ItemDraft("ผลการเบิกจ่าย", division=finance, is_standing=True)
    item = services.add_item(actor=office.officer, parent=line(meeting, "arising"), draft=draft)
    services.write_text(actor=office.finance, item=item, text="ร้อยละ 40\r\nรวม", base_text="")
    services.write_text(actor=office.finance, item=item, text="ร้อยละ 42", base_text="ร้อยละ 40\nรวม")
    with pytest.raises(Conflict) as conflict:
        services.write_text(actor=office.officer, item=item, text="ร้อยละ 50", base_text="")
    assert conflict.value.theirs == "ร้อยละ 42"
    with pytest.raises(Refused):
        services.write_text(actor=office.head, item=item, text="อื่น", base_text="ร้อยละ 42")
    plain = services.add_item(
        actor=office.officer, parent=line(meeting, "new"), draft=ItemDraft("อื่น", division=finance)
    )
    with pytest.raises(Refused):
        services.write_text(actor=office.finance, item=plain, text="อื่น", base_text="")
