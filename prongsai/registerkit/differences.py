"""How two versions of a text differ, word by word: Thai has no spaces that would part the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from prongsai.thai.words import split_words

# Beyond this the comparison would take seconds: then the texts are shown whole.
MOST_WORDS = 6_000


@dataclass(frozen=True)
class Run:
    """A piece of a comparison: "same", "removed" or "added"."""

    kind: str
    text: str


def compare_texts(before: str, after: str) -> list[Run]:
    """The pieces of both texts in their order; removed ones before added ones."""
    old, new = split_words(before), split_words(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = [before], [after]
    return list(_runs(old, new))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Run("removed", "".join(old[i1:i2]))
        if j1 < j2:
            yield Run("added", "".join(new[j1:j2]))
