"""Proofs: stored by digest, with versions, owner and publicity; only the owner changes them."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from prongsai.common.errors import Refused
from prongsai.evidence import files, services
from prongsai.evidence.models import Evidence
from prongsai.evidence.sources import EvidenceSource, Registry, SourceReport
from prongsai.organization.queries import find_division
from tests.conftest import Office
from tests.measures.pictures import photo

PDF = b"%PDF-1.7\n%%EOF\n"


def test_the_same_content_is_stored_once(office: Office) -> None:
    made = services.add_files(actor=office.officer, uploads=[(PDF, "a.pdf"), (PDF, "b.pdf")])
    digests = {evidence.versions.get().sha256 for evidence in made}
    assert len(digests) == 1
    assert files.read(digests.pop()) == PDF


def test_all_files_or_none(office: Office) -> None:
    with pytest.raises(Refused):
        services.add_files(actor=office.officer, uploads=[(PDF, "a.pdf"), (b"", "b.pdf")])
    assert not Evidence.objects.exists()


def test_a_newer_version_keeps_the_older_one(office: Office) -> None:
    (evidence,) = services.add_files(actor=office.officer, uploads=[(PDF, "a.pdf")])
    services.add_version(actor=office.officer, evidence=evidence, content=PDF + b"%2", name="b.pdf")
    assert [(v.number, v.file_name) for v in evidence.versions.all()] == [
        (2, "b.pdf"),
        (1, "a.pdf"),
    ]


def test_the_date_of_the_document_is_not_the_day_of_the_upload(office: Office) -> None:
    day = dt.date(2025, 3, 1)
    (evidence,) = services.add_files(
        actor=office.officer, uploads=[(PDF, "a.pdf")], effective_on=day
    )
    assert evidence.effective_on == day
    assert evidence.created_at.date() != day
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(Refused) as refusal:
        services.add_files(actor=office.officer, uploads=[(PDF, "a.pdf")], effective_on=tomorrow)
    assert refusal.value.field == "effective_on"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "office.example/a",
        "javascript:alert(1)",
        "ftp://office.example/a",
        "https://u:p@x.example/",
    ],
)
def test_a_link_is_a_whole_address_without_password(office: Office, link: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.add_link(actor=office.officer, link=link)
    assert refusal.value.field == "link"


def test_only_the_owning_division_changes_a_proof(office: Office) -> None:
    finance = find_division("กองคลัง")
    (evidence,) = services.add_files(actor=office.finance, uploads=[(PDF, "a.pdf")], owner=finance)
    values: dict[str, Any] = {
        "title": "ใบเสร็จ",
        "effective_on": None,
        "owner": finance,
        "is_public": True,
    }
    with pytest.raises(Refused):
        services.change_details(actor=office.head, evidence=evidence, **values)
    services.change_details(actor=office.finance, evidence=evidence, **values)
    services.change_details(actor=office.officer, evidence=evidence, **values)


def test_internal_files_do_not_exist_for_strangers(office: Office, client: Any) -> None:
    (internal,) = services.add_files(actor=office.officer, uploads=[(PDF, "a.pdf")])
    (public,) = services.add_files(actor=office.officer, uploads=[(PDF, "a.pdf")], is_public=True)
    assert client.get(f"/files/{internal.public_id}/1/a.pdf").status_code == 404
    answer = client.get(f"/files/{public.public_id}/1/a.pdf")
    content = b"".join(answer.streaming_content)
    assert (answer.status_code, content) == (200, PDF)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    again = client.get(f"/files/{public.public_id}/1/a.pdf", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 304


def test_pictures_have_a_small_copy(office: Office, sign_in: Any) -> None:
    (evidence,) = services.add_files(
        actor=office.officer, uploads=[(photo(size=(900, 600)), "a.jpg")]
    )
    client = sign_in(office.officer)
    small = client.get(f"/files/{evidence.public_id}/1/thumb.jpg")
    assert small.status_code == 200
    assert small.content.startswith(b"\xff\xd8")


def _nothing(year: int) -> SourceReport:
    return SourceReport([], 0, [], None, None)


@pytest.mark.parametrize(
    "source",
    [
        EvidenceSource("Bad Code", "x", _nothing),
        EvidenceSource("orders", "", _nothing),
        EvidenceSource("orders", "x", None),  # type: ignore[arg-type]
    ],
)
def test_the_gatekeeper_refuses_malformed_sources(source: EvidenceSource) -> None:
    with pytest.raises(ValueError, match="source|expected"):
        Registry().register(source)


def test_the_gatekeeper_refuses_doubles() -> None:
    registry = Registry()
    registry.register(EvidenceSource("orders", "คำสั่ง", _nothing))
    with pytest.raises(ValueError, match="twice"):
        registry.register(EvidenceSource("orders", "คำสั่ง", _nothing))


def test_the_list_finds_by_words_and_pages(office: Office, sign_in: Any) -> None:
    services.add_files(
        actor=office.officer,
        uploads=[(PDF, f"{n}.pdf") for n in range(30)],
        captions=["เอกสาร"] * 30,
    )
    services.add_link(actor=office.officer, link="https://office.example/x", title="ประกาศเจตนารมณ์")
    client = sign_in(office.officer)
    assert "ประกาศเจตนารมณ์" in client.get("/office/evidence/?q=เจตนารมณ์").content.decode()
    page = client.get("/office/evidence/?p=2").content.decode()
    assert "2 / 2" in page
