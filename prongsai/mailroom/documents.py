"""Papers about papers: cover sheet of an archived one, lists of handover and of destruction."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone

from prongsai.correspondence.content import (
    Block,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    Title,
)
from prongsai.correspondence.retention import find_rule
from prongsai.mailroom import wording
from prongsai.mailroom.exports import describe_action
from prongsai.mailroom.models import Handover, ReceivedPaper
from prongsai.thai.calendar import format_date, format_datetime
from prongsai.thai.digits import to_thai

DISPOSAL_COLUMNS = (
    "ลำดับที่", "รหัสแฟ้ม", "ที่", "ลงวันที่", "เลขทะเบียนรับ", "เรื่อง", "การพิจารณา", "หมายเหตุ",
)  # fmt: skip
DISPOSAL_WIDTHS = (0.5, 0.8, 1.4, 0.9, 0.8, 3.0, 1.0, 1.4)


def cover_sheet(paper: ReceivedPaper, organization: str) -> Document:
    """What the register knows of a paper, its minutes, what was done, the digests of its files."""
    blocks: list[Block] = [
        Title(("ใบปะหน้าหนังสือรับ", organization)),
        _table(("รายการ", "ข้อมูล"), (1.0, 3.0), _facts(paper)),
        Heading("คำเกษียน"),
        *_minutes(paper),
        Heading("การปฏิบัติ"),
        Paragraph(to_thai(describe_action(paper)) or "-", is_indented=False),
        Heading("แฟ้มและค่า SHA-256"),
        _table(
            ("ที่", "แฟ้ม", "SHA-256"),
            (0.3, 1.4, 2.3),
            [
                (to_thai(str(f.order)), f.name, f"{f.sha256[:32]} {f.sha256[32:]}")
                for f in paper.files.all()
            ],
        ),
    ]
    day = timezone.localtime(paper.received_at).date()
    return Document(f"หนังสือรับ {paper}", day, (Section(tuple(blocks)),), is_draft=False)


def _facts(paper: ReceivedPaper) -> list[tuple[str, str]]:
    dated, rule = paper.sender_dated_on, find_rule(paper.retention)
    return [
        ("เลขทะเบียนรับ", to_thai(str(paper))),
        ("วันเวลาที่รับ", format_datetime(paper.received_at, "official")),
        ("จาก", paper.sender),
        ("ที่", to_thai(paper.sender_number) or "-"),
        ("ลงวันที่", format_date(dated, "official") if dated else "-"),
        ("ถึง", paper.to),
        ("เรื่อง", paper.subject),
        ("ชั้นความลับ", wording.SECRECY[paper.secrecy] or "ปกติ"),
        ("ชั้นความเร็ว", wording.URGENCY[paper.urgency] or "ปกติ"),
        ("การเก็บรักษา", rule.label if rule else paper.retention),
    ]


def _minutes(paper: ReceivedPaper) -> list[Paragraph]:
    lines = [
        f"{minute.text} ({minute.author_name}) {' '.join(minute.lines)} "
        f"{format_datetime(minute.written_at, 'official')}"
        + (f" เสนอ {minute.forwarded_to}" if minute.forwarded_to else "")
        for minute in paper.minutes.all()
    ]
    return [Paragraph(line.strip(), is_indented=False) for line in lines] or [Paragraph("-")]


def _table(
    head: tuple[str, ...], widths: tuple[float, ...], rows: Iterable[Sequence[str]]
) -> Table:
    made = tuple(Row(tuple((cell,) for cell in row)) for row in rows)
    return Table(head, widths, made)


def handover_list(handover: Handover, organization: str) -> Document:
    """What was handed over, for both to sign."""
    day = timezone.localtime(handover.made_at).date()
    papers = handover.papers.defer("words").order_by("year", "number")
    rows = [
        (to_thai(str(at)), to_thai(str(paper)), paper.sender, _open_name(paper))
        for at, paper in enumerate(papers, start=1)
    ]
    blocks = (
        Title(("บัญชีส่งมอบงานหนังสือค้าง", organization)),
        Paragraph(
            f"เมื่อวันที่ {format_date(day, 'official')} {handover.from_name} ได้ส่งมอบหนังสือที่ยังดำเนินการไม่แล้วเสร็จ "
            f"จำนวน {to_thai(str(len(rows)))} เรื่อง ให้ {handover.to_name} เหตุผล {handover.reason}"
        ),
        _table(("ที่", "เลขทะเบียนรับ", "จาก", "เรื่อง"), (0.4, 0.9, 1.6, 3.1), rows),
        Signature("", (handover.from_name,), role="ผู้ส่งมอบ"),
        Signature("", (handover.to_name,), role="ผู้รับมอบ"),
    )
    return Document("บัญชีส่งมอบงานหนังสือค้าง", day, (Section(blocks),), is_draft=False)


def _open_name(paper: ReceivedPaper) -> str:
    return f"({wording.SECRECY[paper.secrecy]})" if paper.is_classified else paper.subject


def disposal_row(at: int, paper: ReceivedPaper) -> tuple[str, ...]:
    """A line of the list of papers proposed for destruction (แบบที่ ๒๕)."""
    dated, rule = paper.sender_dated_on, find_rule(paper.retention)
    return (
        str(at),
        "",
        paper.sender_number,
        format_date(dated, "short") if dated else "",
        str(paper),
        _open_name(paper),
        "",
        f"เก็บ {rule.years} ปี" if rule and rule.years else "",
    )


def disposal_list(
    papers: Iterable[ReceivedPaper], organization: str, end_of: int, on: dt.date
) -> Document:
    """บัญชีหนังสือขอทำลาย (ระเบียบงานสารบรรณ ข้อ ๖๖, แบบที่ ๒๕)."""
    rows = [
        tuple(to_thai(cell) for cell in disposal_row(at, paper))
        for at, paper in enumerate(papers, start=1)
    ]
    blocks = (
        Title(("บัญชีหนังสือขอทำลาย", organization, f"ประจำปี {to_thai(str(end_of))}")),
        _table(DISPOSAL_COLUMNS, DISPOSAL_WIDTHS, rows),
        Paragraph(
            f"รวม {to_thai(str(len(rows)))} เรื่อง วันที่ {format_date(on, 'official')}",
            is_indented=False,
        ),
        Signature("", ("เจ้าหน้าที่ผู้รับผิดชอบในการเก็บหนังสือ",), role="ผู้สำรวจ"),
    )
    section = Section(blocks, is_landscape=True)
    return Document("บัญชีหนังสือขอทำลาย", on, (section,), is_draft=False)
