"""The doors: nobody gets a year or an item for a person except through one of these."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import FilteredRelation, Q, QuerySet
from django.http import Http404

from prongsai.disclosure import permissions
from prongsai.disclosure.models import CheckRun, DisclosureYear, Proof, Snapshot
from prongsai.disclosure.queries.board import Board, Line, get_board


def list_years() -> list[DisclosureYear]:
    """The years that were opened here, newest first."""
    return list(DisclosureYear.objects.all())


def access_year(actor: Any, fiscal_year: int) -> DisclosureYear:
    """A year for a person: 404 when it was not opened, 403 without the right."""
    return _access_year(actor, DisclosureYear.objects.filter(fiscal_year=fiscal_year))


def _access_year(actor: Any, years: "QuerySet[DisclosureYear]") -> DisclosureYear:
    if not permissions.may_open(actor):
        raise PermissionDenied
    found = years.first()
    if found is None:
        raise Http404
    return found


def access_managed(actor: Any, fiscal_year: int) -> DisclosureYear:
    """A year for who manages disclosure."""
    if not permissions.may_manage(actor):
        raise PermissionDenied
    return access_year(actor, fiscal_year)


def access_board(actor: Any, fiscal_year: int) -> Board:
    """A year as it stands, for a person: keepers see their items."""
    year = access_year(actor, fiscal_year)
    sees_all = permissions.sees_all(actor)
    return get_board(year, is_kept=None if sees_all else partial(permissions.keeps, actor))


def access_line(actor: Any, fiscal_year: int, code: str) -> tuple[Board, Line]:
    """An item for a person: 404 when the year has none, 403 when others keep it.

    The board has this item alone; `running_of` its year tells of checks that run.
    """
    runs = FilteredRelation("runs", condition=Q(runs__state=CheckRun.State.RUNNING))
    years = DisclosureYear.objects.filter(fiscal_year=fiscal_year)
    joined = years.annotate(running=runs).select_related("running")  # type: ignore[misc]
    year = _access_year(actor, joined)
    board = get_board(year, code=code)
    line = board.find(code)
    if line is None:
        raise Http404
    if not permissions.sees_all(actor) and not any(
        permissions.keeps(actor, duty) for duty in line.duties
    ):
        raise PermissionDenied
    return board, line


def running_of(year: DisclosureYear) -> CheckRun | None:
    """The run of the checks that goes on, of a year that `access_line` gave."""
    return getattr(year, "running", None)  # absent when there is none


def access_proof(actor: Any, fiscal_year: int, public_id: Any) -> Proof:
    """A proof for who may open the year; whether they may change it says the service."""
    year = access_year(actor, fiscal_year)
    found = (
        Proof.objects.select_related("item__year", "evidence")
        .filter(item__year=year, public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_public_year(fiscal_year: int) -> DisclosureYear:
    """A year that anybody may see; 404 while it is not published."""
    found = DisclosureYear.objects.filter(
        fiscal_year=fiscal_year, published_at__isnull=False
    ).first()
    if found is None:
        raise Http404
    return found


def list_public_years() -> list[DisclosureYear]:
    """The published years, newest first."""
    return list(DisclosureYear.objects.filter(published_at__isnull=False))


def get_public_snapshot(fiscal_year: int, number: int) -> Snapshot:
    """A snapshot of a published year; 404 when there is none."""
    found = (
        Snapshot.objects.select_related("year", "seal")
        .filter(year=get_public_year(fiscal_year), number=number)
        .first()
    )
    if found is None:
        raise Http404
    return found
