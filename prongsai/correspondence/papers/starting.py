"""What the form of a new paper begins with: a ready text, filled from the organisation's data."""

from typing import Any

from django.utils import timezone

from prongsai.correspondence.papers.classes import PaperClass, fill
from prongsai.organization.queries import divisions_of, list_divisions
from prongsai.thai.fiscal import fiscal_year_of


def start_values(actor: Any, chosen: PaperClass | None) -> dict[str, Any]:
    """Initial values by field; without a ready text an empty paper of the running year."""
    today = timezone.localdate()
    own = divisions_of(actor, today) or list(list_divisions()[:1])
    division = own[0] if own else None
    year = fiscal_year_of(today).year_be
    values: dict[str, Any] = {"division": division, "fiscal_year": year, "language": "th"}
    if chosen is None:
        return values
    filled = fill(chosen, fiscal_year=year, division=division.name if division else "", on=today)
    return values | filled | {"language": chosen.language}
