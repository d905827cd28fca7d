"""Reading papers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from prongsai.approvals.models import Procedure
from prongsai.approvals.permissions import may_see
from prongsai.approvals.queries import find_latest
from prongsai.common.search import search
from prongsai.correspondence import permissions
from prongsai.correspondence.models import Paper, PaperKind, PaperLink
from prongsai.correspondence.papers.classes import PaperClass, list_classes
from prongsai.correspondence.papers.kinds import document_kind, of_outer_kind

PAGE_SIZE = 50


def find_procedure(paper: Paper) -> Procedure | None:
    """The newest way of a paper through approval, with everything."""
    return find_latest(document_kind(paper.kind), paper.pk)


def with_numbers(found: "QuerySet[Paper]") -> "QuerySet[Paper]":
    """Papers with number, date and code of their newest procedure, in the same query."""
    newest = Procedure.objects.filter(
        document_kind=of_outer_kind(), subject_id=OuterRef("pk")
    ).order_by("-started_at", "-id")
    return found.annotate(
        number=Subquery(newest.values("number")[:1]),
        dated_on=Subquery(newest.values("dated_on")[:1]),
        code=Subquery(newest.values("code")[:1]),
    )


def list_papers(reader: Any) -> "QuerySet[Paper]":
    """The papers a person may read, newest first."""
    found = Paper.objects.filter(permissions.readable(reader))
    return with_numbers(found.select_related("division", "created_by"))


def search_papers(
    reader: Any, *, kind: str = "", state: str = "", year: str = "", q: str = ""
) -> "QuerySet[Paper]":
    """The papers a person may read that fit what was asked, newest first; without their details.

    Nonsense fits nothing or is ignored.
    """
    found = Paper.objects.filter(permissions.readable(reader))
    if kind in PaperKind.values:
        found = found.filter(kind=kind)
    if state in Paper.State.values:
        found = found.filter(state=state)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(fiscal_year=int(year))
    return search(found, q)


def turn_to_page(found: "QuerySet[Paper]", number: str | None) -> Page[Paper]:
    """A page of found papers with their details: the database skips keys, not whole papers."""
    page = Paginator(found.only("pk"), PAGE_SIZE).get_page(number)
    page.object_list = with_details(page.object_list)
    return page


def with_details(found: Iterable[Paper]) -> list[Paper]:
    """These papers in their order with number, division and writer, in one query."""
    keys = [paper.pk for paper in found]
    papers = Paper.objects.filter(pk__in=keys).select_related("division", "created_by")
    known = {paper.pk: paper for paper in with_numbers(papers)}
    return [known[key] for key in keys]


def list_years(reader: Any) -> list[int]:
    """The fiscal years (พ.ศ.) in which there are papers, newest first."""
    found = Paper.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    return list(found.distinct())


def access_paper(actor: Any, public_id: UUID) -> Paper:
    """A paper for a colleague: 404 when there is none, 403 without the right."""
    if not may_see(actor):
        raise PermissionDenied
    found = Paper.objects.select_related("division", "created_by", "template")
    paper = found.filter(public_id=public_id).first()
    if paper is None:
        raise Http404
    if not permissions.may_read(actor, paper):
        raise PermissionDenied
    return paper


def list_public() -> "QuerySet[Paper]":
    """What is published, newest first; without details."""
    return Paper.objects.filter(published_at__isnull=False).order_by("-published_at", "-pk")


def get_public(public_id: UUID) -> Paper:
    """A published paper; raises Http404."""
    papers = with_numbers(list_public().select_related("division"))
    paper = papers.filter(public_id=public_id).first()
    if paper is None:
        raise Http404
    return paper


def list_successors(paper: Paper) -> "QuerySet[PaperLink]":
    """What issued papers did to this one: replaced, repealed or amended it."""
    found = paper.linked_from.filter(paper__state=Paper.State.ISSUED)
    return found.exclude(relation=PaperLink.Relation.REFERS).select_related("paper")


def list_issued(classes: Iterable[tuple[str, str]], fiscal_year: int) -> "QuerySet[Paper]":
    """Issued papers of a fiscal year (พ.ศ.), oldest first, of these kinds and classes.

    An empty class stands for every class of the kind.
    """
    wanted = Q(pk__in=())
    for kind, class_code in classes:
        wanted |= Q(kind=kind, class_code=class_code) if class_code else Q(kind=kind)
    found = Paper.objects.filter(wanted, fiscal_year=fiscal_year, state=Paper.State.ISSUED)
    return with_numbers(found).order_by("pk")


def search_public(
    *, kind: str = "", class_code: str = "", year: str = "", q: str = ""
) -> "QuerySet[Paper]":
    """Published papers that fit what was asked, newest first; without details."""
    found = list_public()
    if kind in PaperKind.values:
        found = found.filter(kind=kind)
    if class_code:
        found = found.filter(class_code=class_code)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(fiscal_year=int(year))
    return search(found, q)


def list_public_classes() -> list[PaperClass]:
    """The classes of published papers, in the catalogue's order."""
    found = Paper.objects.filter(published_at__isnull=False).order_by("class_code")
    codes = set(found.values_list("class_code", flat=True).distinct())
    return [known for known in list_classes() if known.code in codes]


def list_public_years() -> list[int]:
    """The fiscal years (พ.ศ.) of published papers, newest first."""
    found = Paper.objects.filter(published_at__isnull=False).order_by("-fiscal_year")
    return list(found.values_list("fiscal_year", flat=True).distinct())
