from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.digits import format_baht, to_arabic, to_thai


def test_every_kind_of_digit_is_understood() -> None:
    assert to_arabic("๒๕๖๘ ２５６８ 2568") == "2568 2568 2568"
    assert to_thai("24/11/２５69") == "๒๔/๑๑/๒๕๖๙"


@given(st.text(alphabet=st.characters(exclude_characters="๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９")))
def test_arabic_digits_survive_the_way_to_thai_and_back(text: str) -> None:
    assert to_arabic(to_thai(text)) == text


def test_baht_are_grouped_and_rounded_to_satang() -> None:
    assert format_baht(12500) == "12,500.00"
    assert format_baht(Decimal("1234567.005"), thai_digits=True) == "๑,๒๓๔,๕๖๗.๐๑"
