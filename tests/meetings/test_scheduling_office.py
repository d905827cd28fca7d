"""A year in one table, one meeting by itself; what is wrong is said, nothing is half-saved."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from prongsai.common.errors import Refused
from prongsai.meetings import services
from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.office.scheduling_forms import YearForm
from prongsai.meetings.services import Slot
from prongsai.organization.models import Holiday
from prongsai.organization.queries import list_holidays
from prongsai.organization.rules import is_working_day
from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear, fiscal_year_of
from tests.conftest import Office
from tests.meetings.conftest import hold, noon

SignIn = Callable[[Any], Any]


@pytest.fixture
def year() -> FiscalYear:
    """The next fiscal year: all of it lies ahead."""
    return fiscal_year_of(timezone.localdate()).next


def address(body: Body, year: FiscalYear) -> str:
    """The table of a body and year."""
    return reverse("meetings_schedule") + f"?body={body.code}&year={year}"


def filled(body: Body, year: FiscalYear) -> dict[str, str]:
    """The table as the program proposes it."""
    free = list(year.months())
    form = YearForm(body=body, months=free, on=timezone.localdate())
    data = {}
    for name, field in form.fields.items():
        value = field.widget.format_value(field.initial)
        if name.startswith("take-") and field.initial:
            data[name] = "on"
        elif value:
            data[name] = str(value)
    return data


def test_a_year_is_proposed_around_holidays_and_planned_at_once(
    office: Office, staff: Body, sign_in: SignIn, year: FiscalYear
) -> None:
    first = year.first_month.first_day.replace(day=5)
    Holiday.objects.get_or_create(date=first, defaults={"name": "วันหยุดพิเศษ"})
    client = sign_in(office.officer)
    page = client.get(address(staff, year)).content.decode()
    assert page.count('name="day-') == 12
    answer = client.post(address(staff, year), filled(staff, year))
    assert answer["Location"] == reverse("meetings_index") + f"?body=staff&year={year}"
    made = list(Meeting.objects.order_by("starts_at"))
    holidays = list_holidays(year.first_day, year.last_day)
    assert [Month.of(m.day) for m in made] == list(year.months())
    assert all(is_working_day(m.day, holidays) for m in made)
    assert made[0].day > first
    assert {m.place for m in made} == {staff.usual_place}
    page = client.get(address(staff, year)).content.decode()
    assert "ทุกเดือนของปีนี้มีการประชุมแล้ว" in page
    assert 'name="day-' not in page
    assert client.post(address(staff, year), filled(staff, year)).status_code == 422
    assert Meeting.objects.count() == 12


def test_days_are_corrected_and_months_left_out(
    office: Office, staff: Body, sign_in: SignIn, year: FiscalYear
) -> None:
    october, november, *rest = year.months()
    kept = services.plan_meeting(
        actor=office.officer,
        body=staff,
        slot=Slot(timezone.make_aware(dt.datetime.combine(november.first_day, dt.time(9)))),
    )
    data = filled(staff, year)
    for month in rest:
        data.pop(f"take-{month}")
    wednesday = next(
        day
        for day in (october.first_day + dt.timedelta(days=at) for at in range(7))
        if day.weekday() == 2
    )
    Holiday.objects.filter(date=wednesday).delete()
    data |= {
        f"day-{october}": f"{wednesday.day}/{wednesday.month}/{wednesday.year + 543}",
        f"time-{october}": "13:15",
        f"place-{october}": "ศาลาประชาคม",
    }
    client = sign_in(office.officer)
    assert f"{kept.public_id}/" in client.get(address(staff, year)).content.decode()
    client.post(address(staff, year), data)
    (made,) = Meeting.objects.exclude(pk=kept.pk)
    assert timezone.localtime(made.starts_at) == timezone.make_aware(
        dt.datetime.combine(wednesday, dt.time(13, 15))
    )
    assert made.place == "ศาลาประชาคม"


def test_one_wrong_line_saves_none(
    office: Office, staff: Body, sign_in: SignIn, year: FiscalYear
) -> None:
    client, right = sign_in(office.officer), filled(staff, year)
    october, november = year.months()[:2]
    saturday = next(
        day
        for day in (october.first_day + dt.timedelta(days=at) for at in range(7))
        if day.weekday() == 5
    )
    for changed, field, message in (
        ({f"day-{october}": "32/10"}, f"day-{october}", "เขียนวันที่"),
        ({f"day-{october}": ""}, f"day-{october}", "โปรดกรอกช่องนี้"),
        ({f"time-{october}": ""}, f"time-{october}", "โปรดกรอกช่องนี้"),
        ({f"place-{october}": ""}, f"place-{october}", "โปรดกรอกช่องนี้"),
        ({f"day-{october}": november.first_day.isoformat()}, f"day-{october}", "เดือนอื่น"),
        ({f"day-{october}": saturday.isoformat()}, f"day-{october}", "วันหยุด"),
    ):
        answer = client.post(address(staff, year), right | changed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert f'id="id_{field}_error"' in page
        assert message in page
        assert "ยังไม่ได้บันทึก" in page
    assert not Meeting.objects.exists()
    on_saturday = right | {f"day-{october}": saturday.isoformat(), "on_holidays": "on"}
    assert client.post(address(staff, year), on_saturday).status_code == 302
    assert Meeting.objects.filter(starts_at__date=saturday).exists()


def test_nothing_ticked_is_refused(
    office: Office, staff: Body, sign_in: SignIn, year: FiscalYear
) -> None:
    data = {name: value for name, value in filled(staff, year).items() if name[:4] != "take"}
    answer = sign_in(office.officer).post(address(staff, year), data)
    assert answer.status_code == 422
    assert "โปรดเลือกอย่างน้อยหนึ่งเดือน" in answer.content.decode()


def test_months_that_have_passed_are_not_ticked(office: Office, staff: Body) -> None:
    today = timezone.localdate()
    months = [Month.of(today).plus(at) for at in (-1, 1)]
    form = YearForm(body=staff, months=months, on=today)
    assert [form.fields[f"take-{month}"].initial for month in months] == [False, True]


def test_a_month_that_somebody_planned_meanwhile_is_not_doubled(
    office: Office, staff: Body, year: FiscalYear
) -> None:
    day = timezone.make_aware(dt.datetime.combine(year.first_day, dt.time(9)))
    services.plan_year(actor=office.officer, body=staff, slots=[Slot(day)])
    later = [Slot(day + dt.timedelta(days=40)), Slot(day + dt.timedelta(days=9))]
    with pytest.raises(Refused) as refusal:
        services.plan_year(actor=office.officer, body=staff, slots=later)
    assert refusal.value.field == f"day-{year.first_month}"
    assert Meeting.objects.count() == 1


def test_the_council_is_planned_one_by_one(
    office: Office, staff: Body, council: Body, sign_in: SignIn, year: FiscalYear
) -> None:
    client = sign_in(office.officer)
    assert 'value="council"' not in client.get(reverse("meetings_schedule")).content.decode()
    assert client.get(address(council, year)).status_code == 422
    with pytest.raises(Refused):
        services.plan_year(actor=office.officer, body=council, slots=[Slot(noon(3))])
    hold(office, council, -5, session="extraordinary", session_number=3)
    one = reverse("meetings_plan") + "?body=council"
    page = client.get(one).content.decode()
    assert '<option value="extraordinary" selected>' in page
    assert 'name="session_number" value="3"' in page
    assert "?body=council" in client.get(reverse("meetings_plan")).content.decode()
    day = timezone.localdate() + dt.timedelta(days=6)
    data = {
        "session": "ordinary",
        "session_number": "4",
        "day": day.isoformat(),
        "time": "10:00",
        "ends_at": "12:30",
        "place": "ห้องสภา",
        "on_holidays": "on",
    }
    answer = client.post(one, data)
    made = Meeting.objects.get(state="planned")
    assert answer["Location"].endswith(f"{made.public_id}/")
    assert (made.session, made.session_number, made.number) == ("ordinary", 4, 1)
    assert made.ends_at - made.starts_at == dt.timedelta(hours=2, minutes=30)


def test_one_meeting_is_planned_and_refused_beside_its_field(
    office: Office, staff: Body, sign_in: SignIn
) -> None:
    client, one = sign_in(office.officer), reverse("meetings_plan")
    month = Month.of(timezone.localdate()).plus(1)
    page = client.get(f"{one}?month={month}").content.decode()
    assert 'name="session"' not in page
    assert f"/{month.month}/{month.year_be}" in page
    day = timezone.localdate() + dt.timedelta(days=6)
    right = {"day": day.isoformat(), "time": "9:30", "place": "ห้อง 1", "on_holidays": "on"}
    for changed, field in (
        ({"day": ""}, "day"),
        ({"time": "เช้า"}, "time"),
        ({"ends_at": "9:00"}, "ends_at"),
        ({"place": " "}, "place"),
    ):
        answer = client.post(one, right | changed)
        assert answer.status_code == 422
        assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Meeting.objects.exists()
    client.post(one, right | {"notes": "นำเอกสารมาด้วย"})
    assert Meeting.objects.get().notes == "นำเอกสารมาด้วย"


def test_who_keeps_no_monthly_body_is_told_so(
    office: Office, council: Body, sign_in: SignIn
) -> None:
    page = sign_in(office.officer).get(reverse("meetings_schedule")).content.decode()
    assert "การประชุมสภากำหนดทีละครั้ง" in page


def test_a_secretary_plans_for_their_own_body_alone(
    office: Office, staff: Body, council: Body, sign_in: SignIn, year: FiscalYear
) -> None:
    services.add_member(
        actor=office.officer,
        body=council,
        member=services.Member(user=office.finance, role="secretary"),
        starts_on=dt.date(2020, 1, 1),
    )
    client = sign_in(office.finance)
    assert client.get(reverse("meetings_plan")).context["body"] == council
    page = client.get(address(staff, year)).content.decode()
    assert "การประชุมสภากำหนดทีละครั้ง" in page
    assert 'name="day-' not in page
    assert client.post(reverse("meetings_plan") + "?body=staff", {}).status_code == 422
