"""What the rows of a table say together, before each is read alone."""

from collections.abc import Sequence

from prongsai.assessment.importing import codes
from prongsai.assessment.importing.codes import Label
from prongsai.assessment.importing.columns import LABELS, Layout, meaning_of_bare
from prongsai.assessment.importing.row_keys import CODED, OWNERS, Row
from prongsai.assessment.importing.table import is_telling
from prongsai.assessment.rules.shapes import INSTRUMENT, PART, TOTAL


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


def list_pairs(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """The instruments with the bare numbers beside them."""
    pairs = []
    for row in rows:
        own = [x.code for _c, x in row.labels if x.kind == INSTRUMENT]
        numbers = [x.code for _c, x in row.labels if x.kind == codes.BARE]
        pairs += [(own[0], int(numbers[0]))] if own and numbers else []
    return pairs


def run_over_indicators(pairs: Sequence[tuple[str, int]]) -> bool:
    """Whether the numbers run from one indicator to the next through the instruments."""
    fits = all(OWNERS.get(str(number)) == owner for owner, number in pairs)
    return fits and any(owner != "IIT" for owner, _number in pairs)


def exceed_indicators(pairs: Sequence[tuple[str, int]]) -> bool:
    """Whether the numbers can only count questions: they begin anew with the EIT, and go on to
    more than it has parts; or the IIT has more than its five indicators."""
    has_many = any(owner == "IIT" and number > 5 for owner, number in pairs)
    return has_many or {("EIT", n) for n in (1, 2, 3)} <= set(pairs)


def main_code(labels: Sequence[Label]) -> tuple[str, str] | None:
    """Kind and code of the most telling label; None when none tells a line."""
    known = [x for x in labels if x.kind in codes.ORDER]
    if not known:
        return None
    best = min(known, key=lambda x: codes.ORDER.index(x.kind))
    return best.kind, best.code


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
