"""Who may keep a body's meetings, file for them, check minutes, report on resolutions."""

from typing import Any

from django.utils import timezone

from prongsai.accounts.permissions import is_administrator, is_signed_in
from prongsai.meetings.models import AgendaItem, Body, BodyMember, Meeting, Minutes, Resolution
from prongsai.meetings.queries.members import LEADERS, memberships_of
from prongsai.organization.models import Division
from prongsai.organization.permissions import (
    has_position,
    is_chief_administrator,
    is_integrity_officer,
    is_mayor,
    works_in,
)
from prongsai.organization.queries import posts_of, running_on

KEEPERS = (BodyMember.Role.SECRETARY, BodyMember.Role.ASSISTANT)


def may_manage_bodies(user: Any) -> bool:
    """Set up bodies and their members."""
    return is_administrator(user) or keeps_all(user)


def keeps_all(user: Any) -> bool:
    """The integrity officer and the chief administrator keep the meetings of every body."""
    return is_integrity_officer(user) or is_chief_administrator(user)


def may_keep(user: Any, body: Body) -> bool:
    """Keep a body's meetings: its secretaries, and those who keep all."""
    if keeps_all(user):
        return True
    return any(member.role in KEEPERS for member in memberships_of(user, body))


def keeps_any(user: Any) -> bool:
    """Keep the meetings of at least one body."""
    return keeps_all(user) or any(member.role in KEEPERS for member in memberships_of(user))


def is_member(user: Any) -> bool:
    """Belong to a body today: members of a council have an account, but no position."""
    return bool(memberships_of(user))


def may_see_all(user: Any) -> bool:
    """See what every body does: colleagues with a position, administrators."""
    return is_administrator(user) or has_position(user)


def may_see(user: Any) -> bool:
    """See the meetings of some body: colleagues of all, members with an account of their own."""
    return may_see_all(user) or is_member(user)


def may_see_body(user: Any, body: Body) -> bool:
    """See what this body does."""
    return may_see_all(user) or bool(memberships_of(user, body))


def may_see_confidential(user: Any, meeting: Meeting) -> bool:
    """Confidential items: who keeps the body, its members, those called as members, the mayor."""
    if may_keep(user, meeting.body) or is_mayor(user) or memberships_of(user, meeting.body):
        return True
    return (
        is_signed_in(user) and meeting.attendances.filter(user=user, member__isnull=False).exists()
    )


def may_open_file(user: Any, minutes: Minutes) -> bool:
    """Past minutes: a file has no part that could be withheld, so the whole is or is not shown."""
    return minutes.is_public or may_see_confidential(user, minutes.meeting)


def may_see_item(user: Any, item: AgendaItem) -> bool:
    """One item: the confidential ones only for those."""
    meeting = item.meeting
    sees = may_see_body(user, meeting.body)
    return sees and (not item.is_confidential or may_see_confidential(user, meeting))


def may_open_invitation(user: Any, meeting: Meeting) -> bool:
    """The documents of an invitation: who may see confidential items, and guests with an account."""
    if may_see_confidential(user, meeting):
        return True
    return is_signed_in(user) and meeting.attendances.filter(user=user).exists()


def may_write_text(user: Any, item: AgendaItem) -> bool:
    """Write what a standing item says this time: its division's people, who keeps the body."""
    if not item.is_standing or item.parent_id is None or not may_see_item(user, item):
        return False
    if item.division is not None and works_in(user, item.division):
        return True
    return may_keep(user, item.meeting.body)


def may_file(user: Any, meeting: Meeting, division: Division) -> bool:
    """File a division's report: its people, and who keeps the body."""
    return works_in(user, division) or may_keep(user, meeting.body)


def may_check(user: Any, minutes: Minutes, *, has_checkers: bool | None = None) -> bool:
    """Check minutes: the body's checkers, else its chair and deputies; never who wrote them.

    `has_checkers`: whether the body names checkers; a list knows it, else it is asked.
    """
    if not is_signed_in(user) or minutes.written_by_id == user.pk:
        return False
    own = memberships_of(user, minutes.meeting.body)
    if _has_checkers(minutes.meeting.body) if has_checkers is None else has_checkers:
        return any(member.checks_minutes for member in own)
    return is_chief_administrator(user) or any(member.role in LEADERS for member in own)


def _has_checkers(body: Body) -> bool:
    """Whether somebody who can sign in checks; members by name alone check on paper."""
    rows = body.members.filter(running_on(timezone.localdate()), checks_minutes=True)
    return rows.exclude(position=None, user=None).exists()


def may_report(user: Any, resolution: Resolution) -> bool:
    """Report on a resolution: who has to act, their division, who keeps the body."""
    if not is_signed_in(user):
        return False
    if may_keep(user, resolution.meeting.body):
        return True
    if resolution.division is not None and works_in(user, resolution.division):
        return True
    held = {position.pk for position in posts_of(user, timezone.localdate())}
    return resolution.owner_id is not None and resolution.owner_id in held
