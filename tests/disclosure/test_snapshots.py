"""Frozen pages: what was public stays to be seen, sealed and verifiable, whatever changes later."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction

from prongsai.approvals.rules import compute_digest
from prongsai.common.errors import Refused
from prongsai.correspondence.content import Table
from prongsai.correspondence.models import Paper
from prongsai.disclosure import services
from prongsai.disclosure.documents import make_paper
from prongsai.disclosure.models import DisclosureYear, Snapshot, SnapshotSeal
from prongsai.disclosure.services import PlaceDraft
from prongsai.disclosure.tasks import sweep_seals
from prongsai.evidence import files
from prongsai.evidence.holders import forget_unused
from prongsai.evidence.services import add_files, change_details, erase_reserved
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.disclosure.conftest import LINK, YEAR, show

HOME = f"/ita/{YEAR}/snapshots/1/"


@pytest.fixture
def snapshot(office: Office, year: DisclosureYear, published: Paper, seal_file: Path) -> Snapshot:
    """A sealed snapshot with an address, a file, and a page of a register."""
    (file,) = add_files(
        actor=office.officer, uploads=[(make_pdf(), "a.pdf")], captions=["ผัง"], is_public=True
    )
    where: dict[str, Any] = {"actor": office.officer, "year": year, "code": "O1"}
    services.add_file(**where, component="a", evidence=file, draft=PlaceDraft())
    show(office.officer, year, component="b")
    services.publish_year(actor=office.officer, year=year)
    made = services.take_snapshot(actor=office.officer, year=year, kind="submission", note="ส่งแล้ว")
    assert services.seal_waiting() == 1
    assert services.seal_waiting() == 0
    return made


def test_it_shows_what_was_public_whatever_changes_later(
    office: Office, year: DisclosureYear, snapshot: Snapshot, client: Any
) -> None:
    for proof in [p for item in year.items.all() for p in item.proofs.all()]:
        services.withdraw_proof(actor=office.officer, proof=proof)
    page = client.get(HOME).content.decode()
    for words in (LINK, "ผัง", "นโยบายไม่รับของขวัญ", snapshot.sha256, "ส่งแล้ว"):
        assert words in page
    assert LINK not in client.get(f"/ita/{YEAR}/").content.decode()
    assert HOME in client.get(f"/ita/{YEAR}/").content.decode()
    assert compute_digest(snapshot.content) == snapshot.sha256


def test_own_files_and_pages_are_kept_with_their_digests(snapshot: Snapshot) -> None:
    places = {
        place["kind"]: place
        for item in snapshot.content["items"]
        for part in item["components"]
        for place in part["places"]
    }
    assert places["file"]["sha256"] == hashlib.sha256(make_pdf()).hexdigest()
    assert places["page"]["file"].endswith(".html")
    assert (places["address"]["sha256"], places["address"]["file"]) == (None, None)


def test_the_paper_breaks_digests_where_its_column_ends(snapshot: Snapshot) -> None:
    digests = [
        text
        for section in make_paper(snapshot, "https://a.example/verify/x/").sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        for text in (row.cells[-1] if row.cells else ())
        if text != "–"
    ]
    assert digests
    assert all(re.fullmatch("[0-9a-f]{8} [0-9a-f]{8}", str(text)) for text in digests)


def test_the_package_holds_page_list_files_and_a_manifest_that_fits(
    office: Office, snapshot: Snapshot, client: Any
) -> None:
    answer = client.get(f"{HOME}snapshot.zip")
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    names = set(package.namelist())
    assert {"index.html", "items.csv", "snapshot.json", "snapshot.pdf", "README.txt"} <= names
    for line in package.read("manifest-sha256.txt").decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(package.read(name)).hexdigest() == digest, name
    assert json.loads(package.read("snapshot.json"))["sha256"] == snapshot.sha256
    assert LINK in package.read("index.html").decode()
    assert "นโยบาย" in "".join(
        package.read(n).decode() for n in names if n.startswith("files/") and n.endswith("html")
    )
    assert client.get(f"{HOME}snapshot.exe").status_code == 404
    assert client.get(f"/ita/{YEAR}/snapshots/2/").status_code == 404


def test_a_file_that_had_to_be_erased_is_left_out_and_still_told_of(
    snapshot: Snapshot, client: Any
) -> None:
    digest = hashlib.sha256(make_pdf()).hexdigest()
    files.forget(digest)
    try:
        answer = client.get(f"{HOME}snapshot.zip")
    finally:
        files.store(make_pdf())  # other tests keep the same bytes
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    name = next(n for n, said in snapshot.content["files"].items() if said["sha256"] == digest)
    assert f"files/{name}" not in package.namelist()
    assert digest in package.read("snapshot.json").decode()


def test_bytes_that_a_snapshot_shows_outlive_a_reserved_file_of_the_same_ones(
    office: Office, snapshot: Snapshot, django_capture_on_commit_callbacks: Any
) -> None:
    seal = files.read(SnapshotSeal.objects.get().sha256)
    page = next(n for n in snapshot.content["files"] if n.endswith("html"))
    shown = snapshot.content["files"][page]["sha256"]
    alone = make_pdf() + b"% alone"
    digests = [hashlib.sha256(seal).hexdigest(), hashlib.sha256(alone).hexdigest()]
    received = add_files(
        actor=office.officer,
        uploads=[(seal, "a.pdf"), (alone, "b.pdf")],
        captions=["ก", "ข"],
        is_reserved=True,
    )
    with django_capture_on_commit_callbacks(execute=True):
        for evidence in received:
            assert erase_reserved(evidence=evidence)[0] in digests
    forget_unused([shown])
    assert files.path_of(digests[0]).exists()
    assert files.path_of(shown).exists()
    assert not files.path_of(digests[1]).exists()


def test_its_code_leads_to_it_and_a_file_is_compared_with_the_sealed_one(
    snapshot: Snapshot, client: Any
) -> None:
    assert client.get(f"/verify/{snapshot.code}/")["Location"] == HOME
    spaced = f"{snapshot.code[:4]} {snapshot.code[4:].lower()}"
    assert client.get("/verify/", {"code": spaced})["Location"] == HOME
    sealed = client.get(f"{HOME}snapshot.pdf").content
    assert hashlib.sha256(sealed).hexdigest() == SnapshotSeal.objects.get().sha256
    for content, words in ((sealed, "ไม่มีการเปลี่ยนแปลงแม้แต่ไบต์เดียว"), (make_pdf(), "ไม่ใช่")):
        answer = client.post(HOME, {"file": SimpleUploadedFile("a.pdf", content)})
        assert answer.status_code == 200
        assert words in answer.content.decode() or "SHA-256" in answer.content.decode()
    assert client.post(HOME, {}).status_code == 422


def test_the_database_itself_keeps_it(snapshot: Snapshot) -> None:
    for statement in (
        "UPDATE disclosure_snapshot SET note = 'x'",
        "DELETE FROM disclosure_snapshotseal",
        "DELETE FROM disclosure_snapshot",
        "TRUNCATE disclosure_snapshot CASCADE",
    ):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_what_is_public_is_frozen_and_only_by_who_manages(
    office: Office, year: DisclosureYear
) -> None:
    take = services.take_snapshot
    with pytest.raises(Refused):
        take(actor=office.officer, year=year, kind="submission")
    services.publish_year(actor=office.officer, year=year)
    for actor, kind in (
        (office.officer, "submission"),
        (office.officer, "x"),
        (office.head, "other"),
    ):
        with pytest.raises(Refused):
            take(actor=actor, year=year, kind=kind)
    show(office.officer, year)
    assert take(actor=office.officer, year=year, kind="other").number == 1
    assert take(actor=office.officer, year=year, kind="appeal").number == 2
    with pytest.raises(Refused):  # the form was sent twice
        take(actor=office.officer, year=year, kind="appeal")
    with pytest.raises(Refused):
        services.take_year_off(actor=office.officer, year=year)
    sweep_seals(timestamp=0)


def test_an_internal_file_is_not_in_it(office: Office, year: DisclosureYear) -> None:
    (file,) = add_files(
        actor=office.officer, uploads=[(make_pdf(), "a.pdf")], captions=["ผัง"], is_public=True
    )
    where: dict[str, Any] = {"actor": office.officer, "year": year, "code": "O1"}
    services.add_file(**where, component="a", evidence=file, draft=PlaceDraft())
    show(office.officer, year, component="b")
    services.publish_year(actor=office.officer, year=year)
    change_details(
        actor=office.officer,
        evidence=file,
        title="ผัง",
        effective_on=None,
        owner=None,
        is_public=False,
    )
    made = services.take_snapshot(actor=office.officer, year=year, kind="submission")
    assert str(file.public_id) not in json.dumps(made.content)
    assert hashlib.sha256(make_pdf()).hexdigest() not in json.dumps(made.content)


def test_the_office_takes_one_with_a_form(
    office: Office, year: DisclosureYear, sign_in: Callable[[Any], Any]
) -> None:
    client, at = sign_in(office.officer), f"/office/disclosure/{YEAR}/snapshots/"
    assert client.get(at).status_code == 200
    show(office.officer, year)
    services.publish_year(actor=office.officer, year=year)
    assert client.post(at, {"kind": "x"}).status_code == 422
    assert client.post(at, {"kind": "submission", "note": "ครบ"}).status_code == 302
    assert "รอผนึก" in client.get(at).content.decode()
    assert sign_in(office.palad).post(at, {"kind": "other"}).status_code == 422
    assert Snapshot.objects.count() == 1
