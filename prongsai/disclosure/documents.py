"""The paper of a snapshot: what was public, where, with digests. Words of official papers."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from prongsai.correspondence.content import (
    Document,
    Heading,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)
from prongsai.disclosure.models import Snapshot
from prongsai.disclosure.public import group_parts
from prongsai.thai.calendar import format_date, format_datetime
from prongsai.thai.digits import to_thai

KINDS = {
    Snapshot.Kind.SUBMISSION: "ณ วันส่งข้อมูล",
    Snapshot.Kind.APPEAL: "หลังการชี้แจงเพิ่มเติม",
    Snapshot.Kind.OTHER: "ณ วันที่บันทึก",
}
NOTHING = "ไม่มีข้อมูลเผยแพร่"
SHOWN_DIGEST = 16


def make_paper(snapshot: Snapshot, check_url: str) -> Document:
    """The list of a snapshot: item, components, address, last update, beginning of the digest."""
    content = snapshot.content
    year = to_thai(str(content["fiscal_year"]))
    blocks: list[Any] = [
        Title(
            (content["organization"], f"บันทึกการเปิดเผยข้อมูลสาธารณะ (OIT) การประเมิน ITA พ.ศ. {year}")
        ),
        Paragraph(_statement(snapshot)),
    ]
    for group, items in _groups(content):
        blocks += [Heading(group), Table(HEAD, WIDTHS, tuple(_rows(items)))]
    day = timezone.localdate(snapshot.taken_at)
    return Document(
        title=f"บันทึกการเปิดเผยข้อมูลสาธารณะ ITA พ.ศ. {year} {KINDS[Snapshot.Kind(snapshot.kind)]}",
        date=day,
        is_draft=False,
        author=content["organization"],
        check_url=check_url,
        sections=(Section(tuple(blocks), is_landscape=True),),
    )


HEAD = ("ข้อ", "องค์ประกอบด้านข้อมูล", "ที่แสดงข้อมูล", "ปรับปรุง", "SHA-256")
WIDTHS = (0.5, 3.2, 4.2, 1.1, 1.5)


def _statement(snapshot: Snapshot) -> str:
    moment = format_datetime(timezone.localtime(snapshot.taken_at), "long", thai_digits=True)
    items = snapshot.content["items"]
    shown = sum(all(p["places"] for p in i["components"] if p["is_required"]) for i in items)
    digest = _in_groups(snapshot.sha256)
    return (
        f"เอกสารนี้บันทึกสิ่งที่หน่วยงานเปิดเผยต่อสาธารณะ {KINDS[Snapshot.Kind(snapshot.kind)]} "
        f"เมื่อ {moment} จำนวน {to_thai(str(len(items)))} ข้อ แสดงครบทุกองค์ประกอบ {to_thai(str(shown))} ข้อ "
        f"รหัสเนื้อหา (SHA-256) {digest} "
        "ค่า SHA-256 ในตารางเป็น ๑๖ ตัวแรกของไฟล์หรือหน้าที่แสดงในเวลานั้น "
        "ของหน่วยงานเองเก็บสำเนาไว้ ของเว็บไซต์อื่นเป็นค่าที่ตรวจพบครั้งล่าสุดก่อนบันทึก"
    )


def _in_groups(digest: str) -> str:
    """Eight letters at a time: lines and columns are narrower than a digest."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _groups(content: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in content["items"]:
        groups.setdefault(item["group"], []).append(item)
    return list(groups.items())


def _rows(items: list[dict[str, Any]]) -> Iterator[Row]:
    for item in items:
        yield Row(topic=f"{item['code']} {item['title']}")
        for block in group_parts(item):
            texts = tuple(part["text"] for part in block["parts"])
            places = block["places"]
            if not places:
                yield Row(((item["code"],), texts, (NOTHING,), ("–",), ("–",)))
            for place in places:
                day = place["updated_on"]
                digest = _in_groups((place.get("sha256") or "")[:SHOWN_DIGEST]) or "–"
                shown = format_date(day, "short", thai_digits=True) if day else "–"
                where = (place["label"], Link(place["url"], place["url"]))
                yield Row(((item["code"],), texts, where, (shown,), (digest,)))
                texts = ("″",)
