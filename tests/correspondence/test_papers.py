"""Papers: who may write them, what is frozen, when they are numbered, who may read and publish."""

import datetime as dt
import io
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from docx import Document as read_docx

from prongsai.approvals import services as approvals
from prongsai.approvals.queries import access_procedure, list_ended, list_running
from prongsai.channels.models import Notice
from prongsai.common.errors import Refused
from prongsai.correspondence import permissions, services
from prongsai.correspondence.models import Paper, PaperLink, PaperTemplate, RegisterEntry
from prongsai.correspondence.papers.content import describe_paper
from prongsai.correspondence.papers.queries import find_procedure, list_successors, search_papers
from prongsai.correspondence.services import LinkDraft, PaperDraft
from prongsai.organization.queries import find_division
from tests.conftest import Office, approve, sign_desk

pytestmark = pytest.mark.django_db
YEAR = 2570


def draft(**more: Any) -> PaperDraft:
    """An order of the office of the chief administrator."""
    division = find_division("สำนักปลัด")
    assert division is not None
    values: dict[str, Any] = {
        "kind": "order",
        "subject": "แต่งตั้งผู้ดูแลเว็บไซต์",
        "body": "เพื่อให้ข้อมูลเป็นปัจจุบัน จึงแต่งตั้ง\n\n๑. นางสาวกานดา ใจงาม",
        "division": division,
        "fiscal_year": YEAR,
    }
    return PaperDraft(**values | more)


def issue(office: Office, **more: Any) -> Paper:
    """A paper with all signatures."""
    paper = services.draft_paper(actor=office.officer, draft=draft(**more))
    approve(office, services.submit_paper(actor=office.officer, paper=paper))
    paper.refresh_from_db()
    return paper


def issue_with_file(office: Office) -> tuple[Paper, PaperTemplate]:
    """A published paper with one attachment, in a template of the office's own."""
    word, buffer = read_docx(), io.BytesIO()
    word.add_paragraph("{{ เนื้อหา }}")
    word.save(buffer)
    template = services.add_template(
        actor=office.officer,
        name="แบบของเรา",
        kind="order",
        content=buffer.getvalue(),
        file_name="แบบ.docx",
    )
    paper = services.draft_paper(actor=office.officer, draft=draft(template=template))
    uploads = [(b"%PDF-1.7\n%%EOF\n", "แนบ.pdf")]
    services.attach_uploads(actor=office.officer, paper=paper, uploads=uploads)
    approve(office, services.submit_paper(actor=office.officer, paper=paper))
    services.set_published(actor=office.officer, paper=paper, is_public=True)
    return paper, template


def test_an_order_is_numbered_with_the_last_signature_and_dated_by_it(office: Office) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    procedure = services.submit_paper(actor=office.officer, paper=paper)
    assert procedure.number == ""
    assert RegisterEntry.objects.count() == 0
    approve(office, procedure)
    paper.refresh_from_db()
    today = timezone.localdate()
    year = "".join("๐๑๒๓๔๕๖๗๘๙"[int(d)] for d in str(today.year + 543))
    assert (paper.state, procedure.number) == ("issued", f"๑/{year}")
    assert procedure.dated_on == today
    assert RegisterEntry.objects.get().procedure == procedure
    assert procedure.number in describe_paper(paper)


def test_a_memo_is_numbered_when_it_is_put_forward_and_keeps_it_when_refused(
    office: Office,
) -> None:
    paper = services.draft_paper(
        actor=office.officer, draft=draft(kind="memo", to="นายก", subject="ขออนุมัติ")
    )
    procedure = services.submit_paper(actor=office.officer, paper=paper)
    assert procedure.number == "มค ๘๐๓๐๑/๑"
    sign_desk(procedure, office.head, "returned", reason="แก้คำผิด")
    paper.refresh_from_db()
    assert paper.state == "returned"
    services.change_paper(
        actor=office.officer, paper=paper, draft=draft(kind="memo", to="นายก", subject="ขออนุมัติใหม่")
    )
    again = services.submit_paper(actor=office.officer, paper=paper)
    assert (again.pk, again.number, again.title) == (procedure.pk, "มค ๘๐๓๐๑/๑", "ขออนุมัติใหม่")
    sign_desk(again, office.head)
    sign_desk(again, office.palad)
    sign_desk(again, office.mayor, "refused", reason="งบไม่พอ")
    paper.refresh_from_db()
    assert paper.state == "refused"
    assert RegisterEntry.objects.get().written == "มค ๘๐๓๐๑/๑"


