"""The seal: valid for two independent readers, made once, and every later change is found."""

import datetime as dt
import hashlib
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import segno
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NameObject, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from prongsai.approvals.models import Procedure, Round
from prongsai.common.errors import Refused
from prongsai.correspondence.approvable import check_url, compose_round
from prongsai.correspondence.certificate import find_certificate
from prongsai.correspondence.checking import check_file
from prongsai.correspondence.models import SealedDocument
from prongsai.correspondence.queries import read_sealed
from prongsai.correspondence.render import render_pdf
from prongsai.correspondence.sealing import sign_pdf
from prongsai.correspondence.services import seal, seal_waiting
from prongsai.evidence import files
from prongsai.measures import services as measures
from tests.conftest import Office, approve, at_once, list_allowed, make_office, make_plan
from tests.correspondence.certificates import make_p12
from tests.correspondence.tsa import make_tsa, serve


@pytest.fixture
def procedure(office: Office, plan: Any, seal_file: Path) -> Procedure:
    """An approved plan."""
    made = measures.submit_plan(actor=office.officer, plan=plan)
    approve(office, made)
    return made


def unsealed(procedure: Procedure) -> bytes:
    """The PDF of the approved text as it was before its seal."""
    rounds = Round.objects.filter(procedure=procedure).select_related("procedure")
    return render_pdf(compose_round(rounds.prefetch_related("steps__act").get()))


def validate(content: bytes, *roots: Any) -> Any:
    """What pyHanko's own validator says of the first signature."""
    (signature, *_rest) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    context = ValidationContext(trust_roots=[signature.signer_cert, *roots], allow_fetching=False)
    return validate_pdf_signature(signature, context, ts_validation_context=context)


