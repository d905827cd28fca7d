"""Mail comes in once, whatever the server does: against a real IMAP server over TLS."""

import datetime as dt
import json
import logging
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.channels.models import Notice
from prongsai.common.errors import Refused
from prongsai.common.secretbox import Unreadable, seal, unseal
from prongsai.mailroom import imap, services
from prongsai.mailroom.mime import read_mail
from prongsai.mailroom.models import Mailbox, PostItem
from tests.conftest import Office
from tests.mailroom.conftest import make_draft, make_pdf, make_photo
from tests.mailroom.imap_server import OLD_PASSWORD, PASSWORD, USER


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("imap")
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(private)
    return folder / "cert.pem", folder / "key.pem"


class Server:
    """A running IMAP server and its folder of mails."""

    def __init__(self, certificate: tuple[Path, Path], folder: Path, mode: str) -> None:
        script = Path(__file__).with_name("imap_server.py")
        command = [sys.executable, str(script), *map(str, certificate), str(folder), mode]
        self.folder = folder
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def put(self, content: bytes) -> None:
        """A mail arrives."""
        count = len(list(self.folder.glob("*.eml")))
        (self.folder / f"{count + 1:03}.eml").write_bytes(content)

    def seen(self) -> set[str]:
        """Which mails are marked as read."""
        path = self.folder / "flags.json"
        return set(json.loads(path.read_text())) if path.exists() else set()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def serve(
    certificate: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Server]]:
    """Starts a server in a mode."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    running: list[Server] = []

    def start(mode: str = "normal") -> Server:
        running.append(Server(certificate, tmp_path, mode))
        return running[-1]

    yield start
    for server in running:
        server.stop()


def set_up(office: Office, server: Server, **more: Any) -> Mailbox:
    values: dict[str, Any] = {
        "host": "localhost",
        "port": server.port,
        "security": "tls",
        "username": USER,
        "password": PASSWORD,
        "folder": "INBOX",
        "is_active": True,
    }
    return services.set_mailbox(actor=office.officer, **{**values, **more})


def make_mail(subject: str = "ขอส่งหนังสือ", **attachments: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"] = "จังหวัดมหาสารคาม <saraban@mk.example>"
    mail["To"] = "office@example.com"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 24 Nov 2026 09:00:00 +0700"
    mail["Message-ID"] = f"<{abs(hash(subject))}@mk.example>"
    mail.set_content("เรียน นายก\n\nขอส่งหนังสือมาเพื่อโปรดทราบ")
    for name, content in attachments.items():
        file_name = name.replace("_", ".")
        mail.add_attachment(content, "application", "octet-stream", filename=file_name)
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))


def problem() -> str:
    return Mailbox.objects.get().problem


def test_a_mail_waits_with_its_attachments_and_is_marked_read(
    office: Office, serve: Callable[..., Server]
) -> None:
    server = serve()
    set_up(office, server)
    server.put(make_mail(a_pdf=make_pdf(), b_jpg=make_photo(), c_exe=b"MZ\x00\x01"))
    assert services.fetch_mail() == 1
    item = PostItem.objects.get()
    assert item.subject == "ขอส่งหนังสือ"
    assert item.sender == "จังหวัดมหาสารคาม <saraban@mk.example>"
    assert "ขอส่งหนังสือมาเพื่อโปรดทราบ" in item.text
    names = [f.evidence.versions.get().file_name for f in item.files.all()]
    assert names == ["a.pdf", "b.jpg"]
    assert [row["name"] for row in item.left_out] == ["c.exe"]
    assert server.seen() == {"1"}
    assert Notice.objects.filter(recipient=office.officer, text__contains="1 ฉบับ").count() == 1
    assert problem() == ""


def test_the_same_mail_comes_in_once(office: Office, serve: Callable[..., Server]) -> None:
    server = serve()
    set_up(office, server)
    server.put(make_mail())
    server.put(make_mail())
    assert services.fetch_mail() == 1
    (server.folder / "flags.json").unlink()  # as after a crash before the mark
    assert services.fetch_mail() == 0
    assert PostItem.objects.count() == 1
    assert server.seen() == {"1", "2"}


def test_mail_somebody_has_opened_meanwhile_still_comes_in(
    office: Office, serve: Callable[..., Server]
) -> None:
    server = serve()
    server.put(make_mail("เก่า อ่านแล้ว"))
    (server.folder / "flags.json").write_text('{"1": true}')
    set_up(office, server)
    assert services.fetch_mail() == 0
    server.put(make_mail("ใหม่ อ่านแล้ว"))
    (server.folder / "flags.json").write_text('{"1": true, "2": true}')
    assert services.fetch_mail() == 1
    assert PostItem.objects.get().subject == "ใหม่ อ่านแล้ว"


def test_mail_by_starttls(office: Office, serve: Callable[..., Server]) -> None:
    server = serve("starttls")
    set_up(office, server, security="starttls", password=OLD_PASSWORD)
    server.put(make_mail())
    assert services.fetch_mail() == 1
    set_up(office, server, security="starttls", password=PASSWORD)
    services.fetch_mail()
    assert problem() == "login"  # LOGIN takes no Thai letters


def test_a_connection_that_breaks_loses_nothing(
    office: Office, serve: Callable[..., Server]
) -> None:
    server = serve("drop")
    set_up(office, server)
    server.put(make_mail(a_pdf=make_pdf()))
    assert services.fetch_mail() == 0
    assert (problem(), server.seen()) == ("protocol", set())
    assert services.fetch_mail() == 1
    assert (problem(), server.seen()) == ("", {"1"})


def test_a_wrong_password_is_said_and_logged_without_it(
    office: Office, serve: Callable[..., Server], caplog: pytest.LogCaptureFixture
) -> None:
    set_up(office, serve(), password="ผิดแน่นอน")
    with caplog.at_level(logging.DEBUG):
        assert services.fetch_mail() == 0
    assert problem() == "login"
    assert "ผิดแน่นอน" not in caplog.text


def test_a_missing_folder_is_said(office: Office, serve: Callable[..., Server]) -> None:
    set_up(office, serve(), folder="ไม่มี")
    services.fetch_mail()
    assert problem() == "folder"


def test_a_foreign_certificate_is_refused(
    office: Office, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(office, serve())
    monkeypatch.delenv("SSL_CERT_FILE")
    services.fetch_mail()
    assert problem() == "tls"


def test_a_server_that_does_not_answer_is_left(
    office: Office, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "READ_SECONDS", 1)
    set_up(office, serve("stall"))
    services.fetch_mail()
    assert problem() == "timeout"


def test_no_server_at_all(office: Office, serve: Callable[..., Server]) -> None:
    server = serve()
    set_up(office, server)
    server.process.kill()
    server.process.wait()
    services.fetch_mail()
    assert problem() == "unreachable"


def test_a_huge_mail_leaves_a_line(
    office: Office, serve: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "MAX_BYTES", 50_000)
    server = serve()
    set_up(office, server)
    server.put(make_mail("เล็ก"))
    server.put(make_mail("ใหญ่มาก", a_bin=b"x" * 200_000))
    assert services.fetch_mail() == 2
    item = PostItem.objects.get(subject="ใหญ่มาก")
    assert item.files.count() == 0
    assert len(item.left_out) == 1


def test_broken_mime_still_comes_in(office: Office, serve: Callable[..., Server]) -> None:
    server = serve()
    set_up(office, server)
    server.put(b"\xff\xfe no mail at all \x00")
    server.put(
        b'From: x\r\nSubject: =?utf-8?B?broken\r\nContent-Type: multipart/mixed; boundary="b"\r\n'
        b"\r\n--b\r\nContent-Type: application/pdf; name==?x?q?\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!\r\n"
    )
    assert services.fetch_mail() == 2
    assert problem() == ""


def test_a_mail_becomes_a_paper(office: Office, serve: Callable[..., Server]) -> None:
    server = serve()
    set_up(office, server)
    server.put(make_mail(a_pdf=make_pdf()))
    services.fetch_mail()
    item = PostItem.objects.get()
    paper = services.receive_paper(actor=office.officer, draft=make_draft(), post_item=item)
    assert paper.origin == "mail"
    assert [f.name for f in paper.files.all()] == ["ข้อความในอีเมล.txt", "a.pdf"]
    item.refresh_from_db()
    assert (item.state, item.paper) == ("received", paper)
    with pytest.raises(Refused):
        services.receive_paper(
            actor=office.officer, draft=make_draft(sender_number="2"), post_item=item
        )


def test_a_mail_is_dismissed_with_a_reason(office: Office, serve: Callable[..., Server]) -> None:
    server = serve()
    set_up(office, server)
    server.put(make_mail())
    services.fetch_mail()
    item = PostItem.objects.get()
    with pytest.raises(Refused) as refused:
        services.dismiss_mail(actor=office.officer, item=item, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(Refused):
        services.dismiss_mail(actor=office.finance, item=item, reason="โฆษณา")
    assert (
        services.dismiss_mail(actor=office.officer, item=item, reason="โฆษณา").state == "dismissed"
    )


def test_a_switched_off_mailbox_is_left_alone(office: Office, serve: Callable[..., Server]) -> None:
    server = serve()
    set_up(office, server, is_active=False)
    server.put(make_mail())
    assert services.fetch_mail() == 0
    assert services.fetch_mail(actor=office.officer) == 1


def test_the_password_is_sealed_and_never_sent_elsewhere(
    office: Office, serve: Callable[..., Server]
) -> None:
    mailbox = set_up(office, serve())
    assert PASSWORD.encode() not in bytes(mailbox.secret)
    assert unseal(bytes(mailbox.secret)) == PASSWORD
    keep = {"port": mailbox.port, "security": "tls", "username": USER, "folder": "INBOX"}
    services.set_mailbox(
        actor=office.officer, host="localhost", password="", is_active=False, **keep
    )
    with pytest.raises(Refused) as refused:
        services.set_mailbox(
            actor=office.officer, host="evil.example", password="", is_active=True, **keep
        )
    assert refused.value.field == "password"


def test_what_another_installation_sealed_is_not_read(tmp_path: Path, settings: Any) -> None:
    sealed = seal("ความลับ")
    settings.DATA_DIR = tmp_path
    with pytest.raises(Unreadable):
        unseal(sealed)
    key = tmp_path / "keys" / "box.key"
    assert key.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        (b"Subject: =?windows-874?B?" + b64encode("หนังสือ".encode("cp874")) + b"?=", "หนังสือ"),
        ("Subject: หนังสือ".encode(), "หนังสือ"),
        ("Subject: หนังสือ".encode("cp874"), "หนังสือ"),
        (b"Subject: =?none?Q?abc?=", "abc"),
        (b"X: y", ""),
    ],
)
def test_subjects_of_old_programs_are_read(header: bytes, subject: str) -> None:
    assert read_mail(header + b"\r\n\r\n").subject == subject


def test_html_alone_is_read_as_text() -> None:
    mail = read_mail(
        "Content-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><p>เรียน นายก</p>".encode()
    )
    assert mail.text == "เรียน นายก"


@settings(max_examples=200, deadline=None)
@given(st.binary() | st.lists(st.sampled_from([
    b"Content-Type: ", b"multipart/mixed; boundary=b", b"text/plain; charset=utf-7", b"\r\n", b"--b",
    b"\r\n\r\n", b"=?utf-8?q?", b"?=", b"Message-ID: ", b"Date: ", b"\xe0\xb8", b"From: ", b";", b'"',
    b"message/rfc822", b"Content-Transfer-Encoding: base64", b"filename*=utf-8''%E0",
])).map(b"".join))  # fmt: skip
def test_no_mail_breaks_the_reader(content: bytes) -> None:
    mail = read_mail(content)
    assert mail.key
    assert "\x00" not in mail.text + mail.subject + mail.sender + mail.key
