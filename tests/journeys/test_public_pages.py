"""The list of public pages forgets none that the program has."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.urls import get_resolver, resolve

from prongsai.website.models import SitePage
from prongsai.website.queries import path_of
from tests.conftest import Office
from tests.journeys.public_pages import ABSENT, KINDS, PUBLIC

NOBODY = "00000000-0000-0000-0000-000000000000"
# Public addresses that end like pages and are not in the list, with the reason.
NO_PAGES = {
    "accounts_persona": "only a form's address",
    "set_language": "only a form's address",
    "public_display": "only a form's address",
    "public_line_webhook": "only LINE asks it",
    "public_search_suggest": "JSON",
    "public_paper_file": "a file",
    "public_circular_document": "a file",
    "public_plans": "leads to the newest plan",
    "organization_setup": "leads to the office when it was done",
    "public_verify": "test_a_document_that_waits_its_register_and_the_check_of_a_sealed_one",
    "wagtailcore_authenticate_with_password": "no page has a password",
    "wagtailcore_login": "no page needs to sign in",
    "wagtail_serve": "`public_page` stands before it",
}


def _routes(patterns: list[object], before: str = "") -> Iterator[tuple[str, str]]:
    """Whole route and name of every address below these."""
    for pattern in patterns:
        route = before + str(pattern.pattern)  # type: ignore[attr-defined]
        below = getattr(pattern, "url_patterns", None)
        if below is None:
            yield route, str(pattern.name)  # type: ignore[attr-defined]
        else:
            yield from _routes(below, route)


def _is_page(route: str) -> bool:
    """Files and feeds have a name behind the last stroke; regular expressions end with brackets."""
    is_public = not route.startswith(("office/", "api/v1/"))
    return is_public and route.rpartition("/")[2].strip("$)*+") == ""


def test_every_public_address_that_looks_like_a_page_is_among_them() -> None:
    found = _routes(get_resolver().url_patterns)
    pages = {name for route, name in found if _is_page(route)}
    samples = [kind.replace(r"[\w-]+", "one").replace("[0-9a-f-]{36}", NOBODY) for kind in KINDS]
    seen = {resolve(path.partition("?")[0]).url_name for path in (*PUBLIC, *ABSENT, *samples)}
    assert pages - seen == set(NO_PAGES)


@pytest.mark.django_db
def test_every_type_of_page_is_among_them(office: Office) -> None:
    stands = {path_of(page.url_path): page.specific_class for page in SitePage.objects.all()}
    named = {path.partition("?")[0] for path in PUBLIC}
    seen = {kind for path, kind in stands.items() if path in named}
    # News, events and albums: none stands there at the beginning.
    below = {kind.split("/")[1] for kind in KINDS}
    seen |= {
        child
        for path, kind in stands.items()
        if path.strip("/") in below
        for child in kind.allowed_subpage_models()
    }
    known = {model for model in apps.get_models() if issubclass(model, SitePage)} - {SitePage}
    assert len(known) > 10
    assert known - seen == set()
