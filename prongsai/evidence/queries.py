"""Reading evidence."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from prongsai.evidence import permissions
from prongsai.evidence.models import Evidence, EvidenceVersion
from prongsai.thai.marking import pattern_of


def access_evidence(actor: Any, public_id: UUID) -> Evidence:
    """A proof for a person: strangers get 404 for what is internal, colleagues without right 403."""
    evidence = (
        Evidence.objects.select_related("owner", "created_by")
        .prefetch_related("versions__uploaded_by")
        .filter(public_id=public_id)
        .first()
    )
    if evidence is None:
        raise Http404
    if not permissions.may_view(actor, evidence):
        if actor.is_authenticated:
            raise PermissionDenied
        raise Http404
    return evidence


def access_version(actor: Any, public_id: UUID, number: int) -> EvidenceVersion:
    """One version of a proof for a person."""
    evidence = access_evidence(actor, public_id)
    version = next((v for v in evidence.versions.all() if v.number == number), None)
    if version is None:
        raise Http404
    return version


def search_evidence(
    *, words: str = "", kind: str = "", division: int | None = None, public: bool | None = None
) -> "QuerySet[Evidence]":
    """Proofs by words of the title or file name, kind, owner and publicity, newest first.

    Reserved files are not among them.
    """
    found = (
        Evidence.objects.filter(is_reserved=False)
        .select_related("owner")
        .prefetch_related("versions")
    )
    for word in words.split():
        part = pattern_of(word)
        found = found.filter(Q(title__iregex=part) | Q(versions__file_name__iregex=part))
    if kind:
        found = found.filter(kind=kind)
    if division:
        found = found.filter(owner=division)
    if public is not None:
        found = found.filter(is_public=public)
    return found.distinct().order_by("-created_at", "-id")
