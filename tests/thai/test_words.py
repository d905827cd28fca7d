"""Words for search: noise does not matter, every text gives a literal that can be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.words import LAST_POSITION, MOST_BYTES, normalise, to_query, to_vector


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("อ.บ.ต. แห่ใต้", "อบต แห่ใต้"),
        ("เลขที่ ๗๖๘/๒๕๖๙", "เลขที่ 768/2569"),
        ("จํานวนน้ํา", "จำนวนน้ำ"),
        ("เเผนงาน", "แผนงาน"),
        ("กรุงเทพฯ ต่าง ๆ", "กรุงเทพ ต่าง "),
        ("ส\u200bำ\u00adนัก ITA", "สำนัก ita"),
        ("ที่่", "ที่"),
    ],
)
def test_spelling_noise_disappears(written: str, compared: str) -> None:
    assert normalise(written) == compared


def test_positions_count_clusters_not_words() -> None:
    assert to_vector("กองคลัง ๑๒") == "'กอง':1 'คลัง':4 '12':7"


def test_a_word_that_comes_twice_has_two_places() -> None:
    assert to_vector("จัดซื้อ/จัดจ้าง") == "'จัด':1,5 'ซื้อ':3 'จ้าง':7"


@pytest.mark.parametrize(
    "text", ["", "   ", "...", "/-()", "ๆ ฯ", "ก", "เ", "A", "\x00", "'", "\\"]
)
def test_what_is_no_word_asks_nothing(text: str) -> None:
    assert to_query(text) is None


def test_one_digit_is_a_number() -> None:
    assert to_query("๕") == "('5')"


def test_words_between_spaces_keep_their_order_and_numbers_are_whole() -> None:
    assert to_query("มค ๘๐๓๐๑/๗๖") == "('มค') & ('80301' <5> '76')"


def test_the_last_word_may_be_unfinished() -> None:
    query = to_query("จัดซ")
    assert query is not None
    assert "'จัด' <2> 'ซ':*" in query


def test_no_cut_after_a_leading_vowel() -> None:
    assert to_query("แห") == "('แห':*)"


def test_a_huge_text_stays_within_the_limits() -> None:
    vector = to_vector(" ".join(f"คำ{n}x{n}" for n in range(100_000)))
    assert len(vector.encode()) < 4 * MOST_BYTES
    assert f":{LAST_POSITION + 1} " not in vector


@given(st.text())
def test_normalising_leaves_no_thai_digits(text: str) -> None:
    assert not set(normalise(text)) & set("๐๑๒๓๔๕๖๗๘๙ฯๆ")
