"""What is published: frozen versions, their files, the differences, and the ZIP for elsewhere."""

import csv
import datetime as dt
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import lxml.html
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from jsonschema import Draft202012Validator

from prongsai.approvals.queries import last_round
from prongsai.approvals.services.paper import record_paper_with_scan
from prongsai.audit.checkpoints import check
from prongsai.audit.models import Checkpoint
from prongsai.audit.queries import iterate_rows
from prongsai.common.errors import Refused
from prongsai.correspondence.services import seal
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_version
from prongsai.measures import services
from prongsai.measures.exports import REPORT_SCHEMA, SCHEMA
from prongsai.measures.models import Publication
from tests.conftest import Office, approve, list_allowed, sign_desk
from tests.measures.pictures import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(office: Office, plan: Any, seal_file: Path) -> Publication:
    """The plan: approved, sealed, published."""
    procedure = services.submit_plan(actor=office.officer, plan=plan)
    approve(office, procedure)
    seal(procedure=procedure)
    plan.refresh_from_db()
    return services.publish_plan(actor=office.officer, plan=plan)


@pytest.fixture
def report(office: Office, plan: Any, published: Publication) -> Publication:
    """Its report: approved (the head signed on paper), sealed, published."""
    made = services.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    sign_on_paper(office, made.procedure)
    sign_desk(made.procedure, office.palad)
    sign_desk(made.procedure, office.mayor)
    seal(procedure=made.procedure)
    made.refresh_from_db()
    return services.publish_report(actor=office.officer, report=made)


def sign_on_paper(office: Office, procedure: Any, **more: Any) -> Any:
    """The head signs on paper, the officer records it with a photo."""
    data = {
        "digest": last_round(procedure).sha256,
        "verdict": "signed",
        "name": "นายวิชัย มั่นคง",
        "lines": "หัวหน้าสำนักปลัด",
        "signed_on": timezone.localdate(),
        "reason": "",
        "scan": SimpleUploadedFile("scan.jpg", photo(colour=3)),
    }
    return record_paper_with_scan(actor=office.officer, procedure=procedure, data=data | more)


def rename(office: Office, plan: Any, title: str) -> None:
    """Amend the first measure of an announced plan."""
    services.change_title(
        actor=office.officer, measure=plan.measures.get(number="1.1"), title=title, reason="มติ"
    )


def test_nothing_public_changes_when_the_plan_is_edited_later(
    office: Office, plan: Any, report: Publication, client: Any
) -> None:
    year = plan.fiscal_year
    addresses = [
        "/",
        f"/plan/{year}/report/",
        f"/plan/{year}/versions/plan/1/",
        f"/plan/{year}/plan.json",
        f"/plan/{year}/plan.csv",
        f"/plan/{year}/plan.pdf",
        f"/plan/{year}/report.json",
        f"/plan/{year}/report.pdf",
        f"/plan/{year}/all.zip",
        "/sitemap.xml",
    ]

    def read() -> list[str]:
        # Each page has a fresh token of the language switch.
        answers = [client.get(address) for address in addresses]
        assert [a.status_code for a in answers] == [200] * len(addresses)
        return [
            hashlib.sha256(re.sub(rb'value="\w{64}"', b"", a.content)).hexdigest() for a in answers
        ]

    before = read()
    rename(office, plan, "ชื่อที่แก้ภายหลัง")
    measure = plan.measures.get(number="5.1")
    services.record_outcome(actor=office.officer, measure=measure, text="ผลที่เกิดภายหลัง")
    services.stop_measure(actor=office.officer, measure=measure, state="cancelled", reason="ไม่มีงบ")
    assert read() == before


