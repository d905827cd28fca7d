"""Who may read which paper, and what the register finds and hides."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from prongsai.mailroom import queries, services
from prongsai.mailroom.models import ReceivedPaper
from prongsai.mailroom.queries import Wanted
from prongsai.organization.models import ActingWording, Role
from prongsai.organization.queries import find_division, find_position
from prongsai.organization.services import appoint_acting
from tests.conftest import Office
from tests.mailroom.conftest import make_pdf

Receive = Callable[..., ReceivedPaper]


def who_reads(office: Office, paper: ReceivedPaper) -> set[str]:
    """The personas that the door lets through."""
    found = set()
    for name, person in office.people.items():
        person.__dict__.pop("_positions_on", None)
        try:
            queries.access_paper(person, paper.public_id)
        except (PermissionDenied, Http404):
            continue
        found.add(name)
    return found


def listed(user: Any, **wanted: Any) -> list[tuple[int, bool]]:
    found = queries.list_register(user, Wanted(**wanted), timezone.localdate())
    return [(paper.number, paper.is_readable) for paper in found]  # type: ignore[attr-defined]


def test_open_papers_are_read_by_everybody_with_a_position(
    office: Office, receive: Receive
) -> None:
    assert who_reads(office, receive()) == {
        "officer", "head", "palad", "mayor", "finance", "admin",
    }  # fmt: skip


def test_classified_papers_are_read_by_few(office: Office, receive: Receive) -> None:
    paper = receive(secrecy="secret")
    assert who_reads(office, paper) == {"officer", "palad", "mayor"}


def test_who_received_it_reads_it(office: Office, receive: Receive) -> None:
    paper = receive(actor=office.finance, secrecy="secret")
    assert who_reads(office, paper) == {"officer", "palad", "mayor", "finance"}


def test_forwarding_opens_a_classified_paper(office: Office, receive: Receive) -> None:
    paper = receive(secrecy="secret")
    head = find_position(Role.DIVISION_HEAD, find_division("สำนักปลัด"))
    services.write_minute(
        actor=office.officer, paper=paper, position=find_position(Role.INTEGRITY_OFFICER),
        text="เสนอ", forward_to=head,
    )  # fmt: skip
    assert "head" in who_reads(office, paper)
    assert "finance" not in who_reads(office, paper)


def test_an_assignment_opens_it_for_the_head_of_the_division(
    office: Office, receive: Receive
) -> None:
    paper = receive(secrecy="secret")
    services.assign_paper(actor=office.officer, paper=paper, divisions=[find_division("กองคลัง")])
    assert "finance" in who_reads(office, paper)
    assert "head" not in who_reads(office, paper)


def test_who_acts_for_the_mayor_reads_it_that_day_only(office: Office, receive: Receive) -> None:
    paper, today = receive(secrecy="secret"), timezone.localdate()
    acting = {
        "actor": None, "position": find_position(Role.MAYOR),
        "wording": ActingWording.objects.first(), "order_number": "๑/๒๕๖๙",
    }  # fmt: skip
    yesterday = today - dt.timedelta(days=1)
    appoint_acting(user=office.head, starts_on=yesterday, ends_on=yesterday, **acting)
    assert "head" not in who_reads(office, paper)
    appoint_acting(user=office.finance, starts_on=today, ends_on=today, **acting)
    assert "finance" in who_reads(office, paper)


def test_what_is_not_there_is_not_found(office: Office) -> None:
    with pytest.raises(Http404):
        queries.access_paper(office.officer, "00000000-0000-4000-8000-000000000000")


def test_the_list_shows_the_line_but_search_does_not_betray_it(
    office: Office, receive: Receive
) -> None:
    receive(subject="ประชุมประจำเดือน")
    receive(subject="สอบสวนวินัย", secrecy="confidential")
    assert listed(office.finance) == [(2, False), (1, True)]
    assert listed(office.admin) == [(2, False), (1, True)]
    assert listed(office.mayor) == [(2, True), (1, True)]
    assert listed(office.finance, words="สอบสวน") == []
    assert listed(office.palad, words="สอบสวน") == [(2, True)]


@pytest.mark.parametrize(
    "words",
    ["ไฟป่า", "512", "มค 0023.3/ว 512", "กรมส่งเสริม", "ผู้อำนวยการโรงเรียน", "๒๔/๑๑/๒๕๖๙", "ข้อความลึกๆ"],
)
def test_words_are_found_in_the_line_and_in_the_files(
    receive: Receive, words: str, office: Office
) -> None:
    receive(
        sender="กรมส่งเสริมการปกครองท้องถิ่น", sender_number="มค ๐๐๒๓.๓/ว ๕๑๒",
        subject="เตรียมการป้องกันไฟป่า", to="ผู้อำนวยการโรงเรียน",
        sender_dated_on=dt.date(2026, 11, 24), uploads=[(make_pdf("ข้อความลึก ๆ ในแฟ้ม"), "a.pdf")],
    )  # fmt: skip
    receive(subject="เรื่องอื่น", sender="หน่วยงานอื่น")
    assert listed(office.officer, words=words) == [(1, True)]


def test_filters(office: Office, receive: Receive) -> None:
    late, urgent, plain = receive(), receive(urgency="urgent"), receive()
    finance = find_division("กองคลัง")
    assert finance is not None
    services.assign_paper(actor=office.officer, paper=late, divisions=[finance])
    late.assignments.update(due_on=dt.date(2020, 1, 1))
    ReceivedPaper.objects.filter(pk=late.pk).update(due_on=dt.date(2020, 1, 1))
    assert listed(office.officer, only_late=True) == [(late.number, True)]
    assert listed(office.officer, division=finance.pk) == [(late.number, True)]
    assert listed(office.officer, urgency="urgent") == [(urgent.number, True)]
    assert listed(office.officer, state="received") == [
        (plain.number, True), (urgent.number, True),
    ]  # fmt: skip
    assert listed(office.officer, year=2400) == []


def test_my_papers_are_my_divisions_and_my_desks(office: Office, receive: Receive) -> None:
    paper, today = receive(), timezone.localdate()
    services.assign_paper(actor=office.officer, paper=paper, divisions=[find_division("กองคลัง")])
    assert [a.paper for a in queries.list_assignments_of(office.finance, today)] == [paper]
    assert list(queries.list_assignments_of(office.head, today)) == []
    services.write_minute(
        actor=office.officer, paper=paper, position=find_position(Role.INTEGRITY_OFFICER),
        text="เสนอ", forward_to=find_position(Role.MAYOR),
    )  # fmt: skip
    assert [d.paper for d in queries.list_open_desks(office.mayor, today)] == [paper]
    assert list(queries.list_open_desks(office.palad, today)) == []
