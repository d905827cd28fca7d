"""What Word brings along goes, what was meant stays; whatever is thrown at it comes out harmless."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.website.cleaning import clean_rich_text
from prongsai.website.slips import find_slips


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>ก\x0bข</p>", "<p>ก ข</p>"),
        (
            '<p class="MsoNormal" style="mso-x:1"><span lang="TH" style="font-size:16pt">ก <b>ข</b></span></p>',
            "<p>ก <b>ข</b></p>",
        ),
        ("<p>ก</p><p>&nbsp;</p><p><o:p></o:p></p><p>ข</p>", "<p>ก</p><p>ข</p>"),
        (
            "<p>·&nbsp;&nbsp; หนึ่ง</p><p>·  สอง</p><p>จบ</p>",
            "<ul><li>หนึ่ง</li><li>สอง</li></ul><p>จบ</p>",
        ),
        (
            '<p data-block-key="ab1"><a linktype="page" id="3">ต่อ</a> <a href="javascript:x">ร้าย</a></p>',
            '<p data-block-key="ab1"><a linktype="page" id="3">ต่อ</a> ร้าย</p>',
        ),
        (
            "<table><tr><td><p>ตำแหน่ง</p></td><td>อัตรา</td></tr><tr><td>คนงาน</td><td>2</td></tr></table>",
            "<p>ตำแหน่ง – อัตรา</p><p>คนงาน – 2</p>",
        ),
        ("<h1>หัวข้อ</h1><script>alert(1)</script><font color=red>แดง</font>", "<h2>หัวข้อ</h2>แดง"),
        ("  ", ""),
    ],
    ids=["line break", "styles", "empty", "bullets", "links", "table", "scripts", "nothing"],
)
def test_word_goes_and_meaning_stays(dirty: str, clean: str) -> None:
    assert clean_rich_text(dirty) == clean


TAGS = st.sampled_from(
    ["p", "div", "b", "table", "tr", "td", "ul", "li", "a href='data:x'", "script", "o:p", "span"]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(TAGS, st.text(alphabet='กขa<>&" \xa0·', max_size=6)), max_size=8))
def test_cleaning_is_harmless_and_says_the_same_twice(parts: list[tuple[str, str]]) -> None:
    once = clean_rich_text("".join(f"<{tag}>{text}" for tag, text in parts))
    assert "<script" not in once
    assert "data:x" not in once
    assert clean_rich_text(once) == once


def test_slips_of_a_text_are_named() -> None:
    text = (
        "<h2>ก</h2><h4>ข</h4><p><a href='/x/'>คลิกที่นี่</a> <a href='/y/'>แผนปี 2569</a></p>"
        "<img src='a'><img src='b' alt='IMG_2031.jpg'><img src='c' alt=''><p><b>ทำเหมือนหัวข้อ</b></p>"
    )
    assert [slip.code for slip in find_slips(text)] == [
        "heading-skipped", "link-says-nothing", "picture-not-described", "picture-named-by-file",
        "bold-as-heading",
    ]  # fmt: skip
    assert find_slips("<h2>ก</h2><h3>ข</h3><p>ค</p>") == []
