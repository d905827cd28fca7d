"""The screens of papers, their public pages, the feed, and what they prove."""

import io
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document as read_docx

from prongsai.approvals.models import Act
from prongsai.approvals.queries import last_round
from prongsai.correspondence import services
from prongsai.correspondence.models import Paper, PaperTemplate, Register
from prongsai.correspondence.papers.classes import list_classes
from prongsai.correspondence.papers.queries import find_procedure
from prongsai.correspondence.sources import PROVING, report_of
from prongsai.evidence.sources import registry
from tests.conftest import Office, approve, sign_desk
from tests.correspondence.test_papers import YEAR, draft, issue
from tests.measures.pictures import photo

pytestmark = pytest.mark.django_db
LINKS = {
    "links-TOTAL_FORMS": "1",
    "links-INITIAL_FORMS": "0",
    "links-MIN_NUM_FORMS": "0",
    "links-MAX_NUM_FORMS": "30",
    "links-0-relation": "refers",
    "links-0-paper": "",
}


@pytest.fixture
def officer(office: Office, sign_in: Callable[[Any], Any]) -> Any:
    """The test client of the officer."""
    return sign_in(office.officer)


def test_each_ready_text_becomes_a_draft_without_a_word_typed(office: Office, officer: Any) -> None:
    for chosen in list_classes():
        address = reverse("papers_add", args=[chosen.kind]) + f"?class={chosen.code}"
        form = officer.get(address).context["form"]
        values = {name: form.get_initial_for_field(f, name) for name, f in form.fields.items()}
        values["division"] = values["division"].pk
        data = {name: "" if value is None else value for name, value in values.items()}
        assert officer.post(address, data | LINKS).status_code == 302, chosen.code
        paper = Paper.objects.order_by("-pk")[0]
        assert (paper.kind, paper.class_code) == (chosen.kind, chosen.code)
        assert "{" not in paper.subject + paper.body
    assert Paper.objects.count() == len(list_classes())


def test_a_paper_opens_as_pdf_and_in_word(office: Office, officer: Any) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    assert officer.get(reverse("papers_page", args=[paper.public_id])).status_code == 200
    assert officer.get(reverse("papers_pdf", args=[paper.public_id])).content[:5] == b"%PDF-"
    docx = officer.get(reverse("papers_docx", args=[paper.public_id])).content
    assert paper.subject in "\n".join(p.text for p in read_docx(io.BytesIO(docx)).paragraphs)


def test_a_wrong_form_says_so_beside_its_field_and_keeps_what_was_typed(officer: Any) -> None:
    data = {"subject": "", "body": "ข้อความที่พิมพ์ไว้", "fiscal_year": "1", "division": "99999"} | LINKS
    answer = officer.post(reverse("papers_add", args=["order"]), data)
    assert answer.status_code == 422
    assert {"subject", "fiscal_year", "division"} <= set(answer.context["form"].errors)
    assert "ข้อความที่พิมพ์ไว้" in answer.text
    assert Paper.objects.count() == 0


def test_an_earlier_paper_is_chosen_by_its_words(office: Office, officer: Any) -> None:
    old = issue(office)
    address = reverse("papers_add", args=["order"])
    known = officer.get(address).context["known"]
    (text,) = known
    number = find_procedure(old).number  # type: ignore[union-attr]
    assert number in text
    data = {
        "subject": "ยกเลิก",
        "body": "ให้ยกเลิก",
        "fiscal_year": YEAR,
        "division": old.division_id,
        **LINKS,
        "links-0-relation": "repeals",
        "links-0-paper": text,
    }
    assert officer.post(address, data).status_code == 302
    link = Paper.objects.get(subject="ยกเลิก").links.get()
    assert (link.target, link.relation) == (old, "repeals")


