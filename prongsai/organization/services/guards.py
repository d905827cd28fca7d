"""What every write of this app asks first."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from prongsai.common.errors import Refused
from prongsai.organization import permissions, rules


def require_manager(actor: Any) -> None:
    """Refuse who may not change the organisation; the program itself (None) may, at set-up."""
    if actor is not None and not permissions.may_manage_organization(actor):
        raise Refused(_("Only administrators and the integrity officer may change this."))


def require_code(text: str) -> str:
    """An official letter code from either kind of digits."""
    code = rules.official_code(text)
    if not rules.is_letter_code(code):
        raise Refused(_("Write the letter code like มค ๘๐๓๐๑."), "letter_code")
    return code


def require_order(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("The end lies before the start."), "ends_on")
