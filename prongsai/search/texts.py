"""What the registers' public entries say: the texts that search reads, as the public reads them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from prongsai.correspondence.papers.body import to_plain
from prongsai.correspondence.papers.queries import get_public, list_public
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.public import get_content
from prongsai.disclosure.queries.access import list_public_years
from prongsai.evidence.entries import PublicEntry
from prongsai.measures.models import Publication
from prongsai.meetings.content import MinutesContent, redact
from prongsai.meetings.papers import withheld_of
from prongsai.meetings.public import list_published
from prongsai.search.feeds import Shown, feeds, show

_THAI_OR_WORDS = re.compile(r"[ก-๎]|[^\W\d]{2,} [^\W\d]{2,}")
_LATER = re.compile(r"^(https?:|/|[0-9a-f]{16,}$)")


def plain_texts(value: Any) -> Iterator[str]:
    """The sentences and names in plain values; codes, addresses and digests are left out."""
    if isinstance(value, str):
        if _THAI_OR_WORDS.search(value) and not _LATER.match(value):
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from plain_texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from plain_texts(part)


def _join(value: Any) -> str:
    return "\n".join(plain_texts(value))


def describe_publications(kind: str, entries: Iterable[PublicEntry]) -> Iterator[Shown]:
    """Plans or reports with what their newest published version says."""
    for entry in entries:
        yield show(entry, partial(_publication_text, kind, entry.year))


def _publication_text(kind: str, year: int) -> str:
    found = Publication.objects.filter(plan__fiscal_year=year, kind=kind).first()
    return _join(found.snapshot) if found else ""


def describe_analyses(entries: Iterable[PublicEntry]) -> Iterator[Shown]:
    """The analyses with their findings."""
    for entry in entries:
        yield show(entry, partial(_analysis_text, entry.year))


def _analysis_text(year: int) -> str:
    found = Publication.objects.filter(plan__fiscal_year=year, kind="plan").first()
    return _join(found.snapshot.get("analysis")) if found else ""


def describe_papers(entries: Iterable[PublicEntry]) -> Iterator[Shown]:
    """Published papers with their text and division."""
    divisions = dict(list_public().values_list("public_id", "division_id"))
    by_url = {reverse("public_paper", args=[key]): (key, div) for key, div in divisions.items()}
    for entry in entries:
        if entry.url in by_url:
            key, division_id = by_url[entry.url]
            yield show(entry, partial(_paper_text, key), division_id)


def _paper_text(public_id: UUID) -> str:
    paper: Any = get_public(public_id)
    return "\n".join([f"{paper.get_kind_display()} {paper.number}", to_plain(paper.body)])


def describe_meetings(entries: Iterable[PublicEntry]) -> Iterator[Shown]:
    """Meetings with their minutes as the public reads them."""
    minutes = {
        reverse("public_meeting", args=[version.minutes.meeting.public_id]): version
        for version in list_published()
    }
    for entry in entries:
        version = minutes.get(entry.url)
        yield show(entry, partial(_minutes_text, version)) if version else show(entry)


def _minutes_text(version: Any) -> str:
    content = redact(MinutesContent.from_json(version.content), withheld_of(version.minutes))
    return _join(content.to_json())


def describe_disclosure(entries: Iterable[PublicEntry]) -> Iterator[Shown]:
    """The pages of items with their components and what proves them."""
    years = {year.fiscal_year: year for year in list_public_years()}

    @cache
    def items_of(fiscal_year: int) -> dict[str, str]:
        return _item_texts(years[fiscal_year])

    for entry in entries:
        yield show(entry, partial(_item_text, items_of, entry))


def _item_text(items_of: Any, entry: PublicEntry) -> str:
    text: str = items_of(entry.year).get(entry.url, "")
    return text


def _item_texts(year: DisclosureYear) -> dict[str, str]:
    return {
        reverse("public_ita_item", args=[year.fiscal_year, item["code"].lower()]): _join(item)
        for item in get_content(year)["items"]
    }


def register_feeds() -> None:
    """Say what the registers' entries hold."""
    feeds.describe("plans", partial(describe_publications, Publication.Kind.PLAN))
    feeds.describe("annual-reports", partial(describe_publications, Publication.Kind.REPORT))
    feeds.describe("analyses", describe_analyses)
    feeds.describe("meetings", describe_meetings)
    feeds.describe("disclosure", describe_disclosure)
    feeds.describe("papers", describe_papers)
