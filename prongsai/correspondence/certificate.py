"""The organisation's certificate for sealing: a PKCS#12 file of its own, or one it was issued."""

import datetime as dt
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.sign.signers import SimpleSigner

from prongsai.common.errors import Refused
from prongsai.correspondence.keys import open_signer
from prongsai.thai.calendar import format_date

YEARS = 10


@dataclass(frozen=True)
class Certificate:
    """What a certificate says of itself."""

    owner: str
    fingerprint: str
    valid_from: dt.datetime
    valid_to: dt.datetime

    @property
    def is_expired(self) -> bool:
        """Whether its time is over."""
        return self.valid_to < dt.datetime.now(dt.UTC)


def seal_path() -> Path:
    """Where the certificate and its key lie: the file of the settings, else our own."""
    named: Path | None = settings.SEAL_FILE
    return named or Path(settings.DATA_DIR) / "keys" / "seal.p12"


def _passphrase() -> bytes | None:
    named: Path | None = settings.SEAL_PASSPHRASE_FILE
    if named is None:
        return None
    try:
        return named.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise Refused(_("The file with the certificate's passphrase can't be read.")) from error


def create_certificate(*, organization: str, province: str) -> None:
    """Make a certificate of our own, valid for ten years. Raises `Refused` when there is one that
    is still valid; an expired one is put aside under its fingerprint.

    `organization` is the everyday name: certificates hold about twenty Thai letters.

    It proves that a file is unchanged and sealed by this installation; who the organisation is,
    says the fingerprint on its verification page.
    """
    path = seal_path()
    old = find_certificate()
    if old is not None and not old.is_expired:
        raise Refused(_("There is a certificate already: %(path)s") % {"path": path.name})
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TH"),
            x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, _fit(province or "-")),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _fit(organization)),
            x509.NameAttribute(NameOID.COMMON_NAME, _fit(organization)),
        ]
    )
    start = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=365 * YEARS + 3))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(b"seal", key, made, None, NoEncryption())
    if old is not None:
        path.rename(path.with_name(f"{path.stem}-{old.fingerprint[:16]}{path.suffix}"))
    _write_private(path, content)


def _fit(text: str) -> str:
    """As much of a name as fits into 64 bytes of UTF-8, the most that certificates take."""
    return text.encode()[:64].decode(errors="ignore")


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write_private(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


def find_signer() -> SimpleSigner | None:
    """The signer of this organisation, or None while it has no certificate.

    Raises `Refused` when the file can't be opened with its passphrase.
    """
    path = seal_path()
    if not path.is_file():
        return None
    try:
        return open_signer(path.read_bytes(), _passphrase())
    except (OSError, ValueError) as error:
        raise Refused(
            _("The certificate can't be opened: the file or its passphrase is wrong.")
        ) from error


def require_signer() -> SimpleSigner:
    """The signer of this organisation. Raises `Refused` while there is none, or it has expired or
    is not valid yet: a seal of such a certificate would prove nothing."""
    signer = find_signer()
    if signer is None:
        raise Refused(_("The organization has no certificate for its seal yet."))
    said = describe(signer.signing_cert)
    if not said.valid_from <= dt.datetime.now(dt.UTC) <= said.valid_to:
        raise Refused(
            _("The certificate of the seal is valid from %(start)s to %(end)s only. Get a new one.")
            % {
                "start": format_date(said.valid_from.date(), "short"),
                "end": format_date(said.valid_to.date(), "short"),
            }
        )
    return signer


def find_certificate() -> Certificate | None:
    """What the organisation's certificate says of itself, or None."""
    signer = find_signer()
    return describe(signer.signing_cert) if signer else None


def describe(certificate: Any) -> Certificate:
    """Owner, fingerprint (SHA-256 in hex) and validity of a certificate."""
    validity = certificate["tbs_certificate"]["validity"]
    return Certificate(
        owner=str(certificate.subject.native.get("common_name", "")),
        fingerprint=certificate.sha256.hex(),
        valid_from=validity["not_before"].native,
        valid_to=validity["not_after"].native,
    )
