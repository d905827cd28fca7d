"""How divisions stand, what is due, what proves a year."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from prongsai.approvals.queries import last_round
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
from prongsai.correspondence.papers.classes import list_classes
from prongsai.correspondence.papers.queries import find_procedure
from prongsai.correspondence.render import render_pdf
from prongsai.correspondence.services import draft_paper, seal
from prongsai.evidence import files
from prongsai.evidence.sources import Registry, registry
from prongsai.thai.fiscal import fiscal_year_of
from tests.circulars.conftest import OUTSIDERS, acknowledge, row_of
from tests.conftest import Office
from tests.correspondence.test_papers import draft, issue

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
    assert whole.waiting == 0
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
    chosen = [c for c in list_classes() if c.code in ("no-gift", "dos-and-donts")]
    register_sources(chosen)
    codes = [source.code for source in own.list_all()]
    assert codes == ["circulation", "circulation-dos-and-donts", "circulation-no-gift"]
    assert all(registry.find(code) for code in codes)


@pytest.fixture
def paper(office: Office) -> Paper:
    """An issued order, before its seal."""
    return issue(office, class_code="website-keepers")


def _seal(paper: Paper) -> SealedDocument:
    procedure = find_procedure(paper)
    assert procedure is not None
    return seal(procedure=procedure)


def test_a_paper_circulates_as_its_sealed_pdf(
    office: Office, begin: Begin, paper: Paper, seal_file: Any
) -> None:
    sealed = _seal(paper)
    made = begin(subject=Subject(paper=paper))
    assert (made.digest, made.class_code, made.title) == (
        sealed.sha256,
        "website-keepers",
        paper.subject,
    )
    content = read_content(made)
    assert content is not None
    assert (content.pages > 0, content.data) == (True, files.read(sealed.sha256))
    picture = draw(made, 1)
    assert picture.startswith(b"\x89PNG")
    assert draw(made, 1) == picture
    for number in (0, 9):
        with pytest.raises(IndexError):
            draw(made, number)
    acknowledge(made, office.finance)
    by_class = report_of_year(made.fiscal_year, class_code="website-keepers")
    assert len(by_class.items) == 1
    assert report_of_year(made.fiscal_year, class_code="other").items == []


def test_a_paper_before_its_seal_circulates_as_the_signed_text(begin: Begin, paper: Paper) -> None:
    procedure = find_procedure(paper)
    assert procedure is not None
    assert begin(subject=Subject(paper=paper)).digest == last_round(procedure).sha256


def test_drafts_and_classified_papers_do_not_circulate(office: Office, begin: Begin) -> None:
    waiting = draft_paper(actor=office.officer, draft=draft())
    for paper in (waiting, issue(office, secrecy="secret")):
        with pytest.raises(Refused):
            begin(subject=Subject(paper=paper))


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
