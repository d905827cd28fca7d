"""What can be chosen as a place of proof."""

from typing import Any

from django.db.models import QuerySet

from prongsai.disclosure.permissions import headed_divisions, may_manage
from prongsai.disclosure.queries.published import Published
from prongsai.evidence.entries import PublicEntry, registry
from prongsai.evidence.models import Evidence, EvidenceKind

OWN = "disclosure"
MOST_ENTRIES, MOST_FILES = 200, 200


def list_offered_entries(year: int) -> list[PublicEntry]:
    """The pages that registers publish of a fiscal year (พ.ศ.), newest first."""
    codes = [s.code for s in registry.list_all() if s.are_pages and s.code != OWN]
    return Published(codes).list_of(codes, year)[:MOST_ENTRIES]


def list_offered_files(user: Any) -> "QuerySet[Evidence]":
    """The newest public files; heads are offered those of their divisions and of nobody."""
    found = Evidence.objects.filter(is_public=True, kind=EvidenceKind.FILE, is_reserved=False)
    if not may_manage(user):
        found = found.filter(owner__in=headed_divisions(user)) | found.filter(owner=None)
    newest = found.order_by("-created_at").values("pk")[:MOST_FILES]
    return Evidence.objects.filter(pk__in=newest).order_by("-created_at")
