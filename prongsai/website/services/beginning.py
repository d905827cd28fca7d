"""The first pages of a site: what a Thai local government must publish, ready to be filled."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Collection, Page, Site

from prongsai.audit.services import record
from prongsai.organization.models import Division
from prongsai.organization.queries import get_profile, list_divisions
from prongsai.website import events
from prongsai.website.content import read_kind, read_start
from prongsai.website.models import HomePage, NewsCategory, SitePage
from prongsai.website.models.base import ENGLISH, ROOT
from prongsai.website.services.planting import Words, plant


@transaction.atomic
def begin_site(*, actor: Any) -> HomePage:
    """Make the first pages where there are none; the front page stands at "/" from then on."""
    found = HomePage.objects.order_by("depth").first()
    if found is not None:
        return found
    start = read_start()
    NewsCategory.objects.bulk_create(
        [NewsCategory(order=order, **values) for order, values in enumerate(start["categories"])],
        ignore_conflicts=True,
    )
    root = Page.get_first_root_node()
    root.get_children().delete()  # Wagtail's own welcome page
    home = plant(Page.objects.get(pk=root.pk), start["home"], _words())
    site = Site.objects.first() or Site(hostname="localhost", port=80)
    site.root_page, site.is_default_site = home, True
    site.site_name = get_profile().short_name
    site.save()
    _name_roots(start["roots"])
    record(actor=actor, event=events.SITE_BEGUN)
    assert isinstance(home, HomePage)
    return home


def _name_roots(words: dict[str, str]) -> None:
    """Dialogs show what stands above all pages and all files; Wagtail calls both "Root"."""
    top = Page.objects.filter(depth=1)
    top.update(title=words["pages"], draft_title=words["pages"])
    Collection.objects.filter(depth=1).update(name=words["files"])


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


def give_english_name(*, name: str) -> int:
    """Where the first English pages had to be named in Thai, put the English name that is known now;
    returns how many changed. What somebody has written since stays as it is."""
    homes = HomePage.objects.filter(url_path=f"/{ROOT}/{ENGLISH}/", title=get_profile().full_name)
    if not name or not homes.exists():
        return 0
    pages = SitePage.objects.filter(
        url_path__startswith=f"/{ROOT}/{ENGLISH}/", latest_revision=None
    )
    return sum(_rename(page, get_profile().full_name, name) for page in pages.specific())


def _rename(page: Any, old: str, new: str) -> bool:
    """Put a name in the place of another wherever a page says it."""
    said = {name: getattr(page, name) for name in ("title", "draft_title", "summary")}
    kept = list(page.body.raw_data) if hasattr(page, "body") else []
    told = {name: text.replace(old, new) for name, text in said.items()}
    body = _put(kept, old, new)
    if (told, body) == (said, kept):
        return False
    for name, text in told.items():
        setattr(page, name, text)
    if body != kept:
        page.body = json.dumps(body, ensure_ascii=False)
    page.save(clean=False)
    return True


def _put(value: Any, old: str, new: str) -> Any:
    """The value of a text of pieces with `new` for `old` in every string of it."""
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_put(part, old, new) for part in value]
    if isinstance(value, dict):
        return {name: _put(part, old, new) for name, part in value.items()}
    return value


def _words() -> Words:
    profile = get_profile()
    return Words(
        texts={
            "full_name": profile.full_name,
            "short_name": profile.short_name,
            "name_en": profile.name_en or profile.full_name,
            "amphoe": profile.amphoe,
            "province": profile.province,
            **read_kind(profile.kind),
        },
        keepers={division.code: division for division in list_divisions()},
    )
