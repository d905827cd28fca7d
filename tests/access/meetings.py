"""What the addresses of meetings need in the table of who may open what."""

from collections.abc import Sequence
from typing import Any

from prongsai.accounts.services import create_account
from prongsai.meetings import services
from prongsai.meetings.matters import CONCERN
from prongsai.meetings.services import ItemDraft, Member, Slot
from prongsai.organization.queries import find_division
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.measures.pictures import photo
from tests.meetings.conftest import SINCE, begin, hold, line, make_staff, noon, resolve

NAMES = (
    "meeting", "ics", "document", "document_remove", "change", "cancel", "invite", "guest",
    "guest_remove", "agenda", "agenda_file", "agenda_fill", "item", "item_add", "items_order",
    "item_remove", "item_text", "item_document", "filing", "filing_division",
)  # fmt: skip


def make_meetings(office: Office, own_names: Sequence[str]) -> dict[str, Any]:
    """A public body, its meeting under way, a resolution with a photo, a problem that was raised."""
    make_member(office)
    body = make_staff(office)
    member = body.members.first()
    assert member is not None
    item, of_minutes = _of_minutes(office, body, own_names)
    meeting = item.meeting
    resolution = resolve(office, meeting)
    progress = services.report_progress(
        actor=office.officer, resolution=resolution, text="ทำแล้ว", uploads=[(photo(), "a.jpg")]
    )
    concern = services.raise_concern(
        actor=office.officer, item=line(meeting, "new"), kind="problem", text="ติดขัด"
    )
    of_body = ("archive", "body", "members_add", "member", "member_end")
    of_resolution = [name for name in own_names if name.startswith("meetings_resolution")]
    return {
        **of_minutes,
        **_called(office, body),
        **{f"meetings_{name} code": body.code for name in of_body},
        **{f"{name} public_id": resolution.public_id for name in of_resolution},
        "public_meetings_calendar code": body.code,
        "meetings_member pk": member.pk,
        "meetings_member_end pk": member.pk,
        "evidence": progress.evidence.get().public_id,
        "meetings_concern public_id": concern.public_id,
        "measures_step_from public_id": concern.public_id,
        "code": CONCERN,
        **_of_record(office, meeting, own_names),
    }


def make_member(office: Office) -> Any:
    """An account without a position that sits in a council."""
    account = create_account(actor=None, username="member", full_name="นายบุญมี มีสุข")
    council = services.save_body(
        actor=office.officer, kind="council", code="council", name="สภา อบต.ทดสอบ"
    )
    services.add_member(
        actor=office.officer, body=council, member=Member(user=account), starts_on=SINCE
    )
    return account


def _of_minutes(office: Office, body: Any, own_names: Sequence[str]) -> tuple[Any, dict[str, Any]]:
    """Minutes that were adopted, corrected and published; the item that adopted them."""
    minutes = hold(office, body, -9).minutes
    services.check_minutes(actor=office.head, minutes=minutes)
    item = begin(office, body).items.get(adopts=minutes)
    services.adopt_minutes(actor=office.officer, item=item)
    chair = line(minutes.meeting, "chair")
    services.correct_minutes(
        actor=office.officer, minutes=minutes, reason="ทดสอบ", notes={chair.pk: "ทดสอบ"}
    )
    services.publish_minutes(actor=office.officer, minutes=minutes)
    names = [name for name in own_names if name.startswith(("meetings_minutes", "public_meeting"))]
    return item, {
        **{f"{name} public_id": minutes.meeting.public_id for name in names},
        "meetings_adopt public_id": item.meeting.public_id,
        "meetings_adopt pk": item.pk,
        "meetings_minutes_changes number": 2,
        "meetings_minutes_file kind": "pdf",
        "public_meeting_file paper": "minutes",
        "public_meeting_file kind": "pdf",
        "public_meetings_body code": body.code,
        "public_meetings_file code": body.code,
    }


def _of_record(office: Office, meeting: Any, own_names: Sequence[str]) -> dict[str, Any]:
    """A meeting under way with a resolution and a guest."""
    item = line(meeting, "new")
    draft = services.ResolutionDraft("รับทราบ")
    resolution = services.record_resolution(actor=office.officer, item=item, draft=draft)
    guest = services.add_guest(actor=office.officer, meeting=meeting, name="นายแขก มาเยือน")
    names = [n for n in own_names if n.startswith("meetings_record")]
    return {f"{name} public_id": meeting.public_id for name in names} | {
        "meetings_begin public_id": meeting.public_id,
        "meetings_end public_id": meeting.public_id,
        **{f"{name} pk": item.pk for name in names},
        "meetings_record_attend pk": meeting.attendances.first().pk,
        "meetings_record_guest_remove pk": guest.pk,
        "meetings_record_change pk": resolution.pk,
        "meetings_record_remove pk": resolution.pk,
    }


def _called(office: Office, body: Any) -> dict[str, Any]:
    """A meeting with a document, a guest, and an item that the finance division writes."""
    slot = Slot(starts_at=noon(10))
    meeting = services.plan_meeting(actor=office.officer, body=body, slot=slot)
    file = (make_pdf(), "a.pdf")
    services.invite(actor=office.officer, meeting=meeting, uploads=[file])
    guest = services.add_guest(actor=office.officer, meeting=meeting, name="วิทยากร")
    parent = line(meeting, "arising")
    draft = ItemDraft("งบ", division=find_division("กองคลัง"), is_standing=True, uploads=[file])
    item = services.add_item(actor=office.officer, parent=parent, draft=draft)
    document, own = meeting.documents.get(), item.documents.get()
    found: dict[str, Any] = {f"meetings_{name} public_id": meeting.public_id for name in NAMES}
    of_item = ("item", "item_remove", "item_text", "item_document")
    found |= {f"meetings_{name} pk": item.pk for name in of_item}
    found |= {f"meetings_{name} pk": parent.pk for name in ("item_add", "items_order")}
    found |= {f"meetings_{name} pk": document.pk for name in ("document", "document_remove")}
    return found | {
        "meetings_item_document document": own.pk,
        "meetings_guest_remove pk": guest.pk,
        "meetings_agenda_file kind": "docx",
        "meetings_filing_division code": "finance",
    }
