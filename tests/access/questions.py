"""What the addresses of questions need in the table of who may open what."""

from typing import Any

from prongsai.website import services
from tests.conftest import Office
from tests.website.test_questions import make_question


def make_questions(office: Office) -> dict[str, Any]:
    """A published question that finance answered."""
    wording = services.Wording("เรื่อง", "คำถาม", "คำตอบ")
    question = services.publish_answer(
        actor=office.officer, question=make_question(office, "answered"), wording=wording
    )
    acts = ("", "_answer", "_assign", "_back", "_publish", "_withhold", "_reject")
    names = [f"website_question{act}" for act in acts]
    return {f"{name} public_id": question.public_id for name in ("public_question", *names)}
