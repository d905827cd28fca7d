"""Papers for the tests of the mailroom."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest

from prongsai.mailroom.models import ReceivedPaper
from prongsai.mailroom.services import PaperDraft, receive_paper
from tests.conftest import Office


def make_draft(**more: Any) -> PaperDraft:
    """A usual letter."""
    values = {
        "sender": "จังหวัดมหาสารคาม",
        "sender_number": "มค ๐๐๒๓.๓/ว ๕๑๒",
        "subject": "ขอเชิญประชุมเตรียมการจัดซื้อจัดจ้าง",
        "to": "นายกองค์การบริหารส่วนตำบลทดสอบ",
    }
    return PaperDraft(**{**values, **more})


def make_photo(color: str = "white") -> bytes:
    """A JPEG as a phone makes it."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (900, 1200), color).save(buffer, "JPEG")
    return buffer.getvalue()


def make_pdf(text: str = "ข้อความในแฟ้ม") -> bytes:
    """A PDF with a text layer."""
    import datetime as dt

    from prongsai.correspondence.content import Document, Paragraph, Section
    from prongsai.correspondence.render import render_pdf

    section = Section((Paragraph(text),))
    return render_pdf(Document("ทดสอบ", dt.date(2026, 11, 25), (section,), is_draft=False))


@pytest.fixture
def receive(office: Office) -> Callable[..., ReceivedPaper]:
    """Enters a paper as the integrity officer, or as who is named."""

    def act(actor: Any = None, uploads: Any = (), **more: Any) -> ReceivedPaper:
        more.setdefault("sender_number", "")
        return receive_paper(
            actor=actor or office.officer, draft=make_draft(**more), uploads=uploads
        )

    return act


@pytest.fixture
def committed(committed: None) -> Any:
    """An integrity officer in a copy of the database that really commits."""
    return _make_officer()


def _make_officer() -> Any:
    from prongsai.accounts.services import create_account
    from prongsai.organization.models import Role
    from prongsai.organization.queries import find_position
    from prongsai.organization.services import appoint, create_organization

    create_organization(
        actor=None, kind="sao", name="ทดสอบ", amphoe="ก", province="ข", letter_code="มค ๘๐๓๐๑"
    )
    officer = create_account(actor=None, username="committed", full_name="เจ้าหน้าที่")
    position = find_position(Role.INTEGRITY_OFFICER)
    assert position is not None
    appoint(actor=None, position=position, user=officer, starts_on=dt.date(2020, 10, 1))
    return officer
