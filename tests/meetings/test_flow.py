"""From a year's schedule to adopted minutes: the whole way of two meetings."""

import datetime as dt

from django.utils import timezone

from prongsai.meetings import services
from prongsai.meetings.models import Body, Minutes, Resolution
from prongsai.meetings.services import Boxes, ItemDraft, ResolutionDraft, Slot
from prongsai.organization.queries import find_division
from tests.conftest import Office
from tests.meetings.conftest import begin, line, noon


def test_a_meeting_goes_its_way_and_the_next_one_adopts_it(office: Office, staff: Body) -> None:
    finance = find_division("กองคลัง")
    first = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(-30)))
    services.invite(actor=office.officer, meeting=first)
    assert services.mark_invitation_read(actor=office.head, meeting=first)
    assert not services.mark_invitation_read(actor=office.head, meeting=first)
    services.file_division(
        actor=office.finance,
        meeting=first,
        division=finance,
        boxes=Boxes("จัดเก็บภาษี ๑๒๐ ราย", "ประชาชนไม่สะดวก", "ออกหน่วยเคลื่อนที่", "ออกหน่วย ๓ หมู่บ้าน"),
    )
    first = services.begin_meeting(actor=office.officer, meeting=first, at=noon(-30))
    services.mark_rest_present(actor=office.officer, meeting=first)
    item = services.add_item(
        actor=office.officer, parent=line(first, "new"), draft=ItemDraft("ซ่อมถนนหมู่ ๓")
    )
    services.save_note(actor=office.officer, item=item, text="ช่างเสนอให้ซ่อม", base_version=0)
    resolution = services.record_resolution(
        actor=office.officer,
        item=item,
        draft=ResolutionDraft("ให้กองคลังจัดซื้อ", division=finance, due_on=timezone.localdate()),
    )
    minutes = services.end_meeting(
        actor=office.officer, meeting=first, at=noon(-30) + dt.timedelta(hours=2)
    )
    assert minutes.state == Minutes.State.DRAFT
    version = services.check_minutes(actor=office.head, minutes=minutes)
    assert version.number == 1
    second = begin(office, staff)
    adoption = second.items.get(adopts=minutes)
    followed = second.items.get(carried_over=resolution)
    assert (adoption.parent.part, followed.parent.part) == ("adoption", "arising")
    minutes = services.adopt_minutes(actor=office.officer, item=adoption)
    assert minutes.is_adopted
    assert minutes.adopted_in == adoption
    services.report_progress(
        actor=office.finance, resolution=resolution, text="จัดซื้อแล้ว", is_done=True
    )
    resolution.refresh_from_db()
    assert resolution.state == Resolution.State.DONE
    services.publish_minutes(actor=office.officer, minutes=minutes)
