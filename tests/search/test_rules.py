"""Rules of search: masking, cutting, stamps, when a promoted answer shows."""

import pytest

from prongsai.search.rules import (
    LONGEST_PART,
    answers,
    fold,
    hash_parts,
    is_worth_keeping,
    mask_question,
    split_text,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("เบี้ยยังชีพ 1-2345-67890-12-1", "เบี้ยยังชีพ •••"),
        ("โทร 081-234-5678 ใคร", "โทร ••• ใคร"),
        ("เลขที่ 123456789", "เลขที่ •••"),
        ("a@example.com ภาษี", "••• ภาษี"),
        ("แผนปี ๒๕๖๙", "แผนปี ๒๕๖๙"),
        ("คำสั่ง 12/2569", "คำสั่ง •••"),
    ],
)
def test_numbers_that_may_be_somebodys_are_masked(typed: str, kept: str) -> None:
    assert mask_question(typed) == kept


def test_only_questions_that_tell_something_are_kept() -> None:
    assert is_worth_keeping("ค่าขยะ")
    assert not any(map(is_worth_keeping, ("•••", "2569", "ก", "...")))
    assert len(mask_question("ยาว" * 500)) <= 80


def test_a_long_text_is_cut_between_words_and_nothing_is_lost() -> None:
    text = "คำหนึ่ง " * 30_000
    parts = split_text(text)
    assert "".join(parts) == text
    assert len(parts) > 1
    assert all(len(part) <= LONGEST_PART and part.endswith(" ") for part in parts)
    assert split_text("") == [""]


@pytest.mark.parametrize(
    ("line", "question", "is_shown"),
    [
        ("จ่ายค่าขยะ", "จ่าย ค่าขยะ", True),
        ("ค่าขยะ", "อยากจ่าย ค่าขยะ", True),
        ("ค่าขยะ", "ค่าน้ำ", False),
        ("ค่าขยะ", "...", False),
        ("...", "ค่าขยะ", False),
    ],
)
def test_a_promoted_answer_shows_when_its_words_are_asked(
    line: str, question: str, is_shown: bool
) -> None:
    assert answers(line, question) is is_shown


def test_usual_slips_have_the_same_key_and_hashes_fit_the_column() -> None:
    assert fold("งบประมาน") == fold("งบประมาณ")
    assert fold("โปร่งไส") == fold("โปร่งใส")
    assert all(-(2**31) <= number < 2**31 for number in hash_parts("จัดซื้อจัดจ้าง"))
