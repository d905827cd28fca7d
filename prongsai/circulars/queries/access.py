"""The doors: nobody gets a circular for a person except through one of these."""

import hashlib
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from prongsai.circulars import permissions
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.rules import is_link_alive


def _get(public_id: UUID) -> Circulation:
    found = (
        Circulation.objects.select_related("paper", "evidence", "division", "started_by")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


def access_to_read(actor: Any, public_id: UUID) -> tuple[Circulation, Recipient | None]:
    """A circular for who must read it, with their row; without one for who may see how it stands."""
    circulation = _get(public_id)
    recipient = find_recipient(circulation, actor)
    if recipient is None and not _may_see(actor, circulation):
        raise PermissionDenied
    return circulation, recipient


def access_circulation(actor: Any, public_id: UUID) -> Circulation:
    """A circular for who may see how it stands; 404 when there is none, 403 without the right."""
    circulation = _get(public_id)
    if not _may_see(actor, circulation):
        raise PermissionDenied
    return circulation


def access_whole(actor: Any, public_id: UUID) -> Circulation:
    """A circular for who may see all of its people."""
    circulation = _get(public_id)
    if permissions.visible_divisions(actor, circulation) is not None:
        raise PermissionDenied
    return circulation


def access_managed(actor: Any, public_id: UUID) -> Circulation:
    """A circular for who leads it."""
    circulation = _get(public_id)
    if not permissions.may_manage(actor, circulation):
        raise PermissionDenied
    return circulation


def _may_see(actor: Any, circulation: Circulation) -> bool:
    divisions = permissions.visible_divisions(actor, circulation)
    if divisions is None:
        return True
    return circulation.recipients.filter(division__in=divisions).exists()


def find_recipient(circulation: Circulation, user: Any) -> Recipient | None:
    """A person's own row of a circular."""
    return circulation.recipients.filter(user=user).select_related("circulation").first()


def get_by_token(token: str) -> Recipient:
    """The person behind a personal link; 404 for a wrong, replaced or expired one."""
    found = (
        Recipient.objects.filter(token_hash=hash_token(token))
        .exclude(token_hash="")
        .select_related("circulation__paper", "circulation__evidence", "circulation__started_by")
        .first()
    )
    if found is None or not is_link_alive(found.circulation.closed_at, timezone.now()):
        raise Http404
    return found


def hash_token(token: str) -> str:
    """What is stored of a personal link. The token has 256 random bits: no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
