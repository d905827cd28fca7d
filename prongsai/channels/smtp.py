"""Handing one message to the mail relay (RFC 5321), knowing at each step whether it was taken."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

TIMEOUT = 20  # seconds
# Servers look at the whole mail before they answer its last point: who hangs up sends it twice.
LAST_TIMEOUT = 120


@dataclass(frozen=True)
class Relay:
    """Where mail goes: PRONGSAI_EMAIL_URL, for example smtp+tls://user:password@host:587."""

    host: str
    port: int
    user: str
    password: str
    security: str  # "none" | "tls" (STARTTLS) | "ssl"

    @classmethod
    def from_settings(cls) -> "Relay | None":
        """The relay of the settings; None when there is none. Raises ValueError on nonsense."""
        url = settings.EMAIL_RELAY_URL
        if not url:
            return None
        parts = urlsplit(url)
        security = {"smtp": "none", "smtp+tls": "tls", "smtps": "ssl"}.get(parts.scheme)
        if security is None or not parts.hostname:
            raise ValueError("PRONGSAI_EMAIL_URL: smtp://, smtp+tls:// or smtps:// is expected")
        port = parts.port or {"none": 25, "tls": 587, "ssl": 465}[security]
        return cls(
            parts.hostname,
            port,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            security,
        )


@dataclass(frozen=True)
class Problem:
    """Why a delivery failed; `is_final` when trying again can't help.

    `is_address`: the recipient's server says that there is no such mailbox. `is_uncertain`: the whole
    mail was handed over and no answer came, so it may have been taken all the same.
    """

    text: str
    is_final: bool = False
    is_address: bool = False
    is_uncertain: bool = False


def deliver(relay: Relay, sender: str, recipient: str, message: bytes) -> Problem | None:
    """Hand one message over; None when the relay has taken it."""
    try:
        client = _open(relay)
    except smtplib.SMTPResponseException as error:
        return Problem(_describe(error.smtp_code))
    except (smtplib.SMTPException, OSError) as error:
        return Problem(type(error).__name__)
    try:
        return _introduce(client, sender, recipient, message) or _await_answer(client)
    finally:
        _leave(client)


def _open(relay: Relay) -> smtplib.SMTP:
    client = _connect(relay)
    try:
        if relay.security == "tls":
            client.starttls(context=ssl.create_default_context())
        if relay.user:
            client.login(relay.user, relay.password)
        client.ehlo_or_helo_if_needed()
    except BaseException:
        client.close()
        raise
    return client


def _introduce(client: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> Problem | None:
    """Everything up to the point that ends the mail: what fails until then was not taken."""
    options = ["body=8bitmime"] if client.has_extn("8bitmime") else []
    try:
        code, text = client.mail(sender, options)
        if code != 250:
            return Problem(_describe(code))  # of the relay or its settings, not of the recipient
        code, text = client.rcpt(recipient)
        if code not in (250, 251):
            return _judge(code, text, is_recipient=True)
        code, text = client.docmd("data")
        if code != 354:
            return _judge(code, text)
        lines = re.sub(rb"(?m)^\.", b"..", message)
        client.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
    except (smtplib.SMTPException, OSError) as error:
        return Problem(type(error).__name__)
    return None


def _await_answer(client: smtplib.SMTP) -> Problem | None:
    try:
        if client.sock is not None:
            client.sock.settimeout(LAST_TIMEOUT)
        client.send(b".\r\n")
        code, text = client.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Problem(type(error).__name__, is_uncertain=True)
    return None if code == 250 else _judge(code, text)


def _judge(code: int, text: bytes, *, is_recipient: bool = False) -> Problem:
    """Of a final refusal, whose fault it is: the enhanced code tells (RFC 3463), else the command.

    5.1 and 5.2 are the mailbox; 5.7 and others are rules of a server, which blame nobody's address.
    """
    is_final = 500 <= code < 600
    found = re.match(rb"5\.(\d{1,3})\.\d{1,3}\b", text)
    is_address = found[1] in (b"1", b"2") if found else is_recipient
    return Problem(_describe(code), is_final, is_address=is_final and is_address)


def _leave(client: smtplib.SMTP) -> None:
    """What was taken is taken, however the server says good-bye."""
    try:
        client.quit()
    except (smtplib.SMTPException, OSError):
        client.close()


def _connect(relay: Relay) -> smtplib.SMTP:
    if relay.security == "ssl":
        return smtplib.SMTP_SSL(
            relay.host, relay.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    return smtplib.SMTP(relay.host, relay.port, timeout=TIMEOUT)


def _describe(code: int) -> str:
    # Only the code: relays repeat addresses in their answers.
    return f"SMTP {code}"
