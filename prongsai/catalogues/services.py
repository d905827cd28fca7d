"""Correcting a line of a catalogue, or adding one; the shipped file stays as it is.

Others import from here: `add_line`, `correct_line`, `withdraw_correction`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.catalogues import events
from prongsai.catalogues.lines import (
    COMPONENTS,
    Plain,
    has_line,
    has_owner,
    read_line,
    section_of,
    undate,
    unwritten,
)
from prongsai.catalogues.models import Correction
from prongsai.catalogues.permissions import may_correct
from prongsai.catalogues.queries import list_changes, list_corrections, make_change
from prongsai.catalogues.reading import SCHEME, Change, compose_alone, list_shipped_years
from prongsai.catalogues.rules import find_problems
from prongsai.common.errors import Refused
from prongsai.common.forms import SAME_MOMENT

__all__ = ["add_line", "correct_line", "withdraw_correction"]

# Any constant does; it only has to differ from other advisory locks of this database.
CORRECTION_LOCK = 7_300_160


@transaction.atomic
def correct_line(
    *,
    actor: Any,
    fiscal_year: int,
    path: str,
    values: Mapping[str, Any],
    source: str,
    reason: str = "",
    seen: int | None = None,
    scheme: str = SCHEME,
) -> Correction:
    """Say what a line of a year (พ.ศ.) really is and where that is written.

    `path` and the names of `values` are those of `lines`; what they leave out is as it stands, none
    at all means that the line was compared and is right. The whole line is kept. `seen` is the
    number of the newest row of its history that the actor saw (0: none); None asks nothing.
    Raises LookupError for a line that is not there; `Refused` without a source, when somebody was
    faster, and when this year, or a later one that repeats it, would no longer fit together.
    """
    _begin(actor, scheme)
    source, reason = _require_source(source), reason.strip()
    history = list_corrections(fiscal_year, path, scheme)
    if seen is not None and seen != (history[0].pk if history else 0):
        raise Refused(SAME_MOMENT)
    changes = list_changes(scheme)
    others = [c for c in changes if (c.fiscal_year, c.path) != (fiscal_year, path)]
    stands = read_line(compose_alone(fiscal_year, scheme, changes), path)
    without = compose_alone(fiscal_year, scheme, others)
    is_added = not has_line(without, path)
    base = unwritten(path) if is_added else read_line(without, path)
    kept = stands | _tidy(values, base, stands, fiscal_year)
    changed = sorted(name for name in kept if kept[name] != base[name])
    current = next((row for row in history if row.is_in_force), None)
    if current is not None and (current.values, current.source) == (kept, source):
        raise Refused(_("This is how the line stands already."))
    change = make_change(fiscal_year, path, kept, source, 0, is_added)
    _require_sound(fiscal_year, scheme, [*others, change])
    correction = _keep(actor, scheme, change, changed, reason)
    event = events.CORRECTED if changed else events.CHECKED
    data = {"field": path, "to": ", ".join(changed), "source": source}
    record(actor=actor, event=event, target=correction, data=data)
    return correction


@transaction.atomic
def add_line(
    *,
    actor: Any,
    fiscal_year: int,
    path: str,
    values: Mapping[str, Any],
    source: str,
    reason: str = "",
    scheme: str = SCHEME,
) -> Correction:
    """Add an item or a component that the manual of a year (พ.ศ.) has and the catalogue has not.

    `path` and the names of `values` are those of `lines`; what they leave out is empty. It counts
    from now on, also in later years that repeat this one, and is corrected or withdrawn like a
    correction. Raises LookupError for another kind of line or a component of no item; `Refused`
    without a source, for a code that is taken, and when the year would not fit together.
    """
    _begin(actor, scheme)
    source = _require_source(source)
    changes = list_changes(scheme)
    stands = compose_alone(fiscal_year, scheme, changes)
    if section_of(path) not in ("items", COMPONENTS) or not has_owner(stands, path):
        raise LookupError(f"{path} is not added")
    if has_line(stands, path):
        raise Refused(_("The year has such a line already."), "code")
    empty = unwritten(path)
    # What names the year moves with it when a later year repeats this one.
    kept = empty | _tidy(values, empty, dict.fromkeys(empty, "{year} {last_year}"), fiscal_year)
    change = make_change(fiscal_year, path, kept, source, 0, is_added=True)
    _require_sound(fiscal_year, scheme, [*changes, change])
    changed = sorted(name for name in kept if kept[name] != empty[name])
    added = _keep(actor, scheme, change, changed, reason.strip())
    data = {"field": path, "source": source}
    record(actor=actor, event=events.ADDED, target=added, data=data)
    return added


def _keep(
    actor: Any, scheme: str, change: Change, changed: Sequence[str], reason: str
) -> Correction:
    return Correction.objects.create(
        scheme=scheme,
        fiscal_year=change.fiscal_year,
        path=change.path,
        values=json.loads(change.values),
        changed=list(changed),
        source=change.source,
        reason=reason,
        is_added=change.is_added,
        corrected_by=actor,
    )


def _require_source(source: str) -> str:
    source = source.strip()
    if not source:
        raise Refused(
            _("Say where this is written, for example the manual and its page."), "source"
        )
    return source


@transaction.atomic
def withdraw_correction(*, actor: Any, correction: Correction, reason: str) -> Correction:
    """End a correction: the one before it counts again, or the shipped line. Gives the new row.

    Raises `Refused` without a reason, for one that is withdrawn or is a withdrawal, and when the
    catalogue would not fit together without it.
    """
    _begin(actor, correction.scheme)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why."), "reason")
    history = list_corrections(correction.fiscal_year, correction.path, correction.scheme)
    if not any(row.pk == correction.pk and row.is_in_force for row in history):
        raise Refused(_("This correction was withdrawn already."))
    withdrawal = Correction.objects.create(
        scheme=correction.scheme,
        fiscal_year=correction.fiscal_year,
        path=correction.path,
        withdraws=correction,
        reason=reason,
        corrected_by=actor,
    )
    _require_sound(correction.fiscal_year, correction.scheme, list_changes(correction.scheme))
    data = {"field": correction.path, "reason": reason}
    record(actor=actor, event=events.WITHDRAWN, target=correction, data=data)
    return withdrawal


def _begin(actor: Any, scheme: str) -> None:
    if not may_correct(actor):
        raise Refused(_("Only administrators correct the catalogues."))
    if not list_shipped_years(scheme):
        raise LookupError(f"no catalogue of {scheme}")
    # Two corrections may each be right and together wrong: they come one after the other.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CORRECTION_LOCK])


def _tidy(values: Mapping[str, Any], base: Plain, stands: Plain, fiscal_year: int) -> Plain:
    """The values as they are kept; raises LookupError for what cannot be corrected of the line."""
    unknown = set(values) - set(base)
    if unknown:
        raise LookupError(f"a line has no {sorted(unknown)}")
    return {
        name: undate(value.strip(), f"{base[name]} {stands[name]}", fiscal_year)
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }


def _require_sound(fiscal_year: int, scheme: str, changes: Sequence[Change]) -> None:
    """The year and every later one that repeats it must fit together.

    After the last corrected year nothing new can be wrong: those only repeat it.
    """
    last = max([fiscal_year, *(change.fiscal_year for change in changes)])
    later_shipped = [year for year in list_shipped_years(scheme) if year > fiscal_year]
    for year in range(fiscal_year, min([last + 1, *later_shipped])):
        for problem in find_problems(
            compose_alone(year, scheme, changes), _list_codes(year - 1, scheme, changes)
        ):
            if year == fiscal_year:
                raise Refused(problem.message, problem.field)
            told = {"year": year, "problem": problem.message}
            raise Refused(_("%(year)s repeats this and would not fit: %(problem)s") % told)


def _list_codes(fiscal_year: int, scheme: str, changes: Sequence[Change]) -> list[str]:
    try:
        return [row["code"] for row in compose_alone(fiscal_year, scheme, changes)["items"]]
    except LookupError:
        return []
