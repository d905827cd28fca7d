"""Who may see and act. Signing is asked of the position on the day, never of a group or flag."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from prongsai.accounts.permissions import is_administrator
from prongsai.approvals.models import Procedure, Round
from prongsai.organization.permissions import has_position, is_integrity_officer
from prongsai.organization.queries import posts_of


def may_see(user: Any) -> bool:
    """Colleagues with a position, and administrators."""
    return is_administrator(user) or has_position(user)


def involved(user: Any) -> Q:
    """Filter of documents a person submitted, signed, or sits at a desk of today."""
    desks = [p.pk for p in posts_of(user, timezone.localdate())]
    rounds = Round.objects.filter(Q(steps__position__in=desks) | Q(steps__act__signer=user))
    return Q(started_by=user) | Q(pk__in=rounds.values("procedure"))


def readable(user: Any) -> Q:
    """Filter of documents a person may read: classified ones only when involved."""
    return Q(is_confidential=False) | involved(user)


def may_read(user: Any, procedure: Procedure) -> bool:
    """Whether a person may read one document."""
    if not may_see(user):
        return False
    found = Procedure.objects.filter(readable(user), pk=procedure.pk)
    return not procedure.is_confidential or found.exists()


def may_record_paper(user: Any, procedure: Procedure) -> bool:
    """Record signatures given on paper: the reporter and the integrity officer."""
    return bool(procedure.started_by_id == user.pk and has_position(user)) or is_integrity_officer(
        user
    )


def may_withdraw(user: Any, procedure: Procedure) -> bool:
    """Take a document back: who submitted it, and the integrity officer after them."""
    return may_record_paper(user, procedure)


def may_change_chains(user: Any) -> bool:
    """Say who signs what: administrators and the integrity officer."""
    return is_administrator(user) or is_integrity_officer(user)
