"""Reads a published table of results of many agencies: one line an agency."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from prongsai.common.tables import Cell, Grid, read_source
from prongsai.organization.rules import parse_kind
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair, squash

SHOWN_PROBLEMS = 30
# What an agency's points make of the total where a table gives shares of it, not 0–100.
SHARES = {"iit": 30, "eit": 30, "oit": 40}
_HEADS = (
    ("iit", re.compile(r"iit|ผู้มีส่วนได้ส่วนเสียภายใน")),
    ("eit", re.compile(r"eit(?!.*ส่วนที่)|ผู้มีส่วนได้ส่วนเสียภายนอก(?!.*ส่วนที่)")),
    ("oit", re.compile(r"oit|การเปิดเผยข้อมูลสาธารณะ")),
    ("level", re.compile(r"ระดับ|ผลการประเมิน$|^level")),
    ("kind", re.compile(r"ประเภท|^kind|^type")),
    ("size", re.compile(r"ขนาด|^size")),
    ("amphoe", re.compile(r"อำเภอ|^amphoe|^district")),
    ("province", re.compile(r"จังหวัด(?!.*องค์การ)|^province")),
    ("total", re.compile(r"คะแนน|^ita$|^total|^score|ค่าเฉลี่ย|^รวม$")),
    ("name", re.compile(r"หน่วยงาน|^อปท|องค์กรปกครอง|^ชื่อ|เทศบาล|อบต|agency|^name")),
)
_KINDS = ("องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร")
_SHORT = ("อบต.", "อบจ.", "ทต.", "ทม.", "ทน.")
_SUMS = re.compile(r"^(?:รวม|เฉลี่ย|ค่าเฉลี่ย|คะแนนเฉลี่ย|total|average)")
_PLACE = re.compile(r"^(?:จังหวัด|จ\.|อำเภอ|อ\.)\s*")


@dataclass(frozen=True)
class PeerRow:
    """An agency with its scores (0–100); `kind` is a key of the organisation's kinds or empty."""

    name: str
    kind: str
    size: str
    amphoe: str
    province: str
    total: float
    iit: float | None
    eit: float | None
    oit: float | None
    level: str


@dataclass
class PeerResult:
    """What was read: rows, lines that were left out and why, what was worked out."""

    rows: list[PeerRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: int = 0
    notes: list[str] = field(default_factory=list)

    def leave_out(self, where: str, why: str) -> None:
        """Name a line that can't be used; after many only their number grows."""
        self.left_out += 1
        if len(self.problems) < SHOWN_PROBLEMS:
            self.problems.append(f"{where}: {why}")


def read_peers(data: bytes | str, filename: str) -> PeerResult:
    """The agencies of a file. Raises `UnreadableFile`; without a table it has no row and says so."""
    result = PeerResult()
    for grid in read_source(data, filename).grids:
        _read_grid(grid, result)
    _unify(result)
    if not result.rows and not result.problems:
        result.problems.append(
            _("No table with a column of agencies and a column of scores was found.")
        )
    return result


def _read_grid(grid: Grid, result: PeerResult) -> None:
    found = _find_head(grid)
    if found is None:
        return
    start, columns = found
    for at, row in enumerate(grid.rows[start:], start=start):
        _read_row(row, columns, grid.row_where(at), result)


def _find_head(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row after the head, and the column of each meaning; a head may take two rows."""
    for at in range(min(len(grid.rows), 15)):
        columns = _meanings([grid.rows[at]])
        if {"name", "total"} <= columns.keys():
            if at + 1 < len(grid.rows) and not _is_line(grid.rows[at + 1], columns):
                return at + 2, columns | _meanings([grid.rows[at], grid.rows[at + 1]])
            return at + 1, columns
    return None


def _meanings(rows: Sequence[Sequence[Cell]]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at in range(len(rows[0])):
        words = " ".join(dict.fromkeys(row[at].text for row in rows if at < len(row)))
        plain = re.sub(r"\s+", "", repair(words)).lower()
        meaning = next((name for name, pattern in _HEADS if pattern.search(plain)), None)
        if plain and meaning and len(plain) < 120 and meaning not in columns:
            columns[meaning] = at
    return columns


def _is_line(row: Sequence[Cell], columns: dict[str, int]) -> bool:
    return _number(row[columns["total"]].text) is not None


def _read_row(row: Sequence[Cell], columns: dict[str, int], where: str, result: PeerResult) -> None:
    texts = {name: squash(repair(row[at].text)) for name, at in columns.items()}
    name = texts["name"]
    if not any(texts.values()) or _SUMS.match(name) or (not name and not texts["total"]):
        return
    if not name:
        result.leave_out(where, _("the agency's name is missing"))
        return
    total = _number(texts["total"])
    if total is None or not 0 <= total <= 100:
        if total is None and not texts["total"]:
            return  # a line of headings between the agencies
        shown = {"score": texts["total"][:40]}
        result.leave_out(where, _("“%(score)s” is no score between 0 and 100") % shown)
        return
    parts = {part: _number(texts.get(part, "")) for part in SHARES}
    result.rows.append(
        PeerRow(
            name=name[:200],
            kind=_kind_of(texts.get("kind", ""), name),
            size=texts.get("size", "")[:60],
            amphoe=_PLACE.sub("", texts.get("amphoe", ""))[:100],
            province=_PLACE.sub("", texts.get("province", ""))[:100],
            total=total,
            level=texts.get("level", "")[:100],
            **parts,
        )
    )


def _kind_of(stated: str, name: str) -> str:
    plain = name.replace(" ", "")
    for prefix in (*_KINDS, *_SHORT, *(short.rstrip(".") for short in _SHORT)):
        if plain.startswith(prefix) and len(plain) > len(prefix):
            return parse_kind(prefix) or ""
    if plain == "เมืองพัทยา":
        return parse_kind(plain) or ""
    return parse_kind(stated) or ""


def _number(text: str) -> float | None:
    plain = to_arabic(text).replace("%", "").replace(" ", "")
    if "," in plain and "." not in plain and re.fullmatch(r"\d{1,3},\d{1,2}", plain):
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"\d{1,3}(?:\.\d+)?", plain) else None


def _unify(result: PeerResult) -> None:
    """Shares of the total (30, 30, 40) become scores of 0–100; scores out of range are dropped."""
    for part, share in SHARES.items():
        known = [value for row in result.rows if (value := getattr(row, part)) is not None]
        if not known:
            continue
        if max(known) <= share and max(row.total for row in result.rows) > 50:
            result.rows = [_scaled(row, part, share) for row in result.rows]
            words = _("%(part)s was given as points out of %(share)s and is shown out of 100.")
            result.notes.append(words % {"part": part.upper(), "share": share})
        elif max(known) > 100:
            result.rows = [_without(row, part) for row in result.rows]
            words = _("%(part)s holds values over 100 and was left out.")
            result.notes.append(words % {"part": part.upper()})


def _scaled(row: PeerRow, part: str, share: int) -> PeerRow:
    value = getattr(row, part)
    scaled = None if value is None else round(value * 100 / share, 2)
    return PeerRow(**{**vars(row), part: scaled})


def _without(row: PeerRow, part: str) -> PeerRow:
    value = getattr(row, part)
    return PeerRow(**{**vars(row), part: value if value is None or value <= 100 else None})
