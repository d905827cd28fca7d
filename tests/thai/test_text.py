import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.text import clusters, repair, sort_key, squash, truncate

THAI = st.text(alphabet=[chr(code) for code in range(0x0E01, 0x0E3B)] + list("เแโใไๅๆ็่้๊๋์ํ๎ \u200b\n1ก"))

# Order of the Royal Institute's dictionary: leading vowels after their consonant, tones last.
ROYAL_INSTITUTE = """
ก ก็ กก กฎ กด กระ กะ กัก กั้น กา ก่า ก้า กาก ก้าง กำ กิน กี่ กึ่ง กุ กู่ เก่ง เก็บ เก้า เกาะ เกิด แก แก่ แก้ว
ของ ขาว ข่าว ข้าว
โกน ใกล้ ไก่ ไกล
รอ รัก เรียน ไร่ ฤดู ฤทธิ์ ฤๅษี ลม ลิง เลย วัน
ปลัด ปลา ป่า ป้า แป้ง ไป
ปา ป่า ป้า ป๊า ป๋า
กองการศึกษา กองคลัง กองช่าง กองสวัสดิการสังคม สำนักปลัด หน่วยตรวจสอบภายใน
""".strip().splitlines()


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("จํานวน", "จำนวน"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("นำ้์", "น้ำ์"),
        ("นำำ้", "น้ำำ"),
        ("ด าเนินการ", "ดำเนินการ"),
        ("เเผน", "แผน"),
        ("ท ี่", "ที่"),
        ("ที่่", "ที่"),
        ("ที ่", "ที่"),
        ("ท่ี", "ที่"),
        ("ส\u200bำ\ufeffนั\u00adก", "สำนัก"),
        ("กอง\u00a0คลัง", "กอง คลัง"),
        ("ท\uf702\uf70a ป\uf710\uf70b", "ที่ ปั้"),
        ("สิทธิ์ พันธุ์ ฤๅษี พุทฺโธ", "สิทธิ์ พันธุ์ ฤๅษี พุทฺโธ"),
        ("a\x00b\x0bc\ud800", "ab\nc"),
    ],
)
def test_damage_of_converters_is_repaired(damaged: str, meant: str) -> None:
    assert repair(damaged) == meant


# Few letters, so that the combinations which depend on order come up.
KNOTS = st.text(alphabet="กเาำํ่้์ิ ")


@given(KNOTS | THAI | st.text())
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(THAI)
def test_repair_leaves_nothing_invisible(text: str) -> None:
    repaired = repair(text)
    assert "\u200b" not in repaired
    assert "ํา" not in repaired
    assert "เเ" not in repaired


def test_squash_leaves_one_line() -> None:
    assert squash("  กอง \n\t คลัง ") == "กอง คลัง"


@pytest.mark.parametrize("words", [line.split() for line in ROYAL_INSTITUTE])
def test_words_come_in_the_order_of_the_dictionary(words: list[str]) -> None:
    shuffled = random.Random(7).sample(words, len(words))
    assert sorted(shuffled, key=sort_key) == words


def test_numbers_and_latin_come_before_thai() -> None:
    shuffled = ["กองก", "ITA", "กอง คลัง", "๒ ก", "กอง", "E-Service", "1 ก"]
    words = ["1 ก", "๒ ก", "E-Service", "ITA", "กอง", "กอง คลัง", "กองก"]
    assert sorted(shuffled, key=sort_key) == words


@given(THAI | st.text())
def test_sort_keys_hold_only_letters_that_every_collation_orders_alike(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


@given(THAI | st.text())
def test_clusters_make_up_the_text_again(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_marks_and_am_stay_with_their_letter() -> None:
    assert clusters("น้ำที่") == ["น้ำ", "ที่"]
    assert clusters("สำนักปลัด") == ["สำ", "นั", "ก", "ป", "ลั", "ด"]


def test_a_cut_is_shown_and_never_leaves_a_vowel_alone() -> None:
    assert truncate("น้ำที่", 2) == "น้ำที่"
    assert truncate("น้ำที่ดี", 2) == "น้ำ…"
    assert truncate("การเงินคลัง", 5) == "การ…"
    assert truncate("กอง คลัง", 5) == "กอง…"
    assert truncate("กอง", 0) == ""


@given(THAI | st.text(), st.integers(-2, 30))
def test_a_cut_text_is_short_enough_and_whole(text: str, count: int) -> None:
    cut = truncate(text, count)
    assert len(clusters(cut)) <= max(count, 0)
    whole = clusters(text)
    kept = clusters(cut.removesuffix("…") if cut != text else text)
    assert kept == whole[: len(kept)]
