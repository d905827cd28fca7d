"""How the typed text of a paper is read: items under items, columns, clauses, plain lines."""

from prongsai.correspondence.content import Outline, Paragraph
from prongsai.correspondence.papers.body import read_body


def test_items_lie_below_the_one_they_belong_to() -> None:
    (outline,) = read_body("1. ก\n1.1 ข\n(1) ค\n- ง\n1.2 จ\nต่อ\n2. ฉ")
    assert isinstance(outline, Outline)
    assert [(item.mark, item.level) for item in outline.items] == [
        ("1.", 1), ("1.1", 2), ("(1)", 3), ("-", 4), ("1.2", 2), ("2.", 1),
    ]  # fmt: skip
    assert outline.items[4].columns == ("จ\nต่อ",)


def test_columns_clauses_and_plain_lines_are_told_apart() -> None:
    blocks = read_body("ข้อ ๑ ก\nข้อ ๒ ข\n(๑) ค\n\n10.30 น. ประชุม\nต่อ\n\n๑. ก | ข | ค\n3,000 บาท")
    assert [type(block) for block in blocks] == [
        Paragraph, Paragraph, Outline, Paragraph, Paragraph, Outline,
    ]  # fmt: skip
    assert blocks[1] == Paragraph("ข้อ ๒ ข")
    assert blocks[4] == Paragraph("ต่อ", is_indented=False)
    assert isinstance(blocks[2], Outline)
    assert isinstance(blocks[5], Outline)
    assert blocks[2].items[0].level == 2
    assert blocks[5].items[0].columns == ("ก", "ข", "ค\n3,000 บาท")
