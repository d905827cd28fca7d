"""Sums: whether one stands for an instrument, a part or everything."""

from collections.abc import Sequence

from prongsai.assessment.importing import codes
from prongsai.assessment.importing.codes import Label
from prongsai.assessment.importing.row import CODED, Row
from prongsai.assessment.importing.table import is_telling
from prongsai.assessment.rules.shapes import INSTRUMENT, PART, TOTAL, Key


def mark_last_sums(rows: Sequence[Row]) -> None:
    """Of several bare sums the last is the total when another one stands for its instrument."""
    sums = [row for row in rows if _is_bare_sum(row)]
    if not sums or any(x.kind == TOTAL for row in rows for _c, x in row.labels):
        return
    last = sums[-1]
    after = rows[rows.index(last) + 1 :]
    others = {row.context.owner for row in sums[:-1]}
    is_end = not any(_is_line(x) for row in after for _c, x in row.labels)
    names = {x.code for row in rows for _c, x in row.labels if x.kind == INSTRUMENT}
    owners = {row.context.owner for row in rows}
    if is_end and (
        last.context.owner in others or len(names) > 1 or len(owners) > 1 and len(sums) == 1
    ):
        last.is_last_sum = True


def _is_line(label: Label) -> bool:
    return label.kind in CODED or (label.kind in (codes.TEXT, codes.BARE) and is_telling(label))


def _is_bare_sum(row: Row) -> bool:
    kinds = {label.kind for _c, label in row.labels}
    return codes.SUBTOTAL in kinds and not kinds & {*CODED, PART, TOTAL}


def of_sum(label: Label, row: Row, part: str) -> Key | None:
    """The line of an instrument, a part, the total or a bare "รวม"."""
    if label.kind == PART:
        return Key(PART, label.code)
    if label.kind == INSTRUMENT:
        is_sum_of_all = row.is_last_sum and any(x.kind == codes.SUBTOTAL for _c, x in row.labels)
        if is_sum_of_all:
            return Key(TOTAL, TOTAL)
        return Key(PART, part) if part and label.code == "EIT" else Key(INSTRUMENT, label.code)
    if label.kind in (TOTAL, codes.LEVEL):
        return Key(label.kind, TOTAL if label.kind == TOTAL else "")
    owner = row.context.owner or row.context.instrument
    if row.is_last_sum or not owner:
        return Key(TOTAL, TOTAL)
    return Key(PART, part) if part and owner == "EIT" else Key(INSTRUMENT, owner)
