"""Excel workbooks: read part by part, so that a sheet of a million empty cells costs nothing."""

import datetime as dt
import io
import math
import posixpath
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from prongsai.common.tables.grid import (
    Cell,
    Grid,
    Source,
    clip,
    hidden_columns,
    hidden_rows,
    rectangle,
)
from prongsai.common.tables.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_large
from prongsai.common.tables.readers.numbers import whole_number
from prongsai.common.tables.readers.package import Package, damaged
from prongsai.common.tables.readers.styles import Styles
from prongsai.thai.calendar import Month, format_date, format_month

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
MAX_SEEN = 1_000_000  # cells of the file looked at, empty ones included


def read_xlsx(package: Package) -> Source:
    """One grid per visible sheet."""
    return _Workbook(package).read()


class _Workbook:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.strings = list(_shared_strings(package))
        self.styles = Styles(package)
        self.seen = 0
        self.kept = 0

    def read(self) -> Source:
        source = Source([])
        root = self.package.xml("xl/workbook.xml")
        properties = root.find(f"{S}workbookPr")
        self.epoch = dt.date(1899, 12, 30)
        if properties is not None and properties.get("date1904") in ("1", "true"):
            self.epoch = dt.date(1904, 1, 1)
        targets = _targets(self.package)
        for sheet in root.iter(f"{S}sheet"):
            name = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                source.skipped.append(_("hidden sheet: %(name)s") % {"name": name})
                continue
            target = targets.get(sheet.get(f"{R}id", ""), "")
            if target in self.package.names and "chartsheet" not in target:
                source.grids.append(self._sheet(target, name, source.skipped))
        return source

    def _sheet(self, target: str, name: str, skipped: list[str]) -> Grid:
        sheet = _Sheet(self)
        content = self.package.xml_bytes(target)
        try:
            sheet.parse(content)
        except etree.XMLSyntaxError as error:
            raise damaged() from error
        if folded := sheet.hidden_rows & sheet.rows_with_text:
            skipped.append(f"{name}: {hidden_rows(len(folded))}")
        left_out = sheet.hidden_columns_in_use()
        if left_out:
            skipped.append(f"{name}: {hidden_columns(len(left_out))}")
        rows, numbers = sheet.rows(left_out)
        return Grid(rectangle(rows), name, [], numbers, is_sheet=True)


