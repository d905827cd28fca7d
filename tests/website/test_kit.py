"""Posters and pictures: right in size, with words and QR, refused for what is no address."""

import io
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction

from prongsai.website.kit.lines import to_atoms
from prongsai.website.models import SitePage
from tests.conftest import Office
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


def test_a_shared_page_has_its_picture_unless_it_is_private(office: Office, client: Client) -> None:
    page = client.get("/about/").content.decode()
    assert "/share/about.png" in page
    answer = client.get("/share/about.png")
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert client.get("/share/_.png").status_code == 200
    hidden = SitePage.objects.get(slug="about", depth=3)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert client.get("/share/about.png").status_code == 404
    assert client.get("/share/about/duties.png").status_code == 404


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
