"""What comes out of an item, who sees what, and what others changed meanwhile."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.meetings import services
from prongsai.meetings.models import AgendaItem, Body, ItemNote, Meeting, Resolution
from prongsai.meetings.services import Boxes, ItemDraft, ResolutionDraft
from prongsai.organization.models import Position
from prongsai.organization.queries import find_division
from tests.conftest import Office
from tests.meetings.conftest import (
    GROUND,
    SECRET,
    add_secret,
    begin,
    hold,
    line,
    make_clerk,
    noon,
)
from tests.meetings.recording import JSON, PART, SESSION, Browse, at, first_slot, of, text_of

MOST_QUERIES, MOST_OF_STATE = 12, 4

# What comes out of an item


def test_the_usual_resolution_is_one_tap_and_stands_once(sitting: Meeting, keeper: Client) -> None:
    item = line(sitting, "chair")
    for _tap in range(2):
        piece = keeper.post(of(item, "quick"), {"text": "รับทราบ"}, headers=PART)
        assert (piece.status_code, "รับทราบ" in text_of(piece)) == (200, True)
    assert keeper.post(of(item, "quick"), {"text": "อะไรก็ได้"}).status_code == 404
    assert [(r.text, r.state) for r in item.resolutions.all()] == [("รับทราบ", "noted")]


def test_without_a_quorum_nothing_is_resolved(
    office: Office, council: Body, keeper: Client
) -> None:
    planned = services.plan_meeting(actor=office.officer, body=council, slot=first_slot())
    item = line(services.begin_meeting(actor=office.officer, meeting=planned), "chair")
    for headers in ({}, PART):
        answer = keeper.post(of(item, "quick"), {"text": "รับทราบ"}, headers=headers)
        assert (answer.status_code, "องค์ประชุม" in text_of(answer)) == (422, True)
    assert not Resolution.objects.exists()


def test_a_resolution_with_owner_and_day_is_recorded_changed_and_removed(
    office: Office, sitting: Meeting, keeper: Client
) -> None:
    item = line(sitting, "new")
    owner = Position.objects.get(title__contains="คลัง")
    data = {"text": "ให้จัดซื้อ", "owner": owner.pk, "due_on": ""}
    assert keeper.get(of(item, "resolve")).status_code == 200
    wrong = keeper.post(of(item, "resolve"), data)
    assert (wrong.status_code, f"id-due_on-{item.pk}_error" in text_of(wrong)) == (422, True)
    day = timezone.localdate() + dt.timedelta(days=30)
    data["due_on"] = f"{day.day}/{day.month}/{day.year + 543}"
    assert keeper.post(of(item, "resolve"), data).status_code == 302
    made = item.resolutions.get()
    assert (made.state, made.owner, made.division, made.due_on) == (
        "open", owner, find_division("กองคลัง"), day,
    )  # fmt: skip
    change = at(sitting, f"record/resolutions/{made.pk}/change/")
    assert "ให้จัดซื้อ" in text_of(keeper.get(change, headers=PART))
    changed = data | {"text": "ให้จัดจ้าง", "seen": "ให้จัดซื้อ"}
    assert keeper.post(change, changed, headers=PART).status_code == 200
    # A colleague who still has the first text before them is told.
    stale = keeper.post(change, data | {"text": "ไม่จัดซื้อ", "seen": "ให้จัดซื้อ"}, headers=PART)
    assert (stale.status_code, "ให้จัดจ้าง" in text_of(stale)) == (422, True)
    made.refresh_from_db()
    assert made.text == "ให้จัดจ้าง"
    remove = at(sitting, f"record/resolutions/{made.pk}/remove/")
    assert keeper.post(remove).status_code == 302
    assert not item.resolutions.exists()
    assert keeper.post(remove).status_code == 404


def test_a_resolution_somebody_acted_on_is_not_removed(
    office: Office, sitting: Meeting, keeper: Client
) -> None:
    item = line(sitting, "new")
    draft = ResolutionDraft("ให้ทำ", division=find_division("กองคลัง"), due_on=timezone.localdate())
    made = services.record_resolution(actor=office.officer, item=item, draft=draft)
    services.report_progress(actor=office.finance, resolution=made, text="ทำแล้ว")
    piece = keeper.post(at(sitting, f"record/resolutions/{made.pk}/remove/"), headers=PART)
    assert (piece.status_code, 'role="alert"' in text_of(piece)) == (422, True)
    assert item.resolutions.exists()


def test_votes_are_counted_and_the_chair_decides_an_even_one(
    office: Office, council: Body, keeper: Client
) -> None:
    item = line(begin(office, council, **SESSION), "new")
    even = {"yes": 2, "no": 2, "abstain": 1, "casting": ""}
    wrong = keeper.post(of(item, "vote"), even, headers=PART)
    assert (wrong.status_code, f"id-casting-{item.pk}_error" in text_of(wrong)) == (422, True)
    assert keeper.post(of(item, "vote"), even | {"yes": 9}).status_code == 422
    assert keeper.post(of(item, "vote"), even | {"yes": "มาก"}).status_code == 422
    piece = keeper.post(of(item, "vote"), even | {"casting": "no"}, headers=PART)
    assert ("ประธานชี้ขาดไม่เห็นชอบ" in text_of(piece), "ไม่ผ่าน" in text_of(piece)) == (True, True)
    item = AgendaItem.objects.get(pk=item.pk)
    assert (item.vote.is_carried, item.vote.casting) == (False, "no")


def test_votes_by_name(office: Office, council: Body, keeper: Client) -> None:
    running = begin(office, council, **SESSION)
    item = line(running, "new")
    absent = running.attendances.last()
    assert absent is not None
    keeper.post(at(running, f"record/people/{absent.pk}/"), {"state": "absent", "reason": "ป่วย"})
    page = text_of(keeper.get(of(item, "roll-call") + "?all=yes"))
    assert f"person-{absent.pk}" not in page
    assert len(re.findall(r'value="yes"[^>]*checked', page)) == 4
    rows = list(running.attendances.filter(state="present"))
    choices = dict(zip([f"person-{r.pk}" for r in rows], ["yes", "yes", "no", "none"], strict=True))
    assert keeper.post(of(item, "roll-call"), choices | {"casting": "yes"}).status_code == 422
    assert keeper.post(of(item, "roll-call"), {"casting": ""}).status_code == 422
    assert keeper.post(of(item, "roll-call"), choices).status_code == 302
    vote = AgendaItem.objects.get(pk=item.pk).vote
    assert (vote.is_by_name, vote.yes, vote.no, vote.abstain) == (True, 2, 1, 0)
    assert "เห็นชอบ 2 ไม่เห็นชอบ 1" in text_of(keeper.get(at(running)))


def test_a_staff_meeting_does_not_vote(sitting: Meeting, keeper: Client) -> None:
    item = line(sitting, "new")
    assert "vote/" not in text_of(keeper.get(at(sitting)))
    data = {"yes": 1, "no": 0, "abstain": 0}
    assert keeper.post(of(item, "vote"), data).status_code == 422


def test_problems_and_suggestions_are_raised_once(sitting: Meeting, keeper: Client) -> None:
    item = line(sitting, "other")
    assert keeper.post(of(item, "raise"), {"text": "น้ำไม่ไหล"}).status_code == 422
    for _twice in range(2):
        keeper.post(of(item, "raise"), {"kind": "problem", "text": "น้ำไม่ไหล"}, headers=PART)
    assert [(c.kind, c.text) for c in item.concerns.all()] == [("problem", "น้ำไม่ไหล")]
    assert "น้ำไม่ไหล" in text_of(keeper.get(at(sitting)))


def test_a_matter_is_added_on_the_spot(sitting: Meeting, keeper: Client) -> None:
    parent = line(sitting, "other")
    data = {"title": "ขอใช้รถดับเพลิง", "is_confidential": "on"}
    wrong = keeper.post(of(parent, "add"), data)
    assert (wrong.status_code, "id_ground_error" in text_of(wrong)) == (422, True)
    answer = keeper.post(of(parent, "add"), data | {"ground": GROUND})
    made = parent.children.get()
    assert answer["Location"] == at(sitting) + f"#item-{made.pk}"
    assert (made.is_late, made.is_confidential) == (True, True)
    page = text_of(keeper.get(at(sitting)))
    assert "5.1 ขอใช้รถดับเพลิง" in page


def test_earlier_minutes_are_adopted_by_one_tap(
    office: Office, staff: Body, keeper: Client
) -> None:
    earlier = hold(office, staff, -9)
    running = begin(office, staff)
    item = running.items.get(adopts=earlier.minutes)
    assert "ยังไม่ได้ตรวจ" in text_of(keeper.get(at(running)))
    keeper.post(of(item, "adopt"))
    earlier.minutes.refresh_from_db()
    assert not earlier.minutes.is_adopted
    services.check_minutes(actor=office.head, minutes=earlier.minutes)
    assert "รับรองโดยไม่มีการแก้ไข" in text_of(keeper.get(at(running)))
    assert keeper.post(of(item, "adopt"))["Location"] == at(running) + f"#item-{item.pk}"
    earlier.minutes.refresh_from_db()
    assert earlier.minutes.adopted_in == item
    assert item.resolutions.get().text == "รับรองรายงานการประชุม"


# Who sees what


def test_confidential_matters_are_for_those_who_may_see_them(
    office: Office, sitting: Meeting, keeper: Client, browse: Browse
) -> None:
    item = add_secret(office, sitting)
    assert SECRET in text_of(keeper.get(at(sitting)))
    assert SECRET in text_of(browse(office.finance).get(at(sitting)))
    stranger = browse(make_clerk())
    page = text_of(stranger.get(at(sitting)))
    for hidden in (SECRET, "ชื่อผู้ถูกกล่าวหา", "ให้สอบข้อเท็จจริง"):
        assert hidden not in page
    assert GROUND in page
    told = stranger.get(at(sitting, "record/state/"), {"since": noon(-1).isoformat()}).json()
    assert f"item-{item.pk}" not in told["stamps"]
    assert told["notes"] == []


def test_the_projector_shows_neither_confidential_matters_nor_controls(
    office: Office, sitting: Meeting, keeper: Client
) -> None:
    secret = add_secret(office, sitting)
    after = services.add_item(actor=office.officer, parent=secret.parent, draft=ItemDraft("ซ่อมถนน"))
    services.save_note(actor=office.officer, item=after, text="ช่างเสนอ", base_version=0)
    page = text_of(keeper.get(at(sitting) + "?projector=1"))
    for hidden in (SECRET, "ชื่อผู้ถูกกล่าวหา", "ให้สอบข้อเท็จจริง", GROUND):
        assert hidden not in page
    main = page.partition("<main")[2].partition("</main>")[0]
    controls = re.findall(
        r"<(?:form|button|input|select|textarea)\b", main.partition("<template")[0]
    )
    assert controls == []
    assert ("4.2 ซ่อมถนน" in page, "ช่างเสนอ" in page) == (True, True)
    since = {"since": noon(-1).isoformat()}
    told = keeper.get(at(sitting, "record/state/"), since | {"projector": "1"}).json()
    assert f"item-{secret.pk}" not in told["stamps"]
    assert [note["item"] for note in told["notes"]] == [after.pk]


def test_colleagues_read_but_do_not_write(office: Office, sitting: Meeting, browse: Browse) -> None:
    item = line(sitting, "chair")
    services.save_note(actor=office.officer, item=item, text="แจ้งกำหนดการ", base_version=0)
    finance = browse(office.finance)
    page = text_of(finance.get(at(sitting)))
    assert ("แจ้งกำหนดการ" in page, "<textarea" in page, "data-live" in page) == (True, False, True)
    answer = finance.post(of(item, "note"), {"text": "ก", "base_version": 1}, headers=JSON)
    assert answer.status_code == 403
    assert browse(office.stranger).get(at(sitting)).status_code == 403


# What others changed


def _shown(page: str) -> dict[str, str]:
    """The marks that the parts of a page carry."""
    pattern = r'data-part="([\w-]+)"(?:(?!data-part=).)*?data-stamp="(\w+)"'
    return dict(re.findall(pattern, page, re.S))


def test_a_page_knows_the_marks_that_are_asked_for_later(
    office: Office, council: Body, staff: Body, sitting: Meeting, keeper: Client
) -> None:
    """Else a colleague's changes would be announced although there are none."""
    add_secret(office, sitting)
    boxes = Boxes("ทำแล้ว", "น้ำไม่ไหล", "ขอปั๊ม", "ซ่อม")
    finance = find_division("กองคลัง")
    services.file_division(actor=office.finance, meeting=sitting, division=finance, boxes=boxes)
    services.add_guest(actor=office.officer, meeting=sitting, name="นายแขก")
    services.raise_concern(
        actor=office.officer, item=line(sitting, "other"), kind="problem", text="ไฟดับ"
    )
    voted = begin(office, council, **SESSION)
    services.record_vote(
        actor=office.officer, item=line(voted, "new"), count=services.Count(3, 1, 1)
    )
    for running in (sitting, voted):
        shown = _shown(text_of(keeper.get(at(running))))
        told = keeper.get(at(running, "record/state/")).json()["stamps"]
        assert shown == told
        assert len(told) > 10


