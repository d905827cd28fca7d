"""The importer's one entry: bytes or text in, measures and warnings out; saves nothing."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from prongsai.common.tables.errors import UnreadableFile
from prongsai.common.tables.grid import Source
from prongsai.common.tables.readers.sniff import read_source
from prongsai.measures.importing import columns as col
from prongsai.measures.importing.findings import list_warnings, stated_years
from prongsai.measures.importing.items import one_line, split_items, squash_numbered, take_number
from prongsai.measures.importing.marks import describe_months
from prongsai.measures.importing.noise import without_indicators
from prongsai.measures.importing.result import (
    Choices,
    ImportedMeasure,
    ImportResult,
    KnownUnit,
    TableView,
)
from prongsai.measures.importing.rows import Draft, RowReader
from prongsai.measures.importing.tables import PlanTable, find_tables
from prongsai.measures.importing.units import read_units
from prongsai.measures.topics import topics_of
from prongsai.thai.periods import parse_period
from prongsai.thai.text import repair

_REPORT = re.compile(r"รายงานผล|ผลการดำเนินการ|ผลการดำเนินงาน|รายงานการดำเนิน")
_PLAN = re.compile(r"แผนปฏิบัติ|แผนการ|แผนส่งเสริม|มาตรการส่งเสริม|กำหนดมาตรการ")


def read_measures(
    data: bytes | str,
    *,
    filename: str = "",
    fiscal_year: int | None,
    read_as: str | None = None,
    known_units: Sequence[KnownUnit] = (),
    topics: Sequence[str] | None = None,
    choices: Choices | None = None,
) -> ImportResult:
    """Read a plan or report.

    `fiscal_year` is พ.ศ. (None: the year the file names), `read_as` is "plan", "report" or None to
    detect it, `choices` are corrections of a preview. Raises `UnreadableFile`.
    """
    source = read_source(data, filename)
    lines = _lines(source)
    stated = stated_years(lines)
    year = fiscal_year or next(iter(stated), None)
    if year is None:
        raise UnreadableFile("no-year", _("The file names no fiscal year. Choose it."))
    tables = find_tables(source, year, choices)
    if not tables:
        raise UnreadableFile(
            "no-table",
            _(
                "No table with measures was found. Its head needs columns like “มาตรการ” and “ขั้นตอน”."
            ),
        )
    kind = read_as or detect_kind(lines, tables)
    wordings = topics if topics is not None else topics_of(year)
    reader = RowReader(wordings, sheets=sum(1 for table in tables if table.grid.is_sheet))
    for table in tables:
        reader.read(table, choices.left_out if choices else set())
    measures = _finish(reader.drafts, kind, year, known_units, tables)
    return ImportResult(
        fiscal_year=year,
        kind=kind,
        measures=measures,
        warnings=list_warnings(
            measures, tables, fiscal_year=year, stated=stated, known_units=known_units
        ),
        skipped=[*source.skipped, *reader.skipped],
        tables=[TableView(t.index, t.grid, t.columns, t.heads) for t in tables],
    )


def _lines(source: Source) -> list[str]:
    lines = [line for grid in source.grids for line in grid.before] + source.after
    for grid in source.grids:
        for row in grid.rows[:8]:
            own = [cell.text for cell in row if cell.text and not cell.left]
            if len(own) <= 2:
                lines += own
    return lines


def detect_kind(lines: Sequence[str], tables: Sequence[PlanTable]) -> str:
    """ "report" when titles or heads speak of results, else "plan"."""
    heads = [repair(text) for table in tables for text in table.head_texts]
    title = " ".join(repair(line) for line in lines)
    if re.search(r"รายงานผล", title):
        return "report"
    if any(re.search(r"ผลการดำเนิน(?:การ|งาน)|ผลที่ได้", re.sub(r"\s", "", head)) for head in heads):
        return "report"
    if _PLAN.search(title) or any("คาด" in head for head in heads):
        return "plan"
    return "report" if _REPORT.search(title) else "plan"


def _finish(
    drafts: Sequence[Draft],
    kind: str,
    year: int,
    known_units: Sequence[KnownUnit],
    tables: Sequence[PlanTable],
) -> list[ImportedMeasure]:
    measures = [_measure(draft, kind, year, known_units, tables) for draft in drafts]
    _number(measures)
    return measures


def _measure(
    draft: Draft,
    kind: str,
    year: int,
    known_units: Sequence[KnownUnit],
    tables: Sequence[PlanTable],
) -> ImportedMeasure:
    number, title = take_number(squash_numbered(" ".join(draft.title)))
    texts = draft.texts
    period_text = one_line(repair(", ".join(_kept(texts, col.PERIOD)))) or describe_months(
        draft.months
    )
    units, people = read_units("\n".join(_kept(texts, col.UNITS)), known_units)
    columns = next((t.columns for t in tables if t.index == draft.table), [])
    return ImportedMeasure(
        topic=draft.topic[0] if draft.topic else _topic_of_number(draft.number or number),
        topic_title=draft.topic[1] if draft.topic else "",
        number=draft.number or number,
        title=repair(title),
        where=draft.where,
        steps=_steps(_kept(texts, col.STEPS)),
        period_text=period_text,
        period=parse_period(period_text, year) if period_text else None,
        units=units,
        people=people,
        output=_result(texts, columns, kind, col.OUTPUT, col.EXPECTED_OUTPUT),
        outcome=_result(texts, columns, kind, col.OUTCOME, col.EXPECTED_OUTCOME),
        follow_up="\n".join(_cell_text(text) for text in _kept(texts, col.FOLLOW_UP)),
        rows=draft.rows,
    )


def _kept(texts: dict[str, list[str]], meaning: str) -> list[str]:
    return [text for text in texts.get(meaning, []) if text.strip(" -–.\n")]


def _topic_of_number(number: str) -> int | None:
    head, dot, _rest = number.partition(".")
    return int(head) if dot and head.isdigit() and int(head) <= 20 else None


def _steps(texts: list[str]) -> list[str]:
    """One row per step, or all steps in one cell; a step cut by a page break is one."""
    if len(texts) > 1:
        joined = "\n".join(texts)
        items = split_items(joined)
        if len(items) >= len(texts):
            return items
        return [item for text in texts for item in split_items(text)]
    return split_items(texts[0]) if texts else []


def _result(
    texts: dict[str, list[str]], columns: Sequence[str], kind: str, own: str, expected: str
) -> str | None:
    order = (own, expected) if kind == "report" else (expected, own)
    for meaning in order:
        if meaning in columns:
            kept = [_cell_text(text) for text in _kept(texts, meaning)]
            if kept or meaning == order[-1] or order[1] not in columns:
                return "\n".join(kept) or None
    return None


def _cell_text(text: str) -> str:
    lines = [" ".join(line.split()) for line in without_indicators(repair(text)).split("\n")]
    return "\n".join(line for line in lines if line)


def _number(measures: list[ImportedMeasure]) -> None:
    """Numbers as topic.place: kept where the file has them, else counted in their topic."""
    counts: Counter[int | None] = Counter()
    _mend_tens(measures)
    for measure in measures:
        counts[measure.topic] += 1
        if measure.number and "." not in measure.number:
            # one count through all topics, or anew in each: both become topic.place
            place = int(measure.number)
            place = min(place, counts[measure.topic]) if measure.topic else place
            measure.number = _numbered(measure.topic, place)
    taken = {measure.number for measure in measures}
    for topic in {measure.topic for measure in measures}:
        free = (n for at in itertools.count(1) if (n := _numbered(topic, at)) not in taken)
        for measure in measures:
            if measure.topic == topic and not measure.number:
                measure.number = next(free)


def _mend_tens(measures: list[ImportedMeasure]) -> None:
    """A spreadsheet shows the number 1.10 as 1.1: behind 1.9 it is 1.10 again."""
    seen: set[str] = set()
    for before, measure in itertools.pairwise(measures):
        seen.add(before.number)
        head, _dot, place = measure.number.partition(".")
        if place.isdigit() and before.number == f"{head}.{int(place) * 10 - 1}":
            measure.number += "0" if measure.number in seen else ""


def _numbered(topic: int | None, place: int) -> str:
    return f"{topic}.{place}" if topic else str(place)
