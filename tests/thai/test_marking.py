"""Marks: on the text as it was written, where words begin and end, with nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.compounds import MOST_OF_A_PART, compounds, denied
from prongsai.thai.marking import Piece, excerpt, mark
from prongsai.thai.words import to_query


def shown(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("แจ้งนํ้าท่วม", "น้ำท่วม", "แจ้ง[นํ้าท่วม]"),
        ("ประกาศอ.บ.ต.แห่ใต้", "อบต", "ประกาศ[อ.บ.ต]."),
        ("พ.ศ. ๒๕๖๙", "2569", "พ.ศ. [๒๕๖๙]"),
        ("วัดป่า จังหวัดเลย", "วัด", "[วัด]ป่า จังหวัดเลย"),
        ("เเผน งาน", "แผนงาน", "[เเผน งาน]"),
        ("การจัดซื้อจัดจ้าง", "จัดซ", "การ[จัดซื้อ]จัดจ้าง"),
        ("ปีงบประมาณใหม่", "งบประมาณ", "[ปีงบประมาณ]ใหม่"),
        ("<b>ITA</b>", "ita", "<b>[ITA]</b>"),
    ],
)
def test_what_answers_is_marked(text: str, question: str, marked: str) -> None:
    assert shown(mark(text, question)).startswith(marked)


@given(st.text(alphabet="กขจดัิ่้ำเแซื้อ ๑๒3a.\n\u200b<"), st.text(alphabet='กจดัซื้อเ1a "'))
def test_marks_lose_nothing_and_excerpts_are_made_of_any_text(text: str, question: str) -> None:
    assert "".join(piece.text for piece in mark(text, question)) == text
    assert len("".join(piece.text for piece in excerpt(text * 9, question, 60))) <= 180


def test_an_excerpt_shows_the_place_that_answers() -> None:
    text = "ความเป็นมา " * 80 + "การจัดซื้อพัสดุ " + "ข้ออื่น ๆ " * 80
    assert "[พัสดุ]" in shown(excerpt(text, "พัสดุ"))
    assert shown(excerpt(text, "พัสดุ")).startswith("… ")


def test_compounds_are_reviewed_bounded_and_never_what_is_denied() -> None:
    for part, longer in compounds().items():
        assert 0 < len(longer) <= MOST_OF_A_PART
        assert all(part in word and part != word for word in longer)
        assert not set(longer) & set(denied().get(part, ()))
    assert to_query("ศาล", is_open=False) == "('ศาล')"
    assert to_query("งบประมาณ", is_open=False) == "('งบ' <2> 'ประมาณ' | 'ปีงบประมาณ')"
