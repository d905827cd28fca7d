"""The office's mailbox over IMAP: only the configured server, always TLS, never waiting for long."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

CONNECT_SECONDS, READ_SECONDS = 10, 30
MAX_BYTES = 40 * 1024 * 1024
BATCH = 50

UNREACHABLE, TIMEOUT, NO_TLS = "unreachable", "timeout", "tls"
WRONG_LOGIN, NO_FOLDER, BROKEN = "login", "folder", "protocol"


class MailProblem(Exception):
    """The mailbox can't be read now; `code` says why. Carries nothing of the mails or the password."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Account:
    """Where to fetch, as whom."""

    host: str
    port: int
    is_tls: bool
    username: str
    password: str
    folder: str


@dataclass(frozen=True)
class RawMail:
    """A mail as the server has it; of one that is too large only the head."""

    uid: int
    content: bytes
    is_too_large: bool = False


class Box:
    """An open folder."""

    def __init__(self, client: IMAPClient, uid_validity: int, uid_next: int) -> None:
        self._client = client
        self.uid_validity, self.uid_next = uid_validity, uid_next

    def list_new(self, last_uid: int) -> list[int]:
        """The mails after a UID and those nobody has read, oldest first; a batch at a time."""
        unread = set(self._client.search(["UNSEEN"]))
        # "n:*" names the newest mail even when it is older than n.
        after = {u for u in self._client.search(["UID", f"{last_uid + 1}:*"]) if u > last_uid}
        return sorted(unread | after)[:BATCH]

    def fetch(self, uid: int) -> RawMail | None:
        """One mail, not marked as read by it; None when it is gone."""
        size = int(self._client.fetch([uid], ["RFC822.SIZE"]).get(uid, {}).get(b"RFC822.SIZE", 0))
        is_too_large = size > MAX_BYTES
        part = "BODY.PEEK[HEADER]" if is_too_large else "BODY.PEEK[]"
        answer = self._client.fetch([uid], [part]).get(uid, {})
        content = answer.get(part.replace(".PEEK", "").encode())
        return None if content is None else RawMail(uid, bytes(content), is_too_large)

    def mark_seen(self, uid: int) -> None:
        """Say that the office has it."""
        self._client.add_flags([uid], [b"\\Seen"], silent=True)


@contextmanager
def open_box(account: Account) -> Iterator[Box]:
    """The folder of an account. Raises `MailProblem`, also for what happens inside."""
    try:
        client = _enter(account)
        try:
            yield _select(client, account)
        finally:
            _leave(client)
    except MailProblem:
        raise
    except TimeoutError as error:
        raise MailProblem(TIMEOUT) from error
    except (IMAPClientError, imaplib.IMAP4.error, ValueError, KeyError) as error:
        raise MailProblem(BROKEN) from error
    except OSError as error:
        raise MailProblem(UNREACHABLE) from error


def _enter(account: Account) -> IMAPClient:
    try:
        return _connect(account)
    except ssl.SSLError as error:
        raise MailProblem(NO_TLS) from error
    except LoginError as error:
        raise MailProblem(WRONG_LOGIN) from error


def _connect(account: Account) -> IMAPClient:
    context = ssl.create_default_context()
    client = IMAPClient(
        account.host,
        account.port,
        ssl=account.is_tls,
        ssl_context=context if account.is_tls else None,
        timeout=SocketTimeout(CONNECT_SECONDS, READ_SECONDS),
    )
    try:
        if not account.is_tls:
            client.starttls(context)
        _log_in(client, account)
    except BaseException:
        _leave(client)
        raise
    return client


def _log_in(client: IMAPClient, account: Account) -> None:
    """By AUTHENTICATE PLAIN, which takes any letters; LOGIN knows ASCII without spaces only."""
    if client.has_capability("AUTH=PLAIN"):
        client.plain_login(account.username, account.password)
        return
    if not (account.username + account.password).isascii() or " " in account.username:
        raise MailProblem(WRONG_LOGIN)
    client.login(account.username, account.password)


def _select(client: IMAPClient, account: Account) -> Box:
    try:
        answer = client.select_folder(account.folder)
    except IMAPClientError as error:
        raise MailProblem(NO_FOLDER) from error
    return Box(client, int(answer.get(b"UIDVALIDITY", 1)), int(answer.get(b"UIDNEXT", 1)))


def _leave(client: IMAPClient) -> None:
    try:
        client.shutdown()
    except (OSError, IMAPClientError, imaplib.IMAP4.error):
        return
