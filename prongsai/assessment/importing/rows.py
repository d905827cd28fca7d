"""From the rows of a table to scores: of which line, which year, which part each number speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from prongsai.assessment.importing import codes
from prongsai.assessment.importing.codes import Label, plain
from prongsai.assessment.importing.columns import (
    KIND_WORDS,
    LABELS,
    LEVELS,
    SCORES,
    YEARS,
    Column,
    Layout,
    meaning_of_bare,
)
from prongsai.assessment.importing.counts import counts_to_ten, only_number_rows, pairs_of
from prongsai.assessment.importing.names import find_close, find_exact
from prongsai.assessment.importing.numbers import is_score_like, read_year_alone
from prongsai.assessment.importing.owners import (
    FIRST,
    OWNERS,
    count_indicators,
    exceed_indicators,
    owner_of,
    run_over_indicators,
)
from prongsai.assessment.importing.row import CODED, Context, Found, Row
from prongsai.assessment.importing.sums import mark_last_sums, of_sum
from prongsai.assessment.rules.shapes import (
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    TOTAL,
    Key,
)


@dataclass
class RowReader:
    """Reads one table; `year` is what its titles say of it."""

    layout: Layout
    year: int | None
    context: Context = field(default_factory=Context)
    are_numbered: bool = False
    # The bare numbers of IIT and EIT count their indicators, somebody said.
    count_indicators: bool = False
    # The bare numbers that were read as questions though no word says so, by instrument.
    unsaid: dict[str, set[int]] = field(default_factory=dict)

    def read(self, instrument: str = "", part: str = "") -> Iterator[Found]:
        """Every score cell of the table; `instrument` and `part` are what its titles speak of."""
        self.context = Context(instrument, part)
        self.is_split = self._has_blocks()
        self.has_many = self._has_many_questions()
        rows = [row for at in self.layout.body if (row := self._row(at)) is not None]
        mark_last_sums(rows)
        self.are_numbered = only_number_rows(rows)
        pairs = pairs_of(rows)
        self.are_indicators = run_over_indicators(pairs)
        self.are_questions = exceed_indicators(pairs)
        self.are_ten = counts_to_ten(self.layout)
        for row in rows:
            yield from self._scores(row)

    @property
    def may_count_indicators(self) -> bool:
        """Whether bare numbers read as questions are exactly as many as the instrument's indicators."""
        return bool(self.unsaid) and all(
            len(numbers) == max(numbers) == count_indicators(name)
            for name, numbers in self.unsaid.items()
        )

    def _has_many_questions(self) -> bool:
        """Whether EIT3 and on stand in the table: then EIT1 and EIT2 are questions as well."""
        labels = (x for row in self.layout.table.labels for x in row)
        return any(
            x.kind == QUESTION and x.raw.lower().lstrip().startswith("eit") and not x.title
            for x in labels
        )

    def _row(self, at: int) -> Row | None:
        """A row of scores; a heading between them is remembered and gives none."""
        table = self.layout.table
        labels = [(c, table.labels[at][c.index]) for c in self.layout.of(LABELS)]
        labels = [(c, x) for c, x in labels if x.raw]
        has_score = any(
            table.text(at, c.index)
            for c in [*self.layout.of(SCORES), *self.layout.of(LEVELS)]
            if not table.cells[at][c.index].left
        )
        if not has_score:
            self._remember(at)
            return None
        self._follow(labels)
        years = [
            y for c in self.layout.of(YEARS) if (y := read_year_alone(table.text(at, c.index)))
        ]
        context = replace(self.context)
        return Row(at, labels, context, years[0] if years else self.context.year)

    def _remember(self, at: int) -> None:
        for cell, label in zip(
            self.layout.table.cells[at], self.layout.table.labels[at], strict=True
        ):
            if cell.left or not cell.text:
                continue
            self._take(label)
            year = read_year_alone(cell.text)
            self.context.year = year or self.context.year

    def _take(self, label: Label) -> None:
        if label.kind == INSTRUMENT:
            self.context.instrument, self.context.part = label.code, ""
            self.context.owner = label.code
        elif label.kind == PART:
            self.context.instrument, self.context.part = "EIT", label.code
            self.context.owner = "EIT"

    def _follow(self, labels: Sequence[tuple[Column, Label]]) -> None:
        """An instrument named in a row, or that its line belongs to, holds for sums below it."""
        label, _place = self._main(labels)
        code = label.code if label is not None and label.kind in CODED else ""
        key = Key(label.kind, code) if label and code else self._named(labels, self.year)
        if key is not None:
            self.context.owner = owner_of(key)
        for _column, each in labels:
            if each.kind == INSTRUMENT:
                self.context.owner = each.code

    def _has_blocks(self) -> bool:
        """Whether tables stand side by side: labels, scores, labels, scores that differ."""
        firsts = [c.index for c in self.layout.of(SCORES)]
        if len(firsts) < 2:
            return False
        groups = [self._group(c) for c in self.layout.of(SCORES)]
        table = self.layout.table
        differ = 0
        for at in self.layout.body:
            keys = {
                _main_code([table.labels[at][c.index] for c in group]) for group in groups if group
            }
            differ += len(keys - {None}) > 1
        return differ >= 2

    def _group(self, score: Column) -> list[Column]:
        """The label columns between the score column and the one before it."""
        before = [c.index for c in self.layout.of(SCORES) if c.index < score.index]
        start = max(before, default=-1)
        return [c for c in self.layout.of(LABELS) if start < c.index < score.index]

    def _scores(self, row: Row) -> Iterator[Found]:
        table = self.layout.table
        for column in self.layout.of(SCORES):
            cell = table.cells[row.at][column.index]
            if not cell.text or cell.left:
                continue
            labels = row.labels
            if self.is_split:
                group = self._last_group(column)
                labels = [(c, x) for c, x in labels if c in group]
            year = self._year(column, row)
            key, doubt = self._key(row, labels, column, year)
            words = " ".join(x.raw for _c, x in labels).strip()
            yield Found(key, cell.text, row.at, column.index, year, words, doubt)
        yield from self._levels(row)

    def _levels(self, row: Row) -> Iterator[Found]:
        """The level beside the total; those beside single lines are nobody's matter."""
        sums = {label.kind for _c, label in row.labels} & {TOTAL, codes.SUBTOTAL}
        for column in self.layout.of(LEVELS) if sums else ():
            cell = self.layout.table.cells[row.at][column.index]
            if cell.text and not cell.left:
                year = self._year(column, row)
                yield Found(Key(codes.LEVEL, ""), cell.text, row.at, column.index, year, "")

    def _last_group(self, column: Column) -> list[Column]:
        earlier = [c for c in self.layout.of(SCORES) if c.index <= column.index]
        return next((g for c in reversed(earlier) if (g := self._group(c))), [])

    def _year(self, column: Column, row: Row) -> int | None:
        if len(column.years) == 1:
            return column.years[0]
        return row.year or self.year

    def _key(
        self, row: Row, labels: Sequence[tuple[Column, Label]], column: Column, year: int | None
    ) -> tuple[Key | None, str]:
        label, place = self._main(labels)
        part = (label.part if label else "") or column.part or row.context.part
        named = self._named(labels, year)
        if label is not None and label.kind in CODED:
            key = Key(label.kind, label.code)
            exact = self._named(labels, year, exactly=True)
            doubt = (
                exact.code if exact and exact.kind == key.kind and exact.code != key.code else ""
            )
            return _with_part(key, part), doubt
        if named is not None and (label is None or label.kind not in (TOTAL, codes.LEVEL)):
            is_other = label is not None and label.kind == codes.BARE and named.kind == INDICATOR
            doubt = (
                named.code
                if is_other
                and place
                and meaning_of_bare(place) == INDICATOR
                and label
                and label.code != named.code
                else ""
            )
            return _with_part(named, part), doubt
        if label is None:
            return None, ""
        if label.kind == codes.BARE:
            return _with_part_or_none(self._bare(label, labels, row, place, column), part), ""
        return of_sum(label, row, part), ""

    def _bare(
        self,
        label: Label,
        labels: Sequence[tuple[Column, Label]],
        row: Row,
        place: Column | None,
        column: Column,
    ) -> Key | None:
        """A number alone: what the head, a word in its row or its instrument make of it."""
        said = [kind for _c, x in labels if (kind := KIND_WORDS.get(plain(x.raw)))]
        meaning = said[0] if said else meaning_of_bare(place) if place else ""
        own = [x.code for _c, x in labels if x.kind == INSTRUMENT]
        instrument = own[0] if own else row.context.instrument or column.instrument
        instrument = instrument or (place.instrument if place else "")
        number = int(label.code)
        if (meaning == INDICATOR or self.are_indicators) and number <= 10:
            return Key(INDICATOR, label.code)
        if meaning == ITEM or (instrument == "OIT" and meaning != QUESTION):
            return Key(ITEM, f"O{number}")
        is_of_rows = bool(own) and meaning != QUESTION and not self.are_questions
        if instrument in FIRST and not is_of_rows:
            if meaning != QUESTION:
                self.unsaid.setdefault(instrument, set()).add(number)
                if self.count_indicators:
                    return Key(INDICATOR, str(FIRST[instrument] + number - 1))
            return Key(QUESTION, f"{instrument[0].lower()}{number}")
        return Key(INDICATOR, label.code) if self.are_ten and not own else None

    def _main(self, labels: Sequence[tuple[Column, Label]]) -> tuple[Label | None, Column | None]:
        """The most telling label of a row, and its column."""
        read = [(self._shared(label), column) for column, label in labels]
        known = [pair for pair in read if pair[0].kind != codes.TEXT]
        if self.are_numbered:
            known = [pair for pair in known if pair[0].kind != codes.BARE]
        if not known:
            return None, None
        return min(known, key=lambda pair: codes.ORDER.index(pair[0].kind))

    def _shared(self, label: Label) -> Label:
        if label.is_shared and self.has_many:
            return Label(QUESTION, label.code.replace("EIT", "e"), title=label.title, raw=label.raw)
        return label

    def _named(
        self, labels: Sequence[tuple[Column, Label]], year: int | None, *, exactly: bool = False
    ) -> Key | None:
        """The line that a title in the row names, by the catalogue of the year."""
        find = find_exact if exactly else find_close
        texts = [x.title for _c, x in labels if x.title and not is_score_like(x.title)]
        return next((key for text in texts if (key := find(text, year or 0))), None)


def _main_code(labels: Sequence[Label]) -> tuple[str, str] | None:
    known = [x for x in labels if x.kind in codes.ORDER]
    if not known:
        return None
    best = min(known, key=lambda x: codes.ORDER.index(x.kind))
    return best.kind, best.code


def _with_part(key: Key, part: str) -> Key:
    """The key for one part, where it belongs to the EIT."""
    is_external = (key.kind == INDICATOR and OWNERS.get(key.code) == "EIT") or (
        key.kind == QUESTION and key.code.startswith("e")
    )
    return Key(key.kind, key.code, part) if part and is_external else key


def _with_part_or_none(key: Key | None, part: str) -> Key | None:
    return _with_part(key, part) if key else None
