"""The fixed words of papers in Thai and in English."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from prongsai.correspondence import rules
from prongsai.thai.calendar import format_date

DOTS = "." * 40


@dataclass(frozen=True)
class Words:
    """What a paper says by itself. Relations hold {text} (the earlier paper) and {this}."""

    language: str
    number: str
    certificate_number: str
    subject: str
    about: str
    to: str
    refers: str
    enclosed: str
    appended: str
    respectfully: str
    phone: str
    email: str
    order: str
    announcement: str
    this_order: str
    this_announcement: str
    this_certificate: str
    ordered_on: str
    announced_on: str
    given_on: str
    open_date: str
    register_entry: str
    in_force: tuple[str, ...]
    relations: dict[str, str]
    secrecy: dict[str, str]
    urgency: dict[str, str]
    notes: dict[str, str]
    date: Callable[[dt.date], str]
    full_date: Callable[[dt.date], str]
    dots: str = DOTS


def _thai_date(date: dt.date) -> str:
    return format_date(date, "official")


def _full_thai_date(date: dt.date) -> str:
    day, month, year = format_date(date, "official").split()
    return f"{day} {month} พ.ศ. {year}"


def english_date(date: dt.date) -> str:
    """A date of the common era: "24 November 2026"."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{date.day} {months[date.month - 1]} {date.year}"


THAI = Words(
    language="th",
    number="ที่",
    certificate_number="เลขที่",
    subject="เรื่อง",
    about="เรื่อง",
    to="เรียน",
    refers="อ้างถึง",
    enclosed="สิ่งที่ส่งมาด้วย",
    appended="เอกสารแนบท้าย",
    respectfully="ขอแสดงความนับถือ",
    phone="โทร.",
    email="ไปรษณีย์อิเล็กทรอนิกส์",
    order="คำสั่ง",
    announcement="ประกาศ",
    this_order="คำสั่งนี้",
    this_announcement="ประกาศนี้",
    this_certificate="หนังสือรับรองนี้",
    ordered_on="สั่ง  ณ  วันที่",
    announced_on="ประกาศ  ณ  วันที่",
    given_on="ให้ไว้  ณ  วันที่",
    open_date=f"{'.' * 6} เดือน {'.' * 14} พ.ศ. {'.' * 6}",
    register_entry="ทะเบียนประกาศที่",
    in_force=("ทั้งนี้", "จึงประกาศ", "จึงมีคำสั่ง"),
    relations={
        "refers": "{this}อ้างถึง{text}",
        "replaces": "ให้ยกเลิก{text} และให้ใช้{this}แทน",
        "repeals": "ให้ยกเลิก{text}",
        "amends": "ให้แก้ไขเพิ่มเติม{text} ตามที่กำหนดใน{this}",
    },
    secrecy={rules.CONFIDENTIAL: "ลับ", rules.SECRET: "ลับมาก", rules.TOP_SECRET: "ลับที่สุด"},
    urgency={rules.URGENT: "ด่วน", rules.VERY_URGENT: "ด่วนมาก", rules.MOST_URGENT: "ด่วนที่สุด"},
    notes={},
    date=_thai_date,
    full_date=_full_thai_date,
)

ENGLISH = Words(
    language="en",
    number="No.",
    certificate_number="No.",
    subject="Subject",
    about="Subject:",
    to="To",
    refers="Reference",
    enclosed="Enclosures",
    appended="Attachments",
    respectfully="Yours sincerely,",
    phone="Tel.",
    email="E-mail",
    order="Order of ",
    announcement="Announcement of ",
    this_order="this Order",
    this_announcement="this Announcement",
    this_certificate="this Certificate",
    ordered_on="Ordered on",
    announced_on="Announced on",
    given_on="Given on",
    open_date="." * 44,
    register_entry="Register of announcements No.",
    in_force=("This Announcement shall", "This Order shall", "Be it announced"),
    relations={
        "refers": "Reference is made to {text}.",
        "replaces": "{text} is hereby repealed and replaced by {this}.",
        "repeals": "{text} is hereby repealed.",
        "amends": "{text} is hereby amended as set out in {this}.",
    },
    secrecy={
        rules.CONFIDENTIAL: "CONFIDENTIAL",
        rules.SECRET: "SECRET",
        rules.TOP_SECRET: "TOP SECRET",
    },
    urgency={
        rules.URGENT: "URGENT",
        rules.VERY_URGENT: "VERY URGENT",
        rules.MOST_URGENT: "MOST URGENT",
    },
    notes={"ลงนามทางอิเล็กทรอนิกส์": "Signed electronically", "ลงนามในกระดาษ": "Signed on paper"},
    date=english_date,
    full_date=english_date,
)