def test_every_version_stays_and_says_what_it_changed(
    office: Office, plan: Any, published: Publication, client: Any
) -> None:
    rename(office, plan, "ชื่อใหม่")
    services.publish_plan(actor=office.officer, plan=plan, note="แก้ชื่อมาตรการ ๑.๑")
    year = plan.fiscal_year
    history = client.get(f"/plan/{year}/versions/").content.decode()
    assert "แก้ชื่อมาตรการ ๑.๑" in history
    for number in (1, 2):
        assert f"/plan/{year}/versions/plan/{number}/" in history
    new = client.get(f"/plan/{year}/versions/plan/2/").content.decode()
    assert "ชื่อใหม่</ins>" in new
    assert "จัดทำคู่มือการให้บริการ</del>" in new
    assert "มติ" in new
    assert "ชื่อใหม่" not in client.get(f"/plan/{year}/versions/plan/1/").content.decode()
    old = client.get(f"/plan/{year}/versions/plan/1/plan.json").content
    assert hashlib.sha256(old).hexdigest() == published.files["plan.json"]["sha256"]
    assert client.get(f"/plan/{year}/versions/plan/3/").status_code == 404
    with pytest.raises(Refused):
        services.publish_plan(actor=office.officer, plan=plan)


def test_the_database_keeps_what_was_published_and_handed_in(
    office: Office, plan: Any, report: Publication
) -> None:
    rename(office, plan, "ชื่อใหม่")
    statements = (
        "UPDATE measures_publication SET snapshot = '{}'",
        "UPDATE measures_publication SET files = '{}'",
        "UPDATE measures_publication SET published_at = now()",
        "DELETE FROM measures_publication",
        "TRUNCATE measures_publication",
        "UPDATE measures_annualreport SET snapshot = '{}'",
        "UPDATE measures_annualreport SET state = 'returned'",
        "UPDATE measures_annualreport SET decided_on = decided_on - 1",
        "UPDATE measures_annualreport SET decided_by = 'x'",
        "UPDATE measures_annualreport SET memo_number = 'x'",
        "UPDATE measures_annualreport SET procedure_id = NULL",
        "DELETE FROM measures_annualreport",
        "TRUNCATE measures_annualreport CASCADE",
        "UPDATE measures_amendment SET reason = 'x'",
        "DELETE FROM measures_amendment",
        "TRUNCATE measures_amendment",
        "TRUNCATE measures_plan CASCADE",
        "TRUNCATE audit_checkpoint",
    )
    assert list_allowed(statements) == []


def test_a_waiting_report_stands_where_its_approval_stands(office: Office, plan: Any) -> None:
    services.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    statements = (
        "UPDATE measures_annualreport SET state = 'approved', decided_on = CURRENT_DATE",
        "UPDATE measures_annualreport SET state = 'returned'",
        "UPDATE measures_annualreport SET state = 'withdrawn'",
        "UPDATE measures_annualreport SET sha256 = repeat('0', 64)",
    )
    assert list_allowed(statements) == []


def test_the_published_files_are_what_the_formats_promise(
    plan: Any, report: Publication, client: Any
) -> None:
    year = plan.fiscal_year
    for name, schema in (("plan", SCHEMA), ("report", REPORT_SCHEMA)):
        served = json.loads(client.get(f"/schemas/{name}.schema.json").content)
        assert served == json.loads(schema.read_text(encoding="utf-8"))
        told = json.loads(client.get(f"/plan/{year}/{name}.json").content)
        Draft202012Validator(served).validate(told)
        table = client.get(f"/plan/{year}/{name}.csv")
        assert table.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
        assert [len(row) for row in rows] == [len(rows[0])] * 3
        pdf = client.get(f"/plan/{year}/{name}.pdf")
        assert pdf.headers["Content-Type"] == "application/pdf"
        assert pdf.headers["Content-Disposition"].startswith("inline")
    word = client.get(f"/plan/{year}/report.docx").content
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word)).namelist()
    assert client.get(f"/plan/{year}/report.exe").status_code == 404


