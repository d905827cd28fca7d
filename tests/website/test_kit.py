"""Posters and pictures: right in size, with words and QR, refused for what is no address."""

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction

from prongsai.website import services, sharing
from prongsai.website.kit import Card, draw_png
from prongsai.website.kit.lines import to_atoms
from prongsai.website.models import SitePage
from tests.conftest import Office
from tests.website import files
from tests.website.test_care import enter

WORDS = "?address=/contact/&title=ช่องทางติดต่อ&summary=ทุกวัน"


def test_every_file_of_the_kit_is_made(office: Office, tmp_path: Path) -> None:
    client = enter(office.finance)
    page = client.get("/office/website/kit/?page=/contact/").content.decode()
    assert "ติดต่อเรา" in page
    for name, size in (("line.png", (1040, 1040)), ("share.png", (1200, 630))):
        answer = client.get(f"/office/website/kit/{name}{WORDS}")
        assert Image.open(io.BytesIO(answer.content)).size == size
    poster = client.get(f"/office/website/kit/poster-a3.pdf{WORDS}&keep=1")
    assert poster["Content-Disposition"].startswith("attachment")
    (tmp_path / "a3.pdf").write_bytes(poster.content)
    told = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "a3.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    plain = "".join(told.replace("\u200b", "").split())
    assert "ช่องทางติดต่อ" in plain
    assert "องค์การบริหารส่วนตำบลทดสอบ" in plain
    assert client.get(f"/office/website/kit/qr.svg{WORDS}").content.startswith(b"<?xml")
    assert client.get(f"/office/website/kit/other.png{WORDS}").status_code == 404


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "ftp://a.example/"])
def test_what_is_no_web_address_is_refused(office: Office, address: str) -> None:
    client = enter(office.officer)
    asked = {"address": address, "title": "ก"}
    assert client.get("/office/website/kit/", asked).status_code == 422
    assert client.get("/office/website/kit/qr.png", asked).status_code == 404


@pytest.fixture
def drawn(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles that were drawn, in a folder of pictures that begins empty."""
    settings.MEDIA_ROOT = tmp_path / "media"
    titles: list[str] = []

    def draw(card: Card, layout: str) -> bytes:
        titles.append(card.title)
        return draw_png(card, layout)

    monkeypatch.setattr(sharing, "draw_png", draw)
    return titles


def shared(client: Client, address: str) -> str:
    """The address of the picture that a page names."""
    (found,) = re.findall('og:image" content="([^"]+)"', client.get(address).content.decode())
    return str(found).removeprefix(settings.PRONGSAI_BASE_URL)


def test_a_shared_page_has_its_picture_unless_it_is_private(
    office: Office, client: Client, drawn: list[str]
) -> None:
    address = shared(client, "/about/")
    answer = client.get(address)
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert client.get(shared(client, "/")).status_code == 200
    hidden = SitePage.objects.get(slug="about", depth=3)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert client.get(address).status_code == 404
    assert client.get(address.replace("about", "about/duties")).status_code == 404


def test_asking_again_and_again_draws_nothing_again(
    office: Office, client: Client, drawn: list[str]
) -> None:
    address = shared(client, "/about/")
    first = client.get(address)
    assert "immutable" in first["Cache-Control"]
    for asked in (address, f"{address}?w=9", f"{address}?v=8&x=1"):
        assert client.get(asked).content == first.content
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    for other in ("0", "about", "ffff"):
        moved = client.get(f"/share/{other}/about.png")
        assert (moved.status_code, moved["Location"]) == (302, address)
    assert client.post(address).status_code == 405
    assert len(drawn) == 1


def test_another_title_or_colour_is_another_picture_and_the_former_goes(
    office: Office, client: Client, drawn: list[str], settings: Any
) -> None:
    before = shared(client, "/about/")
    client.get(before)
    page = SitePage.objects.get(slug="about", depth=3).specific
    page.title = "รู้จักตำบล"
    page.save_revision().publish()
    retitled = shared(client, "/about/")
    look = {"brand": "#7a1f3d", "accent": "#d8a43a", "mourning": "none"}
    services.set_look(actor=office.officer, logo=files.photo(), keeps_logo=False, **look)
    coloured = shared(client, "/about/")
    assert len({before, retitled, coloured}) == 3
    client.get(coloured)
    assert drawn[-1] == "รู้จักตำบล"
    (kept,) = (settings.MEDIA_ROOT / "shared").iterdir()
    assert kept.name.endswith(coloured.split("/")[2] + ".png")
    page.unpublish()
    client.get(shared(client, "/contact/"))
    assert not kept.exists()


def test_what_is_no_page_of_the_site_is_shared_with_the_organisation(
    office: Office, client: Client, drawn: list[str]
) -> None:
    address = shared(client, "/meetings/")
    assert client.get(address)["Content-Type"] == "image/png"
    assert client.get("/share/0.png")["Location"] == address
    assert drawn == ["องค์การบริหารส่วนตำบลทดสอบ"]


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("ประจำปีงบประมาณ พ.ศ. 2570", ["ประจำ", "ปีงบประมาณ พ.ศ. 2570"]),
        ("การทุจริต (ลับ)", ["การทุจริต", " ", "(ลับ)"]),
        ("", []),
    ],
)
def test_terms_are_not_broken(text: str, atoms: list[str]) -> None:
    assert to_atoms(text) == atoms
