"""Correcting a line of a catalogue; the shipped file stays as it is.

Others import from here: `correct_line`, `withdraw_correction`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.catalogues import events
from prongsai.catalogues.lines import read_line, undate
from prongsai.catalogues.models import Correction
from prongsai.catalogues.permissions import may_correct
from prongsai.catalogues.queries import list_changes, list_corrections, make_change
from prongsai.catalogues.reading import SCHEME, Change, compose_plain, list_shipped_years
from prongsai.catalogues.rules import find_problems
from prongsai.common.errors import Refused
from prongsai.common.forms import SAME_MOMENT

__all__ = ["correct_line", "withdraw_correction"]

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

    `path` and the names of `values` are those of `lines`; only what differs from the line without
    corrections is kept, nothing at all means that the line was compared and is right. `seen` is the
    number of the newest row of its history that the actor saw (0: none); None asks nothing.
    Raises LookupError for a line that is not there; `Refused` without a source, when somebody was
    faster, and when the catalogue would no longer fit its schema or its own references.
    """
    _begin(actor, scheme)
    source, reason = source.strip(), reason.strip()
    if not source:
        raise Refused(
            _("Say where this is written, for example the manual and its page."), "source"
        )
    history = list_corrections(fiscal_year, path, scheme)
    if seen is not None and seen != (history[0].pk if history else 0):
        raise Refused(SAME_MOMENT)
    others = [c for c in list_changes(scheme) if (c.fiscal_year, c.path) != (fiscal_year, path)]
    base = read_line(compose_plain(fiscal_year, scheme, others), path)
    kept = _differences(base, values, fiscal_year)
    current = next((row for row in history if row.is_in_force), None)
    if current is not None and (current.values, current.source) == (kept, source):
        raise Refused(_("This is how the line stands already."))
    change = make_change(fiscal_year, path, kept, source, 0)
    _require_sound(fiscal_year, scheme, [*others, change])
    correction = Correction.objects.create(
        scheme=scheme,
        fiscal_year=fiscal_year,
        path=path,
        values=kept,
        source=source,
        reason=reason,
        corrected_by=actor,
    )
    event = events.CORRECTED if kept else events.CHECKED
    data = {"field": path, "to": ", ".join(sorted(kept)), "source": source}
    record(actor=actor, event=event, target=correction, data=data)
    return correction


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


def _differences(
    base: Mapping[str, Any], values: Mapping[str, Any], fiscal_year: int
) -> dict[str, Any]:
    unknown = set(values) - set(base)
    if unknown:
        raise LookupError(f"a line has no {sorted(unknown)}")
    tidy = {
        name: undate(value.strip(), base[name] or "", fiscal_year)
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }
    return {name: value for name, value in tidy.items() if value != base[name]}


def _require_sound(fiscal_year: int, scheme: str, changes: Sequence[Change]) -> None:
    """The year and every draft that repeats it must fit together."""
    plain = compose_plain(fiscal_year, scheme, changes)
    try:
        before = [row["code"] for row in compose_plain(fiscal_year - 1, scheme, changes)["items"]]
    except LookupError:
        before = []
    for problem in find_problems(plain, before):
        raise Refused(problem.message, problem.field)
