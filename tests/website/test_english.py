"""English pages: what has an English name is named by it, what stays Thai is marked as Thai."""

import re
from typing import Any

import lxml.html
from django.test import Client
from django.urls import reverse

from prongsai.organization import services as organization
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position, get_profile
from prongsai.website.models import SitePage
from tests.conftest import Office

LETTER = "ก"  # what the buttons for the size of letters show
NAME = (
    "องค์การบริหารส่วนตำบลทดสอบ"  # stands in texts that were written before there was an English name
)
THAI = re.compile("[\u0e00-\u0e7f]")


def unmarked(node: Any, is_thai: bool = False) -> list[str]:
    """The Thai texts of an English page that are not marked as Thai."""
    if not isinstance(node.tag, str) or node.tag in ("script", "style"):
        return []
    is_thai = node.get("lang", "th" if is_thai else "") == "th"
    found = [] if is_thai or not THAI.search(node.text or "") else [node.text.strip()]
    for child in node:
        found += unmarked(child, is_thai)
        if not is_thai and THAI.search(child.tail or ""):
            found.append(child.tail.strip())
    return found


def test_english_pages_name_positions_in_english_and_mark_what_stays_thai(
    office: Office, client: Client
) -> None:
    organization.update_profile(
        actor=office.officer,
        profile=get_profile(),
        name_en="Thotsop Subdistrict Administrative Organization",
        address="๙๙ หมู่ที่ ๑",
    )
    text = client.get("/en/about/structure/").content.decode()
    for title in ("Chief Executive", "Head of the Office of the Chief Administrator"):
        assert f">{title}<" in text
    assert "Finance Division" in text
    thai = client.get("/about/structure/").content.decode()
    assert "Chief Executive" not in thai
    pages = SitePage.objects.live().filter(url_path__startswith="/home/en/")
    left = {}
    for page in pages:
        body = lxml.html.fromstring(client.get(page.address).content.decode())
        found = [text for text in unmarked(body) if text != LETTER and NAME not in text]
        if found:
            left[page.address] = found
    assert left == {}


def test_an_english_title_is_written_with_the_position(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    position = find_position(Role.DIVISION_HEAD, find_division("กองคลัง"))
    assert position is not None
    form = {
        "title": position.title,
        "title_en": "  Chief of Finance ",
        "role": position.role,
        "division": position.division_id,
        "reports_to": position.reports_to_id,
        "is_active": "on",
    }
    answer = client.post(reverse("organization_change_position", args=[position.pk]), form)
    assert answer.status_code == 302
    position.refresh_from_db()
    assert position.title_en == "Chief of Finance"
    assert "Chief of Finance" in Client().get("/en/about/structure/").content.decode()
    assert (client.get("/api/v1/positions").json()["items"][0]["title_en"]) == "Chief Executive"
