"""What looks like personal data."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.thai.digits import to_thai
from prongsai.thai.personal import find_personal, is_citizen_id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("เลข 1-1017-00230-70-8 ครับ", [("id", "1-1017-00230-70-8")]),
        ("เลข ๑๑๐๑๗๐๐๒๓๐๗๐๘", [("id", "๑๑๐๑๗๐๐๒๓๐๗๐๘")]),
        ("เลข 1101700230709", []),  # the check digit is wrong
        ("โทร. 081-234-5678", [("phone", "081-234-5678")]),
        ("โทร ๐๔๓ ๗๑๑ ๒๓๔", [("phone", "๐๔๓ ๗๑๑ ๒๓๔")]),
        ("โทรสาร 0-4371-1234", [("phone", "0-4371-1234")]),
        ("โทร. 02-123-4567-8", [("phone", "02-123-4567-8")]),
        ("+66 81 234 5678", [("phone", "+66 81 234 5678")]),
        ("บัญชี 123-4-56789-0", [("account", "123-4-56789-0")]),
        ("บัญชีธนาคารกรุงไทย เลขที่ 0123456789", [("account", "0123456789")]),
        ("ส่งที่ a.b+c@mail.example.go.th.", [("email", "a.b+c@mail.example.go.th")]),
        ("งบ 1,234,567,890.12 บาท ที่ มค 80301/0123 ลงวันที่ 05/02/2569", []),
        ("ค่า 0.812345678 และ 12081234567", []),
        ("", []),
    ],
)
def test_ids_phones_accounts_and_mail_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in find_personal(text)] == found


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12))
def test_one_of_ten_last_digits_makes_a_citizen_id(digits: list[int]) -> None:
    start = "".join(map(str, digits))
    assert sum(is_citizen_id(f"{start}{last}") for last in range(10)) == 1


@given(st.text(alphabet="0123456789 -+@.,/กบัญชีโทร\n", max_size=80))
def test_what_is_found_stands_there_and_never_overlaps(text: str) -> None:
    found = find_personal(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    thai = find_personal(to_thai(text))
    assert [one.kind for one in thai if one.kind != "email"] == [
        one.kind for one in found if one.kind != "email"
    ]


def test_long_lists_and_endless_words_take_no_long_time() -> None:
    start = time.perf_counter()
    phones = "\n".join(f"08{at:08}" for at in range(20_000))
    assert len(find_personal(phones)) == 20_000
    assert find_personal("a" * 200_000 + " " + "a." * 100_000) == []
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("dash", "‐–—−")
def test_other_dashes_hide_no_citizen_id(dash: str) -> None:
    written = "1-1017-00230-70-8".replace("-", dash)
    assert [one.text for one in find_personal(f"เลข {written}")] == [written]


@pytest.mark.parametrize("written", ["1101700230708", "1-1017-00230-70-8", "1 1017 00230 70 8"])
def test_a_citizen_id_is_found_in_a_numbered_list(written: str) -> None:
    lines = f"ลำดับ ชื่อ\n12 {written} 3\nปี 2569 {to_thai(written)} นาย ก"
    assert [one.text for one in find_personal(lines)] == [written, to_thai(written)]
