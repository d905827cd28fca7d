"""What an attacker, a curious colleague or a person who left must find closed."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Collection, CollectionViewRestriction, Page

from prongsai.accounts.erasure import erase_person
from prongsai.accounts.services import set_active
from prongsai.common.askers import asker_of
from prongsai.organization.models import Position, Role, Tenure
from prongsai.organization.queries import find_division
from prongsai.website import caching, services
from prongsai.website.blocks import ChannelBlock, LinkBlock
from prongsai.website.models import EventPage, PeoplePage, PersonCard, SiteDocument, SiteImage
from prongsai.website.searching import list_documents
from tests.conftest import Office
from tests.website import files
from tests.website.making import add_event
from tests.website.pages import add_page, form_of
from tests.website.test_media import body


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "\tJaVaScript:alert(1)", "data:text/html,x", "//evil.example"]
)
def test_an_address_that_a_browser_would_run_is_refused_and_never_kept(url: str) -> None:
    for block, value in (
        (LinkBlock(), {"text": "ก", "page": None, "url": url, "hint": ""}),
        (ChannelBlock(), {"name": "ก", "shown": "ก", "url": url}),
    ):
        with pytest.raises(StructBlockValidationError):
            block.clean(block.to_python(value))
        assert block.get_prep_value(block.to_python(value))["url"] == ""
        fine = block.to_python(value | {"url": "https://example.go.th/"})
        assert block.clean(fine)["url"] == "https://example.go.th/"


def test_senseless_addresses_are_not_found(office: Office) -> None:
    client = Client(raise_request_exception=False)
    for path in ("/share/%00.png", "/share/a%00b/c.png", "/unsubscribe/%00/"):
        assert client.get(path).status_code == 404
    assert client.post("/unsubscribe/%00/").status_code == 404
    assert client.get("/subscribe/confirm/%E0%B8%81/").status_code == 404
    event = add_event("ประเพณี", first_on=timezone.localdate())
    EventPage.objects.update(slug="ประเพณี")
    named = client.get(f"/calendar/{event.translation_key}.ics")["Content-Disposition"]
    assert named.startswith("inline; filename*=utf-8''%E0%B8%9B")


def test_an_editor_of_one_division_touches_nothing_that_another_keeps(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    own = add_page("งานคลัง", "กองคลัง", slug="finance")
    inside = add_page("งานช่าง", "กองช่าง", slug="works")
    Page.objects.get(pk=inside.pk).move(Page.objects.get(pk=own.pk), "last-child")
    services.appoint_editor(
        actor=office.officer, user=office.stranger, division=find_division("กองคลัง")
    )
    client = sign_in(office.stranger)
    edit = reverse("wagtailadmin_pages:edit", args=[own.pk])
    assert 'name="keeper"' not in client.get(edit).text
    theirs = str(find_division("กองช่าง").pk)
    client.post(edit, form_of(own, title="ใหม่", keeper=theirs, **{"action-publish": "1"}))
    own = type(own).objects.get(pk=own.pk)
    assert (own.title, own.keeper) == ("ใหม่", find_division("กองคลัง"))
    client.post(reverse("wagtailadmin_pages:delete", args=[own.pk]))
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{many}?id={inside.pk}")
    client.post(f"{many}?id={own.pk}")
    assert Page.objects.filter(pk__in=[own.pk, inside.pk], live=True).count() == 2
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[own.pk])
    client.post(privacy, {"restriction_type": "password", "password": "1"})
    assert not own.get_view_restrictions().exists()
    everything = sign_in(office.officer)
    assert 'name="keeper"' in everything.get(edit).text
    everything.post(f"{many}?id={own.pk}")
    assert not Page.objects.filter(pk__in=[own.pk, inside.pk]).exists()


def test_a_document_of_the_library_opens_everywhere_and_nowhere_in_a_private_collection(
    office: Office, client: Client
) -> None:
    collection = Collection.get_first_root_node().add_child(name="ภายใน")
    document = SiteDocument(title="แบบคำร้องทั่วไป", kind="form", collection=collection)
    document.file.save("form.txt", ContentFile(b"x"))

    def seen() -> tuple[int, bool, bool, bool]:
        told = client.get("/api/v1/documents").json()["items"]
        opened = client.get(document.url)
        if opened.status_code == 200:
            body(opened)
        return (
            opened.status_code,
            any(row["url"].endswith(document.url) for row in told),
            "แบบคำร้องทั่วไป" in client.get("/library/").text,
            any(shown.url == document.url for shown in list_documents()),
        )

    assert seen() == (200, True, True, True)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert seen() == (404, False, False, False)


def test_photograph_and_contact_go_with_the_position_and_with_the_account(office: Office) -> None:
    today = timezone.localdate()
    deputy = Position.objects.create(title="รองนายกคนที่ 1", role=Role.DEPUTY_MAYOR, order=2)
    tenure = Tenure.objects.create(position=deputy, user=office.stranger, starts_on=today)
    page = PeoplePage.objects.get(side="political")

    def show(person: Any) -> None:
        file = ImageFile(BytesIO(files.photo()), name="a.jpg")
        photo = SiteImage.objects.create(title="ภาพ", file=file)
        fresh = PeoplePage.objects.get(pk=page.pk)
        card = PersonCard(user=person, agreed_on=today, phone="0 1111", photo=photo)
        fresh.cards.add(card)
        fresh.save_revision().publish()

    def is_kept() -> bool:
        texts = page.revisions.values_list("content", flat=True)
        in_texts = any("0 1111" in str(text) for text in texts)
        return in_texts or PersonCard.objects.exists() or SiteImage.objects.exists()

    show(office.stranger)
    assert services.forget_former(on=today) == 0
    tenure.ends_on = today
    tenure.save()
    assert services.forget_former(on=today + dt.timedelta(days=30)) == 0
    assert is_kept()
    assert services.forget_former(on=today + dt.timedelta(days=31)) == 1
    assert not is_kept()
    show(office.stranger)
    set_active(actor=office.admin, user=office.stranger, is_active=False)
    erase_person(actor=office.admin, user=office.stranger)
    assert not is_kept()


def test_limits_know_the_asker_by_what_nobody_can_make_up() -> None:
    def asker(address: str, told: str = "") -> str:
        more = {"HTTP_X_FORWARDED_FOR": told} if told else {}
        return asker_of(RequestFactory().get("/", REMOTE_ADDR=address, **more))

    assert asker("203.0.113.9", "1.2.3.4") == "203.0.113.9"
    assert asker("127.0.0.1", "1.2.3.4, 203.0.113.9") == "203.0.113.9"
    assert asker("127.0.0.1") == asker("::1", "127.0.0.1") == asker("") == ""
    assert asker("127.0.0.1", "203.0.113.9, unknown") == ""  # nobody in the middle is guessed
    assert asker("127.0.0.1", "203.0.113.9:4711") == asker("::ffff:203.0.113.9") == "203.0.113.9"
    assert asker("127.0.0.1", "2001:db8::7") == asker("2001:db8::8") == "2001:db8::/64"


def test_a_chain_of_our_proxies_is_followed_and_no_further(settings: Any) -> None:
    def asker(address: str, told: str, name: str = "X_FORWARDED_FOR") -> str:
        return asker_of(RequestFactory().get("/", REMOTE_ADDR=address, **{f"HTTP_{name}": told}))

    settings.TRUSTED_PROXIES = ["127.0.0.0/8", "10.0.0.0/8"]
    made_up = "198.51.100.1, 10.0.0.9, 203.0.113.9, 10.0.0.7"
    assert asker("10.0.0.5", made_up) == "203.0.113.9"
    assert asker("192.0.2.1", made_up) == "192.0.2.1"  # no proxy of ours: nothing is believed
    hops = 'for=198.51.100.1, for="[2001:db8::7]:4711";proto=https, For=10.0.0.7;by=10.0.0.5'
    assert asker("10.0.0.5", hops, "FORWARDED") == ""  # our proxies do not write this header
    settings.PROXY_HEADER = "forwarded"
    assert asker("10.0.0.5", hops, "FORWARDED") == "2001:db8::/64"
    assert asker("10.0.0.5", "for=_hidden", "FORWARDED") == ""
    assert asker("10.0.0.5", "203.0.113.9") == ""


def test_long_addresses_are_answered_and_not_kept(
    office: Office, client: Client, settings: Any
) -> None:
    settings.PAGE_CACHE = True
    caching._kept.clear()
    assert client.get(f"/about/?{'a' * 300}=1").status_code == 200
    assert not caching._kept
    client.get("/about/")
    assert len(caching._kept) == 1
    caching._kept.clear()
