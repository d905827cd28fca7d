"""The page behind the QR: what anyone may know of a document, and what a file turns out to be."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from prongsai.approvals.models import Procedure, Round
from prongsai.approvals.services import withdraw
from prongsai.correspondence.approvable import compose_round
from prongsai.correspondence.certificate import require_signer
from prongsai.correspondence.checking import MAX_BYTES, check_file
from prongsai.correspondence.queries import find_sealed, read_sealed
from prongsai.correspondence.render import render_pdf
from prongsai.correspondence.sealing import sign_pdf
from prongsai.correspondence.services import seal
from prongsai.measures import services as measures
from tests.conftest import Office, approve, sign_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure(office: Office, plan: Any, seal_file: Path) -> Procedure:
    """An approved and sealed plan that is not published."""
    made = measures.submit_plan(actor=office.officer, plan=plan)
    approve(office, made)
    seal(procedure=made)
    return made


@pytest.fixture
def public(office: Office, plan: Any, procedure: Procedure) -> Procedure:
    """The same, published."""
    measures.publish_plan(actor=office.officer, plan=plan)
    return procedure


def ask(client: Any, procedure: Procedure, content: bytes, name: str = "a.pdf") -> tuple[int, str]:
    """Status and page after a file was sent for comparison."""
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    answer = client.post(f"/verify/{procedure.code}/", {"file": upload})
    return answer.status_code, answer.content.decode()


def sealed_bytes(procedure: Procedure) -> bytes:
    """The sealed file."""
    sealed = find_sealed(procedure)
    assert sealed is not None
    return read_sealed(sealed)


def other_text(procedure: Procedure) -> bytes:
    """A PDF like the sealed one in which one measure reads otherwise."""
    rounds = Round.objects.filter(procedure=procedure).select_related("procedure")
    round = rounds.prefetch_related("steps__act").get()
    measure = round.snapshot["content"]["data"]["topics"][0]["measures"][0]
    measure["title"] = "จัดทำคู่มือฉบับปลอม"
    return render_pdf(compose_round(round))


def names_of(office: Office) -> list[str]:
    """The names of everybody in the office."""
    return [str(person) for person in office.people.values()]


def test_the_page_says_what_was_approved_by_which_positions_and_when(
    office: Office, public: Procedure, client: Any
) -> None:
    page = client.get(f"/verify/{public.code}/").content.decode()
    sealed = find_sealed(public)
    assert sealed is not None
    for words in (public.title, public.number, "หัวหน้าสำนักปลัด", sealed.sha256, "อนุมัติ"):
        assert words in page
    assert not [name for name in names_of(office) if name in page]
    assert 'name="robots" content="noindex"' in page


def test_codes_are_read_as_people_type_them(public: Procedure, client: Any) -> None:
    code = public.code
    typed = f" {code[:4].lower()}-{code[4:8]} {code[8:]}"
    assert client.get("/verify/", {"code": typed}).headers["Location"] == f"/verify/{code}/"
    assert client.get(f"/verify/{code.lower()}/").headers["Location"] == f"/verify/{code}/"
    unknown = client.get("/verify/", {"code": "AAAABBBBCCCC"})
    assert unknown.status_code == 422
    assert 'role="alert"' in unknown.content.decode()
    for wrong in ("AAAABBBBCCCC", "x", "%00", "ก" * 40):
        assert client.get(f"/verify/{wrong}/").status_code == 404


def test_of_what_is_not_approved_only_number_date_and_state_are_told(
    office: Office, plan: Any, client: Any
) -> None:
    made = measures.submit_plan(actor=office.officer, plan=plan)
    sign_desk(made, office.head)

    def page() -> str:
        text: str = client.get(f"/verify/{made.code}/").content.decode()
        assert made.number in text
        hidden = [made.title, "หัวหน้าสำนักปลัด", "เหตุผลลับ", *names_of(office)]
        assert not [words for words in hidden if words in text]
        return text

    assert "ยังไม่" in page()
    sign_desk(made, office.palad, "returned", reason="เหตุผลลับ")
    page()
    withdraw(actor=office.officer, procedure=made, reason="เหตุผลลับ")
    assert "ถอน" in page()
    status, _text = ask(client, made, b"%PDF-1.7")
    assert status == 422


def test_the_sealed_file_is_called_identical(public: Procedure, client: Any) -> None:
    status, page = ask(client, public, sealed_bytes(public))
    assert status == 200
    assert "p-alert--good" in page.partition('id="findings"')[2]


def test_a_changed_text_is_shown_line_by_line_when_the_document_is_public(
    office: Office, public: Procedure, client: Any
) -> None:
    _status, page = ask(client, public, other_text(public))
    found = page.partition('id="findings"')[2].replace(" ", "")
    assert "จัดทำคู่มือการให้บริการ" in found.partition("<del>")[2]
    assert "จัดทำคู่มือฉบับปลอม" in found.partition("<ins>")[2]
    assert "alert--good" not in found.partition("</section>")[0]


def test_who_has_the_code_of_an_unpublished_document_reads_none_of_it(
    office: Office, procedure: Procedure, client: Any
) -> None:
    """A made-up file must not be answered with the document's own lines, names among them."""
    for content in (other_text(procedure), _empty_pdf()):
        _status, page = ask(client, procedure, content)
        assert "<del>" not in page
        assert "จัดทำคู่มือการให้บริการ" not in page.replace(" ", "")
        assert not [name for name in names_of(office) if name in page]
        assert "แตกต่าง" in page or "ไม่ตรง" in page or "ต่างกัน" in page


