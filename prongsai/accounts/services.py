"""Accounts, invitations, sessions and the second factor."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from prongsai.accounts import events
from prongsai.accounts.models import Invitation, Session, User, make_token
from prongsai.accounts.permissions import is_administrator
from prongsai.audit.services import record
from prongsai.common.errors import Refused

INVITATION_DAYS = 7
GRACE_DAYS = 7
RECOVERY_CODES = 10


def require_administrator(actor: Any) -> None:
    """Refuse who is no administrator; the program itself (None) may, at set-up."""
    if actor is not None and not is_administrator(actor):
        raise Refused(_("Only administrators may do this."))


@transaction.atomic
def create_account(
    *,
    actor: Any,
    username: str,
    full_name: str,
    email: str = "",
    is_admin: bool = False,
    is_example: bool = False,
    persona_label: str = "",
) -> User:
    """Create an account without a password; `invite` lets its owner choose one."""
    require_administrator(actor)
    username = username.strip().lower()
    if not username:
        raise Refused(_("Write the name of the account."), "username")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("This name of an account is taken."), "username")
    user = User(
        username=username,
        full_name=full_name.strip(),
        email=email.strip(),
        is_superuser=is_admin,
        is_staff=is_admin,
        administrator_since=timezone.now() if is_admin else None,
        is_example=is_example,
        persona_label=persona_label,
    )
    user.set_unusable_password()
    user.save()
    record(actor=actor, event=events.CREATED, target=user)
    return user


@transaction.atomic
def invite(*, actor: Any, user: User, by_mail: bool = True) -> str:
    """Make a one-time link (7 days) with which a person chooses a password; returns its path.

    An earlier open invitation of the person ends. The link goes out by e-mail when there is one.
    """
    if user.is_example:
        raise Refused(_("Example people can't be invited."))
    user.invitations.filter(used_at__isnull=True).delete()
    token = make_token()
    Invitation.objects.create(
        user=user,
        token_hash=hash_token(token),
        expires_at=timezone.now() + dt.timedelta(days=INVITATION_DAYS),
    )
    path = reverse("accounts_invitation", args=[token])
    record(actor=actor, event=events.INVITED, target=user)
    if by_mail and user.email:
        send_mail(
            _("Your account in Prongsai"),
            _("Open this address within 7 days to choose your password:\n%(url)s")
            % {"url": settings.PRONGSAI_BASE_URL + path},
            settings.DEFAULT_FROM_EMAIL,
            [user.email],
        )
    return path


@transaction.atomic
def invite_administrator(*, actor: Any, username: str = "admin", email: str = "") -> str:
    """Create (or find) an administrator without a password and invite them; returns the path."""
    require_administrator(actor)
    user = User.objects.filter(username=username).first()
    if user is None:
        user = create_account(
            actor=actor, username=username, full_name="ผู้ดูแลระบบ", email=email, is_admin=True
        )
    return invite(actor=actor, user=user, by_mail=bool(email))


def hash_token(token: str) -> str:
    """What is stored of a one-time link. The token has 256 random bits: no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_invitation(token: str) -> Invitation | None:
    """The open invitation behind a link."""
    return (
        Invitation.objects.select_related("user")
        .filter(
            token_hash=hash_token(token),
            used_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .first()
    )


@transaction.atomic
def accept_invitation(*, token: str, full_name: str, password: str) -> User:
    """Choose name and password with a one-time link, which is used up by it."""
    invitation = find_invitation(token)
    if invitation is None:
        raise Refused(_("This invitation has expired or was used already. Ask for a new one."))
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.used_at is not None:
        raise Refused(_("This invitation has expired or was used already. Ask for a new one."))
    user = invitation.user
    user.full_name = full_name.strip() or user.full_name
    _set_password(user, password)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    record(actor=user, event=events.JOINED, target=user)
    return user


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("\n".join(error.messages), "password") from error
    user.set_password(password)
    user.save()


def create_setup_token() -> str:
    """The path with which the first person of an empty installation becomes administrator."""
    return invite_administrator(actor=None)


@transaction.atomic
def change_password(*, actor: User, password: str, keep_session: str = "") -> None:
    """Set a new password; all other sessions of the person end."""
    _set_password(actor, password)
    Session.objects.filter(user=actor).exclude(session_key=keep_session).delete()
    record(actor=actor, event=events.PASSWORD_CHANGED, target=actor)


@transaction.atomic
def end_session(*, actor: User, session_key: str) -> None:
    """End one of the person's own sessions."""
    deleted, _rows = Session.objects.filter(user=actor, session_key=session_key).delete()
    if not deleted:
        raise Refused(_("This session has ended already."))
    record(actor=actor, event=events.SESSION_ENDED, target=actor)


@transaction.atomic
def end_other_sessions(*, actor: User, keep: str) -> int:
    """End all sessions of the person but the one in use."""
    deleted, _rows = Session.objects.filter(user=actor).exclude(session_key=keep).delete()
    record(actor=actor, event=events.SESSION_ENDED, target=actor, data={"count": deleted})
    return deleted


@transaction.atomic
def begin_second_factor(*, actor: User) -> TOTPDevice:
    """The unconfirmed TOTP device that the person's app is to be shown."""
    device, _is_new = TOTPDevice.objects.get_or_create(
        user=actor, confirmed=False, defaults={"name": "totp"}
    )
    return device


@transaction.atomic
def confirm_second_factor(*, actor: User, code: str) -> list[str]:
    """Turn the second factor on with a code of the app; returns the recovery codes, once."""
    device = TOTPDevice.objects.select_for_update().filter(user=actor, confirmed=False).first()
    if device is None or not device.verify_token(code.replace(" ", "")):
        raise Refused(_("The code is wrong or has expired. Try the next one."), "code")
    TOTPDevice.objects.filter(user=actor, confirmed=True).delete()
    device.confirmed = True
    device.save()
    record(actor=actor, event=events.SECOND_FACTOR_ON, target=actor)
    return make_recovery_codes(actor=actor)


@transaction.atomic
def make_recovery_codes(*, actor: User) -> list[str]:
    """Ten new recovery codes; the old ones end. Only their hashes are kept."""
    StaticDevice.objects.filter(user=actor).delete()
    device = StaticDevice.objects.create(user=actor, name="recovery")
    codes = [f"{secrets.randbelow(10**10):010d}" for _n in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=hash_code(actor, code)) for code in codes
    )
    record(actor=actor, event=events.RECOVERY_CODES, target=actor)
    return codes