def test_the_json_names_who_signed_not_who_would_have(
    office: Office, plan: Any, report: Publication, client: Any
) -> None:
    told = json.loads(client.get(f"/plan/{plan.fiscal_year}/report.json").content)
    names = [signer["name"] for signer in told["signers"]]
    assert names == ["คุณofficer", "นายวิชัย มั่นคง", "คุณpalad", "คุณmayor"]
    assert told["approved_on"] == str(timezone.localdate())


def test_the_signed_paper_is_published_with_the_text_and_only_then(
    office: Office, plan: Any, published: Publication, client: Any
) -> None:
    made = services.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    act = sign_on_paper(office, made.procedure)
    evidence = Evidence.objects.get(pk=act.scan_id)
    signed = evidence.versions.get().sha256
    assert act.scan_sha256 == signed
    inside = f"/files/{evidence.public_id}/1/scan.jpg"
    assert client.get(inside).status_code == 404
    # Another file put in its place later is not what was signed.
    add_version(actor=office.officer, evidence=evidence, content=photo(colour=9), name="x.jpg")
    sign_desk(made.procedure, office.palad)
    sign_desk(made.procedure, office.mayor)
    seal(procedure=made.procedure)
    made.refresh_from_db()
    version = services.publish_report(actor=office.officer, report=made)
    assert version.files["report-signed-1.jpg"]["sha256"] == signed
    year = plan.fiscal_year
    got = client.get(f"/plan/{year}/report-signed-1.jpg")
    assert hashlib.sha256(got.content).hexdigest() == signed
    assert "report-signed-1.jpg" in client.get(f"/plan/{year}/report/").content.decode()
    assert client.get(inside).status_code == 404


def test_a_signed_paper_is_a_pdf_or_a_photo(office: Office, plan: Any) -> None:
    made = services.submit_plan(actor=office.officer, plan=plan)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, "<x/>")
    for content in (buffer.getvalue(), b"x"):
        with pytest.raises(Refused) as refusal:
            sign_on_paper(office, made, scan=SimpleUploadedFile("a.xlsx", content))
        assert refusal.value.field == "scan"
    assert not Evidence.objects.exists()


def test_the_report_waits_for_its_plan_and_its_seal(
    office: Office, plan: Any, seal_file: Path
) -> None:
    made = services.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    approve(office, made.procedure)
    made.refresh_from_db()
    seal(procedure=made.procedure)
    with pytest.raises(Refused):
        services.publish_report(actor=office.officer, report=made)
    services.publish_plan(actor=office.officer, plan=plan)
    assert services.publish_report(actor=office.officer, report=made).version == 1
    with pytest.raises(Refused):
        services.publish_report(actor=office.finance, report=made)


def test_the_zip_opens_anywhere_and_its_links_work(
    plan: Any, report: Publication, client: Any
) -> None:
    content = client.get(f"/plan/{plan.fiscal_year}/all.zip").content
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    names = set(archive.namelist())
    expected = {"index.html", "report.html", "plan.pdf", "report.pdf", "report-signed-1.jpg"}
    assert expected <= names
    assert content == client.get(f"/plan/{plan.fiscal_year}/all.zip").content
    for name in ("index.html", "report.html"):
        page = lxml.html.fromstring(archive.read(name).decode())
        links = {link for _e, _a, link, _p in page.iterlinks()}
        relative = {link for link in links if "://" not in link and not link.startswith("#")}
        assert relative <= names, relative - names
        assert {link for link in links - relative if not link.startswith("#")} <= {
            link for link in links if link.startswith(settings.PRONGSAI_BASE_URL)
        }
        assert not page.xpath("//form | //script")
        assert "url(" not in archive.read(name).decode()
    for name in ("plan.pdf", "report.pdf"):
        served = client.get(f"/plan/{plan.fiscal_year}/{name}").content
        assert archive.read(name) == served


def _meta(client: Any, address: str) -> dict[str, str]:
    page = lxml.html.fromstring(client.get(address).content.decode())
    found = {m.get("property"): m.get("content") for m in page.xpath("//meta[@property]")}
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    return found | {"canonical": canonical}


