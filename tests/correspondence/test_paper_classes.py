"""The starter texts: whole, fillable for every kind of organisation, in official digits."""

import datetime as dt
import json
import re

import jsonschema
import pytest

from prongsai.correspondence import rules
from prongsai.correspondence.papers.body import read_body
from prongsai.correspondence.papers.classes import (
    CATALOGUE,
    PLACEHOLDER,
    PaperClass,
    collect_values,
    fill,
    find_class,
    list_classes,
    load_catalogue,
)
from prongsai.organization.models import OrganizationKind, OrganizationProfile

DAY = dt.date(2026, 11, 24)
SCHEMA = CATALOGUE.with_name("classes.schema.json")
WANTED = {
    "service-guides", "public-information", "website-keepers", "asset-use",
    "procurement-transparency", "budget-spending", "dos-and-donts", "acting", "committee",
    "honest-intent", "no-gift", "no-gift-en", "circular-notice", "certificate", "memo", "website-report",
}  # fmt: skip

every_class = pytest.mark.parametrize("chosen", list_classes(), ids=lambda c: c.code)


def test_the_catalogue_follows_its_schema() -> None:
    jsonschema.validate(load_catalogue(), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert set(load_catalogue()["kinds"]) == set(OrganizationKind.values)


def test_every_wanted_class_is_there_once() -> None:
    codes = [known.code for known in list_classes()]
    assert len(codes) == len(set(codes))
    assert set(codes) == WANTED
    assert find_class("no-gift") is not None
    assert find_class("unheard-of") is None


@every_class
def test_texts_are_in_official_digits_and_letters(chosen: PaperClass) -> None:
    texts = " ".join((chosen.subject, chosen.to, chosen.body))
    wrong = "[0-9]" if chosen.language == "th" else "[ก-๛]"
    assert not re.search(wrong, PLACEHOLDER.sub("", texts))
    assert chosen.kind in rules.TRAITS


@every_class
@pytest.mark.django_db
def test_every_placeholder_is_known_and_filled(chosen: PaperClass) -> None:
    values = collect_values(fiscal_year=2570, division="สำนักปลัด", on=DAY)
    for text in (chosen.subject, chosen.to, chosen.body):
        assert set(PLACEHOLDER.findall(text)) <= set(values)
    filled = fill(chosen, fiscal_year=2570, division="สำนักปลัด", on=DAY)
    assert not re.search(r"[{}]", "".join(filled.values()))
    assert len(filled["subject"]) <= 500
    assert read_body(filled["body"])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", OrganizationKind.values)
def test_texts_name_the_organisation_and_its_law(kind: str) -> None:
    OrganizationProfile.objects.all().delete()
    OrganizationProfile.objects.create(
        kind=kind, name="บ้านใหม่", amphoe="เมือง", province="ขอนแก่น", letter_code="ขก ๕๒๐๐๑",
        website="https://example.go.th/ita/2570", phone="0 4312 3456",
    )  # fmt: skip
    order = find_class("website-keepers")
    announcement = find_class("no-gift")
    assert order is not None
    assert announcement is not None
    body = fill(order, fiscal_year=2570, division="สำนักปลัด", on=DAY)["body"]
    assert load_catalogue()["kinds"][kind]["authority"] in body
    gift = fill(announcement, fiscal_year=2570, division="สำนักปลัด", on=DAY)["body"]
    assert "https://example.go.th/ita/2570" in gift
    assert "โทรศัพท์ ๐ ๔๓๑๒ ๓๔๕๖" in gift
    assert "๒๕๗๐" in fill(announcement, fiscal_year=2570, division="", on=DAY)["subject"]


@pytest.mark.django_db
def test_the_english_text_counts_in_the_common_era() -> None:
    chosen = find_class("no-gift-en")
    assert chosen is not None
    filled = fill(chosen, fiscal_year=2570, division="สำนักปลัด", on=DAY)
    assert filled["subject"].endswith("2027")
    assert "Chief Executive" in filled["body"]


def test_names_follow_the_language_of_the_screen() -> None:
    from django.utils.translation import override

    chosen = find_class("acting")
    assert chosen is not None
    with override("en"):
        assert chosen.label == chosen.label_en
    with override("th"):
        assert chosen.label == chosen.label_th


# What stands in brackets in a ready text and is part of it.
KEPT = re.compile(r"\([๐-๙]+\)|\(No Gift Policy\)|\(Dos & Don’ts\)|\(E-Service\)|\(Website\)")


@pytest.mark.parametrize("chosen", list_classes(), ids=lambda c: c.code)
def test_every_blank_of_a_ready_text_is_told(chosen: PaperClass) -> None:
    text = f"{chosen.subject}\n{chosen.to}\n{chosen.body}"
    found = re.findall(r"\([^()\n]*[ก-๙][^()\n]*\)", text)
    told = rules.find_blanks(text)
    assert [blank for blank in found if not KEPT.fullmatch(blank) and blank not in told] == []
