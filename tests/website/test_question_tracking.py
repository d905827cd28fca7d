"""An asker follows a question by LINE: with consent, by its private address, without a word of it."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from prongsai.channels.models import LineLink
from prongsai.channels.services import deliver_publications
from prongsai.channels.services.webhook import forget_old
from prongsai.organization.queries import find_division
from prongsai.website import services
from prongsai.website.models import Question
from prongsai.website.question_tracking import describe, find_reference
from tests.channels.chatting import says, touches
from tests.channels.conftest import line, line_server  # noqa: F401
from tests.channels.fakes.line import FakeLine
from tests.conftest import Office
from tests.website.test_questions import make_question


def follow(line: FakeLine, question: Question) -> str:  # noqa: F811
    """Somebody consents and sends the address that the page shows."""
    touches(line, "track-yes")
    return says(line, f"https://tambon.example{question.get_absolute_url()}")


def test_the_answer_comes_to_the_chat_that_follows(office: Office, line: FakeLine) -> None:  # noqa: F811
    question = make_question(office)
    assert "LINE" in Client().get(question.get_absolute_url()).content.decode()
    assert "ส่งลิงก์" in touches(line, "track-yes")
    first = follow(line, question)
    assert question.get_absolute_url() in first
    assert "ถนน" not in first
    finance = find_division("กองคลัง")
    assert finance is not None
    services.assign_question(actor=office.officer, question=question, division=finance)
    assert "กองคลัง" in says(line, "ติดตาม")
    answered = services.answer_question(actor=office.finance, question=question, answer="ซ่อมแล้ว")
    assert "อยู่ระหว่างตรวจ" in says(line, "ติดตาม")
    services.withhold_answer(actor=office.officer, question=answered, reason="มีข้อมูลส่วนบุคคล")
    deliver_publications()
    to, messages = line.said[-1]
    assert to == "U1"
    assert "ได้รับคำตอบแล้ว" in messages[0]["text"]
    assert "ซ่อมแล้ว" not in messages[0]["text"]
    said = len(line.said)
    published = Question.objects.get(pk=question.pk)
    wording = services.Wording("ถนน", "ชำรุด", "ซ่อมแล้ว")
    services.publish_answer(actor=office.officer, question=published, wording=wording)
    deliver_publications()
    assert len(line.said) == said  # told once, however often it is published


def test_what_is_rejected_is_told_and_nothing_is_followed_when_it_is_long_over(
    office: Office,
    line: FakeLine,  # noqa: F811
) -> None:
    question = make_question(office)
    follow(line, question)
    services.reject_question(actor=office.officer, question=question)
    deliver_publications()
    assert "ไม่รับข้อความนี้เป็นคำถาม" in line.said[-1][1][0]["text"]
    long_ago = timezone.now() - dt.timedelta(days=40)
    Question.objects.update(ended_at=long_ago)
    assert describe(str(question.public_id)) is None
    forget_old(timezone.now())
    assert LineLink.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent", ["", "7", "question 1", str(uuid.UUID(int=7)), "ก" * 500, "' OR 1=1"]
)
def test_what_is_no_address_of_a_question_finds_none(sent: str) -> None:
    assert find_reference(sent) is None
