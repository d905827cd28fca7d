"""What may come in as evidence: judged by content, pictures freed of everything but the picture."""

import io
import zipfile

import pillow_heif
import pytest
from PIL import Image

from prongsai.common.errors import Refused
from prongsai.evidence.intake import MAX_BYTES, MAX_SIDE, accept


def _picture(kind: str, size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def test_a_photo_of_a_phone_is_turned_upright_shrunk_and_loses_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was held on its side
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Phone of somebody"
    stored = accept(_picture("JPEG", (4000, 3000), exif=exif), "IMG_1.JPG")
    picture = Image.open(io.BytesIO(stored.content))
    assert (stored.media_type, stored.name) == ("image/jpeg", "IMG_1.JPG")
    assert picture.height > picture.width
    assert max(picture.size) <= MAX_SIDE
    assert dict(picture.getexif()) == {}
    assert (stored.width, stored.height) == picture.size


def test_heic_becomes_jpeg() -> None:
    heif = pillow_heif.from_pillow(Image.new("RGB", (80, 60), "orange"))
    buffer = io.BytesIO()
    heif.save(buffer)
    stored = accept(buffer.getvalue(), "IMG_0001.HEIC")
    assert (stored.media_type, stored.name) == ("image/jpeg", "IMG_0001.jpg")


def test_a_drawing_with_transparency_stays_png() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(buffer, "PNG")
    assert accept(buffer.getvalue(), "logo.png").media_type == "image/png"


def test_the_content_decides_not_the_name() -> None:
    stored = accept(b"%PDF-1.7\n%%EOF\n", "report.jpg")
    assert (stored.media_type, stored.name) == ("application/pdf", "report.pdf")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "ว่างเปล่า"),
        (b"MZ\x90\x00" + b"\0" * 100, "a.pdf", "ไม่ใช่เอกสาร"),
        (b"<html><script>alert(1)</script></html>", "a.html", "ไม่ใช่เอกสาร"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "ไม่ใช่เอกสาร"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 200, "a.jpg", "เสียหาย"),
        (b"PK\x03\x04" + b"\0" * 40, "a.docx", "เสียหาย"),
        (b"%PDF-" + b"0" * MAX_BYTES, "a.pdf", "25 MB"),
    ],
)
def test_what_is_no_proof_is_refused_with_the_reason(content: bytes, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        accept(content, name)
    assert refusal.value.field == "uploads"


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def test_office_files_are_told_apart_by_what_is_inside() -> None:
    stored = accept(_zip("[Content_Types].xml", "xl/workbook.xml"), "table.zip")
    assert stored.name == "table.xlsx"
    with pytest.raises(Refused, match="แมโคร"):
        accept(_zip("word/document.xml", "word/vbaProject.bin"), "a.docm")
    with pytest.raises(Refused):
        accept(_zip("something.txt"), "a.zip")


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Refused, match="ใหญ่เกินไป"):
        accept(_picture("PNG", (9000, 9000)), "big.png")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b\\c.pdf", "\x00\n.pdf", "ก" * 400 + ".pdf"]
)
def test_names_lose_paths_and_control_characters(name: str) -> None:
    stored = accept(b"%PDF-1.7\n%%EOF\n", name)
    assert "/" not in stored.name
    assert "\\" not in stored.name
    assert stored.name.isprintable()
    assert 0 < len(stored.name) <= 200
