"""Who may do what with plan, progress and report. An administrator keeps the office running and
may do what the integrity officer does with the plan; nobody decides or signs by being one."""

from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_administrator, is_signed_in
from prongsai.measures.models import DataRequest, Measure
from prongsai.organization import queries as organization
from prongsai.organization.permissions import is_integrity_officer


def may_see_office(user: Any) -> bool:
    """Every colleague with a position today sees plans, progress and reports."""
    if not is_signed_in(user):
        return False
    return is_administrator(user) or bool(organization.roles_of(user, timezone.localdate()))


def may_manage_plan(user: Any) -> bool:
    """Write the plan itself: the officer in charge of integrity work and administrators."""
    return is_signed_in(user) and (is_integrity_officer(user) or is_administrator(user))


def may_record_progress(user: Any, measure: Measure) -> bool:
    """Record steps, results and evidence: who manages the plan, and people of a named division."""
    if may_manage_plan(user):
        return True
    if not may_see_office(user):
        return False
    own = own_division_ids(user)
    if measure.is_for_all_divisions:
        return bool(own)
    return any(division.pk in own for division in measure.divisions.all())


def may_answer(user: Any, request: DataRequest) -> bool:
    """Answer a request for data: people of the division asked, and who manages the plan."""
    if may_manage_plan(user):
        return True
    return may_see_office(user) and request.division_id in own_division_ids(user)


def own_division_ids(user: Any) -> set[int]:
    """The divisions a person works in today; looked up once a request."""
    cached: set[int] | None = getattr(user, "_own_division_ids", None)
    if cached is None:
        cached = {d.pk for d in organization.divisions_of(user, timezone.localdate())}
        user._own_division_ids = cached
    return cached
