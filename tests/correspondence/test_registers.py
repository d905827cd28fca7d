"""Numbers of memos: one after the other, without gap or double, by unit and calendar year."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.approvals.services import withdraw
from prongsai.common.errors import Refused
from prongsai.correspondence.models import Register, RegisterEntry
from prongsai.correspondence.queries import list_entries
from prongsai.correspondence.services import set_next_number, take_number
from prongsai.measures import services as measures
from prongsai.organization.models import Division
from prongsai.organization.queries import find_division
from tests.conftest import Office, at_once, list_allowed, make_office, make_plan, sign_desk

TODAY = dt.date(2026, 11, 20)


def take(day: dt.date = TODAY, division: Division | None = None) -> RegisterEntry:
    """The next number."""
    return take_number(actor=None, kind="memo", division=division, dated_on=day, subject="เรื่อง")


def numbers(register: Register) -> list[int]:
    """The numbers of a register in the order in which they were given."""
    return list(register.entries.order_by("pk").values_list("number", flat=True))


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    wishes=st.lists(
        st.tuples(
            st.sampled_from(("สำนักปลัด", "กองคลัง", "กองช่าง")),
            st.dates(dt.date(2024, 12, 28), dt.date(2026, 1, 4)),
            st.booleans(),
        ),
        max_size=25,
    )
)
def test_each_register_counts_from_one_whatever_fails(
    office: Office, wishes: list[tuple[str, dt.date, bool]]
) -> None:
    """Units with a letter code of their own count for themselves, the others together."""
    with transaction.atomic():
        Division.objects.filter(name="กองคลัง").update(letter_code="มค ๘๐๓๐๒")
        expected: dict[tuple[str, int], list[int]] = {}
        for unit, day, fails in wishes:
            given = expected.setdefault(
                ("มค ๘๐๓๐๒" if unit == "กองคลัง" else "มค ๘๐๓๐๑", day.year + 543), []
            )
            try:
                with transaction.atomic():
                    entry = take(day, find_division(unit))
                    assert entry.number == len(given) + 1
                    if fails:
                        raise Refused("the submission fails after its number was taken")
                given.append(entry.number)
            except Refused:
                continue
        found = {(r.letter_code, r.year): numbers(r) for r in Register.objects.all()}
        assert found == {key: value for key, value in expected.items() if value}
        transaction.set_rollback(True)


def test_simultaneous_submissions_get_numbers_without_gap_or_double(committed: None) -> None:
    make_office()
    wanted = 12

    def ask(fails: bool) -> int:
        for _n in range(3):
            with transaction.atomic():
                number = take().number
                transaction.set_rollback(fails)
        return number

    results = at_once(*(lambda n=n: ask(n % 3 == 2) for n in range(wanted)))
    assert [r for r in results if isinstance(r, Exception)] == []
    kept = wanted // 3 * 2 * 3
    assert sorted(numbers(Register.objects.get())) == list(range(1, kept + 1))
    assert Register.objects.get().last_number == kept


def test_of_two_simultaneous_reports_of_a_day_one_goes_out(committed: None) -> None:
    office = make_office()
    plan, today = make_plan(office), timezone.localdate()

    def hand_in() -> Any:
        return measures.submit_report(actor=office.officer, plan=plan, as_of=today)

    results = at_once(hand_in, hand_in, hand_in)
    assert sum(isinstance(result, Refused) for result in results) == 2
    assert numbers(Register.objects.get()) == [1]


@pytest.mark.django_db
def test_the_last_day_of_december_and_the_first_of_january_are_two_registers(
    office: Office,
) -> None:
    old, new = take(dt.date(2025, 12, 31)), take(dt.date(2026, 1, 1))
    assert (old.register.year, old.number) == (2568, 1)
    assert (new.register.year, new.number) == (2569, 1)
    assert new.written == "มค ๘๐๓๐๑/๑"


@pytest.mark.django_db
def test_no_number_is_given_for_a_day_to_come_or_without_letter_code(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        take(timezone.localdate() + dt.timedelta(days=1))
    assert refusal.value.field == "dated_on"
    from prongsai.organization.models import OrganizationProfile

    OrganizationProfile.objects.update(letter_code="")
    with pytest.raises(Refused):
        take()
    assert Register.objects.count() == 0


@pytest.mark.django_db
def test_the_next_number_goes_only_upwards_and_by_who_may(office: Office) -> None:
    register = take().register
    with pytest.raises(Refused):
        set_next_number(actor=office.finance, register=register, next_number=768)
    set_next_number(actor=office.officer, register=register, next_number=768)
    assert take().written == "มค ๘๐๓๐๑/๗๖๘"
    for wrong in (768, 1, 0, -5, 1_000_000):
        with pytest.raises(Refused) as refusal:
            set_next_number(actor=office.officer, register=register, next_number=wrong)
        assert refusal.value.field == "next_number"
    assert take().number == 769


@pytest.mark.django_db
def test_refused_and_withdrawn_numbers_stay_and_say_so(
    office: Office, plan: Any, sign_in: Any
) -> None:
    refused = measures.submit_plan(actor=office.officer, plan=plan)
    for user in (office.head, office.palad):
        sign_desk(refused, user)
    sign_desk(refused, office.mayor, "refused", reason="ไม่มีงบ")
    withdrawn = measures.submit_plan(actor=office.officer, plan=plan)
    withdraw(actor=office.officer, procedure=withdrawn, reason="ผิดปี")
    measures.submit_plan(actor=office.officer, plan=plan)
    register = Register.objects.get()
    states = [e.procedure and e.procedure.state for e in list_entries(register)]
    assert states == ["running", "withdrawn", "refused"]
    client = sign_in(office.finance)
    page = client.get(f"/office/registers/{register.pk}/").content.decode()
    assert "ไม่อนุมัติ" in page
    assert "ถอน" in page
    table = client.get(f"/office/registers/{register.pk}/?format=csv").content
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["มค ๘๐๓๐๑/๑", "มค ๘๐๓๐๑/๒", "มค ๘๐๓๐๑/๓"]
    assert rows[1][3] == "ไม่อนุมัติ"


@pytest.mark.django_db
def test_a_number_is_found_as_it_is_written(office: Office) -> None:
    register = take().register
    set_next_number(actor=office.officer, register=register, next_number=768)
    take()
    for words in ("๗๖๘", "768", ["มค", "๘๐๓๐๑/๗๖๘"][1], "เรื่อง 768"):
        assert [e.number for e in list_entries(register, words)] == [768], words
    assert not list_entries(register, "ไม่มี").exists()


@pytest.mark.django_db
def test_the_database_keeps_registers(office: Office, plan: Any) -> None:
    measures.submit_plan(actor=office.officer, plan=plan)
    assert (
        list_allowed(
            (
                "UPDATE correspondence_registerentry SET dated_on = dated_on - 1",
                "UPDATE correspondence_registerentry SET subject = 'x'",
                "UPDATE correspondence_registerentry SET procedure_id = NULL",
                "UPDATE correspondence_register SET year = year - 1",
                "UPDATE correspondence_register SET letter_code = 'x'",
                "UPDATE correspondence_register SET last_number = 0",
                "DELETE FROM correspondence_register",
                "DELETE FROM correspondence_registerentry",
                "TRUNCATE correspondence_registerentry CASCADE",
                "TRUNCATE correspondence_register CASCADE",
                "INSERT INTO correspondence_register (kind, letter_code, year, last_number)"
                " VALUES ('memo', 'x', 2569, 5)",
                "INSERT INTO correspondence_registerentry (register_id, number, dated_on, subject,"
                " created_at) SELECT id, 99, CURRENT_DATE, 'x', now() FROM correspondence_register",
            )
        )
        == []
    )
