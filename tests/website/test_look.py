"""The officer sets colours, mark and mourning; every public page follows at once."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from prongsai.website.models import Look, NewsCategory
from tests.conftest import Office

PAGE = "/office/website/look/"


def picture(size: tuple[int, int] = (300, 200)) -> io.BytesIO:
    """A PNG as an officer uploads it."""
    file = io.BytesIO()
    Image.new("RGBA", size, "#224466").save(file, "PNG")
    file.seek(0)
    file.name = "mark.png"
    return file


def bomb() -> io.BytesIO:
    """A few bytes that say they are 30,000 by 30,000 pixels."""
    content = bytearray(picture().getvalue())
    content[16:24] = struct.pack(">II", 30_000, 30_000)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return io.BytesIO(bytes(content))


def values(**more: Any) -> dict[str, Any]:
    return {"brand": "#5b2a86", "accent": "#e0b040", "mourning": "grey", "keeps_logo": "on"} | more


def test_what_the_officer_sets_stands_on_every_public_page(office: Office, sign_in: Any) -> None:
    officer = sign_in(office.officer)
    assert officer.post(PAGE, values(logo=picture())).status_code == 302
    page = Client().get("/ita/").content.decode()
    assert 'data-mourning="grey"' in page
    logo = page.split('<img src="')[1].split('"')[0]
    shown = Image.open(io.BytesIO(Client().get(logo).content))
    assert max(shown.size) == 224
    assert officer.post(PAGE, values(mourning="none")).status_code == 302
    assert Look.objects.get().logo  # kept
    officer.post(PAGE, values(keeps_logo=""))
    assert not Look.objects.get().logo
    shown = officer.get(PAGE).context["form"]
    assert "keeps_logo" not in shown.fields  # there is none to keep


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"brand": "red"}, "brand"),
        ({"mourning": "x"}, "mourning"),
        ({"logo": io.BytesIO(b"<svg onload=alert(1)>")}, "logo"),
        ({"logo": bomb()}, "logo"),
    ],
)
def test_nonsense_is_refused_beside_its_field_and_nothing_is_kept(
    office: Office, sign_in: Any, wrong: dict[str, Any], field: str
) -> None:
    answer = sign_in(office.officer).post(PAGE, values(**wrong))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not Look.objects.exists()


def test_categories_are_added_and_renamed_but_keep_their_code(office: Office, sign_in: Any) -> None:
    officer = sign_in(office.officer)
    new = {"slug": "health", "name": "สาธารณสุข", "name_en": "Health", "order": "9"}
    assert officer.post("/office/website/categories/add/", new).status_code == 302
    changed = new | {"slug": "other", "name": "สุขภาพ"}
    assert officer.post("/office/website/categories/health/", changed).status_code == 302
    assert NewsCategory.objects.get(slug="health").name == "สุขภาพ"
    assert not NewsCategory.objects.filter(slug="other").exists()
