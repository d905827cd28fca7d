"""Setting up bodies: the form asks what matters for the kind, members come and go."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from prongsai.common.errors import Refused
from prongsai.meetings import services
from prongsai.meetings.models import Body, BodyMember
from prongsai.meetings.services import Member
from prongsai.organization.models import Role
from prongsai.organization.queries import find_position
from tests.conftest import Office
from tests.meetings.conftest import COUNCILLORS, SINCE, begin

SignIn = Callable[[Any], Any]
STAFF = {
    "name": "ประชุมพนักงานประจำเดือน",
    "usual_day": "week-1-1",
    "usual_time": "9.30",
    "usual_place": "ห้องประชุม",
    "quorum": "none",
    "has_filings": "on",
    "closing_days": "5",
    "has_substitutes": "on",
    "is_public": "on",
}
COUNCIL = {"name": "สภา อบต.ทดสอบ", "usual_time": "10:00", "quorum": "half", "has_votes": "on"}
MEMBERS = {"role": "member", "is_counted": "on", "starts_on": "1/10/2568"}


def new(kind: str) -> str:
    """The address of the form of a kind."""
    return reverse("meetings_body_new") + f"?kind={kind}"


def test_a_body_begins_with_its_kind_and_agenda(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.officer)
    page = client.get(reverse("meetings_body_new")).content.decode()
    assert page.count('href="?kind=') == 8
    assert "กระทู้ถาม" in page
    answer = client.post(new("staff"), STAFF)
    body = Body.objects.get()
    assert answer["Location"] == reverse("meetings_body", args=["staff"])
    assert (body.code, body.kind, body.closing_days) == ("staff", "staff", 5)
    assert (body.day_rule, body.usual_week, body.usual_weekday) == ("weekday", 1, 1)
    assert body.usual_time == dt.time(9, 30)
    assert not body.has_votes
    client.post(new("staff"), STAFF | {"name": "ประชุมหัวหน้าส่วนราชการ"})
    assert set(Body.objects.values_list("code", flat=True)) == {"staff", "staff-2"}


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("staff", ["usual_day", "has_filings", "closing_days"], ["has_votes", "is_active"]),
        ("executive", ["usual_day", "has_substitutes"], ["has_votes", "has_filings"]),
        ("council", ["has_votes", "usual_time"], ["usual_day", "has_filings", "has_substitutes"]),
        ("committee", ["usual_day", "has_votes"], ["has_filings", "closing_days"]),
    ],
)
def test_the_form_asks_what_the_kind_leaves_open(
    office: Office, sign_in: SignIn, kind: str, asked: list[str], not_asked: list[str]
) -> None:
    page = sign_in(office.officer).get(new(kind)).content.decode()
    assert [name for name in asked if f'name="{name}"' not in page] == []
    assert [name for name in not_asked if f'name="{name}"' in page] == []


def test_what_is_wrong_stands_beside_its_field(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.officer)
    client.post(new("council"), COUNCIL)
    for changed, message in (
        ({"quorum": "number"}, "โปรดระบุจำนวนคนที่เป็นองค์ประชุม"),
        ({"usual_time": "25:00"}, 'id="id_usual_time_error"'),
        ({"name": ""}, 'id="id_name_error"'),
        ({"name": COUNCIL["name"]}, 'id="id_name_error"'),
        ({"usual_day": "week-9-9"}, 'id="id_usual_day_error"'),
    ):
        answer = client.post(new("committee"), STAFF | {"name": "คณะกรรมการ"} | changed)
        assert answer.status_code == 422
        assert message in answer.content.decode()
    assert Body.objects.count() == 1
    assert client.post(new("none"), STAFF).status_code == 422


def test_rules_change_and_the_number_of_the_quorum_goes_with_its_rule(
    office: Office, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    client.post(new("council"), COUNCIL | {"quorum": "number", "quorum_number": "7"})
    body = Body.objects.get()
    assert body.quorum_number == 7
    assert not body.has_substitutes
    address = reverse("meetings_body", args=[body.code])
    assert 'value="7"' in client.get(address).content.decode()
    answer = client.post(address, COUNCIL | {"is_active": "on", "quorum_number": "7"})
    assert answer.status_code == 302
    body.refresh_from_db()
    assert (body.quorum, body.quorum_number, body.is_public, body.is_active) == (
        "half", 0, False, True,
    )  # fmt: skip
    client.post(address, COUNCIL)
    assert "ไม่ใช้แล้ว" in client.get(reverse("meetings_bodies")).content.decode()


def test_positions_and_names_become_members_at_once_or_not_at_all(
    office: Office, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    client.post(new("staff"), STAFF)
    body = Body.objects.get()
    add = reverse("meetings_members_add", args=["staff"])
    chief = find_position(Role.CHIEF_ADMINISTRATOR)
    officer = find_position(Role.INTEGRITY_OFFICER)
    assert chief
    assert officer
    answer = client.post(add, MEMBERS)
    assert answer.status_code == 422
    assert 'id="id_positions_error"' in answer.content.decode()
    double = MEMBERS | {"positions": [chief.pk], "names": "นายเอก\nนายเอก"}
    assert client.post(add, double).status_code == 422
    assert not body.members.exists()
    client.post(add, MEMBERS | {"role": "secretary", "positions": [officer.pk], "is_counted": ""})
    names = "นายเอก ใจดี, ผู้ทรงคุณวุฒิ\n\nนางโท ใจงาม"
    client.post(
        add, MEMBERS | {"positions": [chief.pk], "people": [office.mayor.pk], "names": names}
    )
    client.post(add, MEMBERS | {"role": "chair", "names": "ประธานพิเศษ"})
    rows = [(str(m), m.role, m.title) for m in body.members.all()]
    assert rows == [
        ("ประธานพิเศษ", "chair", ""),
        (chief.title, "member", ""),
        (str(office.mayor), "member", ""),
        ("นายเอก ใจดี", "member", "ผู้ทรงคุณวุฒิ"),
        ("นางโท ใจงาม", "member", ""),
        (officer.title, "secretary", ""),
    ]
    page = client.get(reverse("meetings_body", args=["staff"])).content.decode()
    assert f'name="positions" value="{chief.pk}"' not in page
    assert "ไม่นับเป็นองค์ประชุม" in page
    assert str(office.palad) in page


def test_a_member_changes_and_leaves(office: Office, council: Body, sign_in: SignIn) -> None:
    client = sign_in(office.palad)
    meeting = begin(office, council, session="ordinary", session_number=1)
    member = council.members.get(name=COUNCILLORS[2])
    address = reverse("meetings_member", args=["council", member.pk])
    assert COUNCILLORS[2] in client.get(address).content.decode()
    client.post(address, {"role": "deputy", "title": "รองประธานสภา", "checks_minutes": "on"})
    member.refresh_from_db()
    assert (member.role, member.title, member.is_counted) == ("deputy", "รองประธานสภา", False)
    assert [m.role for m in council.members.all()[:2]] == ["chair", "deputy"]
    end = reverse("meetings_member_end", args=["council", member.pk])
    for wrong in ("", "1/1/2550", "31/2/2569"):
        assert client.post(end, {"ends_on": wrong}).status_code == 422
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    answer = client.post(end, {"ends_on": yesterday.isoformat()}, follow=True)
    now, _summary, past = answer.content.decode().partition("ผู้ที่พ้นจากคณะแล้ว")
    assert COUNCILLORS[2] in past
    assert COUNCILLORS[2] not in now
    assert meeting.attendances.filter(name=COUNCILLORS[2]).exists()


def test_a_member_of_another_body_is_not_found_here(
    office: Office, staff: Body, council: Body, sign_in: SignIn
) -> None:
    member = council.members.first()
    assert member is not None
    address = reverse("meetings_member", args=["staff", member.pk])
    assert sign_in(office.officer).get(address).status_code == 404


def test_only_who_may_set_up_bodies_changes_them(office: Office, council: Body) -> None:
    member = council.members.first()
    assert member is not None
    with pytest.raises(Refused):
        services.add_members(
            actor=office.finance, body=council, members=[Member(name="ก")], starts_on=SINCE
        )
    with pytest.raises(Refused):
        services.change_member(
            actor=office.finance,
            member=member,
            role=BodyMember.Role.SECRETARY,
            title="",
            is_counted=True,
            checks_minutes=True,
        )
