"""Judging: which documents answer a question by the cuts made by hand, and how good a list is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from bench.search.corpus import DATA, Document, Written, letters_of

IN_TITLE, IN_TEXT = 2, 1


@dataclass(frozen=True)
class Question:
    """What is typed, and the words it means."""

    typed: str
    means: Sequence[str]


@dataclass(frozen=True)
class Judgement:
    """How well a question was answered."""

    question: Question
    relevant: int
    recall: float
    precision: float
    ndcg: float


@cache
def read_questions() -> Sequence[Question]:
    """The judged questions."""
    rows = yaml.safe_load((DATA / "judged.yaml").read_text(encoding="utf-8"))
    return tuple(Question(row["typed"], tuple(row["means"])) for row in rows)


@cache
def read_misspelt() -> dict[str, Sequence[tuple[str, str]]]:
    """What is typed wrongly and what was meant: of words in titles, and of words in texts only."""
    lists = yaml.safe_load((DATA / "misspelt.yaml").read_text(encoding="utf-8"))
    return {name: [(row["typed"], row["meant"]) for row in rows] for name, rows in lists.items()}


def grade(document: Document, question: Question) -> int:
    """2 when the title answers, 1 when title and text together do, else 0."""
    if all(_stands(word, document.title) for word in question.means):
        return IN_TITLE
    both = (document.title, document.body)
    return IN_TEXT if all(any(_stands(w, t) for t in both) for w in question.means) else 0


def _stands(word: str, written: Written) -> bool:
    is_open = word.endswith("…")
    wanted = letters_of(word)
    at = written.clean.find(wanted)
    while at >= 0:
        if at in written.cuts and (is_open or at + len(wanted) in written.cuts):
            return True
        at = written.clean.find(wanted, at + 1)
    return False


def judge(question: Question, grades: dict[int, int], found: Sequence[int]) -> Judgement:
    """Of the documents' grades (those above 0) and the numbers found, best first."""
    hits = sum(1 for number in found if number in grades)
    return Judgement(
        question,
        len(grades),
        hits / len(grades) if grades else 1.0,
        hits / len(found) if found else 1.0,
        _ndcg([grades.get(number, 0) for number in found[:10]], grades.values()),
    )


def _ndcg(shown: Iterable[int], grades: Iterable[int]) -> float:
    best = _gain(sorted(grades, reverse=True)[:10])
    return _gain(shown) / best if best else 1.0


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def mean(values: Iterable[float]) -> float:
    """The mean."""
    rows = list(values)
    return sum(rows) / len(rows)
