"""A year's catalogue as lines that a page shows: text, facts, source, and where to go from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.catalogues.models import Correction
from prongsai.catalogues.shapes import Catalogue, Component, Form, Item, Level, Origin
from prongsai.thai.calendar import format_date

EVIDENCE = {
    "page": gettext_lazy("page of the website"),
    "file": gettext_lazy("file"),
    "sheet": gettext_lazy("spreadsheet"),
    "address": gettext_lazy("address"),
    "picture": gettext_lazy("picture"),
}
MEAN_OF = {
    "items": gettext_lazy("the mean of its items"),
    "sub-indicators": gettext_lazy("the mean of its sub-indicators"),
}


@dataclass
class Line:
    """One line of the page; `facts` stand below the text."""

    path: str
    code: str
    text: str
    facts: Sequence[str]
    origin: Origin
    correction: Correction | None = None
    parts: "list[Line]" = field(default_factory=list)

    @property
    def name(self) -> str:
        """What links to the line are called."""
        return f"{self.code} {self.text}"


@dataclass
class Section:
    """A part of the page; `key` is its anchor."""

    key: str
    heading: str
    lines: list[Line]


def list_sections(catalogue: Catalogue, corrected: Mapping[str, Correction]) -> list[Section]:
    """All sections of a year; `corrected` are the corrections of that year that count, by path."""
    sections = [
        Section("items", _("Disclosure items (OIT)"), _items(catalogue)),
        Section("calendar", _("Calendar"), _calendar(catalogue)),
        Section("instruments", _("Instruments and weights"), _instruments(catalogue, corrected)),
        Section("levels", _("Levels of the result"), [_level(row) for row in catalogue.levels]),
        Section("indicators", _("Indicators"), _indicators(catalogue)),
        Section("questions", _("Questions (IIT and EIT)"), _questions(catalogue)),
        Section("topics", _("Topics of the analysis"), _topics(catalogue)),
        Section("forms", _("Forms and their columns"), _forms(catalogue)),
    ]
    for line in iterate_lines(sections):
        line.correction = corrected.get(line.path)
    return sections


def iterate_lines(sections: Sequence[Section]) -> Iterator[Line]:
    """Every line of these sections with the parts below it."""
    for section in sections:
        for line in section.lines:
            yield line
            yield from line.parts


def keep_unchecked(sections: Sequence[Section]) -> list[Section]:
    """Only what nobody compared: lines, and the lines that such parts stand under."""
    kept = []
    for section in sections:
        lines = []
        for line in section.lines:
            line.parts = [part for part in line.parts if not part.origin.is_checked]
            if line.parts or not line.origin.is_checked:
                lines.append(line)
        if lines:
            kept.append(Section(section.key, section.heading, lines))
    return kept


def count_unchecked(catalogue: Catalogue) -> int:
    """How many lines nobody has compared with the manual."""
    return sum(not line.origin.is_checked for line in iterate_lines(list_sections(catalogue, {})))


def find_shown(catalogue: Catalogue, path: str) -> Line:
    """One line as it is shown; raises LookupError."""
    for line in iterate_lines(list_sections(catalogue, {})):
        if line.path == path:
            return line
    raise LookupError(path)


def _items(catalogue: Catalogue) -> list[Line]:
    forms = {form.code: form for form in catalogue.forms}
    return [_item(item, catalogue.fiscal_year, forms) for item in catalogue.items]


def _item(item: Item, year: int, forms: Mapping[str, Form]) -> Line:
    path = f"items/{item.code}"
    facts = [
        f"{item.sub_indicator} {item.group}",
        _("shows the year %(year)s") % {"year": year + item.year_offset},
    ]
    if item.templates:
        facts.append(_("form: %(names)s") % {"names": ", ".join(item.templates)})
    line = Line(path, item.code, item.title, facts, item.origin)
    for part in item.components:
        line.parts.append(_component(part, f"{path}/components/{part.id}", forms))
    return line


def _component(part: Component, path: str, forms: Mapping[str, Form]) -> Line:
    facts = [] if part.is_required else [_("not required")]
    if part.note:
        facts.append(part.note)
    facts.append(" · ".join(str(EVIDENCE[kind]) for kind in part.evidence))
    if part.is_machine_readable:
        facts.append(_("readable by machines"))
    if part.form:
        facts.append(_("columns of the form %(name)s") % {"name": forms[part.form].title})
    if part.months:
        facts.append(_("renewed every %(count)s months") % {"count": part.months})
    return Line(path, f"({part.id})", part.text, facts, part.origin)


def _calendar(catalogue: Catalogue) -> list[Line]:
    return [
        Line(
            f"calendar/{step.code}",
            "",
            step.title,
            [_days(step.starts_on, step.ends_on)],
            step.origin,
        )
        for step in catalogue.calendar
    ]


def _days(start: Any, end: Any) -> str:
    return format_date(start) if start == end else f"{format_date(start)} – {format_date(end)}"


def _instruments(catalogue: Catalogue, corrected: Mapping[str, Correction]) -> list[Line]:
    facts = []
    for row in catalogue.instruments:
        facts.append(f"{row.code} {row.title} · {row.weight:g} %")
        facts += [f"{part.code} {part.title} · {part.weight:g} %" for part in row.parts]
    weights = Line(
        "instruments", "", _("Weights of the instruments"), facts, catalogue.instruments[0].origin
    )
    told = corrected.get("general")
    origin = Origin(told.source, is_checked=True) if told else catalogue.origin
    counted = _("An indicator of the OIT is %(what)s") % {"what": MEAN_OF[catalogue.oit_mean_of]}
    links = [f"{code} {address}" for code, address in catalogue.addresses.items()]
    return [weights, Line("general", "", counted, links, origin)]


def _level(level: Level) -> Line:
    facts = [_("from %(score)g points") % {"score": level.minimum}]
    if level.minimum_each:
        each = ", ".join(f"{code} ≥ {score:g}" for code, score in level.minimum_each.items())
        facts.append(_("and %(each)s") % {"each": each})
    return Line(f"levels/{level.code}", "", level.title, facts, level.origin)


def _indicators(catalogue: Catalogue) -> list[Line]:
    return [
        Line(f"indicators/{row.code}", row.code, row.title, [row.instrument], row.origin)
        for row in catalogue.indicators
    ]


def _questions(catalogue: Catalogue) -> list[Line]:
    titles = {row.code: row.title for row in catalogue.indicators}
    lines = []
    for row in catalogue.questions:
        facts = [_("indicator %(code)s %(title)s") % {"code": row.indicator, "title": titles[row.indicator]}]  # fmt: skip
        if row.is_negative:
            facts.append(_("asked the other way round"))
        lines.append(Line(f"questions/{row.code}", row.code, row.text, facts, row.origin))
    return lines


def _topics(catalogue: Catalogue) -> list[Line]:
    return [
        Line(
            f"topics/{row.number}",
            str(row.number),
            row.title,
            [", ".join([*row.questions, *row.items])],
            row.origin,
        )
        for row in catalogue.topics
    ]


def _forms(catalogue: Catalogue) -> list[Line]:
    lines = []
    for form in catalogue.forms:
        facts = [", ".join(form.columns)]
        if form.optional:
            facts.append(_("may stay blank: %(names)s") % {"names": ", ".join(form.optional)})
        lines.append(Line(f"forms/{form.code}", "", form.title, facts, form.origin))
    return lines
