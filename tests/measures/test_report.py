"""The annual report: frozen when handed in, draft until approved, four files of one content."""

import csv
import io
import json
import zipfile
from typing import Any

import docx
import pypdf
import pypdfium2
import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from prongsai.common.errors import Refused
from prongsai.evidence.services import add_files
from prongsai.measures import services
from prongsai.measures.exports import REPORT_SCHEMA
from prongsai.measures.report_data import build_report_files
from tests.conftest import Office, approve, sign_desk
from tests.measures.pictures import photo


def _pages(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def test_a_draft_says_so_on_every_page_and_has_no_number(office: Office, plan: Any) -> None:
    files = build_report_files(plan)
    pages = _pages(files["report.pdf"])
    assert all("ร่าง" in page for page in pages)
    assert json.loads(files["report.json"])["number"] is None
    assert "(ลงชื่อ)...." in pages[0]


def test_the_pdf_is_tagged_archive_quality_with_exact_text(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    services.record_output_lines(actor=office.officer, measure=measure, texts=["คู่มือน้ำดื่มชุมชน ๓ เล่ม"])
    content = build_report_files(plan)["report.pdf"]
    reader = pypdf.PdfReader(io.BytesIO(content))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "th"
    metadata = catalog["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "คู่มือน้ำดื่มชุมชน๓เล่ม" in "".join("".join(_pages(content)).split())


def test_each_cell_can_be_copied_in_one_piece(office: Office, plan: Any) -> None:
    text = "".join("".join(_pages(build_report_files(plan)["report.pdf"])).split())
    for measure in plan.measures.all():
        for words in (measure.title, *(step.text for step in measure.steps.all())):
            assert "".join(words.split()) in text


def test_table_heads_repeat_on_every_landscape_page(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    services.change_steps(
        actor=office.officer,
        measure=measure,
        texts=[f"ขั้นตอนที่ยาวมากจนล้นหน้า {n} " * 4 for n in range(40)],
    )
    pages = list(pypdfium2.PdfDocument(build_report_files(plan)["report.pdf"]))
    wide = [page for page in pages if page.get_width() > page.get_height()]
    assert len(wide) > 2
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in wide]
    assert all("ระยะเวลาดำเนินการ" in text for text in texts)


def test_the_word_file_has_live_tables_styles_and_the_chosen_font(
    office: Office, plan: Any
) -> None:
    content = build_report_files(plan, font="TH Sarabun PSK")["report.docx"]
    word = docx.Document(io.BytesIO(content))
    table = word.tables[0]
    assert len(table.columns) == 6
    assert "w:tblHeader" in table.rows[0]._tr.xml
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert 'w:cs="TH Sarabun PSK"' in xml
    texts = [cell.text for row in table.rows for cell in row.cells]
    assert any("จัดทำคู่มือการให้บริการ" in text for text in texts)


def test_csv_opens_in_excel_and_holds_no_formula(office: Office, plan: Any) -> None:
    measure = plan.measures.first()
    services.record_outcome(
        actor=office.officer, measure=measure, text='=HYPERLINK("http://x","y")'
    )
    content = build_report_files(plan)["report.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_what_was_handed_in_no_longer_changes(office: Office, plan: Any) -> None:
    today = timezone.localdate()
    report = services.submit_report(actor=office.officer, plan=plan, as_of=today)
    before = build_report_files(plan, as_of=today)
    services.change_title(actor=office.officer, measure=plan.measures.first(), title="แก้ภายหลัง")
    services.change_wording(actor=office.officer, texts={"opinion": "- เห็นควร"})
    after = build_report_files(plan, as_of=today)
    assert after == before
    report.refresh_from_db()
    assert len(report.sha256) == 64
    with pytest.raises(Refused):
        services.submit_report(actor=office.officer, plan=plan, as_of=today)


def test_a_returned_report_is_open_again_and_keeps_its_number(office: Office, plan: Any) -> None:
    today = timezone.localdate()
    report = services.submit_report(actor=office.officer, plan=plan, as_of=today)
    sign_desk(report.procedure, office.head, "returned", reason="แก้ผลผลิต")
    report.refresh_from_db()
    assert (report.state, report.remark) == ("returned", "แก้ผลผลิต")
    services.change_title(actor=office.officer, measure=plan.measures.first(), title="แก้แล้ว")
    assert "แก้แล้ว" in build_report_files(plan, as_of=today)["report.json"].decode()
    again = services.submit_report(actor=office.officer, plan=plan, as_of=today)
    assert (again.pk, again.memo_number) == (report.pk, report.memo_number)
    assert again.sha256 != report.sha256
    assert [r.number for r in again.procedure.rounds.all()] == [1, 2]


def test_the_approval_gives_date_and_signatures_and_ends_the_draft(
    office: Office, plan: Any
) -> None:
    today = timezone.localdate()
    report = services.submit_report(actor=office.officer, plan=plan, as_of=today)
    pages = _pages(build_report_files(plan, as_of=today)["report.pdf"])
    assert "มค ๘๐๓๐๑/๑" in pages[0]
    approve(office, report.procedure)
    report.refresh_from_db()
    assert (report.state, report.decided_on) == ("approved", today)
    assert "คุณmayor" in report.decided_by
    pages = _pages(build_report_files(plan, as_of=today)["report.pdf"])
    assert not any("ร่าง" in page for page in pages)
    assert all("/verify/" in page for page in pages)
    assert "ลงนามทางอิเล็กทรอนิกส์" in "".join(pages[:2])
    with pytest.raises(Refused):
        services.submit_report(actor=office.officer, plan=plan, as_of=today)


def test_amended_and_cancelled_measures_stand_in_the_report(office: Office, plan: Any) -> None:
    approve(office, services.submit_plan(actor=office.officer, plan=plan))
    measure = plan.measures.first()
    with pytest.raises(Refused) as refusal:
        services.change_title(actor=office.officer, measure=measure, title="ชื่อใหม่")
    assert refusal.value.field == "reason"
    services.change_title(actor=office.officer, measure=measure, title="ชื่อใหม่", reason="มติที่ประชุม")
    services.stop_measure(
        actor=office.officer, measure=plan.measures.last(), state="cancelled", reason="ไม่มีงบ"
    )
    text = " ".join(_pages(build_report_files(plan)["report.pdf"]))
    for words in ("แก้ไขเพิ่มเติม เลื่อน หรือยกเลิก", "มติที่ประชุม", "ไม่มีงบ"):
        assert words in text


def test_photos_stand_six_to_a_page_and_internal_ones_stay_inside(
    office: Office, plan: Any
) -> None:
    measure = plan.measures.first()
    shots = [(photo(colour=n), f"{n}.jpg") for n in range(8)]
    public = add_files(
        actor=office.officer, uploads=shots[:7], captions=["กิจกรรม"] * 7, is_public=True
    )
    internal = add_files(actor=office.officer, uploads=shots[7:], captions=["ภายในเท่านั้น"])
    for evidence in [*public, *internal]:
        services.attach_evidence(actor=office.officer, measure=measure, evidence=evidence)
    reader = pypdf.PdfReader(io.BytesIO(build_report_files(plan)["report.pdf"]))
    counts = [len(page.images) for page in reader.pages if len(page.images)]
    assert counts == [6, 1]


def test_the_json_fits_its_published_schema(office: Office, plan: Any) -> None:
    schema = json.loads(REPORT_SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    told = json.loads(build_report_files(plan)["report.json"])
    Draft202012Validator(schema).validate(told)


def test_cancelled_and_postponed_measures_stand_in_the_report_with_their_reason(
    office: Office, plan: Any
) -> None:
    services.stop_measure(
        actor=office.officer, measure=plan.measures.first(), state="postponed", reason="รองบประมาณ"
    )
    text = "".join("".join(_pages(build_report_files(plan)["report.pdf"])).split())
    assert "เลื่อนการดำเนินการเนื่องจากรองบประมาณ" in text


def test_unknown_placeholders_in_the_wording_are_refused(office: Office, plan: Any) -> None:
    with pytest.raises(Refused) as refusal:
        services.change_wording(actor=office.officer, texts={"subject": "รายงาน {สิ่งนี้} (ไม่รู้จัก)"})
    assert refusal.value.field == "subject"


def test_a_six_month_report_names_its_day(office: Office, plan: Any) -> None:
    import datetime as dt

    day = dt.date(plan.fiscal_year - 543, 3, 31)
    told = json.loads(build_report_files(plan, as_of=day)["report.json"])
    assert told["as_of"] == str(day)
    assert "๓๑ มีนาคม" in _pages(build_report_files(plan, as_of=day)["report.pdf"])[0]


def test_the_preview_shows_every_page(office: Office, plan: Any, sign_in: Any) -> None:
    client = sign_in(office.officer)
    base = f"/office/measures/{plan.fiscal_year}/report/"
    assert "page/1.png" in client.get(base).content.decode()
    picture = client.get(base + "page/1.png")
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(base + "page/99.png").status_code == 404
    assert client.get(base + "?as_of=เมื่อวาน").status_code == 422


def test_the_preview_is_asked_for_anew_when_anything_it_shows_has_changed(
    office: Office, plan: Any, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    base = f"/office/measures/{plan.fiscal_year}/report/"

    def version() -> str:
        return client.get(base).content.decode().partition("&amp;v=")[2][:16]

    before = version()
    assert version() == before
    services.change_wording(actor=office.officer, texts={"opinion": "- เห็นควรอนุมัติ"})
    assert version() != before
