"""Who may do what with received papers. Classified ones: see `queries.readable`."""

from typing import Any

from prongsai.accounts.permissions import is_administrator
from prongsai.mailroom.models import ReceivedPaper
from prongsai.organization.permissions import (
    has_position,
    is_chief_administrator,
    is_integrity_officer,
    is_mayor,
)


def may_list(user: Any) -> bool:
    """See the register: colleagues with a position, and administrators."""
    return is_administrator(user) or has_position(user)


def may_receive(user: Any) -> bool:
    """Enter papers in the register: everybody with a position."""
    return has_position(user)


def is_registrar(user: Any) -> bool:
    """Keeps the whole register: the integrity officer."""
    return is_integrity_officer(user)


def sees_everything(user: Any) -> bool:
    """Reads classified papers too: registrar, chief administrator, mayor, or who acts for them."""
    return is_registrar(user) or is_chief_administrator(user) or is_mayor(user)


def may_correct(user: Any, paper: ReceivedPaper) -> bool:
    """Correct a line of the register: the registrar, and who received the paper."""
    return is_registrar(user) or (paper.received_by_id == user.pk and has_position(user))


def may_assign(user: Any, paper: ReceivedPaper) -> bool:
    """Say which division acts: registrar, chief administrator, mayor, who received the paper."""
    return sees_everything(user) or may_correct(user, paper)


def may_read_post(user: Any) -> bool:
    """Open the mails that came: registrar and chief administrator."""
    return is_registrar(user) or is_chief_administrator(user)


def may_set_mailbox(user: Any) -> bool:
    """Set where mail is fetched: registrar and administrators."""
    return is_registrar(user) or is_administrator(user)


def may_hand_over(user: Any) -> bool:
    """Move open work to somebody else: registrar, chief administrator."""
    return is_registrar(user) or is_chief_administrator(user)


def may_destroy(user: Any) -> bool:
    """Survey what need not be kept any longer, and record its destruction: the registrar."""
    return is_registrar(user)
