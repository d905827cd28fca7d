"""A called meeting for the table of who may open what."""

from typing import Any

from prongsai.meetings import services
from prongsai.meetings.services import ItemDraft, Slot
from prongsai.organization.queries import find_division
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import line, noon

NAMES = (
    "meeting", "ics", "document", "document_remove", "change", "cancel", "invite", "guest",
    "guest_remove", "agenda", "agenda_file", "agenda_fill", "item", "item_add", "items_order",
    "item_remove", "item_text", "item_document", "filing", "filing_division",
)  # fmt: skip


def make_called_meeting(office: Office, body: Any) -> dict[str, Any]:
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
