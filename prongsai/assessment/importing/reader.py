"""Reads results from a file of any layout: never a silent guess, each doubt has its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from prongsai.assessment.importing import codes
from prongsai.assessment.importing.checks import check_years
from prongsai.assessment.importing.columns import LABELS, PLAIN, SCORES, Layout, lay_out
from prongsai.assessment.importing.counts import counts_to_ten
from prongsai.assessment.importing.numbers import (
    find_years,
    is_missing,
    read_score,
    read_verdict,
    to_buddhist,
)
from prongsai.assessment.importing.result import (
    ImportedYear,
    ImportResult,
    ImportWarning,
    TableView,
)
from prongsai.assessment.importing.row import Found
from prongsai.assessment.importing.rows import RowReader
from prongsai.assessment.importing.table import Table, grid_of_lines, split_tables
from prongsai.assessment.rules.shapes import FULL, INDICATOR, ITEM, TOTAL, Key
from prongsai.assessment.wording import name_of, plain_score
from prongsai.common.tables import Grid, Source, UnreadableFile, read_source
from prongsai.thai.digits import to_arabic

_FINEST = Decimal("0.0001")
MOST_WARNINGS = 200


def read_results(
    data: bytes | str, *, filename: str = "", fiscal_year: int | None = None, bare: str = ""
) -> ImportResult:
    """The scores of a file or pasted text by fiscal year (พ.ศ.), with everything doubtful named.

    `fiscal_year` speaks for tables that name none; `bare` ("indicator" or "question") says what
    numbers beside IIT or EIT count where they may be either, else this is asked. Needs no database. Raises `UnreadableFile` when
    it is no table at all or holds no score.
    """
    source = read_source(data, filename)
    reader = _Reader(source, filename, fiscal_year, bare)
    reader.read()
    if not reader.years and not reader.warnings:
        raise UnreadableFile("no-scores", _("No score was found in this file."))
    years = [reader.years[year] for year in sorted(reader.years)]
    return ImportResult(
        years,
        [*reader.warnings, *check_years(years)][:MOST_WARNINGS],
        source.skipped,
        reader.views,
    )


@dataclass
class _Reader:
    source: Source
    filename: str
    asked: int | None
    bare: str = ""
    years: dict[int, ImportedYear] = field(default_factory=dict)
    warnings: list[ImportWarning] = field(default_factory=list)
    views: list[TableView] = field(default_factory=list)

    def read(self) -> None:
        around: list[str] = []
        for grid in self.source.grids:
            around = grid.before or ([] if grid.is_sheet else around)
            self._grid(grid, around)
        if not self.years:
            lines = [line for grid in self.source.grids for line in grid.before] + self.source.after
            if lines:
                self._grid(grid_of_lines(lines, _("text")), [])

    def _grid(self, grid: Grid, around: Sequence[str]) -> None:
        view = TableView(grid)
        for part in split_tables(grid, around):
            self._table(part, view)
        if view.taken or grid.rows:
            self.views.append(view)

    def _table(self, table: Table, view: TableView) -> None:
        first, second = (table.turned(), table) if table.is_wide else (table, table.turned())
        for way in (first, second):
            layout = lay_out(way)
            found, may_be_either = self._found(layout)
            if any(each.key for each in found):
                if may_be_either and not self.bare:
                    self._ask_either(layout)
                self._take_all(layout, found, view)
                return
        layout = lay_out(first)
        if table.counted is not None:
            message = _(
                "The columns are headed by bare numbers. Say beside them what they count: indicators, IIT, EIT or OIT."
            )
            self._warn("bare_numbers", message, table.where(table.counted, 0))
        elif layout.of(LABELS) and len(layout.of(PLAIN)) > 1:
            self._check_columns(layout)
        elif any(codes.find_instrument(title) for title in table.titles):
            self._warn("unknown_row", _("No line of this table was understood."), table.grid.where)

    def _ask_either(self, layout: Layout) -> None:
        message = _(
            "The numbers beside IIT or EIT may count its indicators or its first questions; they were read as questions. Say which they are."
        )
        self._warn("bare_either", message, layout.table.grid.where)

    def _found(self, layout: Layout) -> tuple[list[Found], bool]:
        """The scores of a table, and whether its bare numbers may be indicators or questions."""
        table = layout.table
        titles = [*table.titles, *([table.grid.where] if table.grid.is_sheet else [])]
        instruments = [code for t in reversed(titles) if (code := codes.find_instrument(t))]
        parts = [part for t in reversed(table.titles) if (part := codes.find_part(t))]
        about = (instruments[0] if instruments else "", parts[0] if parts else "")
        reader = RowReader(layout, self._year_around(layout))
        found = list(reader.read(*about))
        if reader.may_count_indicators and self.bare == INDICATOR:
            found = list(RowReader(layout, reader.year, count_indicators=True).read(*about))
        return found, reader.may_count_indicators

    def _take_all(self, layout: Layout, found: Sequence[Found], view: TableView) -> None:
        self._check_columns(layout)
        self._check_titles(layout, found)
        self._check_numbers(layout, found)
        if any(each.year is None and each.key for each in found):
            message = _("This table does not say of which year it is. Say the fiscal year.")
            self._warn("no_year", message, layout.table.grid.where)
        for each in found:
            self._take(layout.table, each, view)

    def _year_around(self, layout: Layout) -> int | None:
        """The year that stands around a table: titles, heads, sheet, file name, else the one asked."""
        table = layout.table
        heads = [table.text(row, at) for row in layout.head_rows for at in range(table.width)]
        name = self.filename.rsplit(".", 1)[0]
        places = (list(reversed(table.titles)), heads, [_sheet_year(table.grid)], [name])
        for at, texts in enumerate(places):
            if at == len(places) - 1 and self.asked:
                return self.asked
            years = list(dict.fromkeys(year for text in texts for year in find_years(text)))
            if len(years) == 1:
                if at == len(places) - 1:
                    message = _("The year %(year)s was taken from the name of the file.")
                    self._warn("year_of_name", message % {"year": years[0]}, table.grid.where)
                return years[0]
        return self.asked

    def _check_columns(self, layout: Layout) -> None:
        table = layout.table
        plains = layout.of(PLAIN)
        if plains and not layout.of(SCORES):
            message = _("Several columns hold numbers and no heading says which are the scores.")
            self._warn("ambiguous_columns", message, table.grid.where)
        for column in plains if layout.of(SCORES) else ():
            message = _("The column “%(head)s” was not used.") % {"head": column.head}
            self._warn("unused_column", message, table.where(0, column.index))

    def _check_numbers(self, layout: Layout, found: Sequence[Found]) -> None:
        """Bare numbers that are taken as indicators only because there are ten of them."""
        if counts_to_ten(layout) and any(x.key and x.key.kind == INDICATOR for x in found):
            message = _("The numbers 1 to 10 were read as the ten indicators; no head says so.")
            self._warn("bare_numbers", message, layout.table.grid.where)

    def _check_titles(self, layout: Layout, found: Sequence[Found]) -> None:
        """Two years mixed: the title speaks of one, the table of others."""
        table = layout.table
        titled = list(dict.fromkeys(y for t in table.titles for y in find_years(t)))
        years = {each.year for each in found if each.year}
        if len(titled) == 1 and years and titled[0] not in years:
            message = _("The title speaks of %(title)s, the table of %(years)s.")
            names = ", ".join(str(year) for year in sorted(years))
            self._warn(
                "years_differ", message % {"title": titled[0], "years": names}, table.grid.where
            )
        if self.asked and years and self.asked not in years:
            message = _("The file speaks of fiscal year %(stated)s, not of %(asked)s.")
            text = message % {"stated": ", ".join(map(str, sorted(years))), "asked": self.asked}
            self._warn("years_differ", text, table.grid.where)

    def _take(self, table: Table, found: Found, view: TableView) -> None:
        where = table.where(found.row, found.column)
        if is_missing(found.text) or (found.year is None and found.key):
            return
        if found.key is None:
            self._unknown(found, where)
            return
        assert found.year is not None
        if found.key.kind == codes.LEVEL:
            self._level(found, where)
            return
        score = self._score(found, where)
        if score is None:
            return
        if found.doubt:
            message = _("“%(words)s”: code and name speak of different lines (%(a)s, %(b)s).")
            text = message % {"words": found.words, "a": found.key.code, "b": found.doubt}
            self._warn("code_and_name_differ", text, where, found.year)
        if self._keep(found.key, found.year, score, where):
            view.taken[table.at(found.row, found.column)] = name_of(found.key)

    def _unknown(self, found: Found, where: str) -> None:
        if read_score(found.text) is None or not found.words:
            return
        message = _("“%(words)s” is no line of the assessment that is known.") % {
            "words": found.words[:80]
        }
        self._warn("unknown_row", message, where, found.year)

    def _level(self, found: Found, where: str) -> None:
        year = self._year(found.year)
        text = found.text.strip()[:100]
        if read_score(text) is None and not year.level:
            year.level = text

    def _score(self, found: Found, where: str) -> Decimal | None:
        key = found.key
        score = read_score(found.text)
        if (
            score is None
            and key
            and key.kind == ITEM
            and (score := read_verdict(found.text)) is not None
        ):
            values = {"code": key.code, "text": found.text.strip(), "score": f"{score:f}"}
            message = _("%(code)s: “%(text)s” was read as %(score)s.") % values
            self._warn("verdict", message, where, found.year)
        code = name_of(key) if key else ""
        values = {"code": code, "text": found.text.strip()[:60]}
        if score is None:
            message = _("%(code)s: “%(text)s” is no score.") % values
            self._warn("not_a_number", message, where, found.year)
            return None
        if not 0 <= score <= FULL:
            message = _("%(code)s: %(text)s lies outside 0–100.") % values
            self._warn("out_of_range", message, where, found.year)
            return None
        return score.quantize(_FINEST)

    def _keep(self, key: Key, fiscal_year: int, score: Decimal, where: str) -> bool:
        year = self._year(fiscal_year)
        before = year.total if key.kind == TOTAL else year.scores.get(key)
        if before is not None:
            self._double(key, year, before, score, where)
            return False
        year.places[key] = where
        if key.kind == TOTAL:
            year.total = score
        else:
            year.scores[key] = score
        return True

    def _double(
        self, key: Key, year: ImportedYear, before: Decimal, score: Decimal, where: str
    ) -> None:
        values = {
            "code": name_of(key),
            "first": plain_score(before),
            "second": plain_score(score),
            "place": year.places[key],
        }
        if before == score:
            message = _("%(code)s stands twice with the same score; first at %(place)s.") % values
            self._warn("repeated", message, where, year.fiscal_year)
            return
        message = _(
            "%(code)s stands twice: %(first)s at %(place)s, and here %(second)s. The first was kept."
        )
        self._warn("duplicate", message % values, where, year.fiscal_year)

    def _year(self, year: int | None) -> ImportedYear:
        assert year is not None
        return self.years.setdefault(year, ImportedYear(year))

    def _warn(self, code: str, message: str, where: str, year: int | None = None) -> None:
        warning = ImportWarning(code, message, where, year)
        if warning not in self.warnings:
            self.warnings.append(warning)


def _sheet_year(grid: Grid) -> str:
    """The name of a sheet; two digits alone are a year there."""
    if not grid.is_sheet:
        return ""
    name = to_arabic(grid.where).strip()
    return str(to_buddhist(name)) if name.isdecimal() and name in map(str, range(60, 80)) else name
