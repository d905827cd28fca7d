"""Wagtail's own addresses: who opens which, and the rooms that are not there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from prongsai.common.access import iterate_views
from prongsai.website.shut_urls import ROOMS
from tests.access.tables import is_ours, read_table
from tests.conftest import Office
from tests.website.pages import add_page

TABLE = Path(__file__).parents[1] / "access" / "stock.txt"
PERSONAS = ("officer", "head", "admin", "citizen")


@pytest.fixture
def page(office: Office) -> Page:
    """A page of text that is public."""
    return add_page("งานคลัง", slug="finance")


def test_rooms_that_this_office_does_not_have_are_not_there(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    rooms = [*ROOMS.split("|"), "users/new", "groups/new", "workflows/list"]
    for person in (office.officer, office.admin):
        client = sign_in(person)
        answers = {room: client.get(f"/office/{room}/") for room in rooms}
        assert {r for r, answer in answers.items() if answer.status_code != 404} == set()
    assert "ไม่พบหน้านี้" in answers["failwhale"].text


def _stock() -> Iterator[str]:
    """The addresses of Wagtail's own views that need nothing to be filled in, less those shut as rooms."""
    shut = tuple(f"office/{room}/" for room in ROOMS.split("|"))
    for route, view in iterate_views():
        if route.startswith(shut):
            continue
        is_plain = route.startswith("office/") and not set("<^(") & set(route)
        if is_plain and not is_ours(view) and route != "office/":
            yield f"/{route}"


def test_wagtails_own_addresses_open_to_whom_the_table_says(page: Page, office: Office) -> None:
    """Y opens it, N is refused (Wagtail: sent back to the first page), L signs in, - is not there."""
    clients, found = {name: Client() for name in PERSONAS}, {}
    for name in PERSONAS[:-1]:
        person = getattr(office, name)
        clients[name].force_login(person, backend="prongsai.accounts.backends.GroupBackend")
    for address in sorted(set(_stock())):
        letters = ""
        for client in clients.values():
            answer = client.get(address)
            assert answer.status_code < 500, address
            letters += _letter(answer)
        found[address] = letters
    assert found == read_table(TABLE)


def _letter(answer: Any) -> str:
    to = answer.get("Location", "")
    if answer.status_code == 302:
        return "L" if "/login/" in to else "N" if to == "/office/" else "Y"
    return {403: "N", 404: "-"}.get(answer.status_code, "Y")