def test_every_change_has_another_mark(office: Office, council: Body, keeper: Client) -> None:
    running = begin(office, council, **SESSION)
    item, row = line(running, "new"), running.attendances.last()
    assert row is not None
    officer = office.officer

    def told() -> dict[str, Any]:
        return dict(keeper.get(at(running, "record/state/")).json())

    draft = ResolutionDraft("ให้ทำ", division=find_division("กองคลัง"), due_on=timezone.localdate())
    made = services.record_resolution(actor=officer, item=item, draft=draft)
    acts: dict[str, list[Callable[[], Any]]] = {
        f"item-{item.pk}": [
            lambda: services.change_resolution(
                actor=officer, resolution=made, draft=ResolutionDraft("ให้ทำใหม่")
            ),
            lambda: services.record_vote(actor=officer, item=item, count=services.Count(3, 2)),
            lambda: services.record_vote(actor=officer, item=item, count=services.Count(4, 1)),
            lambda: services.raise_concern(actor=officer, item=item, kind="problem", text="ก"),
            lambda: services.remove_resolution(actor=officer, resolution=made),
        ],
        f"person-{row.pk}": [
            lambda: services.record_attendance(
                actor=officer, attendance=row, presence=services.Presence("absent", "ลา")
            )
        ],
        "presiding": [lambda: services.let_preside(actor=officer, attendance=running.attendances.all()[1])],
        "guests": [lambda: services.add_guest(actor=officer, meeting=running, name="แขก")],
        "agenda": [lambda: services.add_item(actor=officer, parent=item, draft=ItemDraft("เรื่อง"))],
    }  # fmt: skip
    for part, several in acts.items():
        for act in several:
            before = told()
            act()
            after = told()
            assert before["stamps"][part] != after["stamps"][part], part
            assert before["whole"] != after["whole"]