def test_from_draft_to_the_public_page(
    office: Office, officer: Any, client: Any, seal_file: Any
) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft(class_code="website-keepers"))
    pdf = io.BytesIO(b"%PDF-1.7\n%%EOF\n")
    pdf.name = "บัญชีแนบ.pdf"
    at = {"public_id": paper.public_id}
    assert officer.post(reverse("papers_attach", kwargs=at), {"uploads": pdf}).status_code == 302
    assert officer.post(reverse("papers_submit", kwargs=at)).status_code == 302
    assert officer.post(reverse("papers_delete", kwargs=at)).status_code == 422
    procedure = find_procedure(paper)
    assert procedure is not None
    approve(office, procedure)
    client.logout()
    assert client.get(reverse("public_paper", kwargs=at)).status_code == 404
    services.seal(procedure=procedure)
    services.set_published(actor=office.officer, paper=paper, is_public=True)
    page = client.get(reverse("public_paper", kwargs=at))
    assert paper.subject in page.text
    assert procedure.number in page.text
    sealed = client.get(reverse("public_paper_pdf", kwargs=at))
    assert sealed.content[:5] == b"%PDF-"
    file = client.get(reverse("public_paper_file", kwargs=at | {"order": 1}))
    assert file.content.startswith(b"%PDF-")
    assert client.get(reverse("public_paper_file", kwargs=at | {"order": 9})).status_code == 404
    asked = {"kind": "order", "class": "website-keepers", "year": YEAR, "q": "เว็บไซต์"}
    address = reverse("public_paper", kwargs=at)
    assert address in client.get(reverse("public_papers"), asked).text
    for other in ({"class": "no-gift"}, {"year": YEAR - 1}, {"kind": "announcement"}):
        assert address not in client.get(reverse("public_papers"), asked | other).text
    assert address not in client.get(reverse("public_papers"), {"q": "จัดซื้อ"}).text


def test_whoever_wrote_may_sign_on_the_printed_paper(office: Office, officer: Any) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    address = reverse("papers_submit", args=[paper.public_id])
    assert "on_paper" in officer.get(reverse("papers_page", args=[paper.public_id])).text
    answer = officer.post(address, {"on_paper": "on"})
    procedure = find_procedure(paper)
    assert procedure is not None
    chain = reverse("approvals_page", args=[procedure.public_id])
    assert answer["Location"] == chain
    assert not Act.objects.exists()
    sent = {
        "digest": last_round(procedure).sha256,
        "at": "1",
        "verdict": "signed",
        "name": "คุณofficer",
        "lines": "นักจัดการงานทั่วไป",
        "signed_on": timezone.localdate().isoformat(),
        "scan": SimpleUploadedFile("s.jpg", photo()),
    }
    assert officer.post(chain + "paper/", sent).status_code == 302
    act = Act.objects.get()
    assert (act.is_on_paper, act.step.order, act.recorded_by) == (True, 1, office.officer)
    assert paper.subject in act.scan.title  # type: ignore[union-attr]
    again = officer.post(address, {"on_paper": "on"})
    assert again.status_code == 422
    assert again.context["submit_form"].non_field_errors()


def test_a_returned_paper_may_be_signed_on_paper_too(office: Office) -> None:
    paper = services.draft_paper(actor=office.officer, draft=draft())
    procedure = services.submit_paper(actor=office.officer, paper=paper)
    sign_desk(procedure, office.head, "returned", reason="แก้คำผิด")
    services.submit_paper(actor=office.officer, paper=paper, on_paper=True)
    newest = last_round(find_procedure(paper))  # type: ignore[arg-type]
    assert newest.number == 2
    assert not Act.objects.filter(step__round=newest).exists()


