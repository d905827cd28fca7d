"""Addresses of pages: Latin letters only, made of the title or of the day, never changed by themselves."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from prongsai.website.slugs import is_filled_in, make_slug
from tests.conftest import Office
from tests.website.pages import add_page, form_of

DAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("ข่าวน้ำประปา", "2569-11-30"),
        ("หมู่ 3 หยุดจ่ายน้ำ", "2569-11-30"),
        ("ประกาศ e-bidding ปี 2569", "e-bidding-2569"),
        ("!?", "2569-11-30"),
        ("Long " * 40, ("long-" * 12).strip("-")),
    ],
)
def test_a_title_gives_its_latin_words_or_the_day(office: Office, title: str, slug: str) -> None:
    assert make_slug(title, DAY, parent=Page.objects.get(url_path="/home/")) == slug


def test_a_second_page_of_the_same_day_is_numbered(office: Office) -> None:
    add_page("เรื่องที่หนึ่ง", slug="2569-11-30")
    parent = Page.objects.get(url_path="/home/")
    assert make_slug("เรื่องที่สอง", DAY, parent=parent) == "2569-11-30-2"


def test_what_somebody_chose_is_kept() -> None:
    assert not is_filled_in("3", "หมู่ที่สาม")
    assert not is_filled_in("water", "น้ำประปา")
    assert is_filled_in("3", "หมู่ 3")
    assert is_filled_in("", "น้ำประปา")


@pytest.mark.parametrize("sent", ["", "3"])
def test_an_officer_need_not_write_an_address(
    office: Office, sign_in: Callable[[Any], Any], sent: str
) -> None:
    home = Page.objects.get(url_path="/home/")
    add = reverse("wagtailadmin_pages:add", args=["website", "contentpage", home.pk])
    data = form_of(Page(title="หมู่ 3 ปิดถนน"), slug=sent, **{"action-publish": "1"})
    assert sign_in(office.officer).post(add, data).status_code == 302
    page = Page.objects.get(title="หมู่ 3 ปิดถนน")
    today = timezone.localdate()
    assert page.slug == f"{today.year + 543}-{today:%m-%d}"


def test_an_address_stays_when_the_title_changes_or_the_field_is_emptied(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    page = add_page("งานคลัง", slug="ขาว-2569")  # as it was made before
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for sent in (page.slug, ""):
        data = form_of(page, title="งานการคลัง", slug=sent, **{"action-publish": "1"})
        assert sign_in(office.officer).post(edit, data).status_code == 302
        page.refresh_from_db()
        assert page.slug == "ขาว-2569"
