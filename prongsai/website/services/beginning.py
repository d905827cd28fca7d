"""The first pages of a site: what a Thai local government must publish, ready to be filled."""

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
