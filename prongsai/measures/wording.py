"""Ready texts that people forward: always Thai, whatever language the interface has."""

import datetime as dt

from prongsai.thai.calendar import format_date


def request_text(fiscal_year: int, division: str, due_on: dt.date) -> str:
    """The text for the LINE group that asks one division; the link is added when shown."""
    return (
        f"เรียน {division}\n"
        f"ขอความอนุเคราะห์กรอกผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส "
        f"ปีงบประมาณ พ.ศ. {fiscal_year} ในส่วนที่เกี่ยวข้อง "
        f"ภายในวันที่ {format_date(due_on, 'long')} ทางลิงก์นี้ "
        f"(กรอกทางโทรศัพท์และแนบภาพถ่ายได้)"
    )


def request_notice(fiscal_year: int, due_on: dt.date) -> str:
    """The notice to the people of a division."""
    return (
        f"ขอข้อมูลผลการดำเนินการตามมาตรการ ปีงบประมาณ {fiscal_year} "
        f"ภายใน {format_date(due_on, 'short')}"
    )


def due_notice(number: str, step: str, due_on: dt.date) -> str:
    """The reminder before a step is due."""
    return f"ใกล้ครบกำหนด {format_date(due_on, 'short')}: มาตรการ {number} {step}"


def overdue_notice(number: str, step: str, due_on: dt.date) -> str:
    """The reminder after a step was due."""
    return f"เลยกำหนด {format_date(due_on, 'short')}: มาตรการ {number} {step}"
