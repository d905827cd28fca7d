"""An authority of the tests, and certificates that are good, expired, for another name, of nobody."""

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOCAL: list[x509.GeneralName] = [
    x509.DNSName("localhost"),
    x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    x509.IPAddress(ipaddress.ip_address("::1")),
]


@dataclass(frozen=True)
class Authority:
    """Who signs, and where its certificate lies."""

    key: ec.EllipticCurvePrivateKey
    name: x509.Name
    file: Path


def make_authority(folder: Path) -> Authority:
    """A new authority with its certificate as a PEM file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _name("Authority of the tests")
    limits = x509.BasicConstraints(ca=True, path_length=None)
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    made = (
        _begin(name, name, key, days=3650)
        .add_extension(limits, critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "authority.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return Authority(key, name, file)


def make_certificate(
    folder: Path, kind: str, authority: Authority | None, *, days: int = 365
) -> Path:
    """A PEM file with key and certificate; without authority it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(kind)
    names = [x509.DNSName("elsewhere.example")] if kind == "wrong-name" else LOCAL
    builder = _begin(name, authority.name if authority else name, key, days=days)
    builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    made = builder.sign(authority.key if authority else key, hashes.SHA256())
    file = folder / f"{kind}.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _begin(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, days: int
) -> x509.CertificateBuilder:
    ends = dt.datetime.now(dt.UTC) + dt.timedelta(days=days)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends - dt.timedelta(days=4000))
        .not_valid_after(ends)
    )
