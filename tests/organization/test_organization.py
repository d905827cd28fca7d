"""The organisation: names, structure, who holds, who acts, who signs on a given day."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from prongsai.accounts.backends import GroupBackend
from prongsai.common.errors import Refused
from prongsai.organization import queries, rules, services
from prongsai.organization.models import ActingWording, Division, Holiday, Position, Role
from prongsai.organization.permissions import is_chief_administrator, is_head_of, works_in
from prongsai.organization.rules import (
    Acting,
    Held,
    add_working_days,
    is_working_day,
    resolve_signatory,
)
from tests.conftest import Office

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("kind", "full", "mayor"),
    [
        ("อบต.", "องค์การบริหารส่วนตำบลหนองบัว", "นายกองค์การบริหารส่วนตำบลหนองบัว"),
        ("ทต.", "เทศบาลตำบลหนองบัว", "นายกเทศมนตรีตำบลหนองบัว"),
        ("เทศบาลเมือง", "เทศบาลเมืองหนองบัว", "นายกเทศมนตรีเมืองหนองบัว"),
        ("ทน.", "เทศบาลนครหนองบัว", "นายกเทศมนตรีนครหนองบัว"),
        ("อบจ.", "องค์การบริหารส่วนจังหวัดหนองบัว", "นายกองค์การบริหารส่วนจังหวัดหนองบัว"),
        ("เมืองพัทยา", "เมืองพัทยา", "นายกเมืองพัทยา"),
    ],
)
def test_each_kind_has_its_official_names(kind: str, full: str, mayor: str) -> None:
    found = rules.parse_kind(kind)
    assert found is not None
    assert rules.full_name(found, "หนองบัว") == full
    assert rules.mayor_title(found, "หนองบัว") == mayor


@pytest.mark.parametrize("code", ["มค 80301", "มค ๘๐๓๐๑", " มค  ๘๐๓๐๑ ", "มค80301"])
def test_letter_codes_come_in_either_digits(code: str) -> None:
    assert rules.official_code(code) == "มค ๘๐๓๐๑"
    assert rules.is_letter_code(rules.official_code(code))


def test_set_up_makes_the_usual_structure(office: Office) -> None:
    assert Division.objects.first().name == "สำนักปลัด"  # type: ignore[union-attr]
    mayor = queries.find_position(Role.MAYOR)
    palad = queries.find_position(Role.CHIEF_ADMINISTRATOR)
    assert palad is not None
    assert palad.reports_to == mayor
    assert Holiday.objects.filter(date__year=timezone.localdate().year).count() >= 15


def test_an_import_may_come_before_the_organisation(db: None) -> None:
    services.add_division(actor=None, name="กองคลัง")
    services.create_organization(
        actor=None, kind="อบต.", name="ก", amphoe="อ.เมือง", province="จ.เลย", letter_code="ลย 70101"
    )
    assert Division.objects.filter(name="กองคลัง").count() == 1
    profile = queries.get_profile()
    assert (profile.amphoe, profile.province) == ("เมือง", "เลย")
    assert queries.find_position(Role.DIVISION_HEAD, queries.find_division("กองคลัง"))


def _posts(office: Office) -> tuple[Position, Position]:
    palad = queries.find_position(Role.CHIEF_ADMINISTRATOR)
    head = queries.find_position(Role.DIVISION_HEAD, queries.find_division("สำนักปลัด"))
    assert palad is not None
    assert head is not None
    return palad, head


def test_who_acts_signs_in_that_capacity_and_only_on_those_days(office: Office) -> None:
    palad, _head = _posts(office)
    start, end = dt.date(2026, 3, 2), dt.date(2026, 3, 6)
    services.appoint_acting(
        actor=office.admin,
        position=palad,
        user=office.head,
        wording=ActingWording.objects.get(text="รักษาราชการแทน"),
        starts_on=start,
        ends_on=end,
        order_number="๑๒/๒๕๖๙",
    )
    before = queries.resolve(palad, start - dt.timedelta(days=1))
    during = queries.resolve(palad, end)
    after = queries.resolve(palad, end + dt.timedelta(days=1))
    assert before is not None
    assert during is not None
    assert after is not None
    assert (before.user, after.user) == (office.palad, office.palad)
    assert during.user == office.head
    assert during.lines == ("หัวหน้าสำนักปลัด รักษาราชการแทน", "ปลัดองค์การบริหารส่วนตำบลทดสอบ")


def test_acting_gives_the_role_today(office: Office) -> None:
    palad, _head = _posts(office)
    assert not is_chief_administrator(office.finance)
    today = timezone.localdate()
    services.appoint_acting(
        actor=office.officer,
        position=palad,
        user=office.finance,
        wording=ActingWording.objects.all()[0],
        starts_on=today,
        ends_on=today,
    )
    fresh = type(office.finance).objects.get(pk=office.finance.pk)
    assert is_chief_administrator(fresh)
    assert works_in(fresh, queries.find_division("กองคลัง"))  # type: ignore[arg-type]


def test_the_posts_of_today_come_with_the_account_of_a_request(
    office: Office, django_assert_num_queries: Any
) -> None:
    palad, _head = _posts(office)
    today = timezone.localdate()
    services.appoint_acting(
        actor=office.officer,
        position=palad,
        user=office.finance,
        wording=ActingWording.objects.all()[0],
        starts_on=today,
        ends_on=today,
    )
    for person in (office.finance, office.stranger, office.mayor):
        with django_assert_num_queries(1):
            account = GroupBackend().get_user(person.pk)
            posts = queries.posts_of(account, today)
            divisions = [post.division for post in posts]
        expected = queries.positions_of(person, today)
        assert [post.__dict__ | {"_state": None} for post in posts] == [
            post.__dict__ | {"_state": None} for post in expected
        ]
        assert divisions == [post.division for post in expected]
    tomorrow = queries.posts_of(GroupBackend().get_user(office.finance.pk), today + DAY)
    assert [post.division for post in tomorrow] == [queries.find_division("กองคลัง")]


def test_a_vacant_post_has_no_signatory(office: Office) -> None:
    palad, _head = _posts(office)
    services.end_tenure(
        actor=office.admin,
        tenure=palad.tenures.get(),
        ends_on=timezone.localdate() - dt.timedelta(days=1),
    )
    assert queries.resolve(palad, timezone.localdate()) is None


def test_nobody_holds_a_post_twice_nor_acts_for_their_own(office: Office) -> None:
    palad, _head = _posts(office)
    with pytest.raises(Refused):
        services.appoint(
            actor=office.admin, position=palad, user=office.finance, starts_on=dt.date(2026, 1, 1)
        )
    with pytest.raises(Refused) as refusal:
        services.appoint_acting(
            actor=office.admin,
            position=palad,
            user=office.palad,
            wording=ActingWording.objects.all()[0],
            starts_on=dt.date(2026, 1, 1),
        )
    assert refusal.value.field == "user"


def test_the_line_of_command_has_no_circle(office: Office) -> None:
    palad, head = _posts(office)
    with pytest.raises(Refused):
        services.save_position(
            actor=office.admin,
            position=palad,
            title=palad.title,
            role=palad.role,
            division=None,
            reports_to=head,
        )


def test_names_and_aliases_belong_to_one_division(office: Office) -> None:
    services.add_division(actor=office.admin, name="กองสาธารณสุข", aliases=["สาธารณสุข"])
    with pytest.raises(Refused):
        services.add_division(actor=office.admin, name="กองใหม่", aliases=["สำนักงานปลัด"])
    found = queries.find_division("สาธารณสุข")
    assert found is not None
    assert found.name == "กองสาธารณสุข"


@pytest.mark.parametrize("persona", ["head", "palad", "mayor", "finance", "stranger"])
def test_only_administrator_and_integrity_officer_change_it(office: Office, persona: str) -> None:
    with pytest.raises(Refused):
        services.add_holiday(
            actor=office.people[persona], date=dt.date(2026, 12, 25), name="วันพิเศษ"
        )


def test_a_head_heads_one_division(office: Office) -> None:
    assert is_head_of(office.finance, queries.find_division("กองคลัง"))  # type: ignore[arg-type]
    assert not is_head_of(office.finance, queries.find_division("สำนักปลัด"))  # type: ignore[arg-type]


@given(day=DAYS, count=st.integers(1, 60), off=st.sets(DAYS, max_size=20))
def test_working_days_skip_weekends_and_holidays(
    day: dt.date, count: int, off: set[dt.date]
) -> None:
    end = add_working_days(day, count, off)
    between = [day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_working_day(end, off)
    assert sum(is_working_day(d, off) for d in between) == count


@given(
    holders=st.lists(st.tuples(st.integers(1, 5), DAYS), max_size=3),
    acting=st.lists(
        st.tuples(st.integers(6, 9), DAYS, st.integers(0, 40), st.integers(1, 3)), max_size=4
    ),
    day=DAYS,
)
def test_acting_goes_before_holding_and_lower_ranks_before_higher(
    holders: list[Any], acting: list[Any], day: dt.date
) -> None:
    held = [Held(user, start, None) for user, start in holders]
    deputies = [
        Acting(user, start, start + dt.timedelta(days=length), "รักษาราชการแทน", rank)
        for user, start, length, rank in acting
    ]
    found = resolve_signatory(held, deputies, day)
    running = [d for d in deputies if d.covers(day)]
    if running:
        assert found is not None
        assert found.user_id in {
            d.user_id for d in running if d.rank == min(r.rank for r in running)
        }
    elif any(h.covers(day) for h in held):
        assert found is not None
        assert found.wording is None
    else:
        assert found is None


def test_the_office_screens_take_and_refuse_input(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    base = "/office/organization/"
    palad, _head = _posts(office)
    assert "นายกองค์การบริหารส่วนตำบลทดสอบ" in client.get(base).content.decode()
    assert client.get(base + "?on=เมื่อไร").status_code == 422
    bad = client.post(
        f"{base}profile/", {"name": "", "amphoe": "x", "province": "y", "letter_code": "z"}
    )
    assert bad.status_code == 422
    ok = {"name": "ทดสอบ", "amphoe": "เมือง", "province": "เลย", "letter_code": "ลย 70101"}
    ok["data_licence"] = queries.get_profile().data_licence
    assert client.post(f"{base}profile/", ok).status_code == 302
    assert queries.get_profile().letter_code == "ลย ๗๐๑๐๑"
    acting = {
        "acting-user": office.head.pk,
        "acting-wording": ActingWording.objects.all()[0].pk,
        "acting-starts_on": "1/3/2569",
        "acting-ends_on": "28/2/2569",
        "acting-rank": 1,
    }
    url = f"{base}positions/{palad.pk}/acting/"
    wrong = client.post(url, acting)
    assert wrong.status_code == 422
    assert "วันสิ้นสุดอยู่ก่อนวันเริ่ม" in wrong.content.decode()
    assert client.post(url, acting | {"acting-ends_on": "5/3/2569"}).status_code == 302
    holiday = {"date": "2/1/2570", "name": "วันหยุดพิเศษ"}
    assert client.post(f"{base}holidays/", holiday).status_code == 200
    assert client.post(f"{base}holidays/", holiday).status_code == 422
    assert (
        client.post(f"{base}divisions/add/", {"name": "กองพัสดุ", "aliases": "พัสดุ"}).status_code
        == 302
    )
    assert client.post(f"{base}divisions/add/", {"name": "พัสดุ"}).status_code == 422
    assert client.post(f"{base}wordings/add/", {"text": "ทำการแทน"}).status_code == 302


def test_an_empty_installation_is_set_up_on_one_page(db: None, client: Any) -> None:
    from prongsai.accounts.services import create_account

    admin = create_account(actor=None, username="admin", full_name="ผู้ดูแล", is_admin=True)
    client.force_login(admin, backend="prongsai.accounts.backends.GroupBackend")
    assert client.get("/office/").headers["Location"] == "/setup/"
    data = {
        "kind": "sao", "name": "หนองบัว", "amphoe": "เมือง", "province": "เลย", "letter_code": "ลย ๗๐๑๐๑",
        "divisions": "สำนักปลัด\nกองคลัง", "officer": "นางสาวหนึ่ง", "head": "นายสอง", "mayor": "นายสี่",
        "palad_acting": "head", "is_me": "on",
    }  # fmt: skip
    wrong = client.post("/setup/", data | {"letter_code": "???"})
    assert wrong.status_code == 422
    assert not Division.objects.exists()
    assert client.post("/setup/", data).status_code == 302
    palad = queries.find_position(Role.CHIEF_ADMINISTRATOR)
    assert palad is not None
    signs = queries.resolve(palad, timezone.localdate())
    assert signs is not None
    assert str(signs.user) == "นายสอง"
    assert client.get("/setup/").status_code == 302
