"""Erasing the personal data of somebody who left (พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ ม.๓๓)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from prongsai.accounts.models import Invitation, Session, User
from prongsai.accounts.services import require_administrator
from prongsai.accounts.signals import person_erased
from prongsai.audit.services import erase_person as erase_in_log
from prongsai.common.errors import Refused


@transaction.atomic
def erase_person(*, actor: Any, user: User) -> None:
    """Erase what is known of a deactivated account, in the account and in the log.

    Positions held and signed documents stay: they are official records (ระเบียบงานสารบรรณ).
    Raises `Refused` for an active account.
    """
    require_administrator(actor)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        raise Refused(_("Deactivate the account first."))
    user.full_name, user.email = _("former colleague"), ""
    user.username = f"erased-{user.pk}"
    user.persona_label = ""
    user.set_unusable_password()
    user.save()
    for model in (TOTPDevice, StaticDevice, Session, Invitation):
        model.objects.filter(user=user).delete()
    person_erased.send(sender=User, user=user)
    erase_in_log(actor=actor, user_id=user.pk)
