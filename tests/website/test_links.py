"""Links that lead nowhere are found, on this website and on others, and listed with their keeper."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from prongsai.website import services
from prongsai.website.models import BrokenLink, HomePage, SitePage
from tests.conftest import Office
from tests.disclosure.servers import running
from tests.website.pages import add_page

LIMIT = 12


def test_broken_links_are_found_and_good_ones_left_alone(
    office: Office, sign_in: Callable[[Any], Any], settings: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    settings.FETCH_TRUSTED = ["127.0.0.1/32"]
    for page in SitePage.objects.filter(depth=3).exclude(slug="news"):
        page.delete()  # the first pages name sites that tests don't ask
    HomePage.objects.update(body=[])
    draft = add_page("ร่าง", slug="draft", live=False)
    with running() as site:
        base = f"http://127.0.0.1:{site.server_address[1]}"
        addresses = {
            "ดี": f"{base}/good", "ย้าย": f"{base}/moved", "พัง": f"{base}/broken",
            "หาย": f"{base}/nowhere", "ในเว็บ": "/news/", "ร่าง": "/draft/", "พิมพ์ผิด": "/nwes/",
            "ทะเบียน": "/ita/", "โทร": "tel:043", "วนเวียน": f"{base}/circle",
        }  # fmt: skip
        links = "".join(f'<a href="{url}">{words}</a> ' for words, url in addresses.items())
        gone = f'<a linktype="page" id="{draft.pk + 999}">ลบแล้ว</a>'
        add_page("งานคลัง", "กองคลัง", slug="finance", body=[("text", f"<p>{links}{gone}</p>")])
        first = services.ask_for_link_check(actor=office.officer)
        assert services.ask_for_link_check(actor=None).pk == first.pk
        found = services.check_waiting_links()
        assert services.check_waiting_links() is None
    broken = {row.words: row.problem for row in BrokenLink.objects.all()}
    assert broken == {
        "พัง": "answers-with", "หาย": "answers-with", "ร่าง": "not-found-here",
        "พิมพ์ผิด": "not-found-here", "ลบแล้ว": "target-gone", "วนเวียน": "redirect-loop",
    }  # fmt: skip
    assert found == len(broken)
    client = sign_in(office.officer)
    client.get(reverse("website_links"))
    with django_assert_max_num_queries(LIMIT):
        text = client.get(reverse("website_links")).text
    assert "กองคลัง" in text
    assert "พิมพ์ผิด" in text
    assert client.post(reverse("website_check_links")).status_code == 302