def test_the_feed_is_well_formed_and_names_what_is_public(office: Office, client: Any) -> None:
    paper = issue(office, body="<b>& ข้อความ</b>")
    issue(office, subject="ไม่เผยแพร่")
    services.set_published(actor=office.officer, paper=paper, is_public=True)
    answer = client.get(reverse("public_papers_feed"), {"kind": "order"})
    root = ElementTree.fromstring(answer.content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    titles = [node.text or "" for node in root.findall("a:entry/a:title", space)]
    assert len(titles) == 1
    assert paper.subject in titles[0]
    assert root.find("a:entry/a:id", space).text == f"urn:uuid:{paper.public_id}"  # type: ignore[union-attr]
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_a_classified_paper_is_shown_to_its_readers_alone(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    paper = issue(office, secrecy="confidential", subject="เรื่องลับมากแน่นอน")
    at = {"public_id": paper.public_id}
    names = ("papers_page", "papers_pdf", "papers_docx")
    finance = sign_in(office.finance)
    assert {finance.get(reverse(name, kwargs=at)).status_code for name in names} == {403}
    register = find_procedure(paper).register_entry.register_id  # type: ignore[union-attr]
    for address in (
        reverse("papers_index"),
        reverse("approvals_inbox"),
        reverse("correspondence_register", args=[register]),
        reverse("correspondence_register", args=[register]) + "?format=csv",
    ):
        assert "เรื่องลับมากแน่นอน" not in finance.get(address).text
    assert sign_in(office.mayor).get(reverse("papers_page", kwargs=at)).status_code == 200
    sign_in(None)
    code = find_procedure(paper).code  # type: ignore[union-attr]
    assert "เรื่องลับมากแน่นอน" not in finance.get(reverse("public_verify", args=[code])).text


def test_lists_cost_the_same_with_many_papers(office: Office, officer: Any) -> None:
    counts: list[int] = []
    for _round in range(2):
        for _n in range(3):
            paper = issue(office)
            services.set_published(actor=office.officer, paper=paper, is_public=True)
        register = Register.objects.get(kind="order")
        for address in (
            reverse("papers_index"),
            reverse("papers_index") + "?kind=order&q=เว็บไซต์",
            reverse("public_papers"),
            reverse("correspondence_registers"),
            reverse("correspondence_register", args=[register.pk]),
        ):
            officer.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert officer.get(address).status_code == 200
            counts.append(len(seen))
    assert counts[:5] == counts[5:]
    assert max(counts) <= 12


def test_issued_papers_prove_their_class(office: Office) -> None:
    chosen = next(c for c in list_classes() if c.kind == "order")
    source = registry.find(f"order-{chosen.code}")
    assert source is not None
    assert source.report(YEAR).missing
    issue(office, class_code=chosen.code)
    found = source.report(YEAR)
    assert (len(found.items), found.expected, list(found.missing)) == (1, 1, [])
    assert found.suggested_output is not None
    assert found.suggested_output[2].startswith("มีคำสั่ง")
    assert source.report(YEAR - 1).items == []
    issue(office, class_code=chosen.code)
    one, all_of_a_kind = registry.report_all([source.code, "unknown", "order"], YEAR)
    assert (one[0], len(one[1].items)) == (source, 2)
    assert one[1].items == all_of_a_kind[1].items
    assert report_of("announcement", YEAR).items == []
    assert {source.code for source in registry.list_all()} >= set(PROVING)


def test_an_own_template_is_filled_with_the_paper(office: Office, officer: Any) -> None:
    word = read_docx()
    word.add_paragraph("ที่ {{ เลขที่ }}")
    word.add_paragraph("เรื่อง {{ เรื่อง }}")
    word.add_paragraph("{{ เนื้อหา }}")
    upload = io.BytesIO()
    word.save(upload)
    upload.seek(0)
    upload.name = "คำสั่ง.docx"
    address = reverse("papers_templates")
    data = {"name": "แบบคำสั่ง", "kind": "order"}
    assert officer.post(address, data | {"file": upload}).status_code == 302
    template = PaperTemplate.objects.get()
    paper = issue(office, template=template)
    made = officer.get(reverse("papers_own_docx", args=[paper.public_id]))
    text = "\n".join(p.text for p in read_docx(io.BytesIO(made.content)).paragraphs)
    assert paper.subject in text
    assert find_procedure(paper).number in text  # type: ignore[union-attr]
    broken = io.BytesIO(b"PK\x03\x04 not a word file")
    broken.name = "x.docx"
    answer = officer.post(address, data | {"file": broken})
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert officer.post(reverse("papers_template_retire", args=[template.pk])).status_code == 302
    template.refresh_from_db()
    assert not template.is_active
