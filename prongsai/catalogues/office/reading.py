"""Reading the catalogues: the years, a year, a line with its history, what changed."""

import datetime as dt
import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.catalogues import comparing
from prongsai.catalogues.lines import dated, section_of
from prongsai.catalogues.models import Correction
from prongsai.catalogues.office import showing
from prongsai.catalogues.office.forms import LABELS, WithdrawForm
from prongsai.catalogues.permissions import may_correct
from prongsai.catalogues.queries import (
    list_changes,
    list_corrections,
    list_valid,
    list_years,
)
from prongsai.catalogues.reading import SCHEME, compose, list_shipped_years, read_catalogue
from prongsai.catalogues.shapes import Catalogue
from prongsai.thai.calendar import format_date
from prongsai.thai.fiscal import fiscal_year_of

# A draft of a year further ahead says nothing that this one does not.
YEARS_AHEAD = 3
KINDS = {
    comparing.SAME: gettext_lazy("the same"),
    comparing.RENAMED: gettext_lazy("renamed"),
    comparing.MERGED: gettext_lazy("merged"),
    comparing.SPLIT: gettext_lazy("split"),
    comparing.NEW: gettext_lazy("new"),
    comparing.DROPPED: gettext_lazy("dropped"),
}


def index(request: HttpRequest) -> HttpResponse:
    """The years, with how much of each was compared with its manual."""
    this_year = fiscal_year_of(timezone.localdate()).year_be
    changes = list_changes()
    rows = []
    for year in list_years(this_year):
        catalogue = compose(year, SCHEME, changes)
        rows.append(
            {
                "catalogue": catalogue,
                "unchecked": showing.count_unchecked(catalogue),
                "corrected": sum(change.fiscal_year == year for change in changes),
            }
        )
    context = {"rows": rows, "first": list_shipped_years()[0], "this_year": this_year}
    return render(request, "catalogues/index.html", context)


def page(request: HttpRequest, year: int) -> HttpResponse:
    """All lines of a year, or only those that nobody compared."""
    catalogue = get_or_404(year)
    corrected = {row.path: row for row in list_valid().filter(fiscal_year=year)}
    sections = showing.list_sections(catalogue, corrected)
    unchecked = sum(not line.origin.is_checked for line in showing.iterate_lines(sections))
    show = "unchecked" if request.GET.get("show") == "unchecked" else ""
    context = year_context(request, catalogue, show or "all") | {
        "sections": showing.keep_unchecked(sections) if show else sections,
        "unchecked": unchecked,
    }
    return render(request, "catalogues/year.html", context)


def changes(request: HttpRequest, year: int) -> HttpResponse:
    """What became of each item of the year before."""
    all_changes = list_changes()
    catalogue = get_or_404(year)
    try:
        before = compose(year - 1, SCHEME, all_changes)
    except LookupError:
        raise Http404 from None
    moves = [(move, KINDS[move.kind]) for move in comparing.list_moves(before, catalogue)]
    counts = [
        (kind, label, sum(move.kind == kind for move, _label in moves))
        for kind, label in KINDS.items()
    ]
    context = year_context(request, catalogue, "changes") | {
        "before": before,
        "moves": moves,
        "counts": [row for row in counts if row[2]],
    }
    return render(request, "catalogues/changes.html", context)


def line(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """One line: how it stands, how it was shipped, who corrected it by which source."""
    return show_line(request, year, line)


def show_line(
    request: HttpRequest, year: int, path: str, *, form: Any = None, status: int = 200
) -> HttpResponse:
    """The page of a line; `form` is a withdrawal that was refused."""
    catalogue = get_or_404(year)
    shown = find_or_404(catalogue, path)
    history = list_corrections(year, path)
    shown.correction = next((row for row in history if row.is_in_force), None)
    context = year_context(request, catalogue, "") | {
        "line": shown,
        "heading": name_of(shown, path),
        "shipped": find_shipped(year, path),
        "item": path.partition("/")[2] if section_of(path) == "items" else "",
        "history": [
            _entry(row, form) | {"is_addition": row.is_added and row == history[-1]}
            for row in history
        ],
    }
    return render(request, "catalogues/line.html", context, status=status)


def _entry(row: Correction, refused: Any) -> dict[str, Any]:
    form = refused if refused is not None and refused.correction == row else WithdrawForm(row)
    return {
        "row": row,
        "form": form if row.is_in_force else None,
        "values": list_values(
            {n: v for n, v in (row.values or {}).items() if n in row.changed}, row.fiscal_year
        ),
    }


def list_values(values: dict[str, Any], fiscal_year: int) -> list[tuple[str, str]]:
    """What a correction of a year says, as words; years are written out as the line shows them."""
    return [
        (str(LABELS.get(name, name)), dated(_in_words(value), fiscal_year))
        for name, value in values.items()
    ]


def _in_words(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return format_date(dt.date.fromisoformat(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_in_words(one) for one in value)
    if isinstance(value, dict):
        return " ".join(f"{_in_words(one)}" for one in value.values() if one not in ("", []))
    return "–" if value in ("", None) else str(value)


def get_or_404(year: int) -> Catalogue:
    """The catalogue that counts for a year that people may look at."""
    if year > max(fiscal_year_of(timezone.localdate()).year_be, list_shipped_years()[-1]) + YEARS_AHEAD:  # fmt: skip
        raise Http404
    try:
        return compose(year, SCHEME, list_changes())
    except LookupError:
        raise Http404 from None


def find_or_404(catalogue: Catalogue, path: str) -> showing.Line:
    """The line of a path."""
    try:
        return showing.find_shown(catalogue, path)
    except LookupError:
        raise Http404 from None


def find_shipped(year: int, path: str) -> showing.Line | None:
    """The line as the program brought it; None for one that was added here."""
    try:
        return showing.find_shown(read_catalogue(year), path)
    except LookupError:
        return None


def name_of(line: showing.Line, path: str) -> str:
    """The heading of a line's page."""
    owner = f"{path.split('/')[1]} " if section_of(path) == "components" else ""
    return f"{owner}{line.name}".strip()


def year_context(request: HttpRequest, catalogue: Catalogue, tab: str) -> dict[str, Any]:
    """Tabs and rights of a year's pages."""
    year = catalogue.fiscal_year
    here = reverse("catalogues_year", args=[year])
    tabs = [
        ("all", _("All lines"), here),
        ("unchecked", _("Not checked yet"), f"{here}?show=unchecked"),
    ]
    if year > list_shipped_years()[0]:
        address = reverse("catalogues_changes", args=[year])
        tabs.append(("changes", _("Changes from %(year)s") % {"year": year - 1}, address))
    return {
        "catalogue": catalogue,
        "year": year,
        "tab": tab,
        "tabs": tabs,
        "may_correct": may_correct(request.user),
    }
