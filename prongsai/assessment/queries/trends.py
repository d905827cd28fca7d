"""Several years beside one another, and what changed in how they were measured."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from prongsai.assessment.models import Result
from prongsai.assessment.queries.results import Scores, scores_by
from prongsai.catalogues.queries import find_catalogues
from prongsai.catalogues.shapes import Catalogue


def list_scores() -> list[Scores]:
    """The scores of every year, the oldest first, in three queries."""
    found = Result.objects.filter(is_removed=False).prefetch_related("scores")
    results = list(found.order_by("fiscal_year"))
    catalogues = find_catalogues(result.fiscal_year for result in results)
    return [scores_by(result, catalogues.get(result.fiscal_year)) for result in results]


def list_changes(years: Sequence[Scores]) -> Mapping[int, str]:
    """For each year measured otherwise than the one before it in the list: what is different."""
    found = {}
    for before, after in zip(years, years[1:], strict=False):
        if (
            before.catalogue
            and after.catalogue
            and (said := _say(before.catalogue, after.catalogue))
        ):
            found[after.result.fiscal_year] = said
    return found


def _say(before: Catalogue, after: Catalogue) -> str:
    pairs = (
        (_("disclosure items"), len(before.items), len(after.items)),
        (_("questions"), len(before.questions), len(after.questions)),
        (_("indicators"), len(before.indicators), len(after.indicators)),
    )
    said = [f"{name} {old} → {new}" for name, old, new in pairs if old != new]
    if [(i.code, i.weight) for i in before.instruments] != [
        (i.code, i.weight) for i in after.instruments
    ]:
        said.append(_("other weights"))
    return ", ".join(said)
