"""The emblem on papers: the organisation's own picture, drawn anew, shown to those who manage."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from prongsai.audit.models import AuditEntry
from prongsai.common.errors import Refused
from prongsai.organization import queries, services
from tests.conftest import Office

PAGE = "/office/organization/emblem/"
PICTURE = "/office/organization/emblem.png"


def picture(size: tuple[int, int] = (600, 660), *, mode: str = "RGBA", kind: str = "PNG") -> bytes:
    """A picture of one colour, half see-through."""
    buffer = io.BytesIO()
    Image.new(mode, size, (200, 0, 0, 128)[: len(mode)]).save(buffer, kind)
    return buffer.getvalue()


def test_a_large_picture_becomes_a_flat_png_that_fits(office: Office) -> None:
    services.set_emblem(actor=office.officer, content=picture((3000, 2400)))
    with Image.open(io.BytesIO(bytes(queries.get_profile().emblem or b""))) as kept:
        assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (1200, 960))
    assert AuditEntry.objects.filter(event="organization.emblem_changed").count() == 1


def test_a_photo_keeps_nothing_but_its_pixels(office: Office) -> None:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (400, 400)).save(buffer, "JPEG", exif=exif)
    services.set_emblem(actor=office.officer, content=buffer.getvalue())
    assert b"secret place" not in bytes(queries.get_profile().emblem or b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"garbage",
        b"<svg/>",
        picture()[:200],
        picture((100, 90)),
        b"\x89PNG" + b"0" * 8_000_001,
    ],
    ids=["empty", "garbage", "svg", "torn", "small", "large"],
)
def test_what_is_no_usable_picture_is_refused(office: Office, content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        services.set_emblem(actor=office.officer, content=content)
    assert refusal.value.field == "emblem"
    assert not queries.get_profile().emblem


def test_a_picture_of_too_many_pixels_is_refused_unread(office: Office) -> None:
    with pytest.raises(Refused, match="พิกเซล"):
        services.set_emblem(actor=office.officer, content=picture((9000, 9000), mode="L"))


def test_only_managers_change_it(office: Office) -> None:
    with pytest.raises(Refused):
        services.set_emblem(actor=office.head, content=picture())
    with pytest.raises(Refused):
        services.remove_emblem(actor=office.head)


def test_the_screen_shows_replaces_and_removes(office: Office, sign_in: Any) -> None:
    client = sign_in(office.officer)
    assert client.get(PICTURE).status_code == 404
    wrong = client.post(PAGE, {"emblem": SimpleUploadedFile("a.png", b"garbage")})
    assert wrong.status_code == 422
    right = client.post(PAGE, {"emblem": SimpleUploadedFile("a.png", picture())})
    assert right.status_code == 302
    assert client.get(PICTURE)["Content-Type"] == "image/png"
    assert PICTURE in client.get(PAGE).content.decode()
    assert client.post("/office/organization/emblem/remove/").status_code == 302
    assert client.get(PICTURE).status_code == 404


def test_the_english_name_is_kept(office: Office, sign_in: Any) -> None:
    values = {"name": "ทดสอบ", "amphoe": "เมือง", "province": "เลย", "letter_code": "ลย 70101"}
    values["data_licence"] = queries.get_profile().data_licence
    name = "Test Subdistrict Administrative Organization"
    client = sign_in(office.officer)
    url = "/office/organization/profile/"
    assert client.post(url, values | {"name_en": name}).status_code == 302
    assert queries.get_profile().name_en == name
    assert name in client.get(url).content.decode()