def hash_code(user: User, code: str) -> str:
    """What is stored of a recovery code: 16 characters, keyed by the installation's secret."""
    key = settings.SECRET_KEY.encode()
    text = f"recovery:{user.pk}:{code}".encode()
    return hashlib.blake2b(text, key=hashlib.sha256(key).digest(), digest_size=8).hexdigest()


def verify_second_factor(*, user: User, code: str) -> Any:
    """The device that a code belongs to (a recovery code is used up), or None. Throttled."""
    plain = "".join(c for c in code if c.isdigit())
    totp = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    if len(plain) == 6 and totp is not None:
        return totp if totp.verify_is_allowed()[0] and totp.verify_token(plain) else None
    device = StaticDevice.objects.filter(user=user).first()
    if device is None or not device.verify_is_allowed()[0]:
        return None
    return device if device.verify_token(hash_code(user, plain)) else None


@transaction.atomic
def disable_second_factor(*, actor: User) -> None:
    """Turn the second factor off; administrators must keep it."""
    if is_administrator(actor):
        raise Refused(_("Administrators keep the second factor."))
    TOTPDevice.objects.filter(user=actor).delete()
    StaticDevice.objects.filter(user=actor).delete()
    record(actor=actor, event=events.SECOND_FACTOR_OFF, target=actor)


def has_second_factor(user: Any) -> bool:
    """Whether a person signs in with a code too."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def days_of_grace(user: User) -> int | None:
    """Days an administrator has left to turn the second factor on; None when nothing is asked."""
    if not user.is_superuser or user.is_example or has_second_factor(user):
        return None
    since = user.administrator_since or user.date_joined
    return max(0, GRACE_DAYS - (timezone.now() - since).days)


@transaction.atomic
def set_active(*, actor: Any, user: User, is_active: bool) -> None:
    """Deactivate an account (its sessions end at once) or activate it again."""
    require_administrator(actor)
    if user == actor and not is_active:
        raise Refused(_("You can't deactivate your own account."))
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    if not is_active:
        Session.objects.filter(user=user).delete()
    record(actor=actor, event=events.ACTIVATED if is_active else events.DEACTIVATED, target=user)


def purge_sessions() -> int:
    """Delete expired sessions and invitations; returns how many sessions."""
    now = timezone.now()
    Invitation.objects.filter(expires_at__lt=now - dt.timedelta(days=30)).delete()
    deleted, _rows = Session.objects.filter(expire_date__lt=now).delete()
    return deleted
