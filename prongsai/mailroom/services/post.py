"""Writes: the mailbox is set, mails come in once and wait, or are dismissed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.common.secretbox import Unreadable, seal, unseal
from prongsai.evidence.services import MAX_FILES
from prongsai.mailroom import events, imap, permissions, wording
from prongsai.mailroom.imap import Account, Box, MailProblem, RawMail, open_box
from prongsai.mailroom.mime import Mail, read_mail
from prongsai.mailroom.models import Mailbox, PostFile, PostItem
from prongsai.mailroom.queries import find_mailbox
from prongsai.mailroom.services.receiving import store
from prongsai.organization.models import Role
from prongsai.organization.queries import holders_of_role

log = logging.getLogger(__name__)
# Any constant does; it only has to differ from other advisory locks of this database.
FETCH_LOCK = 7_300_200
LOST_KEY = "key"


@transaction.atomic
def set_mailbox(
    *,
    actor: Any,
    host: str,
    port: int,
    security: str,
    username: str,
    password: str,
    folder: str,
    is_active: bool,
) -> Mailbox:
    """Say where mail is fetched. An empty password keeps the stored one, for the same server only."""
    if not permissions.may_set_mailbox(actor):
        raise Refused(_("Only the registrar and administrators may set the mailbox."))
    for name, value in (("host", host), ("username", username), ("folder", folder)):
        if not value.strip() or not value.isprintable():
            raise Refused(_("Write this on one line."), name)
    if not 1 <= port <= 65535:
        raise Refused(_("Write a number from 1 to 65535."), "port")
    if security not in Mailbox.Security.values:
        raise Refused(_("Choose one of the list."), "security")
    mailbox = Mailbox.objects.select_for_update().first() or Mailbox()
    before = (mailbox.host, mailbox.port, mailbox.security, mailbox.username)
    is_same = before == (host, port, security, username)
    if not password and (mailbox.pk is None or not is_same):
        # A stored password must not be sent to another server.
        raise Refused(_("Type the password of this account."), "password")
    if not is_same or folder != mailbox.folder:
        mailbox.uid_validity = mailbox.last_uid = 0
    mailbox.host, mailbox.port, mailbox.security = host, port, security
    mailbox.username, mailbox.folder, mailbox.is_active = username, folder, is_active
    if password:
        mailbox.secret = seal(password)
    mailbox.problem = ""
    mailbox.save()
    record(actor=actor, event=events.MAILBOX_SET, target=mailbox, data={"active": is_active})
    return mailbox


def fetch_mail(*, actor: Any = None) -> int:
    """Fetch what is new into the post box; returns how many mails came. Problems are kept as a code.

    `actor` asks for it now; without one it is the background's turn, which respects the switch.
    """
    if actor is not None and not permissions.may_read_post(actor):
        raise Refused(_("Only the registrar may handle mail that came."))
    with _alone() as is_alone:
        mailbox = find_mailbox()
        if not is_alone or mailbox is None or not (mailbox.is_active or actor is not None):
            return 0
        came, problem = _fetch(mailbox)
        Mailbox.objects.filter(pk=mailbox.pk).update(checked_at=timezone.now(), problem=problem)
    if came:
        _tell(came)
    return len(came)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else fetches now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [FETCH_LOCK])
        is_alone = bool(cursor.fetchone()[0])
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [FETCH_LOCK])


def _fetch(mailbox: Mailbox) -> tuple[list[PostItem], str]:
    came: list[PostItem] = []
    try:
        with open_box(_account(mailbox)) as box:
            _begin(mailbox, box)
            for uid in box.list_new(mailbox.last_uid):
                raw = box.fetch(uid)
                if raw is not None:
                    came += _take(mailbox, raw)
                    # Only now: what is committed here may be marked there.
                    box.mark_seen(uid)
    except MailProblem as problem:
        log.warning("The mailbox could not be read: %s", problem.code)
        return came, problem.code
    except Unreadable:
        return came, LOST_KEY
    return came, ""


def _account(mailbox: Mailbox) -> Account:
    return Account(
        host=mailbox.host,
        port=mailbox.port,
        is_tls=mailbox.security == Mailbox.Security.TLS,
        username=mailbox.username,
        password=unseal(bytes(mailbox.secret)),
        folder=mailbox.folder,
    )


def _begin(mailbox: Mailbox, box: Box) -> None:
    """On the first visit, and when the server renumbered: unread mail, and what comes from now on."""
    if mailbox.uid_validity != box.uid_validity:
        mailbox.uid_validity, mailbox.last_uid = box.uid_validity, box.uid_next - 1
        mailbox.save(update_fields=["uid_validity", "last_uid"])


@transaction.atomic
def _take(mailbox: Mailbox, raw: RawMail) -> list[PostItem]:
    """Keep one mail; nothing when it is there already."""
    mail = read_mail(raw.content)
    item = _create(mail)
    if item is not None:
        item.left_out = _keep_attachments(item, mail, raw)
        item.save(update_fields=["left_out"])
    mailbox.last_uid = max(mailbox.last_uid, raw.uid)
    mailbox.save(update_fields=["last_uid"])
    return [item] if item is not None else []


def _create(mail: Mail) -> PostItem | None:
    try:
        with transaction.atomic():
            return PostItem.objects.create(
                key=mail.key,
                sender=mail.sender,
                subject=mail.subject,
                sent_at=mail.sent_at,
                text=mail.text,
            )
    except IntegrityError:
        return None


def _keep_attachments(item: PostItem, mail: Mail, raw: RawMail) -> list[dict[str, str]]:
    """Store what the office takes; returns what it does not, with the reason."""
    left_out = []
    if raw.is_too_large:
        reason = _("The mail is larger than %(n)s MB.") % {"n": imap.MAX_BYTES // 1024 // 1024}
        left_out.append({"name": _("the whole mail"), "reason": reason})
    for at, (content, name) in enumerate(mail.attachments):
        try:
            if at >= MAX_FILES - 1:
                raise Refused(_("At most %(n)s files at once.") % {"n": MAX_FILES - 1})
            (evidence,) = store(None, [(content, name)])
        except Refused as refusal:
            left_out.append({"name": name[:200], "reason": str(refusal)})
        else:
            PostFile.objects.create(item=item, evidence=evidence)
    return left_out


def _tell(came: list[PostItem]) -> None:
    notify(
        recipients=holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate()),
        text=wording.post_notice(len(came)),
        link="/office/received/post/",
        key=f"post:{came[-1].pk}",
    )


@transaction.atomic
def dismiss_mail(*, actor: Any, item: PostItem, reason: str) -> PostItem:
    """Say why a mail does not become a paper; its attachments are forgotten after thirty days."""
    if not permissions.may_read_post(actor):
        raise Refused(_("Only the registrar may handle mail that came."))
    item = PostItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state != PostItem.State.WAITING:
        raise Refused(_("Somebody has handled this mail already."))
    if not reason.strip():
        raise Refused(_("Give the reason."), "reason")
    item.state, item.reason = PostItem.State.DISMISSED, reason.strip()[:300]
    item.handled_by, item.handled_at = actor, timezone.now()
    item.save()
    record(actor=actor, event=events.MAIL_DISMISSED, target=item)
    return item
