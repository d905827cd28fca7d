"""Text: comma- or tab-separated, Markdown tables, or pasted from a document."""

import csv
import io
import re

from django.utils.translation import gettext as _

from prongsai.common.tables.errors import UnreadableFile
from prongsai.common.tables.grid import Cell, Grid, Source, clip, rectangle, table_place
from prongsai.common.tables.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_large

_TAGS = re.compile(r"</?(?:b|i|u|strong|em|span|font|p|div)(?:\s[^<>]*)?>|&nbsp;", re.IGNORECASE)
_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)


FEWEST_GOOD = 50  # letters to each broken one for a text to count as UTF-8


def decode(data: bytes) -> str:
    """Bytes as text: UTF-8 with or without BOM, UTF-16, else the Thai code page 874."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").lstrip("\ufeff")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace")
    guessed = _guess_utf16(data)
    if guessed:
        return data.decode(guessed, errors="replace")
    if b"\x00" in data:
        raise UnreadableFile(
            "unknown-kind",
            _("This is no Word, Excel, CSV or HTML file. Save it as one of these and try again."),
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_doubtful(data)


def _decode_doubtful(data: bytes) -> str:
    """UTF-8 with a few broken letters, else the Thai code page, in which nothing else decodes."""
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") * FEWEST_GOOD < len(text):
        return text.replace("\ufffd", "")
    return data.decode("cp874", errors="replace")


def _guess_utf16(data: bytes) -> str:
    sample = data[:4000]
    if len(sample) < 8:
        return ""
    pairs = list(zip(sample[::2], sample[1::2], strict=False))
    # Thai letters lie in 0x0E00–0x0E7F, Latin in 0x0000–0x007F: the high byte is 0x0E or 0x00.
    little = sum(high in (0x00, 0x0E) for _low, high in pairs) / len(pairs)
    big = sum(high in (0x00, 0x0E) for high, _low in pairs) / len(pairs)
    if max(little, big) < 0.9 or b"\x00" not in sample and b"\x0e" not in sample:
        return ""
    return "utf-16-le" if little >= big else "utf-16-be"


def read_text(text: str) -> Source:
    """The tables of a text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\f", "\n")
    lines = text.split("\n")
    if any("\t" in line for line in lines):
        return _read_runs(_tab_rows(text))
    if sum(1 for line in lines if line.count("|") >= 2) >= 2:
        return _read_runs(_pipe_rows(lines))
    return _read_separated(text)


def _tab_rows(text: str) -> list[list[str]]:
    if re.search(r'(?:^|[\t\n])"(?:[^\t"]|"")*\n', text) and text.count('"') % 2 == 0:
        return _csv_rows(text, "\t")
    return [line.split("\t") for line in text.split("\n")]


def _pipe_rows(lines: list[str]) -> list[list[str]]:
    rows = []
    for line in lines:
        plain = line.strip()
        if re.fullmatch(r"\|?[\s:|+-]+\|?", plain) and "-" in plain:
            continue
        if plain.count("|") >= 2:
            rows.append(plain.strip("|").split("|"))
        else:
            rows.append([line])
    return rows


def _csv_rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=False):
            rows.append(row)
            if len(rows) > MAX_ROWS * 2:
                raise too_large()
        return rows
    except csv.Error as error:
        raise UnreadableFile("damaged", _("The table can't be read as CSV.")) from error


def _read_separated(text: str) -> Source:
    # Of equals the semicolon comes first: beside it commas are decimal points or part of a text.
    candidates = [_csv_rows(text, delimiter) for delimiter in (";", ",", "|")]
    rows = max(candidates, key=lambda rows: [_count_wide(rows, least) for least in (3, 2)])
    spaced = [re.split(r" {2,}", line.strip()) for line in text.split("\n")]
    if sum(1 for row in spaced if len(row) >= 3) > sum(1 for row in rows if len(row) >= 2):
        return _read_runs(spaced)
    if not any(len(row) >= 2 for row in rows):
        return Source([], [row[0].strip() for row in rows if row and row[0].strip()])
    grid = _grid(rows, table_place(1), [])
    return Source([grid])


def _count_wide(rows: list[list[str]], least: int) -> int:
    return sum(1 for row in rows if len(row) >= least)


def _read_runs(rows: list[list[str]]) -> Source:
    """Runs of rows with several cells are tables, what stands between them are paragraphs."""
    source = Source([])
    run: list[tuple[int, list[str]]] = []
    before: list[str] = []
    for number, row in enumerate([*rows, []], start=1):
        if len(row) > 1:
            run.append((number, row))
            continue
        if run:
            source.grids.append(_numbered_grid(run, len(source.grids) + 1, before))
            run, before = [], []
        line = _clean(row[0]) if row else ""
        if line:
            before.append(line)
    source.after = before
    return source


def _numbered_grid(run: list[tuple[int, list[str]]], place: int, before: list[str]) -> Grid:
    grid = _grid([row for _n, row in run], table_place(place), before)
    grid.row_numbers = [number for number, _row in run]
    return grid


def _grid(rows: list[list[str]], where: str, before: list[str]) -> Grid:
    if len(rows) > MAX_ROWS or sum(len(row) for row in rows) > MAX_CELLS:
        raise too_large()
    cells = [[Cell(clip(_clean(text))) for text in row[:MAX_COLUMNS]] for row in rows]
    numbers = [at for at, row in enumerate(cells, start=1) if any(c.text for c in row)]
    kept = [row for row in cells if any(c.text for c in row)]
    return Grid(rectangle(kept), where, before, numbers)


def _clean(text: str) -> str:
    # An apostrophe in front was put there to keep spreadsheets from seeing a formula.
    plain = _TAGS.sub(" ", _BREAKS.sub("\n", text)).strip()
    return plain[1:] if re.match(r"'[=+\-@]", plain) else plain
