"""HTML pages, also what Word and Excel put on the clipboard."""

import re
from collections.abc import Iterator

from lxml import etree, html

from prongsai.common.tables.grid import (
    Cell,
    Grid,
    Source,
    clip,
    hidden_columns,
    hidden_rows,
    rectangle,
    table_place,
)
from prongsai.common.tables.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TABLES,
    MAX_TAGS,
    too_large,
)
from prongsai.common.tables.readers.numbers import whole_number
from prongsai.common.tables.readers.package import damaged

BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "article"}
OWN_TABLE_COLUMNS = 3  # from which a table inside a cell is a table of its own
HIDING = ("display:none", "visibility:collapse", "visibility:hidden", "mso-hide:all")
DROPPED = {"script", "style", "head", "template", "noscript", "del"}


def read_html(text: str) -> Source:
    """The tables of a page that are not inside another table's cell."""
    if text.count("<") > MAX_TAGS:
        raise too_large()
    try:
        root = html.document_fromstring(
            text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise damaged() from error
    reader = _Reader()
    reader.walk(root)
    skipped = [hidden_rows(reader.hidden_rows)] if reader.hidden_rows else []
    if reader.hidden_columns:
        skipped.append(hidden_columns(reader.hidden_columns))
    return Source(reader.grids, reader.before(), skipped)


class _Reader:
    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.lines: list[str] = [""]
        self.hidden_rows = 0
        self.hidden_columns = 0

    def before(self) -> list[str]:
        lines = [line.strip() for line in self.lines if line.strip()]
        self.lines = [""]
        return lines

    def walk(self, root: etree._Element) -> None:
        """Visit the page without recursion: its depth is not ours to choose."""
        inside_table = None
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(node.tag, str):
                if event == "end" and inside_table is None:
                    self.lines[-1] += node.tail or ""
                continue
            if inside_table is not None:
                if event == "end" and node is inside_table:
                    inside_table = None
                    self.lines.append(node.tail or "")
                continue
            if event == "start":
                if node.tag == "table" and not _is_hidden(node):
                    inside_table = node
                    self._tables(node)
                elif node.tag in DROPPED:
                    inside_table = node
                else:
                    if node.tag in BLOCKS or node.tag == "br":
                        self.lines.append("")
                    self.lines[-1] += node.text or ""
            else:
                if node.tag in BLOCKS:
                    self.lines.append("")
                self.lines[-1] += node.tail or ""

    def _tables(self, table: etree._Element) -> None:
        """A table, then those inside its cells that are tables of their own."""
        self._table(table)
        for inner in table.iterdescendants("table"):
            if _is_own_table(inner) and not _is_hidden(inner):
                self._table(inner)

    def _table(self, table: etree._Element) -> None:
        place = table_place(len(self.grids) + 1)
        rows: list[list[Cell]] = []
        pending: dict[int, tuple[Cell, int]] = {}
        count = hidden_cells = 0
        for row in _rows_of(table):
            if _is_hidden(row):
                self.hidden_rows += 1
                continue
            cells = _row_cells(row, pending)
            count += len(cells)
            hidden_cells = max(hidden_cells, sum(map(_is_hidden, _cells_of(row))))
            if len(rows) >= MAX_ROWS or count > MAX_CELLS or len(self.grids) >= MAX_TABLES:
                raise too_large()
            rows.append(cells)
        folded = _folded_columns(table)
        used = {at for at in folded if any(at < len(row) and row[at].text for row in rows)}
        self.hidden_columns += hidden_cells + len(used)
        rows = [[cell for at, cell in enumerate(row) if at not in folded] for row in rows]
        numbers = [at for at, row in enumerate(rows, start=1) if any(c.text for c in row)]
        kept = [row for row in rows if any(c.text for c in row)]
        self.grids.append(Grid(rectangle(kept), place, self.before(), numbers))


def _cells_of(row: etree._Element) -> list[etree._Element]:
    return [part for part in row if part.tag in ("td", "th")]


def _is_own_table(table: etree._Element) -> bool:
    return any(len(_cells_of(row)) >= OWN_TABLE_COLUMNS for row in _rows_of(table))


def _folded_columns(table: etree._Element) -> set[int]:
    """The places of the columns that a `col` element hides."""
    places: set[int] = set()
    at = 0
    columns = [c for child in table for c in (child if child.tag == "colgroup" else [child])]
    for column in columns:
        if column.tag == "col":
            width = _span(column, "span", MAX_COLUMNS)
            places |= set(range(at, at + width)) if _is_hidden(column) else set()
            at = min(at + width, MAX_COLUMNS)
    return places


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _row_cells(row: etree._Element, pending: dict[int, tuple[Cell, int]]) -> list[Cell]:
    cells: list[Cell] = []

    def take_pending() -> None:
        while len(cells) in pending and len(cells) < MAX_COLUMNS:
            at = len(cells)
            origin, left = pending.pop(at)
            cells.append(Cell(origin.text, left=origin.left, up=True, shaded=origin.shaded))
            if left > 1:
                pending[at] = (origin, left - 1)

    for part in _cells_of(row):
        if _is_hidden(part):
            continue
        take_pending()
        origin = Cell(clip(text_of(part)), shaded=bool(part.get("bgcolor")))
        down = _span(part, "rowspan", MAX_ROWS)
        for offset in range(min(_span(part, "colspan", MAX_COLUMNS), MAX_COLUMNS - len(cells))):
            cell = Cell(origin.text, left=offset > 0, shaded=origin.shaded)
            if down > 1:
                pending[len(cells)] = (cell, down - 1)
            cells.append(cell)
    take_pending()
    return cells


def _span(part: etree._Element, name: str, limit: int) -> int:
    return min(max(whole_number(part.get(name), 1), 1), limit)


def text_of(node: etree._Element) -> str:
    """The text of a cell, a line per paragraph or list item."""
    parts: list[str] = []
    dropped = None
    for event, inner in etree.iterwalk(node, events=("start", "end")):
        if dropped is not None:
            if event == "end" and inner is dropped:
                dropped = None
                parts.append(inner.tail or "")
            continue
        is_element = isinstance(inner.tag, str)
        if event == "start" and is_element:
            if inner is not node and _is_left_out(inner):
                dropped = inner
                continue
            if inner.tag == "br" or (inner.tag in BLOCKS and inner is not node):
                parts.append("\x1f")
            if inner.tag == "li":
                parts.append(_list_mark(inner))
            parts.append(inner.text or "")
        elif event == "end" and inner is not node:
            if is_element and inner.tag in BLOCKS:
                parts.append("\x1f")
            elif is_element and inner.tag in ("td", "th"):
                parts.append(" ")
            parts.append(inner.tail or "")
    lines = [" ".join(line.split()) for line in "".join(parts).split("\x1f")]
    return "\n".join(line for line in lines if line)


def _list_mark(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    before = sum(1 for sibling in item.itersiblings("li", preceding=True))
    return f"{before + 1}. "


def _is_left_out(node: etree._Element) -> bool:
    is_own = node.tag == "table" and _is_own_table(node)
    return node.tag in DROPPED or is_own or _is_hidden(node)


def _is_hidden(node: etree._Element) -> bool:
    style = re.sub(r"\s", "", node.get("style") or "").lower()
    return node.get("hidden") is not None or any(words in style for words in HIDING)
