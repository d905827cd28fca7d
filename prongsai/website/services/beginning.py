"""The first pages of a site: what a Thai local government must publish, ready to be filled."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site

from prongsai.audit.services import record
from prongsai.organization.models import Division
from prongsai.organization.queries import get_profile, list_divisions
from prongsai.website import events, models
from prongsai.website.models import HomePage, NewsCategory, SitePage

START = Path(__file__).parents[1] / "content" / "start.yaml"


@cache
def read_start() -> dict[str, Any]:
    """The shipped first pages: categories and a tree, in Thai, the essential ones in English."""
    found: dict[str, Any] = yaml.safe_load(START.read_text(encoding="utf-8"))
    return found


@transaction.atomic
def begin_site(*, actor: Any) -> HomePage:
    """Make the first pages where there are none; the front page stands at "/" from then on."""
    found = HomePage.objects.order_by("depth").first()
    if found is not None:
        return found
    start = read_start()
    for order, category in enumerate(start["categories"]):
        NewsCategory.objects.get_or_create(
            slug=category["slug"],
            defaults={"name": category["name"], "name_en": category["name_en"], "order": order},
        )
    root = Page.get_first_root_node()
    root.get_children().delete()  # Wagtail's own welcome page
    home = _add(Page.objects.get(pk=root.pk), start["home"], _words())
    site = Site.objects.first() or Site(hostname="localhost", port=80)
    site.root_page, site.is_default_site = home, True
    site.save()
    _pair(home)
    record(actor=actor, event=events.SITE_BEGUN)
    assert isinstance(home, HomePage)
    return home


def give_first_pages(*, division: Division) -> int:
    """Make a division that is new the keeper of the first pages meant for its code, where nobody keeps
    them yet; returns how many."""
    places = list(_meant_for(division.code, read_start()["home"], "/"))
    found = SitePage.objects.filter(url_path__in=places, keeper=None)
    return found.update(keeper=division)


def _meant_for(code: str, values: dict[str, Any], above: str) -> Iterator[str]:
    place = f"{above}{values['slug']}/"
    if values.get("keeper") == code:
        yield place
    for child in values.get("children", ()):
        yield from _meant_for(code, child, place)


def _words() -> dict[str, Any]:
    profile = get_profile()
    keepers = {division.code: division for division in list_divisions()}
    return {
        "keepers": keepers,
        "now": timezone.now(),
        "texts": {
            "full_name": profile.full_name,
            "short_name": profile.short_name,
            "name_en": profile.name_en or profile.full_name,
            "amphoe": profile.amphoe,
            "province": profile.province,
        },
    }


def _add(parent: Page, values: dict[str, Any], words: dict[str, Any]) -> Page:
    model = getattr(models, values["type"])
    texts = words["texts"]
    page = model(
        title=values["title"].format(**texts),
        slug=values.get("slug") or slugify(values["title"]),
        summary=values.get("summary", "").format(**texts),
        show_in_menus=values.get("menu", False),
        keeper=words["keepers"].get(values.get("keeper", "")),
        cadence=values.get("cadence"),
        first_published_at=words["now"],
        last_published_at=words["now"],
        **{name: text.format(**texts) for name, text in values.get("fields", {}).items()},
    )
    if "body" in values:
        page.body = [_piece(piece, texts) for piece in values["body"]]
    parent.add_child(instance=page)
    for child in values.get("children", ()):
        _add(page, child, words)
    return page


def _piece(piece: dict[str, Any], texts: dict[str, str]) -> tuple[str, Any]:
    ((kind, value),) = piece.items()
    return kind, _filled(value, texts)


def _filled(value: Any, texts: dict[str, str]) -> Any:
    if isinstance(value, str):
        return value.format(**texts)
    if isinstance(value, list):
        return [_filled(part, texts) for part in value]
    return (
        {name: _filled(part, texts) for name, part in value.items()}
        if isinstance(value, dict)
        else value
    )


def _pair(home: Page) -> None:
    """English pages name the Thai page of the same slugs."""
    pages = {page.url_path: page for page in SitePage.objects.descendant_of(home, inclusive=True)}
    for path, page in pages.items():
        if page.language == "en":
            thai = path.replace("/en/", "/", 1)
            if thai in pages:
                SitePage.objects.filter(pk=page.pk).update(other_language=pages[thai])
