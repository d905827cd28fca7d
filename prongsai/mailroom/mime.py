"""What a mail holds: sender, subject, text, attachments. Whatever comes in, something is read."""

import email
import email.policy
import email.utils
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from typing import Any

from lxml import etree, html

from prongsai.thai.text import repair, squash

MAX_TEXT = 100_000
MAX_PARTS = 200
LOGO_BYTES = 20_000
THAI_CHARSETS = {"windows-874": "cp874", "iso-8859-11": "tis-620", "tis620": "tis-620"}


@dataclass(frozen=True)
class Mail:
    """A mail as the office shows it."""

    key: str
    sender: str
    subject: str
    sent_at: datetime | None
    text: str
    attachments: tuple[tuple[bytes, str], ...]


def read_mail(content: bytes) -> Mail:
    """Read a mail; never raises on what strangers send."""
    # The old policy keeps damaged headers as they are; the new one raises on some of them.
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    parts = _leaves(message)
    message_id = squash(_header(message, "Message-ID"))[:280]
    return Mail(
        key=message_id or "sha256:" + hashlib.sha256(content).hexdigest(),
        sender=squash(_header(message, "From"))[:300],
        subject=squash(_header(message, "Subject"))[:500],
        sent_at=_date(message),
        text=_text(parts)[:MAX_TEXT],
        attachments=tuple(_attachments(parts)),
    )


def _leaves(message: Message) -> list[Message]:
    """The parts that are not parts of parts, in their order."""
    found = []
    for part in message.walk():
        if not part.is_multipart():
            found.append(part)
        if len(found) >= MAX_PARTS:
            break
    return found


def _header(message: Message, name: str) -> str:
    # As it came: `get` would replace bytes that are not ASCII.
    found = (str(v) for n, v in message.raw_items() if n.lower() == name.lower())
    return _decode_words(next(found, ""))


def _decode_words(value: str) -> str:
    """A header with its encoded words read; bytes outside of them are taken for UTF-8 or Thai."""
    try:
        pieces = decode_header(value)
    except (ValueError, email.errors.HeaderParseError):
        return repair(value)
    text = ""
    for piece, charset in pieces:
        raw = piece if isinstance(piece, bytes) else piece.encode("utf-8", "surrogateescape")
        text += _decode(raw, charset)
    return repair(text)


def _decode(content: bytes, charset: str | None) -> str:
    """Bytes as text: by the charset named, else UTF-8, else Thai of old programs."""
    named = THAI_CHARSETS.get((charset or "").lower(), charset or "")
    for name in (named, "utf-8", "cp874"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return content.decode("utf-8", "replace")


def _date(message: Message) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _name_of(part: Message) -> str:
    try:
        name = part.get_filename()
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""
    return squash(_decode_words(str(name))) if name else ""


def _content(part: Message) -> bytes:
    try:
        payload: Any = part.get_payload(decode=True)
    except (ValueError, TypeError, LookupError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _is_text(part: Message) -> bool:
    return part.get_content_maintype() == "text" and not _name_of(part)


def _text(parts: list[Message]) -> str:
    """The text written, plain rather than HTML."""
    for kind in ("plain", "html"):
        for part in parts:
            if _is_text(part) and part.get_content_subtype() == kind:
                text = _decode(_content(part), part.get_content_charset())
                found = repair(_plain(text) if kind == "html" else text).strip()
                if found:
                    return re.sub(r"\n{3,}", "\n\n", found.replace("\r\n", "\n"))
    return ""


def _plain(source: str) -> str:
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root: Any = html.fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    for hidden in root.xpath("//script|//style|//head"):
        hidden.drop_tree()
    return str(root.text_content())


def _attachments(parts: list[Message]) -> list[tuple[bytes, str]]:
    found = []
    for part in parts:
        content = b"" if _is_text(part) else _content(part)
        is_logo = bool(part.get("Content-ID")) and part.get_content_maintype() == "image"
        if content and not (is_logo and len(content) < LOGO_BYTES):
            found.append((content, _name_of(part) or f"file.{part.get_content_subtype()}"))
    return found
