"""What changed between two years, item by item."""

from collections import Counter
from dataclasses import replace

from prongsai.catalogues.comparing import Move, list_moves
from prongsai.catalogues.reading import read_catalogue


def moves_to(year: int) -> dict[str, Move]:
    moves = list_moves(read_catalogue(year - 1), read_catalogue(year))
    return {(move.after or move.before)[0].code: move for move in moves}


def test_two_items_became_one() -> None:
    move = moves_to(2569)["O10"]
    assert (move.kind, [item.code for item in move.before]) == ("merged", ["O10", "O11"])
    assert any("สถิติ" in text for text in move.added)


def test_an_item_got_another_name_and_asks_for_more() -> None:
    move = moves_to(2569)["O18"]
    assert move.kind == "same"
    assert list(move.added) == ["ข้อมูลเดียวกันเป็นไฟล์ Excel"]
    assert moves_to(2569)["O25"].kind == "renamed"


def test_only_the_year_in_a_title_is_no_new_name() -> None:
    draft = moves_to(2570)
    assert {move.kind for move in draft.values()} == {"same"}
    assert all(not move.added and not move.removed for move in draft.values())


def test_every_item_of_both_years_is_told() -> None:
    for year in (2568, 2569):
        moves = list_moves(read_catalogue(year - 1), read_catalogue(year))
        assert {i.code for move in moves for i in move.after} == {i.code for i in read_catalogue(year).items}  # fmt: skip
        assert {i.code for move in moves for i in move.before} == {i.code for i in read_catalogue(year - 1).items}  # fmt: skip


def test_new_dropped_and_split_items_are_told_apart() -> None:
    before, after = read_catalogue(2569), read_catalogue(2570)
    items = list(after.items)
    items[0] = replace(items[0], previous=())
    items[1] = replace(items[1], previous=("O3",))
    kinds = Counter(move.kind for move in list_moves(before, replace(after, items=items)))
    assert kinds == {"new": 1, "split": 2, "dropped": 2, "same": 23}
