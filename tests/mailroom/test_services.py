"""Numbers without gaps, files as they came, minutes that stay, assignments that end."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from prongsai.audit.models import AuditEntry
from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused
from prongsai.correspondence.models import RegisterEntry
from prongsai.evidence import files
from prongsai.evidence.models import Evidence
from prongsai.mailroom import services
from prongsai.mailroom.models import HeldFile, Minute, ReceivedPaper
from prongsai.mailroom.queries import list_held
from prongsai.organization.models import ActingWording, Role
from prongsai.organization.queries import find_division, find_position
from prongsai.organization.services import appoint_acting
from tests.conftest import Office
from tests.mailroom.conftest import make_draft, make_pdf, make_photo

Receive = Callable[..., ReceivedPaper]


def post(role: str, division: str = "") -> Any:
    return find_position(role, find_division(division) if division else None)


def test_numbers_follow_one_another_and_start_anew_each_year(receive: Receive) -> None:
    papers = [receive() for _n in range(3)]
    assert [paper.number for paper in papers] == [1, 2, 3]
    assert {paper.year for paper in papers} == {timezone.localdate().year + 543}


def test_a_refused_paper_leaves_no_gap(office: Office, receive: Receive) -> None:
    receive()
    with pytest.raises(Refused):
        services.receive_paper(
            actor=office.officer, draft=make_draft(), uploads=[(b"MZ", "virus.exe")]
        )
    assert receive().number == 2


def test_two_officers_at_once_get_two_numbers(committed: Any) -> None:
    def enter(number: str) -> None:
        try:
            services.receive_paper(actor=committed, draft=make_draft(sender_number=number))
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=(f"ก {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ReceivedPaper.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_several_photos_are_one_paper_in_their_order(receive: Receive) -> None:
    paper = receive(uploads=[(make_photo("red"), "1.jpg"), (make_photo("blue"), "2.jpg")])
    assert [(f.order, f.name) for f in paper.files.all()] == [(1, "1.jpg"), (2, "2.jpg")]


def test_the_same_letter_is_not_entered_twice_by_mistake(office: Office, receive: Receive) -> None:
    receive(sender_number="มค ๐๐๒๓/๑")
    again = make_draft(sender="จังหวัด มหาสารคาม", sender_number="มค 0023/1")
    with pytest.raises(Refused) as refused:
        services.receive_paper(actor=office.officer, draft=again)
    assert refused.value.field == "sender_number"
    assert services.receive_paper(actor=office.officer, draft=again, is_another=True).number == 2


def test_top_secret_papers_have_a_line_and_no_files(office: Office, receive: Receive) -> None:
    with pytest.raises(Refused) as refused:
        receive(secrecy="top-secret", uploads=[(make_photo(), "1.jpg")])
    assert refused.value.field == "uploads"
    assert receive(secrecy="top-secret").files.count() == 0


def test_a_classified_paper_leaves_its_subject_nowhere_else(receive: Receive) -> None:
    paper = receive(
        secrecy="secret", subject="สอบสวนวินัยนายหนึ่ง", uploads=[(make_pdf(), "สอบสวน.pdf")]
    )
    assert "สอบสวน" not in RegisterEntry.objects.get(pk=paper.entry_id).subject
    assert not Evidence.objects.filter(title__contains="สอบสวน").exists()
    assert not AuditEntry.objects.filter(target_label__contains="สอบสวน").exists()
    assert paper.retention == "secret"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sender": "  "}, "sender"),
        ({"subject": "\u200b"}, "subject"),
        ({"to": ""}, "to"),
        ({"subject": "ก" * 501}, "subject"),
        ({"retention": "none"}, "retention"),
        ({"sender_dated_on": dt.date(2200, 1, 1)}, "sender_dated_on"),
        ({"secrecy": "x"}, None),
    ],
)
def test_a_line_must_be_whole(receive: Receive, wrong: dict[str, Any], field: str | None) -> None:
    with pytest.raises(Refused) as refused:
        receive(**wrong)
    assert refused.value.field == field


def test_a_stranger_enters_nothing(office: Office, receive: Receive) -> None:
    for person in (office.stranger, office.admin):
        with pytest.raises(Refused):
            receive(actor=person)


def test_the_line_can_be_corrected_and_is_found_by_the_new_words(
    office: Office, receive: Receive
) -> None:
    paper = receive()
    services.correct_paper(
        actor=office.officer, paper=paper, draft=make_draft(subject="แจ้งผลการตรวจสอบ")
    )
    paper.refresh_from_db()
    assert paper.subject == "แจ้งผลการตรวจสอบ"
    assert "'แจ้ง'" in str(paper.words)
    with pytest.raises(Refused):
        services.correct_paper(actor=office.finance, paper=paper, draft=make_draft())


def test_the_database_keeps_number_day_and_minutes(office: Office, receive: Receive) -> None:
    paper = receive(uploads=[(make_photo(), "1.jpg")])
    services.write_minute(
        actor=office.officer, paper=paper, position=post(Role.INTEGRITY_OFFICER), text="เรียนปลัด"
    )
    for act in (
        lambda: ReceivedPaper.objects.filter(pk=paper.pk).update(number=99),
        lambda: ReceivedPaper.objects.filter(pk=paper.pk).update(received_at=timezone.now()),
        lambda: paper.files.update(sha256="0" * 64),
        lambda: Minute.objects.update(text="อื่น"),
        lambda: connection.cursor().execute("DELETE FROM mailroom_minute"),
        lambda: connection.cursor().execute("DELETE FROM mailroom_receivedpaper"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_files_of_a_refused_form_are_kept_for_the_same_person(office: Office) -> None:
    token = services.hold_files(actor=office.officer, uploads=[(make_photo(), "1.jpg")])
    assert (
        services.hold_files(actor=office.officer, uploads=[(make_pdf(), "2.pdf")], token=token)
        == token
    )
    assert list_held(office.finance, token) == []
    paper = services.receive_paper(actor=office.officer, draft=make_draft(), held=token)
    assert [f.name for f in paper.files.all()] == ["1.jpg", "2.pdf"]
    assert not HeldFile.objects.exists()


def test_forgotten_files_are_erased_but_not_those_of_a_paper(committed: Any) -> None:
    services.hold_files(actor=committed, uploads=[(make_photo(), "1.jpg")])
    services.hold_files(actor=committed, uploads=[(make_photo("red"), "2.jpg")])
    draft = make_draft()
    paper = services.receive_paper(actor=committed, draft=draft, uploads=[(make_photo(), "1.jpg")])
    held = [h.evidence.versions.get().sha256 for h in HeldFile.objects.order_by("id")]
    assert services.drop_held(before=timezone.now()) == 2
    assert files.path_of(held[0]).exists()
    assert paper.files.get().sha256 == held[0]
    assert not files.path_of(held[1]).exists()


def test_a_minute_is_written_in_the_capacity_of_the_day(office: Office, receive: Receive) -> None:
    palad = post(Role.CHIEF_ADMINISTRATOR)
    today = timezone.localdate()
    appoint_acting(
        actor=None, position=palad, user=office.head, wording=ActingWording.objects.first(),
        starts_on=today, ends_on=today, order_number="๑/๒๕๖๙",
    )  # fmt: skip
    paper = receive()
    minute = services.write_minute(
        actor=office.head, paper=paper, position=palad, text="เห็นควรแจ้งกองคลัง"
    )
    assert minute.lines[-1] == palad.title
    assert len(minute.lines) == 2
    with pytest.raises(Refused) as refused:
        services.write_minute(actor=office.palad, paper=paper, position=palad, text="ทราบ")
    assert refused.value.field == "position"


def test_forwarding_opens_a_desk_and_its_minute_closes_it(office: Office, receive: Receive) -> None:
    paper, palad, mayor = receive(), post(Role.CHIEF_ADMINISTRATOR), post(Role.MAYOR)
    officer = post(Role.INTEGRITY_OFFICER)
    services.write_minute(
        actor=office.officer, paper=paper, position=officer, text="เพื่อโปรดพิจารณา", forward_to=palad
    )
    assert [d.position for d in paper.desks.filter(closed_at=None)] == [palad]
    assert Notice.objects.get(recipient=office.palad).link == f"/office/received/{paper.public_id}/"
    services.write_minute(
        actor=office.palad, paper=paper, position=palad, text="", forward_to=mayor
    )
    assert [d.position for d in paper.desks.filter(closed_at=None)] == [mayor]
    services.write_minute(actor=office.mayor, paper=paper, position=mayor, text="ทราบ", closes=True)
    paper.refresh_from_db()
    assert paper.state == "done"
    assert not paper.desks.filter(closed_at=None).exists()


def test_an_empty_minute_and_one_to_oneself_are_refused(office: Office, receive: Receive) -> None:
    paper, palad = receive(), post(Role.CHIEF_ADMINISTRATOR)
    for more, field in (
        ({"text": " "}, "text"),
        ({"text": "ก", "forward_to": palad}, "forward_to"),
    ):
        with pytest.raises(Refused) as refused:
            services.write_minute(actor=office.palad, paper=paper, position=palad, **more)
        assert refused.value.field == field


def test_a_division_accepts_and_finishes(office: Office, receive: Receive) -> None:
    paper, finance = receive(urgency="urgent"), find_division("กองคลัง")
    (assignment,) = services.assign_paper(
        actor=office.officer, paper=paper, divisions=[finance], instruction="ส่งข้อมูล"
    )
    paper.refresh_from_db()
    assert (paper.state, paper.due_on) == ("assigned", assignment.due_on)
    assert assignment.due_on == services.usual_due(paper, timezone.localdate())
    with pytest.raises(Refused):
        services.accept_assignment(actor=office.head, assignment=assignment)
    services.accept_assignment(actor=office.finance, assignment=assignment)
    with pytest.raises(Refused) as refused:
        services.finish_assignment(actor=office.finance, assignment=assignment, result=" ")
    assert refused.value.field == "result"
    services.finish_assignment(actor=office.finance, assignment=assignment, result="ส่งแล้ว")
    paper.refresh_from_db()
    assert (paper.state, paper.due_on) == ("done", None)
    with pytest.raises(Refused):
        services.finish_assignment(actor=office.finance, assignment=assignment, result="อีก")


def test_who_may_not_assign_and_what_is_past(office: Office, receive: Receive) -> None:
    paper, finance = receive(), find_division("กองคลัง")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    with pytest.raises(Refused):
        services.assign_paper(actor=office.finance, paper=paper, divisions=[finance])
    with pytest.raises(Refused) as refused:
        services.assign_paper(
            actor=office.palad, paper=paper, divisions=[finance], due_on=yesterday
        )
    assert refused.value.field == "due_on"
    with pytest.raises(Refused):
        services.assign_paper(actor=office.palad, paper=paper, divisions=[])


def test_an_open_assignment_keeps_the_paper_open(office: Office, receive: Receive) -> None:
    paper = receive()
    services.assign_paper(actor=office.palad, paper=paper, divisions=[find_division("กองคลัง")])
    with pytest.raises(Refused) as refused:
        services.write_minute(
            actor=office.palad, paper=paper, position=post(Role.CHIEF_ADMINISTRATOR),
            text="ทราบ", closes=True,
        )  # fmt: skip
    assert refused.value.field == "closes"


def test_late_papers_climb_to_the_chief_administrator(office: Office, receive: Receive) -> None:
    paper = receive(subject="รายงานด่วน")
    (assignment,) = services.assign_paper(
        actor=office.officer, paper=paper, divisions=[find_division("กองคลัง")]
    )
    Notice.objects.all().delete()
    due = assignment.due_on
    services.remind_of_papers(on=due)
    assert {n.recipient for n in Notice.objects.all()} == {office.finance}
    services.remind_of_papers(on=due + dt.timedelta(days=14))
    services.remind_of_papers(on=due + dt.timedelta(days=14))
    told = [n.recipient for n in Notice.objects.filter(text__contains="เลยกำหนด")]
    assert set(told) == {office.finance, office.palad}
    assert len(told) == 3  # the division, its head, the chief; said once each


def test_mail_about_a_classified_paper_has_no_subject(office: Office, receive: Receive) -> None:
    paper = receive(secrecy="confidential", subject="เรื่องลับสุดยอด")
    services.write_minute(
        actor=office.officer, paper=paper, position=post(Role.INTEGRITY_OFFICER), text="เสนอ",
        forward_to=post(Role.CHIEF_ADMINISTRATOR),
    )  # fmt: skip
    services.assign_paper(actor=office.palad, paper=paper, divisions=[find_division("กองคลัง")])
    assert OutgoingMail.objects.count() == 2
    for notice in Notice.objects.all():
        assert "เรื่องลับสุดยอด" not in notice.text
        assert "(ลับ)" in notice.text
