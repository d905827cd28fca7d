"""Circulars of the example organisation: one running, one overdue, one closed with a sheet."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from prongsai.circulars import services
from prongsai.circulars.content import Subject
from prongsai.circulars.documents import make_sheet
from prongsai.circulars.models import Circulation
from prongsai.circulars.rules import Named, parse_questions
from prongsai.circulars.services import Audience, Test
from prongsai.correspondence.content import Block, Document, Items, Paragraph, Section, Title
from prongsai.correspondence.render import render_pdf, render_png
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files
from prongsai.organization.queries import find_profile
from prongsai.thai.calendar import format_date

WORKERS = (
    Named("นายสมหมาย ขยันงาน", "กองช่าง", "พนักงานจ้างทั่วไป"),
    Named("นางสาวดวงใจ ใสสะอาด", "สำนักปลัด", "พนักงานจ้างทั่วไป"),
)
COUNCIL = (Named("นายบุญมี มีสุข", "สภาท้องถิ่น", "สมาชิกสภา"),)
QUIZ = """ผู้รับบริการนำของขวัญมาให้ในวันปีใหม่ ควรทำอย่างไร
- รับไว้ถ้าราคาไม่เกินสามพันบาท
* ปฏิเสธโดยสุภาพ
> นโยบายนี้งดรับของขวัญทุกชนิดจากการปฏิบัติหน้าที่ ไม่ว่าราคาเท่าใด

นโยบายนี้ใช้กับใคร
* ข้าราชการและพนักงานจ้าง
* ผู้บริหาร
- ประชาชนผู้มาติดต่อ"""


def load_example(people: dict[str, Any]) -> None:
    """Add the three circulars; `people` are officer, head, palad, mayor and finance."""
    _running(people)
    _overdue(people)
    _closed(people)


def _days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def _document(actor: Any, title: str, paragraphs: Sequence[str], day: dt.date) -> Evidence:
    profile = find_profile()
    name = profile.full_name if profile else ""
    blocks: tuple[Block, ...] = (
        Title((f"ประกาศ{name}", f"เรื่อง {title}")),
        *(Paragraph(text) for text in paragraphs),
        Items((f"ประกาศ ณ วันที่ {format_date(day, thai_digits=True)}",)),
    )
    page = Document(title=title, date=day, is_draft=False, sections=(Section(blocks),))
    (evidence,) = add_files(
        actor=actor,
        uploads=[(render_pdf(page), f"{title}.pdf")],
        captions=[title],
        effective_on=day,
    )
    return evidence


def _start(people: dict[str, Any], title: str, texts: Sequence[str], **given: Any) -> Circulation:
    at: dt.datetime = given["at"]
    evidence = _document(people["officer"], title, texts, timezone.localdate(at))
    return services.start(actor=people["officer"], subject=Subject(evidence=evidence), **given)


def _acknowledge(circulation: Circulation, users: Sequence[Any], at: dt.datetime) -> None:
    for user in users:
        row = circulation.recipients.get(user=user)
        services.mark_opened(recipient=row, at=at)
        services.acknowledge(
            actor=user,
            recipient=row,
            digest=circulation.digest,
            answers=[question.right for question in circulation.asked],
            at=at,
        )


def _running(people: dict[str, Any]) -> None:
    at = _days_ago(2)
    made = _start(
        people,
        "นโยบายไม่รับของขวัญ (No Gift Policy)",
        (
            "เพื่อให้การปฏิบัติหน้าที่เป็นไปด้วยความซื่อสัตย์สุจริต โปร่งใส และตรวจสอบได้ "
            "บุคลากรทุกคนงดรับของขวัญหรือประโยชน์อื่นใดจากการปฏิบัติหน้าที่",
            "ให้ทุกส่วนราชการแจ้งบุคลากรในสังกัดทราบและถือปฏิบัติโดยเคร่งครัด",
        ),
        due_on=timezone.localdate() + dt.timedelta(days=5),
        audience=Audience(is_everyone=True, names=WORKERS),
        message="ขอให้อ่านประกาศแล้วตอบคำถามสั้น ๆ สองข้อ",
        test=Test(parse_questions(QUIZ), 100, 0),
        at=at,
    )
    _acknowledge(made, [people[name] for name in ("officer", "head", "palad")], _days_ago(1))


def _overdue(people: dict[str, Any]) -> None:
    made = _start(
        people,
        "มาตรการใช้ทรัพย์สินของทางราชการ",
        ("การยืมทรัพย์สินของทางราชการต้องมีหลักฐานการยืมและคืนทุกครั้ง และใช้เพื่อประโยชน์ของทางราชการเท่านั้น",),
        due_on=timezone.localdate() - dt.timedelta(days=1),
        audience=Audience(is_everyone=True),
        at=_days_ago(9),
    )
    done = [people[name] for name in ("officer", "head", "palad", "mayor")]
    _acknowledge(made, done, _days_ago(7))


def _closed(people: dict[str, Any]) -> None:
    start, end = _days_ago(20), _days_ago(12)
    made = _start(
        people,
        "ประมวลจริยธรรมพนักงานส่วนท้องถิ่น",
        ("บุคลากรพึงยึดมั่นในมาตรฐานทางจริยธรรม ซื่อสัตย์สุจริต และคิดถึงประโยชน์ส่วนรวมมากกว่าประโยชน์ส่วนตน",),
        due_on=timezone.localdate(end),
        audience=Audience(is_everyone=True, names=(*WORKERS, *COUNCIL)),
        at=start,
    )
    users = [people[name] for name in ("officer", "head", "palad", "mayor")]
    _acknowledge(made, users, _days_ago(18))
    day = timezone.localdate(_days_ago(14))
    signers = made.recipients.filter(user__isnull=True).values_list("pk", flat=True)
    photo = (_photograph(made, day), "sheet.jpg")
    services.record_sheet(
        actor=people["officer"],
        circulation=made,
        uploads=[photo],
        signed=dict.fromkeys(signers, day),
    )
    services.exempt(
        actor=people["officer"],
        recipient=made.recipients.get(user=people["finance"]),
        reason="ลาพักผ่อนตลอดช่วงเวลาที่เวียน",
    )
    services.close(actor=people["officer"], circulation=made, at=end)


def _photograph(circulation: Circulation, day: dt.date) -> bytes:
    """The sheet as a phone would see it: grey paper, lines of a pen."""
    page = render_png(make_sheet(circulation, day), 1, ppi=96)
    picture = Image.open(io.BytesIO(page)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for at in range(3):
        y = 300 + at * 52
        pen.line([(470, y), (500, y - 14), (520, y + 8), (560, y - 6)], fill="#1b2f7a", width=3)
    tilted = picture.rotate(1.2, expand=True, fillcolor="#c9c4b8")
    buffer = io.BytesIO()
    tilted.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
