"""The certificate of the seal: what is wrong with it is told in plain words, old seals stay valid."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from prongsai.approvals.models import Procedure
from prongsai.common.errors import Refused
from prongsai.correspondence.certificate import create_certificate, find_certificate
from prongsai.correspondence.checking import check_file
from prongsai.correspondence.models import SealedDocument
from prongsai.correspondence.queries import read_sealed
from prongsai.correspondence.services import seal, seal_waiting
from prongsai.measures import services as measures
from tests.conftest import Office, approve
from tests.correspondence.certificates import make_p12


@pytest.fixture
def procedure(office: Office, plan: Any, seal_file: Path) -> Procedure:
    """An approved plan."""
    made = measures.submit_plan(actor=office.officer, plan=plan)
    approve(office, made)
    return made


def _expired(path: Path) -> None:
    make_p12(path, start=-dt.timedelta(days=9), end=-dt.timedelta(days=1))


def _early(path: Path) -> None:
    make_p12(path, start=dt.timedelta(days=1), end=dt.timedelta(days=9))


def _garbage(path: Path) -> None:
    path.write_bytes(b"no certificate")


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "words"),
    [(_expired, "เท่านั้น"), (_early, "เท่านั้น"), (_garbage, "ไม่ได้"), (_folder, "ยังไม่มี")],
)
def test_a_certificate_that_is_no_good_is_told_in_plain_words(
    office: Office,
    procedure: Procedure,
    settings: Any,
    tmp_path: Path,
    sign_in: Any,
    spoil: Callable[[Path], None],
    words: str,
) -> None:
    settings.SEAL_FILE = tmp_path / "bad.p12"
    spoil(settings.SEAL_FILE)
    with pytest.raises(Refused, match=words):
        seal(procedure=procedure)
    assert seal_waiting() == 0
    assert not SealedDocument.objects.exists()
    page = sign_in(office.admin).get("/office/registers/")
    assert page.status_code == 200
    if spoil in (_expired, _garbage):
        assert 'role="alert"' in page.content.decode()


@pytest.mark.django_db
def test_an_expired_certificate_of_our_own_is_replaced_and_old_seals_stay_valid(
    office: Office, procedure: Procedure, settings: Any, tmp_path: Path, sign_in: Any
) -> None:
    old = read_sealed(seal(procedure=procedure))
    settings.SEAL_FILE = tmp_path / "seal.p12"
    _expired(settings.SEAL_FILE)
    before = find_certificate()
    client = sign_in(office.officer)
    assert client.post("/office/registers/certificate/").status_code == 403
    client = sign_in(office.admin)
    assert client.post("/office/registers/certificate/").status_code == 302
    made = find_certificate()
    assert before is not None
    assert made is not None
    assert (before.is_expired, made.is_expired) == (True, False)
    assert len(list(tmp_path.glob("seal-*.p12"))) == 1
    with pytest.raises(Refused):
        create_certificate(organization="x", province="x")
    sealed = SealedDocument.objects.get()
    assert check_file(old, read_sealed(sealed), sealed.sha256).is_identical
    appended = check_file(old + b"\n%x", read_sealed(sealed), sealed.sha256)
    assert (appended.is_ours, appended.is_intact) == (True, True)
