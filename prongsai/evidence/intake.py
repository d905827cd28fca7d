"""What may come in: judged by content, pictures shrunk and freed of everything but the picture."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from prongsai.common import archives
from prongsai.common.errors import Refused
from prongsai.thai.text import repair, squash

pillow_heif.register_heif_opener()

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_SIDE = 2000
MAX_UNPACKED = 300 * 1024 * 1024
OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx",
    ),
}


@dataclass(frozen=True)
class Accepted:
    """A file as it will be stored."""

    content: bytes
    media_type: str
    name: str
    width: int | None = None
    height: int | None = None


def accept(content: bytes, name: str) -> Accepted:
    """Judge a file by its content and clean it. Raises `Refused` with the reason."""
    clean = clean_name(name)
    if not content:
        raise Refused(_("“%(name)s” is empty.") % {"name": clean}, "uploads")
    if len(content) > MAX_BYTES:
        raise Refused(_("“%(name)s” is larger than 25 MB.") % {"name": clean}, "uploads")
    if content.startswith(b"%PDF-"):
        return Accepted(content, "application/pdf", with_suffix(clean, ".pdf"))
    if content.startswith(b"PK\x03\x04"):
        return _accept_zip(content, clean)
    if _looks_like_picture(content):
        return _accept_picture(content, clean)
    return _accept_text(content, clean)


def clean_name(name: str) -> str:
    """A file name without folders, control characters and oddities; keeps Thai."""
    base = PurePath(repair(name).replace("\\", "/")).name
    base = squash(re.sub(r'[<>:"/|?*\x00-\x1f]', " ", base)).strip(". ")
    stem, dot, suffix = base.rpartition(".")
    return (f"{stem[:120]}{dot}{suffix[:10]}" if dot else base[:120]) or "file"


def with_suffix(name: str, suffix: str) -> str:
    """The name ending as its content demands."""
    return name if name.lower().endswith(suffix) else str(PurePath(name).with_suffix(suffix))


def _looks_like_picture(content: bytes) -> bool:
    head = content[:16]
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (
            head[4:8] == b"ftyp"
            and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")
        )
    )


def _accept_picture(content: bytes, name: str) -> Accepted:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(_("The picture “%(name)s” is too large.") % {"name": name}, "uploads")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            return _encode(upright, name, is_drawing=picture.format == "PNG")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as error:
        raise Refused(
            _("The picture “%(name)s” is damaged and can't be opened.") % {"name": name}, "uploads"
        ) from error


def _encode(picture: Image.Image, name: str, *, is_drawing: bool) -> Accepted:
    # A new encoding drops place, camera and every other note inside the file.
    buffer = io.BytesIO()
    if is_drawing:
        picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(
            buffer, "PNG", optimize=True
        )
        kind, suffix = "image/png", ".png"
    else:
        picture.convert("RGB").save(buffer, "JPEG", quality=85, optimize=True)
        kind, suffix = "image/jpeg", ".jpg"
    return Accepted(
        buffer.getvalue(), kind, with_suffix(name, suffix), picture.width, picture.height
    )


def _accept_zip(content: bytes, name: str) -> Accepted:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            size = sum(entry.file_size for entry in package.infolist())
    except archives.DAMAGED as error:
        raise Refused(_("“%(name)s” is damaged.") % {"name": name}, "uploads") from error
    if any("vbaProject" in entry for entry in names):
        raise Refused(
            _("“%(name)s” contains macros. Save it as PDF or without macros.") % {"name": name},
            "uploads",
        )
    if size <= MAX_UNPACKED:
        for part, (media_type, suffix) in OFFICE.items():
            if part in names:
                return Accepted(content, media_type, with_suffix(name, suffix))
    raise _not_accepted(name)


def _accept_text(content: bytes, name: str) -> Accepted:
    if not name.lower().endswith((".csv", ".txt")) or b"\x00" in content:
        raise _not_accepted(name)
    if re.match(rb"\s*(?:<|#!)", content):
        raise _not_accepted(name)
    return Accepted(content, "text/plain; charset=utf-8", name)


def _not_accepted(name: str) -> Refused:
    return Refused(
        _("“%(name)s” is no document or picture. PDF, JPEG, PNG, HEIC, Word and Excel are taken.")
        % {"name": name},
        "uploads",
    )


def make_thumbnail(content: bytes, side: int = 480) -> bytes:
    """A small JPEG of a stored picture."""
    with Image.open(io.BytesIO(content)) as picture:
        small = picture.convert("RGB")
        small.thumbnail((side, side))
        buffer = io.BytesIO()
        small.save(buffer, "JPEG", quality=80)
        return buffer.getvalue()