def _empty_pdf(**options: Any) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if options:
        writer.encrypt(**options)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_another_sealed_document_is_named(
    office: Office, plan: Any, public: Procedure, client: Any
) -> None:
    report = measures.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    approve(office, report.procedure)
    seal(procedure=report.procedure)
    _status, page = ask(client, public, sealed_bytes(report.procedure))
    found = page.partition('id="findings"')[2]
    assert f"/verify/{report.procedure.code}/" in found
    assert report.procedure.number in found


def test_a_file_sealed_by_us_for_nobody_is_told(public: Procedure, client: Any) -> None:
    own = sign_pdf(other_text(public), signer=require_signer(), reason="x", location="x")
    status, page = ask(client, public, own)
    assert status == 200
    assert "<li>" in page.partition('id="findings"')[2]


def test_a_published_file_of_the_document_is_named(
    public: Procedure, plan: Any, client: Any
) -> None:
    content = client.get(f"/plan/{plan.fiscal_year}/plan.csv").content
    _status, page = ask(client, public, content, "plan.csv")
    assert "plan.csv (" in page.partition('id="findings"')[2]


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG")
    return buffer.getvalue()


def test_what_is_no_readable_pdf_is_said_to_be_none(public: Procedure, client: Any) -> None:
    for content in (
        _picture(),
        b"x",
        b"%PDF-",
        b"%PDF-1.7\n" + b"\x00\xff" * 5000,
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>",
        _empty_pdf(user_password="secret", algorithm="AES-256"),
    ):
        status, page = ask(client, public, content)
        found = page.partition('id="findings"')[2].partition("</section>")[0]
        assert status == 200
        assert "ไม่ใช่เอกสารฉบับผนึก" in found
        assert "alert--good" not in found


def test_an_empty_a_missing_and_a_huge_file_are_refused(public: Procedure, client: Any) -> None:
    huge = b"%PDF-1.7\n" + b"0" * MAX_BYTES
    for content in (b"", huge):
        status, page = ask(client, public, content)
        assert status == 422
        assert 'id="findings"' not in page
    assert client.post(f"/verify/{public.code}/").status_code == 422
    assert client.put(f"/verify/{public.code}/").status_code == 405


def test_five_hundred_pages_of_one_line_are_compared_in_time(public: Procedure) -> None:
    from prongsai.correspondence.content import Document, Paragraph, Section

    long = Document(
        title="x",
        date=timezone.localdate(),
        is_draft=False,
        sections=(Section(tuple(Paragraph("ข้อ\n" * 40) for _n in range(150))),),
    )
    sealed = find_sealed(public)
    assert sealed is not None
    findings = check_file(render_pdf(long), read_sealed(sealed), sealed.sha256)
    assert len(findings.differences) == 20
    assert findings.pages > findings.sealed_pages


def test_no_mutilated_pdf_breaks_the_comparison(public: Procedure) -> None:
    sealed = find_sealed(public)
    assert sealed is not None
    content = read_sealed(sealed)

    @settings(max_examples=25, deadline=None)
    @given(
        cuts=st.lists(st.tuples(st.integers(0, len(content)), st.integers(1, 4000)), max_size=4),
        junk=st.binary(max_size=40),
    )
    def mutilate(cuts: list[tuple[int, int]], junk: bytes) -> None:
        changed = content
        for at, length in cuts:
            changed = changed[:at] + junk + changed[at + length :]
        findings = check_file(changed, content, sealed.sha256)
        assert findings.is_identical is (changed == content)

    mutilate()
