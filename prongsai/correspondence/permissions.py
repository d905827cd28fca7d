"""Who may write, read and publish papers."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from prongsai.accounts.permissions import is_administrator
from prongsai.approvals.models import Procedure
from prongsai.approvals.permissions import involved, may_change_chains, may_see
from prongsai.correspondence.models import Paper
from prongsai.correspondence.papers.kinds import of_outer_kind
from prongsai.correspondence.rules import is_classified
from prongsai.organization.models import Division, Role
from prongsai.organization.permissions import (
    has_position,
    has_role,
    is_integrity_officer,
    works_in,
)
from prongsai.organization.queries import divisions_of

TOP_ROLES = (Role.CHIEF_ADMINISTRATOR, Role.MAYOR)


def may_draft(user: Any) -> bool:
    """Write papers: everybody with a position."""
    return has_position(user)


def may_draft_for(user: Any, division: Division) -> bool:
    """In the name of a division: its people, and those who write for all."""
    return may_draft_for_all(user) or works_in(user, division)


def may_draft_for_all(user: Any) -> bool:
    """In the name of any division: the integrity officer, and those above divisions."""
    return is_integrity_officer(user) or any(has_role(user, role) for role in TOP_ROLES)


def may_change(user: Any, paper: Paper) -> bool:
    """Change a draft: who wrote it, the people of its division, the integrity officer."""
    if not has_position(user):
        return False
    if paper.created_by_id == user.pk:
        return True
    if is_classified(paper.secrecy):
        return False
    return is_integrity_officer(user) or works_in(user, paper.division)


def readable(user: Any) -> Q:
    """Filter of papers a person may read: classified ones only when they wrote or sign them."""
    ways = Procedure.objects.filter(
        involved(user), document_kind=of_outer_kind(), subject_id=OuterRef("pk")
    )
    return Q(secrecy="") | Q(created_by=user) | Q(division__in=_headed(user)) | Q(Exists(ways))


def _headed(user: Any) -> list[int]:
    if not has_role(user, Role.DIVISION_HEAD):
        return []
    return [d.pk for d in divisions_of(user, timezone.localdate())]


def may_read(user: Any, paper: Paper) -> bool:
    """Whether a person may read one paper."""
    if not may_see(user):
        return False
    if not is_classified(paper.secrecy):
        return True
    return Paper.objects.filter(readable(user), pk=paper.pk).exists()


def may_publish(user: Any, paper: Paper) -> bool:
    """Put an issued paper on the site or take it off: as for changing it, and the head's superiors."""
    if paper.state != Paper.State.ISSUED or is_classified(paper.secrecy):
        return False
    return may_change(user, paper) or any(has_role(user, role) for role in TOP_ROLES)


def may_manage_templates(user: Any) -> bool:
    """Upload and retire the office's own templates."""
    return is_administrator(user) or may_change_chains(user)
