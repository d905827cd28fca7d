"""Pure rules of official papers (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ and amendments)."""

import re
from dataclasses import dataclass

from prongsai.thai.digits import to_thai

MEMO, LETTER, ORDER, ANNOUNCEMENT = "memo", "letter", "order", "announcement"
CIRCULAR, CERTIFICATE, REPORT = "circular", "certificate", "report"
NORMAL = ""
# What the ready texts leave open begins with one of these words.
_OPEN = (
    "ชื่อ|ตำแหน่ง|ระบุ|ที่อยู่|ข้อความ|วัน เดือน ปี|รายละเอียด|ระยะเวลา|วัตถุประสงค์|เหตุที่|ความประสงค์|คำสั่ง/ประกาศ"
)
_BLANK = re.compile(rf"\((?:{_OPEN})[^)]*\)|\.{{6,}}|…{{2,}}")
CONFIDENTIAL, SECRET, TOP_SECRET = "confidential", "secret", "top-secret"
URGENT, VERY_URGENT, MOST_URGENT = "urgent", "very-urgent", "most-urgent"


@dataclass(frozen=True)
class KindTraits:
    """What distinguishes a kind of paper: its register, when it is numbered, who it speaks to."""

    register: str
    is_numbered_at_submission: bool
    is_for_everybody: bool
    shows_chain: bool


# Orders and announcements bear the organisation's number of the year, given with the signature;
# memos are numbered when they are put forward and show the whole chain on their face.
TRAITS = {
    MEMO: KindTraits("memo", True, False, True),
    LETTER: KindTraits("memo", False, False, False),
    ORDER: KindTraits("order", False, True, False),
    ANNOUNCEMENT: KindTraits("announcement", False, True, False),
    CIRCULAR: KindTraits("circular", False, False, False),
    CERTIFICATE: KindTraits("memo", False, False, False),
    REPORT: KindTraits("memo", True, False, True),
}

# Working days a desk may take, at the most, by urgency (ระเบียบงานสารบรรณ ข้อ ๒๘: ด่วนที่สุด at once,
# ด่วนมาก quickly, ด่วน faster than usual).
URGENCY_DAYS = {URGENT: 2, VERY_URGENT: 1, MOST_URGENT: 0}


def write_number(register_kind: str, letter_code: str, number: int, year: int) -> str:
    """A number as documents of a register write it; `year` in พ.ศ."""
    forms = {
        "circular": f"{letter_code}/ว {number}",
        "order": f"{number}/{year}",
        "announcement": f"{number}/{year}",
        "received": str(number),
    }
    return to_thai(forms.get(register_kind, f"{letter_code}/{number}"))


def find_blanks(text: str) -> list[str]:
    """What a ready text leaves to fill in and nobody filled: "(ชื่อ-สกุล)", "(ตำแหน่ง)", dots."""
    return list(dict.fromkeys(_BLANK.findall(text)))


def is_classified(secrecy: str) -> bool:
    """Whether a class of secrecy limits who may read (ระเบียบว่าด้วยการรักษาความลับของทางราชการ ๒๕๔๔)."""
    return secrecy != NORMAL


def may_be_electronic(secrecy: str) -> bool:
    """Top secret papers stay on paper (ระเบียบงานสารบรรณ ฉบับที่ ๔ พ.ศ. ๒๕๖๔)."""
    return secrecy != TOP_SECRET