def test_public_pages_say_where_they_stand(plan: Any, report: Publication, client: Any) -> None:
    base, year = settings.PRONGSAI_BASE_URL, plan.fiscal_year
    addresses = ["/", f"/plan/{year}/", f"/plan/{year}/report/", f"/plan/{year}/versions/"]
    addresses += [f"/plan/{year}/versions/plan/1/", f"/plan/{year}/versions/report/1/"]
    for address in addresses:
        meta = _meta(client, address)
        assert meta["canonical"] == base + address
        assert meta["og:url"] == base + address
        assert meta["og:title"]
    assert _meta(client, "/")["og:description"].strip()
    assert client.get("/plan/").headers["Location"] == f"/plan/{year}/"
    assert "Disallow: /office/" in client.get("/robots.txt").content.decode()


def test_the_sitemap_lists_what_is_public_with_the_day_it_was_published(
    office: Office, plan: Any, report: Publication, client: Any
) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    rename(office, plan, "แก้หลังเผยแพร่")
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {
        url.findtext("s:loc", None, space): url.findtext("s:lastmod", None, space)
        for url in root.findall("s:url", space)
    }
    base = settings.PRONGSAI_BASE_URL
    own = f"{base}/plan/{plan.fiscal_year}/"
    assert {address for address in found if address.startswith(f"{base}/plan/")} == {
        own,
        f"{own}report/",
    }
    assert f"{base}/" in found
    day = dt.datetime.fromisoformat(str(found[own]))
    assert abs(day - Publication.objects.get(kind="plan").published_at) < dt.timedelta(seconds=1)
    services.take_off(actor=office.officer, plan=plan)
    assert f"{own}report/" not in client.get("/sitemap.xml").content.decode()
    assert f"{own}<" not in client.get("/sitemap.xml").content.decode()
    for address in ("plan.csv", "report/", "versions/", "all.zip", "versions/plan/1/plan.csv"):
        assert client.get(f"/plan/{plan.fiscal_year}/{address}").status_code == 404


def test_the_last_page_names_a_checkpoint_that_the_log_holds(
    plan: Any, report: Publication, client: Any
) -> None:
    import pypdfium2

    content = client.get(f"/plan/{plan.fiscal_year}/report.pdf").content
    document = pypdfium2.PdfDocument(content)
    text = "".join(document[len(document) - 1].get_textpage().get_text_range().split())
    named = [c for c in Checkpoint.objects.all() if c.hash in text]
    assert len(named) == 1
    assert client.get(f"/log/{named[0].sequence}.json").status_code == 200
    assert check(named[0].text, iterate_rows()).is_whole


def test_two_scans_of_plan_and_report_keep_their_own_names(
    office: Office, plan: Any, seal_file: Path, client: Any
) -> None:
    procedure = services.submit_plan(actor=office.officer, plan=plan)
    sign_on_paper(office, procedure, scan=SimpleUploadedFile("p.jpg", photo(colour=5)))
    sign_desk(procedure, office.palad)
    sign_desk(procedure, office.mayor)
    seal(procedure=procedure)
    plan.refresh_from_db()
    services.publish_plan(actor=office.officer, plan=plan)
    made = services.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    sign_on_paper(office, made.procedure)
    sign_desk(made.procedure, office.palad)
    sign_desk(made.procedure, office.mayor)
    seal(procedure=made.procedure)
    made.refresh_from_db()
    services.publish_report(actor=office.officer, report=made)
    year = plan.fiscal_year
    one = client.get(f"/plan/{year}/plan-signed-1.jpg").content
    other = client.get(f"/plan/{year}/report-signed-1.jpg").content
    assert one
    assert other
    assert one != other
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/plan/{year}/all.zip").content))
    assert archive.read("plan-signed-1.jpg") == one
    assert archive.read("report-signed-1.jpg") == other