def test_pieces_are_for_our_script_and_others_are_led_to_the_page(
    sitting: Meeting, keeper: Client
) -> None:
    item, row = line(sitting, "chair"), sitting.attendances.all()[0]
    pieces = {
        of(item, "outcomes"): f"#item-{item.pk}",
        at(sitting, f"record/people/{row.pk}/"): f"#person-{row.pk}",
        at(sitting, "record/guests/"): "#guests",
        at(sitting, "record/presiding/"): "#presiding",
    }
    for address, anchor in pieces.items():
        assert keeper.get(address)["Location"] == at(sitting) + anchor
        piece = text_of(keeper.get(address, headers=PART))
        assert ("data-stamp" in piece, "<html" in piece) == (True, False)


@pytest.mark.parametrize("since", ["", "x", "2026-99-99T00:00", "2026-01-01T00:00", "๒๕๖๙"])
def test_an_odd_moment_is_answered_without_notes(
    office: Office, sitting: Meeting, keeper: Client, since: str
) -> None:
    item = line(sitting, "chair")
    note = services.save_note(actor=office.officer, item=item, text="ก", base_version=0)
    ItemNote.objects.filter(pk=note.pk).update(saved_at=noon(-2))
    answer = keeper.get(at(sitting, "record/state/"), {"since": since})
    assert (answer.status_code, answer.json()["notes"]) == (200, [])


