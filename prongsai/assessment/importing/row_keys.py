"""A row with scores, and which line it speaks of: of the EIT's parts, of sums and the total."""

from dataclasses import dataclass

from prongsai.assessment.importing import codes
from prongsai.assessment.importing.codes import Label
from prongsai.assessment.importing.columns import Column
from prongsai.assessment.rules.shapes import (
    INDICATOR,
    INSTRUMENT,
    ITEM,
    PART,
    QUESTION,
    SUB_INDICATOR,
    TOTAL,
    Key,
)

CODED = (ITEM, QUESTION, SUB_INDICATOR, INDICATOR)
OWNERS = {str(n): "IIT" if n < 6 else "EIT" if n < 9 else "OIT" for n in range(1, 11)}


@dataclass
class Context:
    """What headings above a row said; `owner`: the instrument of the lines before it, for sums."""

    instrument: str = ""
    part: str = ""
    owner: str = ""
    year: int | None = None


@dataclass
class Row:
    """A row with scores: its labels by their columns, what stood above it, the year it names."""

    at: int
    labels: list[tuple[Column, Label]]
    context: Context
    year: int | None
    is_last_sum: bool = False


def owner_of(key: Key) -> str:
    """The instrument of an indicator, question or item."""
    if key.kind == ITEM or key.kind == SUB_INDICATOR:
        return "OIT"
    if key.kind == QUESTION:
        return "EIT" if key.code.startswith("e") else "IIT"
    return OWNERS.get(key.code, "")


def key_of_sum(label: Label, row: Row, part: str) -> Key | None:
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


def with_part(key: Key, part: str) -> Key:
    """The key for one part, where it belongs to the EIT."""
    is_external = (key.kind == INDICATOR and OWNERS.get(key.code) == "EIT") or (
        key.kind == QUESTION and key.code.startswith("e")
    )
    return Key(key.kind, key.code, part) if part and is_external else key


def with_part_or_none(key: Key | None, part: str) -> Key | None:
    """The same where there is a key."""
    return with_part(key, part) if key else None
