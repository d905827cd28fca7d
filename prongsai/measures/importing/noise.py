"""Rows of a plan's table that are no measure: signatures, totals, remarks, column numbers."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from prongsai.common.tables.grid import Cell
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import repair

_SIGNED = re.compile(
    r"^[(]?\s*ลงชื่อ\s*[)]?\s*(?:[.…_:\s(]|$)|^[(]\s*[.…_\s]{3,}|^[.…_]{5,}|^[(]\s*(?:นาย(?!ก)|นาง|น\.ส\.)[^()]*[)]$"
)
_SIGNER = re.compile(
    r"^(?:ตำแหน่ง|วันที่\s*[.…_\d]|ว/ด/ป|(?:ปลัด|นายก|รองนายก|รองปลัด|หัวหน้าสำนัก|ผู้อำนวยการ)"
    r"(?:องค์การ|เทศมนตรี|เทศบาล|เมือง|อบ|ปลัด|กอง)\S*$"
    r"|ผู้(?:รายงาน|จัดทำ|เสนอ|อนุมัติ|เห็นชอบ|ตรวจสอบ|รับรอง|บันทึก)(?:ข้อมูล|แผน|โครงการ|รายงาน)?\s*(?:$|[:.…]|นา))"
)
_COUNTED = r"(?:บาท|โครงการ|มาตรการ|กิจกรรม|รายการ|ครั้ง|คะแนน|ข้อ)"
_TOTAL = re.compile(
    rf"^(?:รวม|ยอดรวม|ผลรวม|total|sum|เฉลี่ย|ค่าเฉลี่ย|คะแนนเฉลี่ย|คะแนนรวม)"
    rf"(?:ทั้งสิ้น|ทั้งหมด|เป็นเงิน|งบประมาณ|จำนวน|คะแนน|ทุกประเด็น|{_COUNTED})*\s*[:=]?\s*[\d,.\s]*{_COUNTED}?$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"^[\d,.\s%–-]*{_COUNTED}?$")
_INDICATOR = re.compile(
    r"^(?:ตัวชี้วัด(?:ความสำเร็จ)?|เกณฑ์การให้คะแนน|คะแนนที่ได้)(?:ของ\S*)?\s*(?:[:\-–(]|$)"
)
_REMARK = re.compile(
    r"^(?:\*+\s*)?(?:หมายเหตุ|ที่มา|อ้างอิง|ข้อมูล\s*ณ|ณ\s*วันที่|จัดทำโดย|เอกสารแนบ|หน้า(?:ที่)?\s*\d|คำอธิบาย|วันที่พิมพ์)|^[-–]?\s*\d{1,3}\s*[-–]$"
)


_HEADING = re.compile(
    r"^(?:แผน|รายงาน|ตาราง|แบบ|มาตรการส่งเสริม|(?:ที่ทำการ)?(?:องค์การบริหารส่วน|เทศบาล|อำเภอ|อบต\.|อบจ\.))"
)
_YEAR_AT_END = re.compile(
    r"^\D.*(?:ปีงบประมาณ|ประจำปี)\s*(?:พ\.\s?ศ\.)?\s*(?:25)?\d\d\s*(?:[(]ต่อ[)])?$", re.DOTALL
)


def is_heading(text: str, *, spans: bool) -> bool:
    """Whether a line of its own is the title of the plan, as pages repeat it."""
    plain = to_arabic(repair(text)).strip()
    return bool(_YEAR_AT_END.search(plain) or (spans and _HEADING.match(plain)))


def why_no_measure(row: Sequence[Cell]) -> str:
    """Why a row is no measure, or nothing when it may be one."""
    own = [repair(c.text).strip() for c in row if c.text.strip() and not c.left and not c.up]
    if not own:
        return ""
    if _is_total(own):
        return _("a total")
    if _INDICATOR.match(own[0]) or (_REMARK.match(to_arabic(own[0])) and len(own) <= 2):
        return _("a remark or indicator")
    if is_signature(own):
        return _("a signature")
    if len(set(own)) == 1 and is_heading(own[0], spans=sum(bool(c.text) for c in row) > 2):
        return _("a heading")
    if len(own) >= 3 and all(re.fullmatch(r"[(]?\d{1,2}[)]?", to_arabic(text)) for text in own):
        return _("numbers of columns")
    return ""


def is_signature(texts: Sequence[str]) -> bool:
    """Whether the texts of a row belong to a block of signatures."""
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    if not lines or len(texts) > 4:
        return False
    signed = [bool(_SIGNED.search(line)) for line in lines]
    return (any(signed) and signed[0]) or all(
        is_line or _SIGNER.match(line) for is_line, line in zip(signed, lines, strict=True)
    )


def without_indicators(text: str) -> str:
    """A cell's text without the lines that only name an indicator."""
    return "\n".join(line for line in text.split("\n") if not _INDICATOR.match(line.strip()))


def _is_total(own: Sequence[str]) -> bool:
    first, *others = [to_arabic(text) for text in own]
    return bool(_TOTAL.match(first)) and all(_AMOUNT.match(text) for text in others)
