"""Reading the catalogue of a year, and what was corrected in it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from prongsai.catalogues.models import Correction
from prongsai.catalogues.permissions import may_see_catalogues
from prongsai.catalogues.reading import SCHEME, Change, compose, list_shipped_years
from prongsai.catalogues.shapes import Catalogue


def get_catalogue(fiscal_year: int, scheme: str = SCHEME) -> Catalogue:
    """The catalogue that holds for a fiscal year (พ.ศ.), with what administrators corrected.

    One query. Raises LookupError before the first year.
    """
    return compose(fiscal_year, scheme, list_changes(scheme))


def find_catalogues(fiscal_years: Iterable[int], scheme: str = SCHEME) -> dict[int, Catalogue]:
    """The catalogues of several fiscal years (พ.ศ.); those before the first are left out. One query."""
    changes = list_changes(scheme)
    first = list_shipped_years(scheme)[0]
    return {year: compose(year, scheme, changes) for year in fiscal_years if year >= first}


def find_catalogue(fiscal_year: int, scheme: str = SCHEME) -> Catalogue | None:
    """The catalogue of a fiscal year (พ.ศ.), or None before the first one. One query."""
    return find_catalogues([fiscal_year], scheme).get(fiscal_year)


def list_valid(scheme: str = SCHEME) -> "QuerySet[Correction]":
    """The corrections that count: of each line the newest one that was not withdrawn."""
    kept = Correction.objects.filter(scheme=scheme, withdraws=None, withdrawal=None)
    return kept.order_by("fiscal_year", "path", "-pk").distinct("fiscal_year", "path")


def list_changes(scheme: str = SCHEME) -> tuple[Change, ...]:
    """What the corrections that count change, as `compose` takes it. One query."""
    names = ("fiscal_year", "path", "values", "source", "pk", "is_added")
    rows = list_valid(scheme).values_list(*names)
    return tuple(make_change(*row) for row in rows)


def make_change(
    fiscal_year: int, path: str, values: Any, source: str, number: int, is_added: bool = False
) -> Change:
    """A change as `compose` takes it; the number makes the key of its source."""
    written = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return Change(fiscal_year, path, written, source, f"correction-{number}", is_added)


def list_corrections(fiscal_year: int, path: str, scheme: str = SCHEME) -> Sequence[Correction]:
    """The history of a line, newest first: corrections and their withdrawals."""
    rows = Correction.objects.filter(scheme=scheme, fiscal_year=fiscal_year, path=path)
    return list(rows.select_related("corrected_by", "withdrawal"))


def list_years(this_year: int, scheme: str = SCHEME) -> list[int]:
    """The years that people work with, newest first: up to the next one, shipped, corrected."""
    shipped = list_shipped_years(scheme)
    corrected = Correction.objects.filter(scheme=scheme).values_list("fiscal_year", flat=True)
    drafts = range(shipped[-1] + 1, this_year + 2)
    return sorted({*shipped, *drafts, *corrected.distinct().order_by()}, reverse=True)


def access_correction(actor: Any, public_id: UUID) -> Correction:
    """A correction for a person: 404 when there is none, 403 for who may not read catalogues."""
    if not may_see_catalogues(actor):
        raise PermissionDenied
    found = Correction.objects.filter(public_id=public_id, withdraws=None).first()
    if found is None:
        raise Http404
    return found
