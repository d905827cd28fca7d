"""Fill a database with documents, ask the judged questions, time them."""

import datetime as dt
import time
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path

from bench.office import prepare
from bench.results import Result
from bench.search.corpus import Document, make_documents
from bench.search.judging import (
    Judgement,
    grade,
    judge,
    mean,
    read_misspelt,
    read_questions,
)

DOCUMENTS, CHUNK, EVERYTHING = 20_000, 1_000, 100_000
LEAST_RECALL, LEAST_PRECISION, LEAST_NDCG, MOST_MS = 0.95, 0.97, 0.98, 80
LEAST_PUT_RIGHT = {"titles": 0.9, "texts": 0.9, "unseen": 0.75}
DAY = dt.date(2026, 11, 1)


def measure(folder: Path) -> Iterator[Result]:
    """20,000 documents: how long they take to index, how well and how fast questions are answered."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        documents = list(make_documents(DOCUMENTS))
        start = time.perf_counter()
        fill(documents)
        yield Result(f"index of {DOCUMENTS:,} documents", time.perf_counter() - start, "s")
        yield from _quality(documents)
        yield from _speed()
        yield from _spelling()
        from django.db import connections

        connections.close_all()


def fill(documents: list[Document]) -> None:
    """Index documents as something public."""
    from django.db import connection

    from prongsai.search.feeds import Shown
    from prongsai.search.models import Entry
    from prongsai.search.services.indexing import make_rows, make_terms

    shown = (
        Shown(
            document.title.text,
            f"/bench/{document.number}/",
            DAY - dt.timedelta(days=document.number % 1500),
            "",
            document.year,
            text=partial(getattr, document.body, "text"),
        )
        for document in documents
    )
    while portion := list(islice(shown, CHUNK)):
        Entry.objects.bulk_create(row for one in portion for row in make_rows("bench", one, ""))
    make_terms()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")


def judge_all(documents: list[Document]) -> list[Judgement]:
    """Every judged question with how well it is answered."""
    from prongsai.search.models import Entry
    from prongsai.search.queries.finding import Asked, find_ids

    numbers = {
        key: int(url.split("/")[2])
        for key, url in Entry.objects.filter(kind="bench").values_list("pk", "url")
    }
    judged = []
    for question in read_questions():
        grades = {d.number: g for d in documents if (g := grade(d, question))}
        found = find_ids(Asked(question.typed), size=EVERYTHING)
        judged.append(judge(question, grades, [numbers[key] for key in found]))
    return judged


def _quality(documents: list[Document]) -> Iterator[Result]:
    judged = judge_all(documents)
    count = f"{len(judged)} judged questions"
    for name, values, least in (
        ("recall", [one.recall for one in judged], LEAST_RECALL),
        ("precision", [one.precision for one in judged], LEAST_PRECISION),
        ("nDCG@10", [one.ndcg for one in judged], LEAST_NDCG),
    ):
        yield Result(f"{name} of {count} × 1000", mean(values) * 1000, "", least * 1000, True)


def list_not_put_right(name: str) -> list[tuple[str, str, str]]:
    """Those misspellings of a list that are not put right: typed, meant, and what is offered."""
    from prongsai.search.queries.finding import Asked
    from prongsai.search.queries.spelling import suggest_question

    asked = (
        (typed, meant, suggest_question(Asked(typed))) for typed, meant in read_misspelt()[name]
    )
    return [row for row in asked if row[1] != row[2]]


def _spelling() -> Iterator[Result]:
    for name in read_misspelt():
        total = len(read_misspelt()[name])
        share = 1000 * (total - len(list_not_put_right(name))) / total
        label = f"misspellings put right ({name}), of {total} × 1000"
        yield Result(label, share, "", LEAST_PUT_RIGHT[name] * 1000, True)
    from prongsai.search.queries.finding import Asked
    from prongsai.search.queries.spelling import suggest_question

    times = []
    for typed, _meant in chain.from_iterable(read_misspelt().values()):
        start = time.perf_counter()
        suggest_question(Asked(typed))
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    yield Result("another spelling: 95th percentile", times[len(times) * 95 // 100], "ms")


def _speed() -> Iterator[Result]:
    from prongsai.search.queries.finding import Asked, find

    times = []
    for _round in range(3):
        for question in read_questions():
            start = time.perf_counter()
            find(Asked(question.typed))
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    yield Result("question, page of ten with counts: median", times[len(times) // 2], "ms")
    yield Result("question: 95th percentile", times[len(times) * 95 // 100], "ms", MOST_MS)
