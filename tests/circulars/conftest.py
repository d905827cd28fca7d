"""What the tests of circulars share: a small real PDF, and a running circular."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.utils import timezone

from prongsai.circulars import services
from prongsai.circulars.content import Subject
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.rules import Named
from prongsai.circulars.services import Audience
from prongsai.correspondence.content import Document, Paragraph, Section, Title
from prongsai.correspondence.render import render_pdf
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files
from tests.conftest import Office

OUTSIDERS = (
    Named("นายสมชาย ใจดี", "กองคลัง", "ลูกจ้างรายวัน"),
    Named("นางมาลี ศรีสุข", "สภา อบต.", "สมาชิกสภา"),
)
EVERYBODY = Audience(is_everyone=True, names=OUTSIDERS)


@cache
def make_pdf(text: str = "ประกาศนโยบายไม่รับของขวัญ") -> bytes:
    """A real PDF of one page."""
    blocks = (Title((text,)), Paragraph("บุคลากรทุกคนงดรับของขวัญ"))
    document = Document(
        title=text, date=dt.date(2025, 1, 2), is_draft=False, sections=(Section(blocks),)
    )
    return render_pdf(document)


@pytest.fixture
def policy(office: Office) -> Evidence:
    """A PDF among the evidence."""
    (evidence,) = add_files(
        actor=office.officer, uploads=[(make_pdf(), "policy.pdf")], captions=["นโยบายไม่รับของขวัญ"]
    )
    return evidence


@pytest.fixture
def begin(office: Office, policy: Evidence) -> Callable[..., Circulation]:
    """Starts a circular of the policy; what is named differs from the usual."""

    def act(**more: Any) -> Circulation:
        given: dict[str, Any] = {
            "actor": office.officer,
            "subject": Subject(evidence=policy),
            "due_on": timezone.localdate() + dt.timedelta(days=7),
            "audience": EVERYBODY,
        }
        return services.start(**(given | more))

    return act


@pytest.fixture
def circular(begin: Callable[..., Circulation]) -> Circulation:
    """A running circular to all five colleagues and two people without an account."""
    return begin()


def row_of(circulation: Circulation, person: Any) -> Recipient:
    """The row of an account, or of a name."""
    if isinstance(person, str):
        return circulation.recipients.get(name=person)
    return circulation.recipients.get(user=person)


def acknowledge(circulation: Circulation, person: Any, **more: Any) -> services.Answer:
    """A person opens the document and acknowledges it."""
    row = row_of(circulation, person)
    services.mark_opened(recipient=row)
    actor = None if isinstance(person, str) else person
    given = {"actor": actor, "recipient": row, "digest": circulation.digest} | more
    return services.acknowledge(**given)