def test_a_colleagues_note_is_told_to_the_other_page(
    office: Office, sitting: Meeting, keeper: Client
) -> None:
    item = line(sitting, "chair")
    since = keeper.get(at(sitting, "record/state/")).json()["now"]
    services.save_note(actor=office.palad, item=item, text="ของปลัด", base_version=0)
    (told,) = keeper.get(at(sitting, "record/state/"), {"since": since}).json()["notes"]
    assert (told["item"], told["version"], told["text"], told["by"]) == (
        item.pk, 1, "ของปลัด", "คุณpalad",
    )  # fmt: skip


# Sixty items


def _fill(office: Office, sitting: Meeting, count: int) -> None:
    parents = [line(sitting, part) for part in ("chair", "new", "other")]
    finance = find_division("กองคลัง")
    due = timezone.localdate() + dt.timedelta(days=9)
    for number in range(count):
        item = services.add_item(
            actor=office.officer,
            parent=parents[number % 3],
            draft=ItemDraft(f"เรื่องที่ {number}", division=finance),
        )
        services.save_note(actor=office.officer, item=item, text="หารือ", base_version=0)
        draft = ResolutionDraft("ให้ดำเนินการ", division=finance, due_on=due)
        services.record_resolution(actor=office.officer, item=item, draft=draft)
        services.raise_concern(actor=office.officer, item=item, kind="problem", text="ปัญหา")
    add_secret(office, sitting)


