"""Word documents: tables as a reader sees them, with automatic numbers and without deleted text."""

from collections.abc import Iterator

from lxml import etree

from prongsai.common.tables.grid import (
    Cell,
    Grid,
    Source,
    clip,
    hidden_rows,
    rectangle,
    table_place,
)
from prongsai.common.tables.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TABLES,
    too_large,
)
from prongsai.common.tables.readers.numbering import Numbering
from prongsai.common.tables.readers.numbers import whole_number
from prongsai.common.tables.readers.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted or moved away, instructions of fields, and the fallback copy of a drawing.
DROPPED = {
    f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "tblPr",
                              "tblGrid", "trPr", "tcPr", "sectPr", "footnoteReference")
} | {f"{MC}Fallback"}  # fmt: skip
NESTED_TABLE_COLUMNS = 3


def read_docx(package: Package) -> Source:
    """The tables of a document in their order."""
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.numbering = Numbering(package)
        self.grids: list[Grid] = []
        self.before: list[str] = []
        self.hidden_rows = 0
        self.cells = 0

    def read(self) -> Source:
        body = self.package.xml(self.package.main).find(f"{W}body")
        if body is not None:
            for block in _blocks(body):
                self._block(block)
        skipped = [hidden_rows(self.hidden_rows)] if self.hidden_rows else []
        return Source(self.grids, self.before, skipped)

    def _block(self, block: etree._Element) -> None:
        if block.tag == f"{W}tbl":
            self._table(block, take_before=True)
            return
        for line in self._paragraph(block).split("\n"):
            if line.strip():
                self.before.append(line.strip())
        for box in block.iter(f"{W}txbxContent"):
            if not _inside_fallback(box):
                for inner in _blocks(box):
                    if inner.tag == f"{W}tbl":
                        self._table(inner, take_before=True)

    def _table(self, table: etree._Element, *, take_before: bool) -> None:
        if len(self.grids) >= MAX_TABLES:
            raise too_large()
        place = len(self.grids)
        self.grids.append(Grid([], table_place(place + 1)))
        before, self.before = (self.before, []) if take_before else ([], self.before)
        rows, numbers = self._rows(table)
        grid = Grid(rectangle(rows), table_place(place + 1), before, numbers)
        self.grids[place] = grid

    def _rows(self, table: etree._Element) -> tuple[list[list[Cell]], list[int]]:
        rows: list[list[Cell]] = []
        numbers = []
        for number, row in enumerate(_children(table, f"{W}tr"), start=1):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            if properties is not None and _is_on(properties.find(f"{W}hidden")):
                self.hidden_rows += 1
                continue
            cells = self._row(row, rows[-1] if rows else [])
            if not any(cell.text for cell in cells) and _hides_text(row):
                self.hidden_rows += 1
                continue
            rows.append(cells)
            numbers.append(number)
            if len(rows) > MAX_ROWS:
                raise too_large()
        return rows, numbers

    def _row(self, row: etree._Element, above: list[Cell]) -> list[Cell]:
        cells: list[Cell] = [Cell() for _n in range(_grid_before(row))]
        for part in _children(row, f"{W}tc"):
            properties = part.find(f"{W}tcPr")
            span = _number(properties, "gridSpan", 1)
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            text = clip(self._cell_text(part))
            at = len(cells)
            if goes_on and at < len(above):
                text = above[at].text
            shaded = _is_shaded(properties)
            for offset in range(span):
                cells.append(Cell(text, left=offset > 0, up=goes_on, shaded=shaded))
        self.cells += len(cells)
        if self.cells > MAX_CELLS or len(cells) > MAX_COLUMNS:
            raise too_large()
        return cells

    def _cell_text(self, cell: etree._Element) -> str:
        lines = []
        for block in _blocks(cell):
            if block.tag != f"{W}tbl":
                lines.append(self._paragraph(block))
            elif _column_count(block) >= NESTED_TABLE_COLUMNS:
                self._table(block, take_before=False)
            else:
                rows, _numbers = self._rows(block)
                lines += [
                    " ".join(c.text for c in row if not c.left and not c.up).strip() for row in rows
                ]
        return _join(lines)

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = "".join(_text_of(paragraph))
        if not text.strip():
            return ""
        return self.numbering.label(paragraph) + text


_JOINED = "\x1e"  # stands for a paragraph mark that was deleted


def _join(lines: list[str]) -> str:
    return "\n".join(lines).replace(f"{_JOINED}\n", "").replace(_JOINED, "").strip()


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, looking through content controls and tracked insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in DROPPED or not isinstance(child.tag, str):
            continue
        else:
            yield from _blocks(child)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif (
            isinstance(child.tag, str)
            and child.tag not in DROPPED
            and child.tag not in (f"{W}tbl", f"{W}p")
        ):
            yield from _children(child, tag)


def _text_of(node: etree._Element) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag in DROPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}tab":
            yield " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}r" and _is_on(child.find(f"{W}rPr/{W}vanish")):
            continue
        elif tag == f"{W}txbxContent":
            yield "\n".join("".join(_text_of(p)) for p in child.iter(f"{W}p"))
        elif tag != f"{W}tbl":
            yield from _text_of(child)
    if node.tag == f"{W}p" and node.find(f"{W}pPr/{W}rPr/{W}del") is not None:
        yield _JOINED


def _hides_text(row: etree._Element) -> bool:
    return any(_is_on(flag) for flag in row.iter(f"{W}vanish"))


def _inside_fallback(node: etree._Element) -> bool:
    return any(parent.tag == f"{MC}Fallback" for parent in node.iterancestors())


def _is_on(flag: etree._Element | None) -> bool:
    return flag is not None and flag.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    value = whole_number(found.get(f"{W}val") if found is not None else None, default)
    return min(max(value, 1), MAX_COLUMNS)


def _grid_before(row: etree._Element) -> int:
    found = row.find(f"{W}trPr/{W}gridBefore")
    value = whole_number(found.get(f"{W}val") if found is not None else None, 0)
    return min(value, MAX_COLUMNS)


def _is_shaded(properties: etree._Element | None) -> bool:
    shade = properties.find(f"{W}shd") if properties is not None else None
    return shade is not None and shade.get(f"{W}fill", "auto").lower() not in ("auto", "ffffff")


def _column_count(table: etree._Element) -> int:
    return max(
        (sum(1 for _c in _children(row, f"{W}tc")) for row in _children(table, f"{W}tr")), default=0
    )
