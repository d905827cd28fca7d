"""The office speaks Thai wherever an editor comes, also where the frameworks speak."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import polib
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Page

from prongsai.website.models import SiteDocument, SiteImage, SitePage
from tests.conftest import Office
from tests.website.files import photo
from tests.website.pages import add_page
from tests.website.words import find_english

ROOT = Path(__file__).resolve().parents[2]
DJANGO = Path(django.__file__).parent
# What Django says where nobody of ours can hear it.
NOT_HEARD = {
    "conf/global_settings.py": "the names of languages; we offer Thai and English, named by ourselves",
    "views/templates/default_urlconf.html": "Django's page of a project without addresses",
    "views/csrf.py": "our own page stands in its place (csrf.html)",
    "contrib/auth/admin.py": "Django's admin is not installed",
    "contrib/sitemaps/apps.py": "names of apps stand on no page",
    "contrib/staticfiles/apps.py": "names of apps stand on no page",
    "contrib/syndication/apps.py": "names of apps stand on no page",
}
# Words that are written in Latin letters in Thai offices, too.
LATIN = """
    html pdf docx xlsx pptx doc xls ppt csv jpg jpeg png gif webp heic avif odt txt zip json rtf key svg
    url line facebook youtube word excel powerpoint google email www png8
    prongsai wagtail axe wcag javascript
    ctrl shift alt esc enter tab cmd mac windows
    english
"""


def _texts_of(path: Path) -> dict[tuple[str | None, str], str]:
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural.get(0, "")
        for entry in polib.pofile(str(path))
    }


def _ours(domain: str) -> dict[tuple[str | None, str], str]:
    found: dict[tuple[str | None, str], str] = {}
    for path in sorted(ROOT.glob(f"locale*/th/LC_MESSAGES/{domain}.po")):
        found |= _texts_of(path)
    return found


def _wagtails() -> Iterator[Path]:
    for app in apps.get_app_configs():
        if app.name.split(".")[0] in ("wagtail", "taggit"):
            yield from (Path(app.path) / "locale" / "en" / "LC_MESSAGES").glob("*.po")


@pytest.mark.parametrize("path", sorted(_wagtails()), ids=lambda p: "-".join(p.parts[-6:]))
def test_each_text_of_wagtail_has_our_thai(path: Path) -> None:
    """Ours, not the one that comes with it: that one is incomplete, and wrong in places."""
    ours = _ours(path.stem)
    wanted = [(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path))]
    assert wanted
    assert [key for key in wanted if not ours.get(key)] == []


def test_what_django_says_to_people_is_thai() -> None:
    ours, missing = _ours("django"), []
    homes = [Path(a.path) for a in apps.get_app_configs() if a.name.startswith("django.")]
    paths = [home / "locale/en/LC_MESSAGES/django.po" for home in [DJANGO / "conf", *homes]]
    for path in filter(Path.exists, paths):
        theirs = _texts_of(Path(str(path).replace("/en/", "/th/")))
        for entry in polib.pofile(str(path)):
            places = {place.lstrip("./") for place, _line in entry.occurrences}
            is_heard = any(not place.startswith(tuple(NOT_HEARD)) for place in places)
            key = (entry.msgctxt, entry.msgid)
            if is_heard and not ours.get(key) and not theirs.get(key):
                missing.append((str(path.relative_to(DJANGO)), *key, sorted(places)))
    assert missing == []


KNOWN = frozenset(LATIN.split())


def _new_pages() -> dict[str, str]:
    """A form for each type of page, where it may be made."""
    found = {}
    for place in SitePage.objects.specific():
        for model in place.creatable_subpage_models():
            args = [model._meta.app_label, model._meta.model_name, place.pk]
            found[f"new {model._meta.model_name}"] = reverse("wagtailadmin_pages:add", args=args)
    return found


def _addresses(page: Page, image: SiteImage, document: SiteDocument) -> dict[str, str]:
    """Each screen about pages, pictures and documents that a person who writes can open."""
    home, pages, old = page.get_parent(), "wagtailadmin_pages", page.revisions.order_by("pk")[0]
    of_page = ("edit", "copy", "move", "delete", "unpublish", "history", "usage",
               "workflow_history")  # fmt: skip
    found = {name: reverse(f"{pages}:{name}", args=[page.pk]) for name in of_page} | _new_pages()
    found |= {
        f"explore {at.slug}": reverse("wagtailadmin_explore", args=[at.pk]) for at in (home, page)
    }
    found |= {
        "root": reverse("wagtailadmin_explore_root"),
        "search": reverse(f"{pages}:search") + "?q=zz",
        "add": reverse(f"{pages}:add_subpage", args=[home.pk]),
        "compare": reverse(f"{pages}:revisions_compare", args=[page.pk, old.pk, "latest"]),
        "revert": reverse(f"{pages}:revisions_revert", args=[page.pk, old.pk]),
        "types": reverse(f"{pages}:type_use", args=["website", "contentpage"]),
    }
    for act in ("publish", "unpublish", "delete", "move"):
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
        found[f"bulk {act}"] = f"{bulk}?id={page.pk}"
    for name in (
        "",
        "_child",
        "_search",
        "_external_link",
        "_email_link",
        "_phone_link",
        "_anchor_link",
    ):
        args = [home.pk] if name == "_child" else []
        found[f"choose{name}"] = reverse(f"wagtailadmin_choose_page{name}", args=args)
    for app, thing in (("wagtailimages", image), ("wagtaildocs", document)):
        rooms = {
            "index": [],
            "add_multiple": [],
            "add": [],
            "edit": [thing.pk],
            "delete": [thing.pk],
        }
        for name, args in rooms.items():
            found[f"{app} {name}"] = reverse(f"{app}:{name}", args=args)
        for name in ("choose", "choose_results"):
            found[f"{app} {name}"] = reverse(f"{app}_chooser:{name}")
    return found


@pytest.fixture
def written(office: Office) -> dict[str, str]:
    """A page with a table, changed once, a picture and a document; the addresses of their screens."""
    table = {
        "columns": [{"type": "text", "heading": "ก"}],
        "rows": [{"values": ["ข"]}],
        "caption": "",
    }
    page = add_page("ตาราง", slug="tables", body=[("table", table)])
    page.save_revision(user=office.officer).publish()
    page.title = "ตารางใหม่"
    page.save_revision(user=office.officer)
    image = SiteImage.objects.create(
        title="ภาพ", file=ContentFile(photo(), "photo.jpg"), width=60, height=40
    )
    document = SiteDocument.objects.create(
        title="เอกสาร", file=ContentFile(b"%PDF-1.7", "paper.pdf")
    )
    return _addresses(page, image, document)


def test_no_screen_of_the_editor_speaks_english(
    written: dict[str, str], office: Office, sign_in: Callable[[Any], Any]
) -> None:
    client, found = sign_in(office.officer), {}
    titles = " ".join(Page.objects.values_list("title", flat=True)).lower()
    known = KNOWN | frozenset(titles.split()) | {office.officer.username}
    for name, address in written.items():
        answer = client.get(address, follow=True)
        assert (answer.status_code, name) == (200, name)
        if english := find_english(answer, known):
            found[name] = english
    assert found == {}
