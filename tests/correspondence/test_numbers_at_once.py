"""Papers signed for the last time at the same moment: numbers without gap or double."""

import datetime as dt
from typing import Any

import pytest

from prongsai.approvals.models import Procedure
from prongsai.audit.queries import verify_chain
from prongsai.correspondence import services
from prongsai.correspondence.models import Paper, Register, RegisterEntry
from prongsai.organization.models import Division
from prongsai.organization.queries import find_division
from tests.conftest import Office, at_once, make_office, sign_desk
from tests.correspondence.test_papers import draft

BEFORE, LAST, FIRST = dt.date(2025, 12, 30), dt.date(2025, 12, 31), dt.date(2026, 1, 1)


def wait_for_mayor(office: Office, count: int, **more: Any) -> list[Procedure]:
    """Papers that only the mayor's signature is missing on, since the day before the last."""
    found = []
    for _n in range(count):
        paper = services.draft_paper(actor=office.officer, draft=draft(**more))
        procedure = services.submit_paper(actor=office.officer, paper=paper, on=BEFORE)
        for user in (office.head, office.palad):
            sign_desk(procedure, user, on=BEFORE)
        found.append(procedure)
    return found


def sign_at_once(office: Office, wishes: list[tuple[Procedure, str, dt.date]]) -> None:
    """The mayor decides on all of them in threads that start together."""

    def decide(procedure: Procedure, verdict: str, day: dt.date) -> None:
        reason = "" if verdict == "approved" else "ไม่จำเป็น"
        sign_desk(procedure, office.mayor, verdict, reason=reason, on=day)

    results = at_once(*(lambda wish=wish: decide(*wish) for wish in wishes))
    assert [r for r in results if isinstance(r, Exception)] == []
    assert verify_chain()[1] is None


def numbers(kind: str, year: int, code: str = "มค ๘๐๓๐๑") -> list[int]:
    """The numbers of a register, smallest first; each belongs to an approved document that bears it."""
    register = Register.objects.get(kind=kind, year=year, letter_code=code)
    entries = register.entries.select_related("register", "procedure").order_by("number")
    for entry in entries:
        assert entry.procedure is not None
        assert (entry.procedure.number, entry.procedure.state) == (entry.written, "approved")
        assert entry.procedure.dated_on == entry.dated_on
    assert register.last_number == len(entries)
    return [entry.number for entry in entries]


@pytest.mark.django_db
def test_what_is_dated_last_year_counts_in_its_year_though_the_new_one_has_begun(
    office: Office,
) -> None:
    new, old = wait_for_mayor(office, 2)
    for procedure, day in ((new, FIRST), (old, LAST)):
        sign_desk(procedure, office.mayor, on=day)
        procedure.refresh_from_db()
    assert (new.number, old.number) == ("๑/๒๕๖๙", "๑/๒๕๖๘")


def test_orders_signed_at_once_are_numbered_without_gap_or_double(committed: None) -> None:
    office = make_office()
    waiting = wait_for_mayor(office, 12)
    verdicts = ["refused" if n % 4 == 3 else "approved" for n in range(12)]
    sign_at_once(office, [(p, v, LAST) for p, v in zip(waiting, verdicts, strict=True)])
    assert numbers("order", 2568) == list(range(1, 10))
    assert RegisterEntry.objects.count() == 9
    assert Paper.objects.filter(state="refused").count() == 3


def test_across_the_end_of_the_year_each_year_counts_for_itself(committed: None) -> None:
    office = make_office()
    orders = wait_for_mayor(office, 8)
    announcements = wait_for_mayor(office, 4, kind="announcement")
    days = [LAST, FIRST] * 6
    sign_at_once(
        office, [(p, "approved", d) for p, d in zip([*orders, *announcements], days, strict=True)]
    )
    for year in (2568, 2569):
        assert numbers("order", year) == [1, 2, 3, 4]
        assert numbers("announcement", year) == [1, 2]
    assert {p.number for p in Procedure.objects.filter(document_kind="paper-order")} == {
        f"{n}/{year}" for n in "๑๒๓๔" for year in ("๒๕๖๘", "๒๕๖๙")
    }


def test_circular_letters_count_by_the_unit_that_sends_them(committed: None) -> None:
    office = make_office()
    Division.objects.filter(name="กองช่าง").update(letter_code="มค ๘๐๓๐๓")
    works = find_division("กองช่าง")
    letters: dict[str, Any] = {"kind": "circular", "to": "หัวหน้าส่วนราชการทุกแห่ง"}
    own = wait_for_mayor(office, 6, **letters)
    other = wait_for_mayor(office, 4, division=works, **letters)
    plain = wait_for_mayor(office, 3, kind="letter", to="นายอำเภอ")
    mixed = [*own, *other, *plain]
    sign_at_once(office, [(p, "approved", LAST if n % 2 else FIRST) for n, p in enumerate(mixed)])
    assert numbers("circular", 2568) == numbers("circular", 2569) == [1, 2, 3]
    assert numbers("circular", 2568, "มค ๘๐๓๐๓") == [1, 2]
    assert numbers("circular", 2569, "มค ๘๐๓๐๓") == [1, 2]
    assert len(numbers("memo", 2568)) + len(numbers("memo", 2569)) == 3
    first = Register.objects.get(kind="circular", year=2569, letter_code="มค ๘๐๓๐๑")
    assert [e.written for e in first.entries.order_by("number")] == [
        "มค ๘๐๓๐๑/ว ๑",
        "มค ๘๐๓๐๑/ว ๒",
        "มค ๘๐๓๐๑/ว ๓",
    ]