@pytest.mark.parametrize("persona", ["officer", "finance", "secretary"])
@pytest.mark.parametrize("is_over", [False, True])
def test_sixty_items_cost_a_few_queries(
    office: Office, sitting: Meeting, browse: Browse, persona: str, is_over: bool
) -> None:
    _fill(office, sitting, 60)
    if persona == "secretary":  # keeps this body alone
        persona = "finance"
        sitting.body.members.filter(position__title__contains="คลัง").update(role="assistant")
    if is_over:
        services.end_meeting(
            actor=office.officer, meeting=sitting, at=noon() + dt.timedelta(hours=2)
        )
    browser = browse(office.people[persona])
    asked = {}
    for path in ("", "?projector=1"):
        browser.get(at(sitting) + path)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(at(sitting) + path).status_code == 200
        asked[path] = len(seen)
    assert max(asked.values()) <= MOST_QUERIES, asked


def test_the_question_of_every_ten_seconds_is_light(
    office: Office, sitting: Meeting, keeper: Client
) -> None:
    _fill(office, sitting, 60)
    with CaptureQueriesContext(connection) as seen:
        assert keeper.get(at(sitting, "record/state/")).status_code == 200
    own = [q for q in seen if re.search(r'FROM "meetings_(?!meeting"|body)', q["sql"])]
    assert len(own) <= MOST_OF_STATE, [q["sql"][:80] for q in seen]
    assert len(seen) <= MOST_QUERIES - 2
