"""What citizens of the example asked: answered and published, not published, overdue, waiting."""

import datetime as dt
from typing import Any

from django.utils import timezone

from prongsai.organization.models import Division, Role
from prongsai.organization.queries import find_division, holders_of_role
from prongsai.website import services
from prongsai.website.models import Question
from prongsai.website.question_rules import IN_QUESTIONS, compute_due, mask

# (days ago, division, subject, question, answer); without a division it waits to be given away
QUESTIONS: tuple[tuple[int, str, str, str, str], ...] = (
    (
        48,
        "กองคลัง",
        "ชำระภาษีที่ดินและสิ่งปลูกสร้างผ่านธนาคารได้หรือไม่",
        "ทำงานต่างจังหวัด กลับมาชำระที่สำนักงานไม่สะดวก มีช่องทางอื่นหรือไม่ และต้องใช้เอกสารอะไรบ้าง",
        "ชำระได้ 3 ช่องทาง คือ ที่กองคลังในวันและเวลาราชการ ทางธนาคารตามใบแจ้งประเมิน "
        "และสแกนคิวอาร์โค้ดท้ายใบแจ้ง หากใบแจ้งสูญหาย ติดต่อขอใหม่ได้โดยไม่เสียค่าใช้จ่าย",
    ),
    (
        31,
        "กองช่าง",
        "ไฟส่องสว่างทางเข้าหมู่บ้านดับหลายจุด ต้องแจ้งที่ใด",
        "ไฟถนนทางเข้าหมู่ที่ 4 ดับติดต่อกัน 3 ต้น กลางคืนมืดมาก อยากทราบว่าแจ้งที่ไหนและซ่อมภายในกี่วัน",
        "แจ้งที่กองช่างหรือผู้ใหญ่บ้านได้ทุกวัน โดยบอกหมายเลขเสาหรือจุดสังเกต "
        "กองช่างตรวจภายใน 3 วันทำการและซ่อมเมื่อมีอุปกรณ์ จุดที่ท่านแจ้งซ่อมเสร็จแล้วทั้ง 3 ต้น",
    ),
    (
        22,
        "สำนักปลัด",
        "ขอรับการสนับสนุนน้ำอุปโภคบริโภคช่วงหน้าแล้ง",
        "ช่วงเดือนมีนาคมบ่อน้ำในหมู่บ้านแห้งทุกปี ปีนี้จะขอรถน้ำได้อย่างไร",
        "ยื่นคำขอผ่านผู้ใหญ่บ้านหรือที่สำนักปลัดได้ตั้งแต่วันนี้ ใช้เพียงสำเนาทะเบียนบ้าน "
        "งานป้องกันและบรรเทาสาธารณภัยจัดรอบส่งน้ำสัปดาห์ละ 2 วันและติดประกาศรอบที่ศาลาประชาคม",
    ),
    (
        19,
        "กองช่าง",
        "ถนนลูกรังหน้าโรงเรียนจะปรับปรุงเมื่อใด",
        "ฝนตกแล้วเป็นหลุมเป็นบ่อ รถรับส่งนักเรียนเข้าออกลำบาก อยากทราบว่าอยู่ในแผนปีไหน",
        "",
    ),
    (
        9,
        "กองคลัง",
        "เปิดดูรายการจัดซื้อจัดจ้างของปีนี้ได้ที่ใด",
        "อยากทราบว่าโครงการซ่อมศาลาประชาคมจ้างใคร วงเงินเท่าไร",
        "",
    ),
    (
        2,
        "",
        "ขอใช้ลานกีฬาจัดงานบุญของหมู่บ้าน",
        "จะจัดงานบุญประจำปี ขอใช้ลานกีฬา 2 วัน ต้องทำหนังสือถึงใครและมีค่าใช้จ่ายหรือไม่",
        "",
    ),
)
ANSWERED_AFTER = 6


def load_questions() -> None:
    """Put the questions in as the public and the office would."""
    (officer,) = holders_of_role(Role.INTEGRITY_OFFICER, timezone.localdate())[:1]
    for days, unit, subject, text, answer in QUESTIONS:
        asked = services.Asked(subject=subject, text=text)
        question = services.ask_question(asked=asked, place="")
        if unit:
            division = find_division(unit)
            assert division is not None
            _carry_on(officer, question, division, answer)
        _date_back(question, days)


def _carry_on(officer: Any, question: Question, division: Division, answer: str) -> None:
    services.assign_question(actor=officer, question=question, division=division)
    if not answer:
        return
    services.answer_question(actor=officer, question=question, answer=answer)
    subject, text = (mask(one, IN_QUESTIONS) for one in (question.subject, question.text))
    wording = services.Wording(subject, text, answer)
    services.publish_answer(actor=officer, question=question, wording=wording)


def _date_back(question: Question, days: int) -> None:
    """As if it had come so many days ago, and been answered some days later."""
    asked_at = timezone.now() - dt.timedelta(days=days)
    found = Question.objects.filter(pk=question.pk)
    found.update(asked_at=asked_at, due_on=compute_due(timezone.localdate(asked_at)))
    ended_at = asked_at + dt.timedelta(days=ANSWERED_AFTER)
    found.filter(state=Question.State.PUBLISHED).update(ended_at=ended_at, published_at=ended_at)
