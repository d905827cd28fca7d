"""Many pages at once: a tree of plain values becomes pages in a few statements.

`Page.add_child` asks the database a dozen times a page; a whole site is made whenever an organisation
is set up. The references of these pages (wagtail.ReferenceIndex) are recorded when they are next saved.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page

from prongsai.website import models
from prongsai.website.models import Law, SitePage


@dataclass(frozen=True)
class Words:
    """What the texts of a tree are filled with, and the divisions by their codes."""

    texts: Mapping[str, str]
    keepers: Mapping[str, Any]

    def fill(self, value: Any) -> Any:
        """The value with every text in it filled."""
        if isinstance(value, str):
            return value.format_map(self.texts)
        if isinstance(value, list):
            return [self.fill(part) for part in value]
        if isinstance(value, dict):
            return {name: self.fill(part) for name, part in value.items()}
        return value


def plant(root: Page, tree: dict[str, Any], words: Words) -> Page:
    """Make the page that `tree` describes, with all below it, as the only child of the root."""
    pairs = list(_grow(root, 1, tree, words))
    pages = [page for page, _values in pairs]
    _insert(pages)
    _pair(pages)
    Law.objects.bulk_create(
        Law(page=page, sort_order=order, **words.fill(law))
        for page, values in pairs
        for order, law in enumerate(values.get("laws", ()))
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    _index(pages)
    return pages[0]


def _grow(
    parent: Page, step: int, values: dict[str, Any], words: Words
) -> Iterator[tuple[SitePage, dict[str, Any]]]:
    page = _page(values, words)
    page.depth = parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, step)
    page.set_url_path(parent)
    children = values.get("children", ())
    page.numchild = len(children)
    yield page, values
    for number, child in enumerate(children, start=1):
        yield from _grow(page, number, child, words)


def _page(values: dict[str, Any], words: Words) -> SitePage:
    model = getattr(models, values["type"])
    title, now = words.fill(values["title"]), timezone.now()
    page = model(
        title=title,
        draft_title=title,
        slug=values["slug"],
        summary=words.fill(values.get("summary", "")),
        search_description="",
        show_in_menus=values.get("menu", False),
        keeper=words.keepers.get(values.get("keeper", "")),
        cadence=values.get("cadence"),
        content_type=ContentType.objects.get_for_model(model),
        locale=Locale.get_default(),
        first_published_at=now,
        last_published_at=now,
        latest_revision_created_at=None,
        **words.fill(values.get("fields", {})),
    )
    streams = {"body": values.get("body"), **values.get("streams", {})}
    for name, pieces in streams.items():
        if pieces:
            setattr(page, name, stream_text(words.fill(pieces)))
    assert isinstance(page, SitePage)
    return page


def stream_text(pieces: list[dict[str, Any]]) -> str:
    """Pieces as `[{"text": "<p>…</p>"}, …]` in the form in which Wagtail keeps a text of pieces."""
    parts = [(kind, value) for piece in pieces for kind, value in piece.items()]
    raw = [
        {"type": kind, "value": _table(value) if kind == "table" else value}
        for kind, value in parts
    ]
    return json.dumps(raw, ensure_ascii=False)


def _table(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "caption": value.get("caption", ""),
        "columns": [{"type": "text", "heading": heading} for heading in value["columns"]],
        "rows": [{"values": row} for row in value["rows"]],
    }


def _insert(pages: list[SitePage]) -> None:
    """Rows of the three tables of each page; `raw` writes only the table of the class itself."""
    names = [field.attname for field in Page._meta.local_concrete_fields if not field.primary_key]
    bases = Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in names}) for page in pages
    )
    middle = [field.attname for field in SitePage._meta.local_concrete_fields]
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
        for model in (SitePage, type(page)):
            own = SitePage(**{n: getattr(page, n) for n in middle}) if model is SitePage else page
            own.save_base(raw=True, force_insert=True)
        page._state.adding = False


def _pair(pages: list[SitePage]) -> None:
    """English pages name the Thai page of the same slugs."""
    by_path = {page.url_path: page for page in pages}
    for path, page in by_path.items():
        thai = by_path.get(path.replace("/en/", "/", 1)) if page.language == "en" else None
        if thai is not None and thai is not page:
            SitePage.objects.filter(pk=page.pk).update(other_language=thai)


def _index(pages: list[SitePage]) -> None:
    """Let search find them, kind by kind."""
    backend = get_search_backend()
    for model in dict.fromkeys(type(page) for page in pages):
        backend.add_bulk(model, [page for page in pages if type(page) is model])
