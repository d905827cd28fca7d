"""Finding: by words; by a scan for parts where names are cut otherwise, or nothing was found."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from prongsai.search.feeds import feeds
from prongsai.search.models import Entry
from prongsai.search.rules import hash_parts
from prongsai.thai.marking import Piece, excerpt, mark
from prongsai.thai.words import Group, is_cut_surely, split_query, to_query

ON_PAGE, MOST_PAGES = 10, 100
SCANNED_WIDTH = 4  # clusters: shorter parts stand by chance in longer words
FEW = 10  # with less found, a name that may be cut otherwise is also scanned for

# Titles count most; a repeated word counts a little more, a long text a little less.
_WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"
# Beyond so many answers only those on top are weighed: titles first, then the newest.
WEIGHED = 300
_RANKED = """
WITH matches AS MATERIALIZED (
    SELECT * FROM search_matches(%(query)s::tsquery){scan}
), found AS MATERIALIZED ({once}),
shown AS MATERIALIZED (SELECT * FROM found WHERE {filters}),
best AS (SELECT id, in_title, date FROM shown ORDER BY in_title DESC, date DESC, id DESC LIMIT %(weighed)s)
SELECT
    (SELECT count(*) FROM shown),
    ARRAY(SELECT id FROM best JOIN search_entry e USING (id)
          ORDER BY in_title DESC, ts_rank('{weights}'::float4[], e.words, %(query)s::tsquery, 1) DESC,
                   best.date DESC, id DESC
          LIMIT %(size)s OFFSET %(skip)s),
    (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) n FROM found GROUP BY kind) k),
    (SELECT jsonb_object_agg(year, n) FROM
        (SELECT year, count(*) n FROM found WHERE year IS NOT NULL GROUP BY year) y),
    (SELECT jsonb_object_agg(division_id, n) FROM
        (SELECT division_id, count(*) n FROM found WHERE division_id IS NOT NULL
         GROUP BY division_id) d)
"""
_SCAN = """
    UNION
    SELECT id, url, kind, year, division_id, date, {in_title} FROM search_entry WHERE {condition}
"""
_ONCE = "SELECT * FROM matches"
_ONCE_OF_PARTS = "SELECT DISTINCT ON (url) * FROM matches ORDER BY url, in_title DESC, id"


@dataclass(frozen=True)
class Asked:
    """What a person asks: words, and what they narrow it to; nonsense narrows nothing."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    division_id: int | None = None
    page: int = 1


@dataclass(frozen=True)
class Hit:
    """One answer, marked."""

    title: Sequence[Piece]
    excerpt: Sequence[Piece]
    url: str
    kind: str
    label: str
    date: Any
    year: int | None
    division: str


@dataclass(frozen=True)
class Found:
    """A page of answers, how many there are, and by what they may be narrowed."""

    hits: Sequence[Hit] = ()
    total: int = 0
    page: int = 1
    kinds: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    divisions: dict[int, int] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return min(-(-self.total // ON_PAGE), MOST_PAGES)


@dataclass(frozen=True)
class _Answer:
    total: int
    ids: Sequence[int]
    kinds: dict[str, int]
    years: dict[str, int]
    divisions: dict[str, int]


def find(asked: Asked, *, size: int = ON_PAGE) -> Found:
    """The answers to a question; nothing when nothing in it can be searched."""
    answer = _answer(asked, size)
    if answer is None:
        return Found()
    return Found(
        hits=_hits(answer.ids, asked.text),
        total=answer.total,
        page=min(max(asked.page, 1), MOST_PAGES),
        kinds=answer.kinds,
        years={int(year): count for year, count in answer.years.items()},
        divisions={int(key): count for key, count in answer.divisions.items()},
    )


def find_ids(asked: Asked, *, size: int) -> Sequence[int]:
    """The keys of the best answers, best first."""
    answer = _answer(asked, size)
    return answer.ids if answer else []


def _answer(asked: Asked, size: int) -> _Answer | None:
    literal = to_query(asked.text)
    if literal is None:
        return None
    answer = _ask(asked, size, literal, [])
    groups = split_query(asked.text)
    long = [group for group in groups if group.width >= SCANNED_WIDTH]
    is_unsure = answer.total < FEW and not all(is_cut_surely(group.words) for group in long)
    if long and (not answer.total or is_unsure):
        answer = _ask(asked, size, literal, groups)
    return answer


def _ask(asked: Asked, size: int, literal: str, scanned: Sequence[Group]) -> _Answer:
    skip = (min(max(asked.page, 1), MOST_PAGES) - 1) * size
    values: dict[str, Any] = {
        "query": literal,
        "size": size,
        "skip": skip,
        "weighed": max(WEIGHED, skip + size),
    }
    sql = _RANKED.format(
        weights=_WEIGHTS,
        scan=_scan(scanned, values) if scanned else "",
        once=_ONCE_OF_PARTS if Entry.objects.filter(part__gt=0).exists() else _ONCE,
        filters=_filters(asked, values),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        total, ids, *counts = cursor.fetchone()
    return _Answer(total, ids, *(json.loads(c) if isinstance(c, str) else c or {} for c in counts))


def _scan(groups: Sequence[Group], values: dict[str, Any]) -> str:
    """Long groups as parts of the text, short ones as words: วัด must not be found in จังหวัด."""
    conditions, titles = [], []
    for at, group in enumerate(groups):
        if group.width >= SCANNED_WIDTH:
            values[f"part{at}"], values[f"hash{at}"] = f"%{group.text}%", hash_parts(group.text)
            conditions.append(f"parts @> %(hash{at})s AND plain LIKE %(part{at})s")
        else:
            literal = to_query(" ".join(group.words), is_open=group.may_go_on)
            values[f"part{at}"] = literal or ""
            conditions.append(f"words @@ %(part{at})s::tsquery")
            titles.append(f"title_words @@ %(part{at})s::tsquery")
    in_title = " AND ".join(titles) if len(titles) == len(groups) else "false"
    return _SCAN.format(in_title=in_title, condition=" AND ".join(conditions))


def _filters(asked: Asked, values: dict[str, Any]) -> str:
    conditions = ["true"]
    for name in ("kind", "year", "division_id"):
        if value := getattr(asked, name):
            values[name] = value
            conditions.append(f"{name} = %({name})s")
    return " AND ".join(conditions)


def _hits(ids: Sequence[int], text: str) -> list[Hit]:
    labels = {feed.code: str(feed.label) for feed in feeds.list_all()}
    rows = (
        Entry.objects.select_related("division")
        .defer("plain", "parts", "words", "title_words")
        .in_bulk(ids)
    )
    return [_hit(rows[key], text, labels) for key in ids if key in rows]


def _hit(row: Entry, text: str, labels: dict[str, str]) -> Hit:
    return Hit(
        title=mark(row.title, text),
        excerpt=excerpt(row.text, text) if row.text else [],
        url=row.url,
        kind=row.kind,
        label=labels.get(row.kind, row.kind),
        date=row.date,
        year=row.year,
        division=row.division.name if row.division else "",
    )
