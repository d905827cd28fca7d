"""Writes: the account of a channel is set, tested, and gets its menu."""

import re
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels import events
from prongsai.channels.chat_menu import list_entries
from prongsai.channels.codes import ACCOUNTS, Channel
from prongsai.channels.colours import find_colour
from prongsai.channels.composing.menu import compose_menu, draw_menu
from prongsai.channels.models import ChannelAccount
from prongsai.channels.permissions import may_set_accounts
from prongsai.channels.senders import facebook, line
from prongsai.channels.senders.outcome import Outcome
from prongsai.channels.services.planning import refresh_meter
from prongsai.channels.services.publishing import hint
from prongsai.channels.services.trouble import clear_problem, report_outcome, unseal_token
from prongsai.common.errors import Refused
from prongsai.common.secretbox import seal
from prongsai.organization.queries import find_profile

LONGEST_TOKEN, LONGEST_SECRET = 1000, 200


@transaction.atomic
def set_account(
    *,
    actor: Any,
    channel: str,
    token: str = "",
    secret: str = "",
    identity: str = "",
    is_enabled: bool = True,
) -> ChannelAccount:
    """Enter or change an account; empty secrets keep the stored ones. What waited goes on.

    `identity` is the number of the Facebook page, `secret` the channel secret of LINE.
    Raises `Refused` beside the field.
    """
    _require(actor)
    if channel not in ACCOUNTS:
        raise ValueError(f"{channel!r} has no account")
    account = ChannelAccount.objects.select_for_update().filter(channel=channel).first()
    account = account or ChannelAccount(channel=channel)
    _check(account, token, secret, identity)
    if token:
        account.token = seal(token)
        account.problem, account.problem_at, account.metered_at = "", None, None
    if secret:
        account.secret = seal(secret)
    account.identity, account.is_enabled = identity, is_enabled
    account.save()
    data = {"channel": channel, "enabled": is_enabled, "new_token": bool(token)}
    record(actor=actor, event=events.ACCOUNT_SET, target=account, data=data)
    hint()
    return account


def _check(account: ChannelAccount, token: str, secret: str, identity: str) -> None:
    for name, value, most in (("token", token, LONGEST_TOKEN), ("secret", secret, LONGEST_SECRET)):
        if len(value) > most or not (value.isascii() and value.isprintable()) or " " in value:
            raise Refused(_("Copy it whole, without spaces."), name)
    is_line = account.channel == Channel.LINE
    if not is_line and not re.fullmatch(r"[0-9]{3,40}", identity):
        raise Refused(_("The number of the page has digits only."), "identity")
    is_other = account.pk is not None and account.identity != identity
    if not token and (not account.token or is_other):
        # A stored token is for the page it was made for.
        raise Refused(_("Enter the access token."), "token")
    if is_line and not secret and not account.secret:
        raise Refused(_("Enter the channel secret."), "secret")


def check_account(*, actor: Any, channel: str) -> ChannelAccount:
    """Ask the service who we are; a problem that was mended is over. Raises `Refused` with the reason."""
    _require(actor)
    account, token = _usable(channel)
    if channel == Channel.LINE:
        try:
            name, outcome = line.read_name(token), None
        except line.Refusal as refusal:
            name, outcome = "", refusal.outcome
    else:
        name, outcome = facebook.read_name(token, account.identity)
    if outcome is not None:
        report_outcome(account, outcome)
        raise Refused(explain(account, outcome))
    account.name, account.checked_at = name[:200], timezone.now()
    account.save(update_fields=["name", "checked_at"])
    clear_problem(account)
    if channel == Channel.LINE:
        refresh_meter(account, is_asked=True)
    hint()
    return account


def explain(account: ChannelAccount, outcome: Outcome) -> str:
    """What came of it, in words for the administrator."""
    words = {
        "token": _(
            "%(channel)s refuses the access token: it has expired or is wrong. Enter a new one."
        ),
        "permission": _("The access token of %(channel)s lacks a permission (%(detail)s)."),
        "again": _("%(channel)s does not answer now (%(detail)s). Try again later."),
    }
    usual = _("%(channel)s refuses: %(detail)s")
    said = words.get(outcome.kind, usual) % {"channel": account, "detail": outcome.detail}
    return f"{said} {outcome.advice}".strip()


def make_menu(*, actor: Any) -> ChannelAccount:
    """Draw the LINE menu of today's entries, show it to everybody, and take the old one away.

    Raises `Refused`; then the old menu stays.
    """
    _require(actor)
    account, token = _usable(Channel.LINE)
    profile = find_profile()
    with translation.override("th"):
        entries = list_entries()
        menu = compose_menu(entries, profile.short_name if profile else "")
        picture = draw_menu(entries, find_colour())
    try:
        made = line.make_menu(token, menu, picture)
    except line.Refusal as refusal:
        report_outcome(account, refusal.outcome)
        raise Refused(explain(account, refusal.outcome)) from refusal
    if account.menu_id:
        line.remove_menu(token, account.menu_id)
    with transaction.atomic():
        account.menu_id, account.menu_made_at = made, timezone.now()
        account.save(update_fields=["menu_id", "menu_made_at"])
        record(actor=actor, event=events.MENU_MADE, target=account)
    return account


def _require(actor: Any) -> None:
    if not may_set_accounts(actor):
        raise Refused(_("Only administrators may do this."))


def _usable(channel: str) -> tuple[ChannelAccount, str]:
    account = ChannelAccount.objects.filter(channel=channel).first()
    if account is None or not account.token:
        raise Refused(_("Enter the account first."))
    token = unseal_token(account)
    if token is None:
        raise Refused(_("The stored secrets can't be read here any more. Enter them again."))
    return account, token
