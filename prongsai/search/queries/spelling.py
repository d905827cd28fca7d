""" "Did you mean": the nearest term of what is public for a group, or for the part of it nobody wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from prongsai.search.models import Term
from prongsai.search.queries.finding import Asked, find_ids
from prongsai.search.rules import fold
from prongsai.thai.words import Group, split_query

LEAST_LIKENESS = 0.7
# A misspelt word falls into pieces, some of which are words by chance: so many ways of parting it from
# the words beside it are tried, at each side.
MOST_EDGES, LONGEST_WORD, LONGEST_GROUP = 3, 20, 60
MOST_GROUPS, MOST_TRIED = 6, 4


def suggest_question(asked: Asked) -> str:
    """Another spelling that finds something where this one does not; empty when none is near."""
    groups = split_query(asked.text)
    if not groups or len(groups) > MOST_GROUPS:
        return ""
    typed = " ".join(group.text for group in groups)
    spellings = product(*(_Speller(group).list_spellings() for group in groups))
    for parts in islice(spellings, MOST_TRIED):
        better = " ".join(parts)
        if better != typed and find_ids(replace(asked, text=better, page=1), size=1):
            return better
    return ""


@dataclass(frozen=True)
class _Speller:
    group: Group

    def list_spellings(self) -> list[str]:
        """The likeliest spellings of the group, the best first; itself where it is known."""
        text = self.group.text
        if text.isdecimal() or Term.objects.filter(text=text).exists():
            return [text]
        found: dict[str, float] = {}
        for start, end in self._list_spans():
            wrong = text[start:end]
            for right, likeness in self._nearest(wrong):
                whole = text[:start] + right + text[end:]
                # Of equals the one that changes the smaller part of what was typed.
                weight = likeness * len(wrong) + len(text) - len(wrong)
                found[whole] = max(found.get(whole, 0.0), weight)
        return sorted(found, key=lambda one: -found[one]) or [text]

    def _list_spans(self) -> list[tuple[int, int]]:
        """What may be misspelt: the whole group, and what lies between known words before and after."""
        text, size = self.group.text, len(self.group.text)
        spans = [(0, size)]
        if size <= LONGEST_GROUP:
            known = self._known_parts
            starts = sorted(_reach_ends(text, known))[-MOST_EDGES:]
            back = _reach_ends(text[::-1], {part[::-1] for part in known})
            ends = sorted(size - end for end in back)[:MOST_EDGES]
            spans += [(s, e) for s in starts for e in ends if s + 1 < e and (s, e) != (0, size)]
        return spans

    @cached_property
    def _known_parts(self) -> set[str]:
        """The parts of the group that are terms."""
        text, size = self.group.text, len(self.group.text)
        parts = {
            text[start:end]
            for start in range(size)
            for end in range(start + 2, min(start + LONGEST_WORD, size) + 1)
        }
        return set(Term.objects.filter(text__in=parts).values_list("text", flat=True))

    @cached_property
    def _terms(self) -> dict[int, tuple[list[str], list[str]]]:
        """Keys and texts of the terms that could stand for a part, by the length of the key.

        Only lengths that come into question: comparing with every term there is takes seconds.
        """
        text = self.group.text
        sizes = {
            size for start, end in self._list_spans() for size in _sizes(len(fold(text[start:end])))
        }
        near = Term.objects.annotate(size=Length("key")).filter(size__in=sizes)
        found: dict[int, tuple[list[str], list[str]]] = {}
        for key, term in near.order_by("-uses").values_list("key", "text"):
            keys, texts = found.setdefault(len(key), ([], []))
            keys.append(key)
            texts.append(term)
        return found

    def _nearest(self, text: str) -> Iterator[tuple[str, float]]:
        key = fold(text)
        for size in _sizes(len(key)):
            keys, texts = self._terms.get(size, ([], []))
            best = process.extractOne(
                key, keys, scorer=Levenshtein.normalized_similarity, score_cutoff=LEAST_LIKENESS
            )
            if best:
                yield texts[best[2]], best[1]


def _sizes(length: int) -> range:
    """How long a key may be that is near one of this length."""
    reach = max(length // 4, 1)
    return range(max(length - reach, 1), length + reach + 1)


def _reach_ends(text: str, known: set[str]) -> set[int]:
    """The places up to which a text is made of known words; its beginning is one."""
    ends = {0}
    for start in range(len(text)):
        if start in ends:
            reach = range(start + 2, min(start + LONGEST_WORD, len(text)) + 1)
            ends |= {end for end in reach if text[start:end] in known}
    return ends
