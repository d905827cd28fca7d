"""The register of received papers in its official columns (ระเบียบงานสารบรรณ แบบที่ ๑๓)."""

from prongsai.common.sheets import Cell
from prongsai.mailroom import wording
from prongsai.mailroom.models import Assignment, ReceivedPaper
from prongsai.thai.calendar import format_date, format_datetime

COLUMNS = ("เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
WIDTHS = (12, 22, 16, 34, 28, 60, 44, 34)


def register_row(paper: ReceivedPaper, *, is_readable: bool) -> list[Cell]:
    """A line of the register; of a paper that may not be read the class stands for the subject."""
    dated = paper.sender_dated_on
    return [
        f"{paper.number}/{paper.year}",
        paper.sender_number,
        format_date(dated, "short") if dated else "",
        paper.sender,
        paper.to,
        paper.subject if is_readable else f"({wording.SECRECY[paper.secrecy]})",
        describe_action(paper, is_readable=is_readable),
        _remark(paper),
    ]


def describe_action(paper: ReceivedPaper, *, is_readable: bool = True) -> str:
    """What the divisions do or did, one line each."""
    lines = [_action(a, is_readable=is_readable) for a in paper.assignments.all()]
    if paper.state == ReceivedPaper.State.DESTROYED:
        lines.append("ทำลายแล้ว")
    elif paper.state == ReceivedPaper.State.DONE and not lines:
        lines.append("เก็บเรื่อง")
    return "\n".join(lines)


def _action(assignment: Assignment, *, is_readable: bool) -> str:
    name = assignment.division.name
    if assignment.state != Assignment.State.DONE:
        return f"{name} ภายใน {format_date(assignment.due_on, 'short')}"
    result = f": {assignment.result}" if is_readable else ""
    return f"{name} ดำเนินการแล้ว{result}"


def _remark(paper: ReceivedPaper) -> str:
    parts = (
        f"รับ {format_datetime(paper.received_at)}",
        wording.URGENCY[paper.urgency],
        wording.SECRECY[paper.secrecy],
    )
    return " · ".join(part for part in parts if part)
