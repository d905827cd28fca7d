"""Telephone numbers for programs."""

import pytest

from prongsai.thai.phones import to_dial, to_international


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("๐ ๔๓๐๐ ๐๐๐๐", "+6643000000"),
        ("0-4377-1234 ต่อ 12", "+6643771234"),
        ("(043) 771 234, 0 4377 1235", "+6643771234"),
        ("02-123-4567-8", "+6621234567"),
        ("0 2123 4567-70", "+6621234567"),
        ("โทร. 081-234-5678 หรือ 1567", "+66812345678"),
        ("๐๘๑–๒๓๔–๕๖๗๘", "+66812345678"),
        ("08-1234-5678", "+66812345678"),
        ("081-23-45678", "+66812345678"),
        ("+66 43 771 234", "+6643771234"),
        ("+66 (0) 43 771 234", "+6643771234"),
        ("1567", ""),
        ("0 1111", ""),
        ("08123456789", ""),
        ("", ""),
    ],
)
def test_numbers_become_international_where_they_are_whole(written: str, number: str) -> None:
    assert to_international(written) == number


def test_a_hotline_is_dialled_as_it_is() -> None:
    assert to_dial("สายด่วน ๑๕๖๗ ต่อ ๑") == "1567"
    assert to_dial("0-4377-1234 ต่อ 12") == "+6643771234"
