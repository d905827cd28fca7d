"""Keeping the copy that search reads in step with what is public."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import override

from prongsai.common.jobs import queue_once
from prongsai.common.search import rewrite_words
from prongsai.search.feeds import Feed, Shown, feeds
from prongsai.search.models import Entry, Made, Term
from prongsai.search.rules import (
    LONGEST_TERM,
    fingerprint,
    fold,
    hash_parts,
    is_spellable,
    split_text,
    squeeze,
    stamp_of,
    title_terms,
)
from prongsai.thai.words import to_weighted_vector

MOST_TERMS, CHUNK = 20_000, 500


def note_change(code: str, gone: str = "") -> None:
    """A source changed (evidence/entries): what is gone leaves at once, the rest follows in a job."""
    from prongsai.search.tasks import refresh_feed

    if gone:
        withdraw(gone)
    queue_once(
        refresh_feed.configure(
            queueing_lock=f"search.refresh.{code}",
            lock="search.refresh",
            task_kwargs={"code": code},
        )
    )


def withdraw(url: str) -> int:
    """Take an address and everything below it out of search, in the caller's transaction."""
    return Entry.objects.filter(url__startswith=url).delete()[0]


def queue_everything() -> None:
    """Have every feed looked through in the background, in the caller's transaction."""
    from prongsai.search.tasks import refresh_all

    queue_once(refresh_all)


@override(settings.LANGUAGE_CODE)
def refresh(code: str) -> int:
    """Bring one feed into step; returns how many entries were written anew.

    Texts are asked for what changed only. Each entry is written by itself, so that a long look
    through many documents keeps nobody waiting. A feed that no longer exists loses its entries.
    """
    feed = feeds.find(code)
    if feed is None:
        Entry.objects.filter(kind=code).delete()
        return 0
    known = dict(Entry.objects.filter(kind=code, part=0).values_list("url", "stamp"))
    seen, written = set(), []
    for shown in feed.shown():
        if shown.url in seen:
            continue
        seen.add(shown.url)
        stamp = stamp_of(shown.stamp, shown.title, shown.division_id, shown.year, shown.date)
        if known.get(shown.url) != stamp and _write(feed, shown, stamp):
            written.append(shown.title)
    _drop(code, known.keys() - seen)
    Term.objects.bulk_create(_make_terms(written), ignore_conflicts=True, batch_size=CHUNK)
    return len(written)


def _drop(code: str, gone: Iterable[str]) -> None:
    addresses = iter(gone)
    while portion := list(islice(addresses, CHUNK)):
        Entry.objects.filter(kind=code, url__in=portion).delete()


def _write(feed: Feed, shown: Shown, stamp: str) -> bool:
    rows = list(make_rows(feed.code, shown, stamp))
    with transaction.atomic():
        if Entry.objects.filter(url=shown.url).exclude(kind=feed.code).exists():
            return False  # another feed shows the same page
        Entry.objects.filter(url=shown.url).delete()
        Entry.objects.bulk_create(rows)
    return True


def make_rows(kind: str, shown: Shown, stamp: str) -> Iterator[Entry]:
    """The rows of something public, unsaved."""
    title = shown.title.replace("\x00", "")
    title_words = to_weighted_vector([(title, "")])
    for number, part in enumerate(split_text(shown.text().replace("\x00", ""))):
        plain = squeeze(f"{title}\n{part}")
        yield Entry(
            kind=kind,
            url=shown.url,
            part=number,
            title=title,
            text=part,
            plain=plain,
            parts=hash_parts(plain),
            words=to_weighted_vector([(title, "A"), (part, "")]),
            title_words=title_words,
            division_id=shown.division_id,
            year=shown.year,
            date=shown.date,
            stamp=stamp,
        )


def refresh_everything() -> int:
    """Bring every feed and the terms of "did you mean" into step; how many entries were written.

    Where the way of cutting words changed since the index was made, everything is made anew.
    """
    made = Made.objects.first()
    if made is not None and made.fingerprint != fingerprint():
        return reindex()
    codes = {feed.code for feed in feeds.list_all()}
    codes |= set(Entry.objects.values_list("kind", flat=True).distinct())
    written = sum(refresh(code) for code in sorted(codes))
    make_terms()
    if made is None:
        Made.objects.get_or_create(singleton=True, defaults={"fingerprint": fingerprint()})
    return written


def reindex() -> int:
    """Make every index of words anew: the public one, Wagtail's, and those of the registers."""
    Made.objects.all().delete()
    rewrite_words()
    call_command("rebuild_modelsearch_index", verbosity=0)
    return refresh_everything()


def make_terms() -> None:
    """What "did you mean" chooses from: words of today's titles, alone and side by side, and of texts."""
    titles = Entry.objects.filter(part=0).values_list("title", flat=True)
    rows = _make_terms(titles.iterator(chunk_size=2_000))
    known = {row.text for row in rows}
    rows += [
        Term(text=text, key=fold(text), uses=count)
        for text, count in _count_words()
        if text not in known and is_spellable(text)
    ]
    with transaction.atomic():
        Term.objects.all().delete()
        Term.objects.bulk_create(rows, batch_size=2_000)


def _count_words() -> list[tuple[str, int]]:
    """The words of all texts with the number of texts, those that stand in two and more.

    PostgreSQL counts them from the index: no text is read or cut again. A slip of one writer stands in
    one text and is no spelling.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, ndoc FROM ts_stat('SELECT words FROM search_entry') "
            "WHERE ndoc >= 2 ORDER BY ndoc DESC, word LIMIT %s",
            [MOST_TERMS],
        )
        return cursor.fetchall()


def _make_terms(titles: Iterable[str]) -> list[Term]:
    uses: Counter[str] = Counter()
    for title in titles:
        uses.update(set(title_terms([title])))
    return [
        Term(text=text, key=fold(text), uses=count)
        for text, count in uses.most_common(MOST_TERMS)
        if 1 < len(text) <= LONGEST_TERM
    ]