def texts(content: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


@pytest.mark.django_db
def test_the_validator_calls_it_valid_and_the_text_is_the_approved_one(
    procedure: Procedure,
) -> None:
    sealed = seal(procedure=procedure)
    content, before = read_sealed(sealed), unsealed(procedure)
    status = validate(content)
    assert status.bottom_line
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"
    assert sealed.sha256 == hashlib.sha256(content).hexdigest()
    assert (sealed.size, sealed.pages) == (len(content), len(texts(content)))
    certificate = find_certificate()
    assert certificate is not None
    assert sealed.certificate == certificate.fingerprint
    # What was rendered stays byte for byte, the seal is appended: the text is exactly the same.
    assert content.startswith(before)
    assert texts(content) == texts(before)
    signature = PdfFileReader(io.BytesIO(content)).embedded_signatures[0]
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert procedure.code in signature.sig_object["/Reason"]
    assert not any("ร่าง" in text for text in texts(content))


@pytest.mark.django_db
def test_the_qr_on_each_page_is_the_address_that_checks_it(procedure: Procedure) -> None:
    """Read module by module from the rendered page, as a camera would."""
    content = read_sealed(seal(procedure=procedure))
    expected = [
        [bool(x) for x in row] for row in segno.make(check_url(procedure), error="m").matrix
    ]
    for page in pypdfium2.PdfDocument(content):
        assert f"/verify/{procedure.code}/" in page.get_textpage().get_text_range()
        picture = page.render(scale=6).to_pil().convert("L")
        corner = picture.crop(
            (
                picture.width - 6 * 110,
                picture.height - 6 * 64,
                picture.width - 6 * 50,
                picture.height,
            )
        ).point(lambda value: 255 if value < 128 else 0)
        box = corner.getbbox()
        assert box is not None
        side, count = box[2] - box[0], len(expected)
        found = [
            [
                corner.getpixel(
                    (box[0] + int((x + 0.5) * side / count), box[1] + int((y + 0.5) * side / count))
                )
                > 0
                for x in range(count)
            ]
            for y in range(count)
        ]
        assert found == expected


def run(name: str, *arguments: str) -> str:
    """A program of the system, if there is one."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed: poppler-utils, qpdf")
    done = subprocess.run(
        [program, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.django_db
def test_pdfsig_calls_it_valid(procedure: Procedure, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(read_sealed(seal(procedure=procedure)))
    said = run("pdfsig", "-nocert", str(path))
    assert "Signature Validation: Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said


@pytest.mark.django_db
def test_qpdf_finds_no_fault_in_the_file(procedure: Procedure, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(read_sealed(seal(procedure=procedure)))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))


@pytest.mark.django_db
def test_a_changed_byte_anywhere_is_found(procedure: Procedure) -> None:
    sealed = seal(procedure=procedure)
    content = read_sealed(sealed)
    signature = PdfFileReader(io.BytesIO(content)).embedded_signatures[0]
    start, length, after, rest = signature.byte_range
    assert (start, after + rest) == (0, len(content))

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, len(content) - 1), st.integers(1, 255))
    def change(at: int, by: int) -> None:
        changed = bytearray(content)
        changed[at] = (changed[at] + by) % 256
        findings = check_file(bytes(changed), content, sealed.sha256)
        assert not findings.is_identical
        if at < length or at >= after:  # all but the signature itself is under the signature
            is_called_ours = findings.is_ours and findings.is_intact
            assert not (is_called_ours and not findings.is_changed_after)

    change()
    assert check_file(content, content, sealed.sha256).is_identical


@pytest.mark.django_db
def test_what_is_appended_is_told_from_what_was_sealed(procedure: Procedure) -> None:
    sealed = seal(procedure=procedure)
    content = read_sealed(sealed)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.root[NameObject("/Later")] = pdf_string("x")
    writer.update_root()
    appended = io.BytesIO()
    writer.write(appended)
    changed = appended.getvalue()
    assert changed.startswith(content)
    findings = check_file(changed, content, sealed.sha256)
    assert (findings.is_identical, findings.is_ours, findings.is_intact) == (False, True, True)
    assert findings.is_changed_after
    assert findings.has_same_text
    comment = check_file(content + b"\n%later\n", content, sealed.sha256)
    assert (comment.is_identical, comment.is_changed_after) == (False, True)


@pytest.mark.django_db
def test_another_certificate_of_the_same_name_is_not_ours(
    procedure: Procedure, tmp_path: Path
) -> None:
    sealed = seal(procedure=procedure)
    content = read_sealed(sealed)
    day = dt.timedelta(days=1)
    forged = SimpleSigner.load_pkcs12(str(make_p12(tmp_path / "x.p12", start=-day, end=day)))
    own = sign_pdf(unsealed(procedure), signer=forged, reason="x", location="x")
    findings = check_file(own, content, sealed.sha256)
    assert findings.has_signature
    assert findings.has_same_text
    assert not findings.is_ours
    # A second signature over our sealed file does not hide that it was changed after the seal.
    twice = io.BytesIO(content)
    from pyhanko.sign import signers

    signers.PdfSigner(signers.PdfSignatureMetadata(field_name="Second"), forged).sign_pdf(
        IncrementalPdfFileWriter(twice), in_place=True
    )
    findings = check_file(twice.getvalue(), content, sealed.sha256)
    assert (findings.is_ours, findings.is_intact, findings.is_changed_after) == (True, True, True)


@pytest.mark.django_db
def test_a_file_that_was_exchanged_in_the_store_proves_nothing(procedure: Procedure) -> None:
    sealed = seal(procedure=procedure)
    content = read_sealed(sealed)
    exchanged = unsealed(procedure)
    files.path_of(sealed.sha256).write_bytes(exchanged)
    assert not check_file(exchanged, read_sealed(sealed), sealed.sha256).is_identical
    assert check_file(content, read_sealed(sealed), sealed.sha256).is_identical


@pytest.mark.django_db
def test_sealing_twice_gives_one(procedure: Procedure) -> None:
    assert seal(procedure=procedure) == seal(procedure=procedure)
    assert seal_waiting() == 0
    assert SealedDocument.objects.count() == 1


@pytest.mark.django_db
def test_a_crash_between_file_and_row_is_made_good_by_the_next_run(procedure: Procedure) -> None:
    with transaction.atomic():
        orphan = seal(procedure=procedure).sha256
        transaction.set_rollback(True)
    assert files.path_of(orphan).exists()
    assert not SealedDocument.objects.exists()
    assert seal_waiting() == 1
    sealed = SealedDocument.objects.get()
    assert validate(read_sealed(sealed)).bottom_line


def test_two_simultaneous_seals_give_one(committed: None, seal_file: Path) -> None:
    office = make_office()
    procedure = measures.submit_plan(actor=office.officer, plan=make_plan(office))
    approve(office, procedure)
    results = at_once(
        lambda: seal(procedure=procedure).sha256,
        lambda: seal(procedure=procedure).sha256,
        lambda: seal_waiting() and "",
    )
    assert not any(isinstance(result, Exception) for result in results)
    sealed = SealedDocument.objects.get()
    assert {r for r in results if r} == {sealed.sha256}
    assert validate(read_sealed(sealed)).bottom_line


@pytest.mark.django_db
def test_only_approved_documents_are_sealed_also_for_the_database(
    office: Office, plan: Any, seal_file: Path
) -> None:
    running = measures.submit_plan(actor=office.officer, plan=plan)
    with pytest.raises(Refused):
        seal(procedure=running)
    insert = (
        "INSERT INTO correspondence_sealeddocument (procedure_id, sha256, size, pages, certificate,"
        f" sealed_at) VALUES ({running.pk}, repeat('0', 64), 1, 1, '', now())"
    )
    assert list_allowed([insert]) == []
    approve(office, running)
    seal(procedure=running)
    statements = (
        "UPDATE correspondence_sealeddocument SET sha256 = repeat('0', 64)",
        "UPDATE correspondence_sealeddocument SET sealed_at = now()",
        "DELETE FROM correspondence_sealeddocument",
        "TRUNCATE correspondence_sealeddocument",
    )
    assert list_allowed(statements) == []


@pytest.mark.django_db
def test_a_time_stamp_is_part_of_the_seal(procedure: Procedure, settings: Any) -> None:
    tsa = make_tsa()
    with serve(tsa) as (address, asked):
        settings.TIMESTAMP_URL = address
        content = read_sealed(seal(procedure=procedure))
    assert asked
    assert asked[-1]["message_imprint"]["hash_algorithm"]["algorithm"] == "sha256"
    status = validate(content, tsa.tsa_cert)
    assert status.bottom_line
    stamp = status.timestamp_validity
    assert (stamp.intact, stamp.valid, stamp.trusted) == (True, True, True)
    assert abs(stamp.timestamp - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
    plain = sign_pdf(unsealed(procedure), signer=_signer(), reason="x", location="x")
    assert validate(plain).timestamp_validity is None


def _signer() -> SimpleSigner:
    from prongsai.correspondence.certificate import require_signer

    return require_signer()


@pytest.mark.django_db
def test_while_the_time_stamp_server_is_silent_documents_wait(
    procedure: Procedure, settings: Any
) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/tsa"
    with pytest.raises(Exception, match="timestamp|TSP|connect"):
        seal_waiting()
    assert not SealedDocument.objects.exists()
    settings.TIMESTAMP_URL = ""
    assert seal_waiting() == 1


@pytest.mark.django_db
def test_a_document_that_can_not_be_rendered_does_not_hold_up_the_others(
    office: Office, plan: Any, procedure: Procedure
) -> None:
    from django.utils import timezone

    from prongsai.evidence.services import add_files
    from tests.measures.pictures import photo

    (evidence,) = add_files(
        actor=office.officer, uploads=[(photo(colour=7), "a.jpg")], is_public=True
    )
    measures.attach_evidence(
        actor=office.officer, measure=plan.measures.get(number="1.1"), evidence=evidence
    )
    report = measures.submit_report(actor=office.officer, plan=plan, as_of=timezone.localdate())
    approve(office, report.procedure)
    lost = files.path_of(evidence.versions.get().sha256)
    kept = lost.read_bytes()
    lost.unlink()
    with pytest.raises(FileNotFoundError):
        seal_waiting()
    assert list(SealedDocument.objects.values_list("procedure", flat=True)) == [procedure.pk]
    lost.write_bytes(kept)
    assert seal_waiting() == 1