def test_a_refused_order_takes_no_number(office: Office) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    procedure = services.submit_paper(actor=office.officer, paper=paper)
    sign_desk(procedure, office.head)
    sign_desk(procedure, office.palad)
    sign_desk(procedure, office.mayor, "refused", reason="ไม่จำเป็น")
    assert RegisterEntry.objects.count() == 0


def test_whoever_writes_reports_and_urgency_shortens_every_desk(office: Office) -> None:
    division = find_division("กองคลัง")
    assert division is not None
    paper = services.draft_paper(
        actor=office.finance, draft=draft(division=division, urgency="very-urgent")
    )
    procedure = services.submit_paper(actor=office.finance, paper=paper)
    steps = list(procedure.rounds.get().steps.all())
    assert steps[0].act.signer == office.finance
    assert {step.days for step in steps} == {1}


def test_only_the_writer_division_and_officer_change_and_what_is_put_forward_stays(
    office: Office,
) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    for stranger in (office.finance, office.mayor, office.stranger):
        with pytest.raises(Refused):
            services.change_paper(actor=stranger, paper=paper, draft=draft(subject="อื่น"))
    services.change_paper(actor=office.head, paper=paper, draft=draft(subject="หัวหน้าแก้"))
    services.submit_paper(actor=office.officer, paper=paper)
    for act in (
        lambda: services.change_paper(actor=office.officer, paper=paper, draft=draft()),
        lambda: services.delete_draft(actor=office.officer, paper=paper),
        lambda: services.submit_paper(actor=office.officer, paper=paper),
        lambda: services.attach(actor=office.officer, paper=paper, evidence=[]),
    ):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("subject", {"subject": " "}),
        ("body", {"body": "\n"}),
        ("secrecy", {"secrecy": "top-secret"}),
        ("kind", {"kind": "nonsense"}),
        ("links", {"links": [LinkDraft("refers", None, " ")]}),
    ],
)
def test_bad_drafts_are_refused_beside_their_field(
    office: Office, field: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refusal:
        services.draft_paper(actor=office.officer, draft=draft(**wrong))
    assert refusal.value.field == field
    assert Paper.objects.count() == 0


def test_people_write_for_their_own_division(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        services.draft_paper(actor=office.finance, draft=draft())
    assert refusal.value.field == "division"


def test_a_classified_paper_is_for_those_who_write_and_sign_it(office: Office) -> None:
    paper = services.draft_paper(
        actor=office.officer, draft=draft(secrecy="confidential", subject="สอบข้อเท็จจริง")
    )
    procedure = services.submit_paper(actor=office.officer, paper=paper)
    readers = {n for n, u in office.people.items() if permissions.may_read(u, paper)}
    assert readers == {"officer", "head", "palad", "mayor"}
    assert list(list_running(office.finance)) == []
    assert [p.pk for p in list_running(office.mayor)] == [procedure.pk]
    assert not search_papers(office.finance, q="สอบข้อเท็จจริง").exists()
    assert search_papers(office.mayor, q="สอบข้อเท็จจริง").count() == 1
    assert not Notice.objects.filter(text__contains="สอบข้อเท็จจริง").exists()
    approve(office, procedure)
    paper.refresh_from_db()
    assert list(list_ended(office.finance)) == []
    assert "สอบข้อเท็จจริง" not in describe_paper(paper)
    with pytest.raises(Refused):
        services.set_published(actor=office.officer, paper=paper, is_public=True)
    entry = RegisterEntry.objects.get()
    assert entry.is_classified
    from prongsai.correspondence.queries import list_entries

    assert not list_entries(entry.register, "สอบข้อเท็จจริง").exists()


def test_a_returned_paper_does_not_become_secret_after_colleagues_saw_it(office: Office) -> None:
    for before, after in (("", "confidential"), ("secret", "")):
        paper = services.draft_paper(actor=office.officer, draft=draft(secrecy=before))
        procedure = services.submit_paper(actor=office.officer, paper=paper)
        sign_desk(procedure, office.head, "returned", reason="แก้ชั้นความลับ")
        with pytest.raises(Refused) as refusal:
            services.change_paper(actor=office.officer, paper=paper, draft=draft(secrecy=after))
        assert refusal.value.field == "secrecy"


def test_the_database_keeps_classified_papers_off_the_site(office: Office) -> None:
    paper = issue(office, secrecy="secret")
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(published_at=timezone.now())


def test_a_later_paper_says_what_it_does_to_an_earlier_one_once_issued(office: Office) -> None:
    old = issue(office)
    link = LinkDraft("repeals", old)
    paper = services.draft_paper(actor=office.officer, draft=draft(links=[link]))
    procedure = services.submit_paper(actor=office.officer, paper=paper)
    assert list(list_successors(old)) == []
    content = procedure.rounds.get().snapshot["content"]
    assert content["links"] == [{"relation": "repeals", "text": describe_paper(old)}]
    approve(office, procedure)
    assert [link.paper for link in list_successors(old)] == [paper]
    waiting = services.draft_paper(actor=office.officer, draft=draft())
    with pytest.raises(Refused) as refusal:
        services.draft_paper(
            actor=office.officer, draft=draft(links=[LinkDraft("amends", waiting)])
        )
    assert refusal.value.field == "links"


TAMPERING = (
    "UPDATE correspondence_paper SET body = 'x'",
    "UPDATE correspondence_paper SET secrecy = 'secret', published_at = NULL",
    "UPDATE correspondence_paper SET state = 'draft'",
    "DELETE FROM correspondence_paper",
    "DELETE FROM correspondence_paperlink",
    "INSERT INTO correspondence_paperlink (paper_id, relation, text) SELECT id, 'refers', 'x' FROM correspondence_paper",
    "UPDATE approvals_procedure SET number = '๙/๒๕๗๐'",
    "UPDATE correspondence_registerentry SET subject = 'x'",
    "UPDATE correspondence_registerentry SET is_classified = true",
)


@pytest.mark.parametrize("sql", TAMPERING)
def test_the_database_refuses_to_change_an_issued_paper(office: Office, sql: str) -> None:
    issue(office, links=[LinkDraft("refers", None, "หนังสือที่ มท ๐๘๐๘/๑")])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_gives_a_number_only_with_the_approval(office: Office) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    services.submit_paper(actor=office.officer, paper=paper)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE approvals_procedure SET number = '๑/๒๕๗๐'")


def test_publishing_needs_an_issued_paper_and_one_of_its_keepers(office: Office) -> None:
    waiting = services.draft_paper(actor=office.officer, draft=draft())
    with pytest.raises(Refused):
        services.set_published(actor=office.officer, paper=waiting, is_public=True)
    paper = issue(office)
    with pytest.raises(Refused):
        services.set_published(actor=office.finance, paper=paper, is_public=True)
    services.set_published(actor=office.officer, paper=paper, is_public=True)
    paper.refresh_from_db()
    assert paper.published_at is not None
    services.set_published(actor=office.mayor, paper=paper, is_public=False)
    paper.refresh_from_db()
    assert paper.published_at is None


def test_a_copy_is_a_new_draft_of_the_copier(office: Office) -> None:
    paper = issue(office)
    made = services.copy_paper(actor=office.head, paper=paper, fiscal_year=YEAR + 1)
    assert (made.body, made.fiscal_year, made.state) == (paper.body, YEAR + 1, "draft")
    assert find_procedure(made) is None


def test_a_paper_signed_on_paper_at_the_last_desk_bears_the_day_of_the_paper(
    office: Office,
) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    procedure = services.submit_paper(actor=office.officer, paper=paper, on=yesterday)
    for user in (office.head, office.palad):
        fresh = access_procedure(user, procedure.public_id)
        approvals.sign(
            actor=user,
            procedure=fresh,
            digest=fresh.rounds.get().sha256,
            verdict="signed",
            on=yesterday,
        )
    approvals.record_paper(
        actor=office.officer,
        procedure=procedure,
        digest=procedure.rounds.get().sha256,
        verdict="approved",
        name="นายก",
        lines=["นายกองค์การบริหารส่วนตำบลทดสอบ"],
        signed_on=yesterday,
    )
    procedure.refresh_from_db()
    assert (procedure.dated_on, procedure.ended_on) == (yesterday, yesterday)


def test_links_are_data_of_their_own() -> None:
    assert {r.value for r in PaperLink.Relation} == {"refers", "replaces", "repeals", "amends"}
