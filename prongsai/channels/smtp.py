"""Handing one message to the mail relay."""

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

TIMEOUT = 20  # seconds


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
    """Why a delivery failed; final when trying again can't help."""

    text: str
    is_final: bool


def deliver(relay: Relay, sender: str, recipient: str, message: bytes) -> Problem | None:
    """Hand one message over; None when the relay has taken it."""
    try:
        with _connect(relay) as client:
            if relay.security == "tls":
                client.starttls(context=ssl.create_default_context())
            if relay.user:
                client.login(relay.user, relay.password)
            client.sendmail(sender, [recipient], message)
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        return Problem(_describe(code, text), 500 <= code < 600)
    except smtplib.SMTPResponseException as error:
        is_final = 500 <= error.smtp_code < 600 and not isinstance(
            error, smtplib.SMTPAuthenticationError
        )
        return Problem(_describe(error.smtp_code, error.smtp_error), is_final)
    except (smtplib.SMTPException, OSError) as error:
        return Problem(type(error).__name__, is_final=False)
    return None


def _connect(relay: Relay) -> smtplib.SMTP:
    if relay.security == "ssl":
        return smtplib.SMTP_SSL(
            relay.host, relay.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    return smtplib.SMTP(relay.host, relay.port, timeout=TIMEOUT)


def _describe(code: int, text: bytes | str) -> str:
    # Only the code: relays repeat addresses in their answers.
    return f"SMTP {code}"