class _Sheet:
    def __init__(self, book: _Workbook) -> None:
        self.book = book
        self.cells: dict[tuple[int, int], Cell] = {}
        self.rows_with_text: set[int] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.row = 0
        self.column = 0

    def parse(self, content: bytes) -> None:
        handlers = {
            f"{S}c": self._cell,
            f"{S}col": self._column,
            f"{S}mergeCell": self._merge,
        }
        events = etree.iterparse(
            io.BytesIO(content), events=("start", "end"), tag=[f"{S}row", *handlers],
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        )  # fmt: skip
        for event, node in events:
            if event == "start":
                if node.tag == f"{S}row":
                    self._row(node)
                continue
            handler = handlers.get(node.tag)
            if handler:
                handler(node)
            if node.tag in (f"{S}row", f"{S}c"):
                node.clear()

    def _row(self, node: etree._Element) -> None:
        self.row = whole_number(node.get("r"), self.row + 1)
        self.column = 0
        if _is_hidden(node, "ht"):
            self.hidden_rows.add(self.row)

    def _column(self, node: etree._Element) -> None:
        if _is_hidden(node, "width"):
            low, high = whole_number(node.get("min"), 1), whole_number(node.get("max"), 1)
            self.hidden_columns.append((low, high))

    def _merge(self, node: etree._Element) -> None:
        match = _RANGE.fullmatch(node.get("ref", ""))
        if match:
            self.merges.append(
                (int(match[2]), _letters(match[1]), int(match[4]), _letters(match[3]))
            )

    def _cell(self, node: etree._Element) -> None:
        self.book.seen += 1
        if self.book.seen > MAX_SEEN:
            raise too_large()
        reference = re.match(r"([A-Z]+)", node.get("r", ""))
        self.column = _letters(reference[1]) if reference else self.column + 1
        style = whole_number(node.get("s"), 0)
        text = self._text(node, style)
        shaded = self.book.styles.is_shaded(style)
        if not text and not shaded:
            return
        if self.column > MAX_COLUMNS or self.row > 1_048_576:
            return
        self.book.kept += 1
        if text:
            self.rows_with_text.add(self.row)
        if self.book.kept > MAX_CELLS or len(self.rows_with_text) > MAX_ROWS:
            raise too_large()
        self.cells[(self.row, self.column)] = Cell(clip(text), shaded=shaded)

    def _text(self, node: etree._Element, style: int) -> str:
        kind = node.get("t", "n")
        if kind == "inlineStr":
            return "".join(_rich(node.find(f"{S}is"))).strip()
        value = node.findtext(f"{S}v") or ""
        if kind == "s":
            at = whole_number(value, len(self.book.strings))
            return self.book.strings[at].strip() if at < len(self.book.strings) else ""
        if kind in ("str", "d"):
            return value.strip()
        if kind in ("e", "b"):
            return ""
        return self._number(value, style)

    def _number(self, value: str, style: int) -> str:
        try:
            number = float(value)
        except ValueError:
            return value.strip()
        if not math.isfinite(number):
            return ""
        code = self.book.styles.number_format(style)
        if self.book.styles.is_date(code):
            return _date_text(self.book.epoch, number, code)
        if code.endswith("%"):
            return f"{number * 100:.10g}%"
        if decimals := re.fullmatch(r"0\.(0+)", code):
            return f"{number:.{len(decimals[1])}f}"
        if padded := re.fullmatch(r'(?:"([^"%]*)"|\\?([A-Za-z]))?(0+)', code):
            return f"{padded[1] or padded[2] or ''}{round(number):0{len(padded[3])}d}"
        return (
            str(int(number)) if number == int(number) and abs(number) < 1e15 else f"{number:.10g}"
        )

    def hidden_columns_in_use(self) -> set[int]:
        used = {column for _row, column in self.cells}
        return {c for c in used if any(low <= c <= high for low, high in self.hidden_columns)}

    def rows(self, hidden_columns: set[int]) -> tuple[list[list[Cell]], list[int]]:
        self._spread_merges(hidden_columns)
        by_row: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            if row not in self.hidden_rows and column not in hidden_columns:
                by_row.setdefault(row, {})[column] = cell
        used = [row for row, cells in by_row.items() if any(c.text for c in cells.values())]
        numbers = sorted(used)
        if len(numbers) > MAX_ROWS:
            raise too_large()
        columns = [
            c for c in range(1, max((c for r in by_row.values() for c in r), default=0) + 1)
            if c not in hidden_columns
        ]  # fmt: skip
        return [[by_row[row].get(c, Cell()) for c in columns] for row in numbers], numbers

    def _spread_merges(self, hidden_columns: set[int]) -> None:
        last = max((row for row, _c in self.cells), default=0)
        for top, left, bottom, right in self.merges:
            origin = self.cells.get((top, left))
            if origin is None:
                continue
            rows = [r for r in range(top, min(bottom, last) + 1) if r not in self.hidden_rows]
            columns = [
                c for c in range(left, min(right, MAX_COLUMNS) + 1) if c not in hidden_columns
            ]
            for row in rows:
                for column in columns:
                    self.cells[(row, column)] = Cell(
                        origin.text,
                        left=column > columns[0],
                        up=row > rows[0],
                        shaded=origin.shaded,
                    )
                if len(self.cells) > MAX_CELLS * 2:
                    raise too_large()


def _is_hidden(node: etree._Element, size: str) -> bool:
    """Whether a row or column is hidden or folded to nothing."""
    return node.get("hidden") in ("1", "true") or node.get(size) in ("0", "0.0")


def _letters(letters: str) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number


def _rich(node: etree._Element | None) -> Iterator[str]:
    """The text of a string item, without phonetic hints."""
    for child in node if node is not None else ():
        if child.tag == f"{S}t":
            yield child.text or ""
        elif child.tag == f"{S}r":
            yield child.findtext(f"{S}t") or ""


def _shared_strings(package: Package) -> Iterator[str]:
    root = package.find_xml("xl/sharedStrings.xml")
    for item in root if root is not None else ():
        yield "".join(_rich(item))


def _targets(package: Package) -> dict[str, str]:
    root = package.find_xml("xl/_rels/workbook.xml.rels")
    targets = {}
    for relation in root if root is not None else ():
        path = relation.get("Target", "")
        full = path.lstrip("/") if path.startswith("/") else posixpath.normpath(f"xl/{path}")
        targets[relation.get("Id", "")] = full
    return targets


def _date_text(epoch: dt.date, serial: float, code: str) -> str:
    """A typed date as officers write it; a year typed in พ.ศ. is understood."""
    try:
        day = epoch + dt.timedelta(days=int(serial))
        if day.year >= 2400:
            day = day.replace(year=day.year - 543)
        elif 1950 <= day.year < 2000:  # "เม.ย. 68" typed into Excel becomes April 1968
            day = day.replace(year=day.year + 57)
    except (OverflowError, ValueError):
        return f"{serial:.10g}"
    if day.year < 1950:
        return f"{serial:.10g}"
    if "d" not in code.lower():
        return format_month(Month(day.year, day.month))
    return format_date(day)
