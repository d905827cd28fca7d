"""Writes: news by e-mail is asked for, confirmed, ended. An address that was not confirmed is not kept.

What was asked for travels sealed in the link of the confirming mail; a row comes into being when the
link is confirmed, and is deleted when the person unsubscribes.
"""

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from prongsai.channels.codes import list_kinds
from prongsai.channels.mail import OutboxBackend
from prongsai.channels.models import Attempt, OutgoingMail, Subscriber
from prongsai.common.errors import Refused
from prongsai.common.secretbox import Unreadable, seal, unseal
from prongsai.organization.queries import find_profile

CONFIRM_HOURS = 48
# Mails to one address and requests from one computer in an hour; mails to all in an hour.
MOST_TO_ADDRESS, MOST_FROM_PLACE, MOST_IN_ALL = 2, 10, 300
MOST_BOUNCES = 3


@dataclass(frozen=True)
class Wish:
    """What somebody asked for: an address, kinds (none: all), a language."""

    email: str
    kinds: tuple[str, ...]
    language: str


def ask_to_subscribe(*, wish: Wish, place: str) -> None:
    """Send the confirming mail, unless the address got enough of them. `place` is the asking computer,
    an empty text where it is not known.

    The caller sees no difference between known, unknown and tired addresses. Raises `Refused` for an
    address that is none, an unknown kind, and a computer that asks too often.
    """
    try:
        validate_email(wish.email)
    except ValidationError:
        raise Refused(
            _("Write an e-mail address, for example name@example.com."), "email"
        ) from None
    if set(wish.kinds) - set(dict(list_kinds())):
        raise Refused(_("Choose from the list."), "kinds")
    if place and not may_try(f"place:{place}", MOST_FROM_PLACE):
        raise Refused(_("This was asked for many times from here. Try again in an hour."))
    address = wish.email.lower()
    with transaction.atomic():
        if may_try(f"to:{address}", MOST_TO_ADDRESS) and may_try("all", MOST_IN_ALL):
            _send_confirmation(Wish(address, wish.kinds, wish.language))


def may_try(who: str, most: int) -> bool:
    """Count an attempt; False when there were enough in the last hour. Only a keyed digest is kept."""
    key = salted_hmac("prongsai.channels.attempt", who, algorithm="sha256").hexdigest()
    recent = Attempt.objects.filter(who=key, at__gt=timezone.now() - dt.timedelta(hours=1))
    if recent.count() >= most:
        return False
    Attempt.objects.create(who=key)
    return True


def _send_confirmation(wish: Wish) -> None:
    profile = find_profile()
    link = f"{settings.PRONGSAI_BASE_URL}/subscribe/confirm/{make_token(wish)}/"
    with translation.override(wish.language):
        labels = dict(list_kinds())
        context = {
            "link": link,
            "organization": profile.full_name if profile else "",
            "kinds": [labels[code] for code in wish.kinds],
            "hours": CONFIRM_HOURS,
        }
        mail = EmailMultiAlternatives(
            _("Confirm your subscription"),
            render_to_string("channels/mail/confirm.txt", context),
            to=[wish.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(
            render_to_string("channels/mail/confirm.html", context), "text/html"
        )
        OutboxBackend().store([mail], is_fleeting=True)


def make_token(wish: Wish) -> str:
    """The wish, sealed: nobody reads an address in a link or a log."""
    content = [wish.email, wish.kinds, wish.language, int(timezone.now().timestamp())]
    return base64.urlsafe_b64encode(seal(json.dumps(content))).decode().rstrip("=")


def read_token(token: str) -> Wish | None:
    """The wish of a link; None when it is none, or older than 48 hours."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        email, kinds, language, at = json.loads(unseal(sealed))
    except (Unreadable, binascii.Error, ValueError):
        return None
    if timezone.now().timestamp() - at > CONFIRM_HOURS * 3600:
        return None
    return Wish(email, tuple(kinds), language)


@transaction.atomic
def confirm_subscription(*, token: str) -> Subscriber:
    """Begin or change a subscription by the link of the mail. Raises `Refused` for an old link."""
    wish = read_token(token)
    if wish is None:
        raise Refused(_("This link is no longer valid. Subscribe once more."))
    row, _is_new = Subscriber.objects.update_or_create(
        email=wish.email,
        defaults={
            "kinds": list(wish.kinds),
            "language": wish.language,
            "bounces": 0,
            "confirmed_at": timezone.now(),
        },
    )
    return row


@transaction.atomic
def unsubscribe(*, token: str) -> bool:
    """Forget a subscriber by the token of a mail, and what was to be sent; False when it is unknown."""
    return _forget(Subscriber.objects.select_for_update().filter(token=token))


def _forget(rows: "QuerySet[Subscriber]") -> bool:
    addresses = [row.email for row in rows]
    if not addresses:
        return False
    mails = OutgoingMail.objects.filter(recipient__in=addresses).exclude(delivery=None)
    mails.exclude(state=OutgoingMail.State.SENT).delete()
    mails.update(recipient="")
    OutgoingMail.objects.filter(recipient__in=addresses, is_fleeting=True).delete()
    Subscriber.objects.filter(email__in=addresses).delete()
    return True


def count_arrival(*, email: str) -> None:
    """A mail was taken: refusals before it do not count."""
    Subscriber.objects.filter(email=email, bounces__gt=0).update(bounces=0)


@transaction.atomic
def count_bounce(*, email: str) -> None:
    """A server refused an address for good; the third time in a row it is forgotten.

    It counts only while others get their mail: a relay that refuses everybody is no fault of theirs.
    """
    since = timezone.now() - dt.timedelta(days=1)
    arrived = OutgoingMail.objects.filter(state=OutgoingMail.State.SENT, sent_at__gt=since)
    others = arrived.exclude(delivery=None).exclude(recipient=email)
    row = Subscriber.objects.select_for_update().filter(email=email).first()
    if row is None or not others.exists():
        return
    row.bounces += 1
    row.save(update_fields=["bounces"])
    if row.bounces >= MOST_BOUNCES:
        _forget(Subscriber.objects.filter(pk=row.pk))


def forget_old(now: dt.datetime) -> None:
    """Confirming mails after 48 hours, attempts after a day."""
    before = now - dt.timedelta(hours=CONFIRM_HOURS)
    OutgoingMail.objects.filter(is_fleeting=True, created_at__lt=before).delete()
    Attempt.objects.filter(at__lt=now - dt.timedelta(days=1)).delete()
