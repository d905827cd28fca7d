"""How divisions stand, what is due, what proves a year."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from prongsai.approvals.models import Procedure, Round
from prongsai.circulars import services
from prongsai.circulars.content import Subject, draw, read_content
from prongsai.circulars.documents import make_certificate, make_sheet
from prongsai.circulars.models import Circulation
from prongsai.circulars.queries import standings, sum_up
from prongsai.circulars.rules import parse_questions
from prongsai.circulars.services import Audience, Test
from prongsai.circulars.sources import register_sources, report_of_year
from prongsai.common.errors import Refused
from prongsai.correspondence.checking import count_pages
from prongsai.correspondence.models import Paper, SealedDocument
from prongsai.correspondence.render import render_pdf
from prongsai.evidence import files
from prongsai.evidence.sources import Registry, registry
from prongsai.organization.queries import find_division
from prongsai.thai.fiscal import fiscal_year_of
from tests.circulars.conftest import OUTSIDERS, acknowledge, make_pdf, row_of
from tests.conftest import Office

Begin = Callable[..., Circulation]


def test_divisions_stand_by_who_is_not_exempted(office: Office, begin: Begin) -> None:
    start = timezone.now() - dt.timedelta(days=9)
    due = timezone.localdate() - dt.timedelta(days=4)
    made = begin(at=start, due_on=due)
    acknowledge(made, office.finance, at=start)
    acknowledge(made, office.officer)
    services.exempt(actor=office.officer, recipient=row_of(made, office.head), reason="ลา")
    rows = {r.name: r for r in standings(made.recipients.all(), timezone.localdate())}
    finance, palad = rows["กองคลัง"], rows["สำนักปลัด"]
    assert (finance.done, finance.total, finance.late, finance.overdue) == (1, 2, 0, 1)
    assert finance.percent == 50.0
    assert (palad.done, palad.total, palad.late, palad.exempted) == (1, 1, 1, 1)
    whole = sum_up(rows.values(), "รวม")
    assert (whole.done, whole.total, whole.missing, whole.overdue) == (2, 6, 4, 4)
    assert whole.score is None


def test_scores_are_means_over_people(office: Office, begin: Begin) -> None:
    quiz = Test(parse_questions("หนึ่ง\n* ก\n- ข\n\nสอง\n* ก\n- ข"), 50)
    made = begin(test=quiz)
    for person, answers in ((office.mayor, [{0}, {1}]), (office.finance, [{0}, {0}])):
        acknowledge(made, person, answers=answers)
    whole = sum_up(standings(made.recipients.all(), timezone.localdate()), "รวม")
    assert (whole.score, whole.scored) == (75.0, 2)


def test_a_year_is_proven_by_people_and_percent(office: Office, circular: Circulation) -> None:
    year = circular.fiscal_year
    assert year == fiscal_year_of(timezone.localdate()).year_be
    for person in (office.officer, office.palad, office.mayor, office.finance):
        acknowledge(circular, person)
    acknowledge(circular, OUTSIDERS[0].name)
    report = report_of_year(year)
    assert report.suggested_outcome == (71.4, "ร้อยละ", "บุคลากรรับทราบ ๕ จาก ๗ คน (ร้อยละ ๗๑.๔)")
    assert report.suggested_output is not None
    assert report.suggested_output[0] == 1
    assert circular.title in report.items[0]
    assert len(report.missing) == 2
    assert "สำนักปลัด" in " ".join(report.missing)
    nothing = report_of_year(year - 1)
    assert (nothing.items, nothing.suggested_outcome, nothing.expected) == ([], None, 1)
    assert nothing.missing


def test_a_replaced_version_does_not_count(
    office: Office, circular: Circulation, begin: Begin
) -> None:
    link = Subject(link="https://office.example/2")
    begin(previous=circular, subject=link, audience=Audience(people=[office.mayor]))
    report = report_of_year(circular.fiscal_year)
    assert len(report.items) == 1
    assert report.suggested_outcome is not None
    assert "๐ จาก ๑ คน" in report.suggested_outcome[2]


def test_sources_are_registered_once_and_one_a_class(monkeypatch: pytest.MonkeyPatch) -> None:
    from prongsai.circulars import sources

    assert registry.find("circulation") is not None
    own = Registry()
    monkeypatch.setattr(sources, "register", own.register)
    register_sources([("gift-policy", "นโยบายไม่รับของขวัญ"), ("ethics", "จริยธรรม")])
    codes = [source.code for source in own.list_all()]
    assert codes == ["circulation", "circulation-ethics", "circulation-gift-policy"]


@pytest.fixture
def paper(office: Office) -> Paper:
    """An issued order with a sealed PDF."""
    division = find_division("สำนักปลัด")
    assert division is not None
    made = Paper.objects.create(
        kind="order",
        class_code="website-keepers",
        subject="แต่งตั้งผู้ดูแลเว็บไซต์",
        body="-",
        fiscal_year=2569,
        division=division,
        state=Paper.State.ISSUED,
        created_by=office.officer,
    )
    today = timezone.localdate()
    procedure = Procedure.objects.create(
        document_kind="paper-order",
        subject_id=made.pk,
        title=made.subject,
        number="๑/๒๕๖๙",
        dated_on=today,
        started_by=office.officer,
        state=Procedure.State.APPROVED,
        ended_on=today,
    )
    Round.objects.create(
        procedure=procedure, number=1, snapshot={}, sha256="1" * 64, submitted_by=office.officer
    )
    return made


def _seal(paper: Paper, text: str = "คำสั่ง") -> SealedDocument:
    content = make_pdf(text)
    procedure = Procedure.objects.get(subject_id=paper.pk, document_kind="paper-order")
    return SealedDocument.objects.create(
        procedure=procedure,
        sha256=files.store(content),
        size=len(content),
        pages=1,
        certificate="0" * 64,
    )


def test_a_paper_circulates_as_its_sealed_pdf(office: Office, begin: Begin, paper: Paper) -> None:
    sealed = _seal(paper)
    made = begin(subject=Subject(paper=paper))
    assert (made.digest, made.class_code, made.title) == (
        sealed.sha256,
        "website-keepers",
        paper.subject,
    )
    content = read_content(made)
    assert content is not None
    assert (content.pages, content.data) == (1, files.read(sealed.sha256))
    picture = draw(made, 1)
    assert picture.startswith(b"\x89PNG")
    assert draw(made, 1) == picture
    for number in (0, 2):
        with pytest.raises(IndexError):
            draw(made, number)
    acknowledge(made, office.finance)
    by_class = report_of_year(made.fiscal_year, class_code="website-keepers")
    assert len(by_class.items) == 1
    assert report_of_year(made.fiscal_year, class_code="other").items == []


def test_a_paper_before_its_seal_circulates_as_the_signed_text(begin: Begin, paper: Paper) -> None:
    assert begin(subject=Subject(paper=paper)).digest == "1" * 64


def test_drafts_and_classified_papers_do_not_circulate(begin: Begin, paper: Paper) -> None:
    _seal(paper)
    for change in ({"secrecy": "secret"}, {"state": "draft", "secrecy": ""}):
        Paper.objects.filter(pk=paper.pk).update(**change)
        with pytest.raises(Refused):
            begin(subject=Subject(paper=Paper.objects.get(pk=paper.pk)))


def _text(document: Any, tmp_path: Any) -> str:
    import subprocess

    path = tmp_path / "a.pdf"
    path.write_bytes(render_pdf(document))
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    # Lines break where they may; what is said stays.
    return "".join(done.stdout.decode().split())


def test_the_certificate_names_who_how_and_why_not(
    office: Office, circular: Circulation, tmp_path: Any
) -> None:
    acknowledge(circular, office.finance)
    acknowledge(circular, OUTSIDERS[1].name)
    services.exempt(actor=office.officer, recipient=row_of(circular, office.head), reason="ลาบวช")
    today = timezone.localdate()
    text = _text(make_certificate(circular, today), tmp_path)
    for said in ("๒ จาก ๖ คน", "ร้อยละ ๓๓.๓", "ลาบวช", "ลิงก์ส่วนตัว", OUTSIDERS[1].name, "ร่าง"):
        assert "".join(said.split()) in text
    services.close(actor=office.officer, circulation=circular)
    circular.refresh_from_db()
    assert "ร่าง" not in _text(make_certificate(circular, today), tmp_path)


def test_the_sheet_has_a_line_for_each_who_is_missing(
    office: Office, circular: Circulation, tmp_path: Any
) -> None:
    acknowledge(circular, office.finance)
    text = _text(make_sheet(circular, timezone.localdate()), tmp_path)
    assert all("".join(named.name.split()) in text for named in OUTSIDERS)
    assert "คุณfinance" not in text
    assert circular.digest[:4] in text
    assert count_pages(render_pdf(make_sheet(circular, timezone.localdate()))) == 1
