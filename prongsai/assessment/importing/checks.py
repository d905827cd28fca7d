"""What the catalogue of its year says of the scores that were read."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.assessment.importing.names import find_shipped_catalogue
from prongsai.assessment.importing.result import ImportedYear, ImportWarning
from prongsai.assessment.rules.formula import exact, sub_indicators_of
from prongsai.assessment.rules.shapes import (
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    SUB_INDICATOR,
    Key,
    Line,
    Sums,
)
from prongsai.assessment.rules.sums import compute, find_tolerance, round_score
from prongsai.assessment.wording import level_key, name_of, plain_score
from prongsai.catalogues.shapes import Catalogue


def check_years(years: Sequence[ImportedYear]) -> list[ImportWarning]:
    """Unknown codes (which are taken out), points turned into scores, sums that do not add up."""
    found: list[ImportWarning] = []
    for year in years:
        catalogue = find_shipped_catalogue(year.fiscal_year)
        found += _shares(year)
        if catalogue is None:
            message = _("There is no catalogue of %(year)s: its sums and level are not checked.")
            found.append(_about(year, "no_catalogue", message % {"year": year.fiscal_year}))
            continue
        if catalogue.is_draft:
            message = _("The catalogue of %(year)s is a draft that repeats the last known year.")
            found.append(_about(year, "draft_catalogue", message % {"year": year.fiscal_year}))
        found += _unknown(year, catalogue)
        found += _points(year, catalogue)
        found += check_sums(catalogue, compute(catalogue, year.stated), year)
    return found


def _about(year: ImportedYear, code: str, message: str, where: str = "") -> ImportWarning:
    return ImportWarning(code, message, where, year.fiscal_year)


def _known(catalogue: Catalogue) -> set[Key]:
    codes = {
        INSTRUMENT: [i.code for i in catalogue.instruments],
        PART: [p.code for i in catalogue.instruments for p in i.parts],
        INDICATOR: [i.code for i in catalogue.indicators],
        SUB_INDICATOR: [c for i in catalogue.indicators for c in sub_indicators_of(catalogue, i)],
        QUESTION: [q.code for q in catalogue.questions],
        ITEM: [item.code for item in catalogue.items],
    }
    return {Key(kind, code) for kind, known in codes.items() for code in known}


def _unknown(year: ImportedYear, catalogue: Catalogue) -> Iterator[ImportWarning]:
    known = _known(catalogue)
    for key in [k for k in year.scores if Key(k.kind, k.code) not in known]:
        del year.scores[key]
        values = {"code": name_of(key), "year": year.fiscal_year, "count": len(catalogue.items)}
        message = _("%(code)s is not in the catalogue of %(year)s and was not taken.")
        if key.kind == ITEM:
            message = _(
                "%(code)s is not in the catalogue of %(year)s, which has %(count)s items; it was not taken."
            )
        yield _about(year, "unknown_code", message % values, year.places.get(key, ""))


def _shares(year: ImportedYear) -> Iterator[ImportWarning]:
    """Scores between 0 and 1 throughout are shares: multiplied, and said."""
    known = [*year.scores.values(), *([year.total] if year.total is not None else [])]
    if not known or max(known) > 1 or all(score == score.to_integral_value() for score in known):
        return
    year.scores.update({key: score * 100 for key, score in year.scores.items()})
    year.total = None if year.total is None else year.total * 100
    message = _("All scores lie between 0 and 1; they were read as shares of 100.")
    yield _about(year, "shares_of_one", message)


def _points(year: ImportedYear, catalogue: Catalogue) -> Iterator[ImportWarning]:
    """Instruments in points of the total (30, 30, 40) whose sum is the total become scores."""
    keys = {Key(INSTRUMENT, i.code): exact(i.weight) for i in catalogue.instruments}
    points = {key: year.scores[key] for key in keys if key in year.scores}
    if len(points) < len(keys) or year.total is None:
        return
    if any(points[key] > weight for key, weight in keys.items()):
        return
    if abs(sum(points.values(), Decimal(0)) - year.total) > find_tolerance(year.stated):
        return
    year.scores.update({key: points[key] * 100 / weight for key, weight in keys.items()})
    message = _(
        "The instruments are given in points of the total; they were turned into scores of 100."
    )
    yield _about(year, "weighted_points", message, year.places[next(iter(keys))])


def check_sums(catalogue: Catalogue, sums: Sums, year: ImportedYear) -> Iterator[ImportWarning]:
    """Each line that does not add up, what is missing, a level that does not follow."""
    for line in sums.off:
        where = year.places.get(line.key, "")
        yield _about(
            year, "does_not_add_up", say_difference(line, find_tolerance(year.stated)), where
        )
    for line in sums.lines.values():
        if line.missing and line.score is None:
            values = {"line": name_of(line.key), "codes": ", ".join(line.missing)}
            message = _("%(line)s can't be computed: %(codes)s missing.") % values
            yield _about(year, "incomplete", message)
    reached = sums.reached
    if reached is None:
        yield _about(year, "no_level", _("The total can't be computed, so there is no level."))
        return
    if not reached.is_certain:
        values = {"level": reached.level.title, "codes": ", ".join(reached.missing)}
        message = _("The level “%(level)s” is not certain: %(codes)s missing.") % values
        yield _about(year, "level_uncertain", message)
    if year.level and level_key(year.level) != level_key(reached.level.title):
        values = {"stated": year.level, "computed": reached.level.title}
        message = _("The stated level “%(stated)s” is not the one that follows: “%(computed)s”.")
        yield _about(year, "level_differs", message % values)


def say_difference(line: Line, tolerance: Decimal) -> str:
    """A line that does not add up, in numbers."""
    assert line.stated is not None
    assert line.computed is not None
    assert line.difference is not None
    values = {
        "line": name_of(line.key),
        "stated": plain_score(line.stated),
        "computed": round_score(line.computed),
        "difference": f"{round_score(line.difference):+f}",
        "tolerance": tolerance,
    }
    return (
        _(
            "%(line)s does not add up: stated %(stated)s, computed %(computed)s, difference %(difference)s (up to %(tolerance)s may be rounding)."
        )
        % values
    )
