"""What bare numbers beside rows count: the rows themselves, indicators, or questions."""

from collections.abc import Sequence

from prongsai.assessment.importing import codes
from prongsai.assessment.importing.columns import LABELS, Layout, meaning_of_bare
from prongsai.assessment.importing.row import Row
from prongsai.assessment.rules.shapes import INSTRUMENT, PART


def counts_to_ten(layout: Layout) -> bool:
    """Whether a row of nothing but 1 to 10 heads the table: as many as there are indicators."""
    place = next((c for c in layout.of(LABELS) if c.index == layout.table.counted), None)
    if place is None or not layout.table.is_turned or meaning_of_bare(place):
        return False
    labels = [row[place.index] for row in layout.table.labels]
    return [x.code for x in labels if x.kind == codes.BARE] == [str(n) for n in range(1, 11)]


def only_number_rows(rows: Sequence[Row]) -> bool:
    """Whether 1, 2, 3 … only number the rows of instruments and parts, of which each has one."""
    found = []
    for row in rows:
        own = [(x.kind, x.code) for _c, x in row.labels if x.kind in (INSTRUMENT, PART)]
        found += [(own[0], int(x.code)) for _c, x in row.labels if own and x.kind == codes.BARE]
    is_count = [n for _own, n in found] == list(range(1, len(found) + 1))
    return len(found) > 1 and is_count and len({own for own, _n in found}) == len(found)


def pairs_of(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """The instruments with the bare numbers beside them."""
    pairs = []
    for row in rows:
        own = [x.code for _c, x in row.labels if x.kind == INSTRUMENT]
        numbers = [x.code for _c, x in row.labels if x.kind == codes.BARE]
        pairs += [(own[0], int(numbers[0]))] if own and numbers else []
    return pairs
