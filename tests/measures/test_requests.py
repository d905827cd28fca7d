"""Asking divisions for data: one tap, one page on the phone, a board, reminders by mail."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused
from prongsai.measures import services
from prongsai.measures.models import DataRequest
from tests.conftest import Office


def _soon(days: int = 7) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def test_each_division_that_owes_cells_is_asked_once(office: Office, plan: Any) -> None:
    services.ask_divisions(actor=office.officer, plan=plan, due_on=_soon())
    services.ask_divisions(actor=office.officer, plan=plan, due_on=_soon(9))
    asked = DataRequest.objects.filter(plan=plan, state="open")
    assert sorted(r.division.name for r in asked) == ["กองคลัง", "สำนักปลัด"]
    assert {r.due_on for r in asked} == {_soon(9)}


def test_the_ready_text_names_division_day_and_link(
    office: Office, plan: Any, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    url = f"/office/measures/{plan.fiscal_year}/requests/"
    day = _soon()
    answer = client.post(url, {"due_on": f"{day.day}/{day.month}/{day.year + 543}"})
    assert answer.status_code == 302
    page = client.get(url).content.decode()
    request = plan.requests.get(division__name="กองคลัง")
    assert "เรียน กองคลัง" in page
    assert f"/office/measures/answer/{request.public_id}/" in page


def test_a_day_that_has_passed_is_refused_beside_its_field(
    office: Office, plan: Any, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    answer = client.post(f"/office/measures/{plan.fiscal_year}/requests/", {"due_on": "1/1/2560"})
    assert answer.status_code == 422
    assert "ผ่านไปแล้ว" in answer.content.decode()
    assert not DataRequest.objects.exists()


def test_the_division_answers_on_one_page_and_the_officer_is_told(
    office: Office, plan: Any, sign_in: Any
) -> None:
    services.ask_divisions(actor=office.officer, plan=plan, due_on=_soon())
    request = plan.requests.get(division__name="กองคลัง")
    measure = plan.measures.get(number="5.1")
    client = sign_in(office.finance)
    url = f"/office/measures/answer/{request.public_id}/"
    page = client.get(url).content.decode()
    assert measure.title in page
    assert "จัดทำคู่มือการให้บริการ" not in page
    saved = client.post(
        f"{url}{measure.pk}/",
        {
            f"m{measure.pk}-outputs": "รายงานจัดซื้อ ๑๒ ฉบับ",
            f"m{measure.pk}-outcome": "ประชาชนตรวจสอบได้",
        },
    )
    assert saved.status_code == 302
    measure.refresh_from_db()
    assert measure.outcome_result == "ประชาชนตรวจสอบได้"
    assert [o.result for o in measure.outputs.all() if o.result] == ["รายงานจัดซื้อ ๑๒ ฉบับ"]
    assert client.post(url, {"finish-remark": "ครบแล้ว"}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.remark) == ("answered", "ครบแล้ว")
    assert Notice.objects.filter(recipient=office.officer, text__contains="กองคลัง").exists()


def test_another_division_may_not_answer(office: Office, plan: Any, sign_in: Any) -> None:
    services.ask_divisions(actor=office.officer, plan=plan, due_on=_soon())
    request = plan.requests.get(division__name="กองคลัง")
    client = sign_in(office.head)
    assert client.get(f"/office/measures/answer/{request.public_id}/").status_code == 403
    with pytest.raises(Refused):
        services.finish_answer(actor=office.head, request=request)


def test_an_answered_request_is_not_answered_twice(office: Office, plan: Any) -> None:
    services.ask_divisions(actor=office.officer, plan=plan, due_on=_soon())
    request = plan.requests.get(division__name="กองคลัง")
    services.finish_answer(actor=office.finance, request=request)
    with pytest.raises(Refused):
        services.finish_answer(actor=office.finance, request=request)
    with pytest.raises(Refused):
        services.close_request(actor=office.officer, request=request)


def test_reminders_come_before_and_after_the_day_but_not_every_day(
    office: Office, plan: Any
) -> None:
    measure = plan.measures.get(number="1.1")
    step = measure.steps.first()
    day = timezone.localdate() + dt.timedelta(days=30)
    services.record_step(actor=office.officer, step=step, status="doing", due_on=day)
    told = []
    for offset in (-8, -7, -1, 0, 1, 10, 16):
        before = Notice.objects.count()
        services.remind_of_steps(on=day + dt.timedelta(days=offset))
        told.append(Notice.objects.count() > before)
    assert told == [False, True, False, False, True, False, True]
    assert OutgoingMail.objects.filter(recipient="head@office.example").exists()


def test_people_named_on_the_measure_are_reminded_instead_of_the_division(
    office: Office, plan: Any
) -> None:
    measure = plan.measures.get(number="1.1")
    services.change_responsible(
        actor=office.officer,
        measure=measure,
        divisions=list(measure.divisions.all()),
        is_for_all=False,
        people=[office.palad],
    )
    day = timezone.localdate() + dt.timedelta(days=3)
    services.record_step(
        actor=office.officer, step=measure.steps.first(), status="doing", due_on=day
    )
    services.remind_of_steps(on=timezone.localdate())
    assert {n.recipient for n in Notice.objects.all()} == {office.palad}
