"""What the website proves of a year, and what the registry knows of its pages."""

from django.utils import timezone

from prongsai.evidence.entries import registry as published
from prongsai.evidence.sources import registry
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website import services
from prongsai.website.models import SitePage
from tests.conftest import Office
from tests.website.test_pages import add_news

YEAR = fiscal_year_of(timezone.localdate()).year_be


def test_the_measures_of_the_third_topic_are_offered_their_sources() -> None:
    fitting = {
        "เผยแพร่ประชาสัมพันธ์ช่องทาง การเผยแพร่ข้อมูลข่าวสารภาครัฐให้ประชาชนทราบ": ["publications"],
        "ปรับปรุงข้อมูลให้ทันสมัย เป็นปัจจุบัน": ["website-updates"],
        "เผยแพร่ประชาสัมพันธ์ช่องทางการแจ้งร้องเรียนการทุจริตในการปฏิบัติงานของเจ้าหน้าที่ของรัฐ": [],
    }
    for title, codes in fitting.items():
        assert [s.code for s in registry.list_fitting(title)] == codes


def test_months_with_updates_prove_the_year_and_empty_ones_are_missing(office: Office) -> None:
    add_news("ข่าว", first_published_at=timezone.now(), last_published_at=timezone.now())
    services.confirm_page(actor=office.officer, page=SitePage.objects.get(slug="plans", depth=3))
    source = registry.find("website-updates")
    assert source is not None
    report = source.report(YEAR)
    assert (report.expected, len(report.items), len(report.missing)) == (12, 1, 11)
    assert report.suggested_output is not None
    assert report.suggested_outcome is not None
    assert report.suggested_output[1] == "ครั้ง"
    assert "ร้อยละ ๑๐๐" in report.suggested_outcome[2]
    assert source.report(2500).suggested_output is None


def test_publications_are_counted_by_channel(office: Office) -> None:
    source = registry.find("publications")
    assert source is not None
    assert source.report(YEAR).missing
    add_news("ข่าว", first_published_at=timezone.now(), last_published_at=timezone.now())
    report = source.report(YEAR)
    assert not report.missing
    assert report.suggested_output is not None
    assert report.suggested_output[0] == 1
    assert "เว็บไซต์ ๑ เรื่อง" in report.suggested_output[2]


def test_news_and_pages_are_public_entries_drafts_and_private_ones_are_not(office: Office) -> None:
    from wagtail.models import PageViewRestriction

    shown = add_news("ข่าวที่เผยแพร่")
    add_news("ร่าง", live=False)
    hidden = SitePage.objects.get(slug="services", depth=3)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    found = {source.code: source for source in published.list_all()}
    news, pages = list(found["news"].entries()), list(found["web-pages"].entries())
    assert [(e.title, e.url) for e in news] == [(shown.title, f"/news/{shown.slug}/")]
    addresses = {entry.url for entry in pages}
    assert {"/about/", "/news/", "/en/contact/"} <= addresses
    assert not {"/", "/en/", "/services/"} & addresses
