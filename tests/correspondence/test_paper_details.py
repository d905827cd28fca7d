"""What readers of papers noticed: English to the end, room for lists of people and for dotted dates."""

import dataclasses
import datetime as dt
import subprocess

from prongsai.correspondence import rules
from prongsai.correspondence.papers.compose import Signing, compose_paper
from prongsai.correspondence.render import render_pdf
from tests.correspondence.test_paper_layouts import (
    MAYOR,
    SENTENCE,
    content_of,
    draft,
    pages_of,
    signature,
    signed,
    squeezed,
    word_text,
)


def test_in_english_the_head_signs_in_english_and_digits_are_arabic() -> None:
    english = {
        "language": "en", "subject": "No Gift Policy", "body": "Telephone ๐ ๔๓๐๐ ๐๐๐๐ for questions.",
        "signer_title_en": "Chief Executive of Tua Yang",
    }  # fmt: skip
    for document in (
        draft(rules.ANNOUNCEMENT, **english),
        signed(rules.ANNOUNCEMENT, **english),
    ):
        for text in (" ".join(pages_of(document)), word_text(document)):
            assert "043000000" in squeezed(text)
            assert "ChiefExecutiveofTuaYang" in squeezed(text)
            assert MAYOR not in squeezed(text)
    acting = dataclasses.replace(signature(), lines=("ปลัด", "รักษาราชการแทน", MAYOR))
    content = content_of(rules.ANNOUNCEMENT, **english)
    text = word_text(
        compose_paper(
            content,
            number="๑/๒๕๖๙",
            date=dt.date(2026, 11, 24),
            signing=Signing(acting, ()),
            check_url="",
            is_draft=False,
        )  # fmt: skip
    )
    assert "รักษาราชการแทน" in text
    assert "Chief Executive of" not in text


def test_thirty_people_with_long_positions_fit_four_pages() -> None:
    people = "\n".join(
        f"{at}. นางสาวอรุณี แจ่มใส | นักวิเคราะห์นโยบายและแผนชำนาญการพิเศษ รักษาราชการแทนผู้อำนวยการกองช่าง | กรรมการและเลขานุการ"
        for at in range(1, 31)
    )
    pages = pages_of(draft(rules.ORDER, body=f"{SENTENCE}\n\n{people}"))
    assert len(pages) <= 4
    assert squeezed("".join(pages)).count("แจ่มใส") == 30


def test_the_dotted_date_of_an_announcement_stays_on_one_line() -> None:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=render_pdf(draft(rules.ANNOUNCEMENT)),
        capture_output=True,
        check=True,
    )
    lines = [squeezed(line) for line in done.stdout.decode().splitlines()]
    (line,) = [line for line in lines if "เดือน" in line]
    assert line.startswith("ประกาศ")
    assert "พ.ศ." in line
