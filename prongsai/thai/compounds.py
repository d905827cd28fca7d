"""Words inside longer words: งบประมาณ inside ปีงบประมาณ, which ICU keeps as one."""

from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("compounds.txt")
MOST_OF_A_PART = 20


@lru_cache(maxsize=1)
def compounds() -> dict[str, tuple[str, ...]]:
    """Part → the longer words that mean it too, as reviewed. The table is part of the program."""
    return _read("")


def denied() -> dict[str, tuple[str, ...]]:
    """Letters → the longer words that contain them by chance: ศาล is not in ไพศาล."""
    return _read("!")


def _read(sign: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#") or line.startswith("!") != bool(sign):
            continue
        part, _colon, longer = line.removeprefix("! ").partition(":")
        found[part.strip()] = tuple(longer.split())
    return found


def wider(words: list[str]) -> list[list[str]]:
    """Other ways in which a text can hold these words, one of them inside a compound.

    Only at the ends of a phrase: before or after the compound the phrase goes on. งบประมาณรายจ่าย is
    also ปีงบประมาณ|รายจ่าย; a phrase of one part is any of its compounds.
    """
    table = compounds()
    ways = [[whole] for whole in table.get("".join(words), ())]
    for size in range(1, len(words)):
        head, tail = words[:size], words[size:]
        ways += [[w, *tail] for w in table.get("".join(head), ()) if w.endswith("".join(head))]
        ways += [[*head, w] for w in table.get("".join(tail), ()) if w.startswith("".join(tail))]
    return ways[:MOST_OF_A_PART]
