"""What changed between the items of two years. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.catalogues.shapes import Catalogue, Item

SAME, RENAMED, MERGED, SPLIT, NEW, DROPPED = (
    "same", "renamed", "merged", "split", "new", "dropped",
)  # fmt: skip


@dataclass(frozen=True)
class Move:
    """What became of items: `added` and `removed` are texts of components, where both years show some."""

    kind: str
    before: Sequence[Item]
    after: Sequence[Item]
    added: Sequence[str] = ()
    removed: Sequence[str] = ()


def list_moves(before: Catalogue, after: Catalogue) -> list[Move]:
    """Each item of the later year with what it was, then the items that nothing took over.

    An item is the same when its title is the same but for the year in it.
    """
    moves = []
    for item in after.items:
        old = [row for row in before.items if row.code in item.previous]
        moves.append(_move(old, item, before.fiscal_year, after))
    taken = {code for item in after.items for code in item.previous}
    moves += [Move(DROPPED, (row,), ()) for row in before.items if row.code not in taken]
    return moves


def _move(old: Sequence[Item], item: Item, year: int, after: Catalogue) -> Move:
    if not old:
        return Move(NEW, (), (item,))
    was = _texts(old, year)
    now = _texts([item], after.fiscal_year)
    known = bool(was and now)
    added = [text for bare, text in now.items() if bare not in was] if known else []
    removed = [text for bare, text in was.items() if bare not in now] if known else []
    return Move(_kind(old, item, year, after), old, (item,), added, removed)


def _kind(old: Sequence[Item], item: Item, year: int, after: Catalogue) -> str:
    if len(old) > 1:
        return MERGED
    if sum(old[0].code in other.previous for other in after.items) > 1:
        return SPLIT
    is_same = _bare(old[0].title, year) == _bare(item.title, after.fiscal_year)
    return SAME if is_same else RENAMED


def _texts(items: Sequence[Item], year: int) -> dict[str, str]:
    return {_bare(part.text, year): part.text for item in items for part in item.components}


def _bare(text: str, year: int) -> str:
    return text.replace(str(year), "#").replace(str(year - 1), "#-")
