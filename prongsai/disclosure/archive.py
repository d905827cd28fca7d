"""A snapshot as one ZIP: the page, the list for people and programs, the sealed paper, the files."""

import contextlib
import hashlib
import io
import json
import zipfile
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from prongsai.common.sheets import to_csv
from prongsai.disclosure import public
from prongsai.disclosure.models import Snapshot, SnapshotSeal
from prongsai.evidence import files

README = """บันทึกการเปิดเผยข้อมูลสาธารณะ ITA พ.ศ. {year} ฉบับที่ {number}

index.html       หน้าที่เผยแพร่ในเวลานั้น
items.csv        รายการพร้อม URL (เปิดด้วย Excel)
snapshot.json    เนื้อหาทั้งหมดพร้อมค่า SHA-256 ของทุกที่แสดงข้อมูล
snapshot.pdf     เอกสารผนึกอิเล็กทรอนิกส์ (ถ้าผนึกแล้ว)
files/           สำเนาไฟล์และหน้าของหน่วยงานเอง (ไฟล์ที่ต้องลบภายหลังจะไม่มีสำเนา แต่ยังมีค่า SHA-256 ใน snapshot.json)
manifest-sha256.txt  ตรวจด้วยคำสั่ง sha256sum -c manifest-sha256.txt

รหัสเนื้อหา (SHA-256 ของ JSON แบบบัญญัติ) {sha256}
ตรวจสอบได้ที่ {verify}
"""


def write_package(
    request: HttpRequest, snapshot: Snapshot, page: dict[str, Any], verify: str
) -> bytes:
    """The ZIP's bytes; the same snapshot gives the same files."""
    parts = {
        "index.html": render_to_string("disclosure/public/frozen.html", page, request).encode(),
        "items.csv": to_csv([c.head for c in public.COLUMNS], public.list_rows(snapshot.content)),
        "snapshot.json": to_json(snapshot),
        "README.txt": README.format(
            year=snapshot.year.fiscal_year,
            number=snapshot.number,
            sha256=snapshot.sha256,
            verify=verify,
        ).encode(),
    }
    seal: SnapshotSeal | None = getattr(snapshot, "seal", None)
    if seal is not None:
        parts["snapshot.pdf"] = files.read(seal.sha256)
    for name, said in snapshot.content["files"].items():
        # A file that had to disappear (personal data) is told of in the content and left out here.
        with contextlib.suppress(FileNotFoundError):
            parts[f"files/{name}"] = files.read(said["sha256"])
    return _pack(parts)


def to_json(snapshot: Snapshot) -> bytes:
    """The content as it was frozen, with its digest."""
    said = {"sha256": snapshot.sha256, "code": snapshot.code, "content": snapshot.content}
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _pack(parts: dict[str, bytes]) -> bytes:
    manifest = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(parts.items())
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted((parts | {"manifest-sha256.txt": manifest.encode()}).items()):
            # An entry without the hour: the same content gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
