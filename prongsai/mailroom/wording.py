"""Ready texts: always Thai. Notices of classified papers carry number and class, never the subject."""

import datetime as dt

from prongsai.correspondence import rules as papers
from prongsai.mailroom.models import ReceivedPaper
from prongsai.thai.calendar import format_date

SECRECY = {
    papers.NORMAL: "",
    papers.CONFIDENTIAL: "ลับ",
    papers.SECRET: "ลับมาก",
    papers.TOP_SECRET: "ลับที่สุด",
}
URGENCY = {
    papers.NORMAL: "",
    papers.URGENT: "ด่วน",
    papers.VERY_URGENT: "ด่วนมาก",
    papers.MOST_URGENT: "ด่วนที่สุด",
}
FILE_TITLE = "แฟ้มหนังสือรับ"
MAIL_TEXT_NAME = "ข้อความในอีเมล.txt"


def entry_text(sender: str, sender_number: str) -> str:
    """What the register of numbers says: it can never be changed, so it holds no subject."""
    return f"จาก {sender}" + (f" ที่ {sender_number}" if sender_number else "")


def name_of(paper: ReceivedPaper) -> str:
    """A paper in a message that may be read by others: a classified one has no subject."""
    urgency = URGENCY[paper.urgency]
    what = f"({SECRECY[paper.secrecy]})" if paper.is_classified else paper.subject
    head = f"หนังสือรับเลขที่ {paper.number}/{paper.year}"
    return " ".join(part for part in (f"[{urgency}]" if urgency else "", head, what) if part)


def forwarded_notice(paper: ReceivedPaper, position: str) -> str:
    """To whom a paper was forwarded."""
    return f"เสนอ {position}: {name_of(paper)}"


def assigned_notice(paper: ReceivedPaper, division: str, due_on: dt.date) -> str:
    """To the people of a division."""
    return f"มอบ {division} ดำเนินการภายใน {format_date(due_on, 'short')}: {name_of(paper)}"


def done_notice(paper: ReceivedPaper, division: str) -> str:
    """To who assigned it."""
    return f"{division} ดำเนินการแล้ว: {name_of(paper)}"


def soon_notice(paper: ReceivedPaper, division: str, due_on: dt.date) -> str:
    """Before a deadline."""
    return f"ใกล้ครบกำหนด {format_date(due_on, 'short')} ({division}): {name_of(paper)}"


def late_notice(paper: ReceivedPaper, division: str, due_on: dt.date) -> str:
    """After a deadline."""
    return f"เลยกำหนด {format_date(due_on, 'short')} ({division}): {name_of(paper)}"


def handover_notice(count: int, from_name: str) -> str:
    """To who takes work over."""
    return f"รับมอบงานหนังสือค้าง {count} เรื่อง จาก {from_name}"


def moved_result(target: str, reason: str) -> str:
    """What an assignment says that went to another division."""
    return f"ส่งมอบให้ {target}: {reason}"[:1000]


def post_notice(count: int) -> str:
    """To the registrar."""
    return f"มีอีเมลเข้าใหม่ {count} ฉบับ รอลงทะเบียนรับ"
