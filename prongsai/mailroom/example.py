"""Received papers of the example organisation: new, with a division, late, confidential, done."""

import datetime as dt
import io
from typing import Any

from django.utils import timezone
from PIL import Image

from prongsai.correspondence import rules
from prongsai.correspondence.content import Document, LetterHead, Paragraph, Section
from prongsai.correspondence.render import render_pdf, render_png
from prongsai.mailroom import services
from prongsai.mailroom.models import ReceivedPaper
from prongsai.mailroom.services import PaperDraft
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position, get_profile
from prongsai.thai.calendar import format_date

PROVINCE, OAG = "จังหวัดตัวอย่าง", "สำนักงานการตรวจเงินแผ่นดินจังหวัดตัวอย่าง"
SCHOOL, SHOP = "โรงเรียนบ้านตัวอย่าง", "ร้านตัวอย่างการค้า"


def load_example(people: dict[str, Any]) -> None:
    """Enter the papers; `people` are officer, head, palad, mayor and finance."""
    _invitation(people)
    _quotation(people)
    _confidential(people)
    _assessment(people)
    _from_school(people)


def _receive(
    people: dict[str, Any], sender: str, number: str, subject: str, text: str, **more: Any
) -> ReceivedPaper:
    """Enter a paper whose letter is drawn here; `photo` makes pictures of it."""
    dated = timezone.localdate() - dt.timedelta(days=more.pop("days", 2))
    is_photo = more.pop("is_photo", False)
    letter = _letter(sender, number, subject, text, dated)
    file = _photograph(letter) if is_photo else (render_pdf(letter), "หนังสือ.pdf")
    return services.receive_paper(
        actor=people["officer"],
        draft=PaperDraft(
            sender=sender,
            sender_number=number,
            sender_dated_on=dated,
            subject=subject,
            to=f"นายก{get_profile().full_name}",
            **more,
        ),
        uploads=[file],
        origin=ReceivedPaper.Origin.PHOTO if is_photo else ReceivedPaper.Origin.UPLOAD,
    )


def _letter(sender: str, number: str, subject: str, text: str, day: dt.date) -> Document:
    written = format_date(day, "official")
    head = LetterHead(emblem=b"", urgency="", number=f"ที่ {number}", office=(sender,), date=written)
    blocks = (
        head,
        Paragraph(f"เรื่อง  {subject}", is_indented=False),
        Paragraph(f"เรียน  นายก{get_profile().full_name}", is_indented=False),
        Paragraph(text),
        Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา"),
    )
    return Document(title=subject, date=day, is_draft=False, sections=(Section(blocks),))


def _photograph(letter: Document) -> tuple[bytes, str]:
    """The letter as a phone would see it."""
    page = Image.open(io.BytesIO(render_png(letter, 1, ppi=96))).convert("RGB")
    tilted = page.rotate(-0.8, expand=True, fillcolor="#c9c4b8")
    buffer = io.BytesIO()
    tilted.save(buffer, "JPEG", quality=80)
    return buffer.getvalue(), "ภาพถ่าย.jpg"


def _position(role: str) -> Any:
    found = find_position(role)
    assert found is not None
    return found


def _division(name: str) -> Any:
    found = find_division(name)
    assert found is not None
    return found


def _minute(people: dict[str, Any], paper: ReceivedPaper, text: str, then: str = "") -> None:
    """The minute of the chief administrator, put before the mayor."""
    services.write_minute(
        actor=people["palad"],
        paper=paper,
        position=_position(Role.CHIEF_ADMINISTRATOR),
        text=text,
        forward_to=_position(Role.MAYOR) if then else None,
    )


def _invitation(people: dict[str, Any]) -> None:
    """Urgent, photographed, with minutes, in the hands of two divisions."""
    paper = _receive(
        people,
        PROVINCE,
        "ตย ๐๐๒๓.๓/ว ๕๑๒",
        "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ",
        "ด้วยจังหวัดจะประชุมชี้แจงแนวทางการประเมินประจำปี ขอให้ส่งผู้รับผิดชอบเข้าร่วมประชุมและเตรียมข้อมูลที่ต้องเปิดเผย",
        urgency=rules.URGENT,
        is_photo=True,
    )
    _minute(people, paper, "เห็นควรมอบสำนักปลัดเข้าร่วมประชุม และกองคลังเตรียมข้อมูลงบประมาณ", then="mayor")
    services.write_minute(
        actor=people["mayor"], paper=paper, position=_position(Role.MAYOR), text="ดำเนินการตามเสนอ"
    )
    services.assign_paper(
        actor=people["palad"],
        paper=paper,
        divisions=[_division("สำนักปลัด"), _division("กองคลัง")],
        instruction="เข้าร่วมประชุมและเตรียมข้อมูล",
    )


def _quotation(people: dict[str, Any]) -> None:
    """With a division that has accepted it."""
    paper = _receive(
        people,
        SHOP,
        "",
        "ขอส่งใบเสนอราคาวัสดุสำนักงาน",
        "ตามที่ได้สอบถามราคาวัสดุสำนักงานนั้น ทางร้านขอส่งใบเสนอราคามาพร้อมนี้",
        retention="finance",
    )
    (assignment,) = services.assign_paper(
        actor=people["palad"], paper=paper, divisions=[_division("กองคลัง")]
    )
    services.accept_assignment(actor=people["finance"], assignment=assignment)


def _confidential(people: dict[str, Any]) -> None:
    """Shown by its class alone to those who may not read it."""
    paper = _receive(
        people,
        OAG,
        "ตผ ๐๐๔๔/๑๒๗",
        "ขอให้ตรวจสอบและชี้แจงข้อเท็จจริง",
        "ขอให้หน่วยรับตรวจตรวจสอบข้อเท็จจริงตามรายละเอียดที่ส่งมาพร้อมนี้ และแจ้งผลภายในกำหนด",
        secrecy=rules.CONFIDENTIAL,
    )
    _minute(people, paper, "เพื่อโปรดทราบและพิจารณา", then="mayor")


def _assessment(people: dict[str, Any]) -> None:
    """Done, with what the division did."""
    paper = _receive(
        people,
        PROVINCE,
        "ตย ๐๐๒๓.๓/๔๙๘",
        "ขอให้รายงานผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ",
        "ขอให้แจ้งชื่อและหมายเลขโทรศัพท์ของผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะของหน่วยงาน",
        days=6,
    )
    (assignment,) = services.assign_paper(
        actor=people["palad"], paper=paper, divisions=[_division("สำนักปลัด")]
    )
    services.accept_assignment(actor=people["head"], assignment=assignment)
    services.finish_assignment(
        actor=people["head"], assignment=assignment, result="แจ้งชื่อผู้รับผิดชอบแล้วทางอีเมล"
    )


def _from_school(people: dict[str, Any]) -> None:
    """New: nobody has it yet."""
    _receive(
        people,
        SCHOOL,
        "ศธ ๐๔๑๒๓/๘๕",
        "ขอความอนุเคราะห์ใช้สนามกีฬา",
        "ด้วยโรงเรียนจะจัดการแข่งขันกีฬาสีประจำปี จึงขอความอนุเคราะห์ใช้สนามกีฬาขององค์การบริหารส่วนตำบล",
        is_photo=True,
        days=1,
    )
