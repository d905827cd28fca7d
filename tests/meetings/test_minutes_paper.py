"""The layout of minutes: roles on one line, names whole, positions with room, bold labels."""

import datetime as dt
import io
import subprocess
from dataclasses import replace

from docx import Document as open_document

from prongsai.correspondence.content import Document
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.meetings.content import Decision, Entry, MinutesContent, Person
from prongsai.meetings.documents import make_agenda, make_minutes

NAMES = ("นายทองใบ ใจกว้าง", "นายประยูร ศรีสุวรรณ", "นายไพศาล อินทร์แก้ว")
SEAT = "สมาชิกสภา อบต. เขต ๒ หมู่ที่ ๑๒"


DAY = dt.date(2026, 1, 1)


def said() -> MinutesContent:
    """What minutes of a council with a vote by name say."""
    people = [Person(NAMES[0], "ประธานสภา", "ประธานที่ประชุม")]
    people += [Person(NAMES[at % 3], SEAT) for at in range(1, 12)]
    vote = "เห็นชอบ ๓ เสียง ไม่เห็นชอบ ๐ เสียง งดออกเสียง ๐ เสียง\nเห็นชอบ: " + ", ".join(NAMES * 3)
    child = Entry(
        2, "๑.๑", "ร่างข้อบัญญัติ", note="พิจารณาแล้ว", vote=vote, decisions=(Decision(1, "เห็นชอบ"),)
    )
    return MinutesContent(
        organization="อบต.",
        body="สภา อบต.",
        number="ครั้งที่ ๑/๒๕๖๙",
        day="๑ มกราคม พ.ศ. ๒๕๖๙",
        place="ห้องประชุม",
        began="๐๙.๓๐ น.",
        ended="๑๒.๐๐ น.",
        present=tuple(people),
        absent=(),
        guests=(),
        entries=(Entry(1, "๑", "เรื่องพิจารณา", children=(child,)), Entry(3, "๒", "เรื่องอื่น ๆ")),
        writer=Person("นางสาวกานดา ใจงาม", "นักจัดการงานทั่วไปชำนาญการพิเศษ"),
        checker=Person("นายวิชัย มั่นคง", "หัวหน้าสำนักปลัด"),
    )


def paper() -> Document:
    """Those minutes."""
    return make_minutes(said(), DAY, is_draft=False)


def lines_of(pdf: bytes) -> list[str]:
    """The lines of a PDF as they lie on the page, without spaces."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return ["".join(line.split()) for line in done.stdout.decode().splitlines()]


def test_roles_names_and_positions_stay_on_their_lines() -> None:
    lines = lines_of(render_pdf(paper()))
    for role in ("ผู้จดรายงาน", "ผู้ตรวจรายงาน"):
        assert any("(ลงชื่อ)" in line and line.endswith(role) for line in lines), role
    seat = "".join(SEAT.split())
    assert sum(line.endswith(seat) for line in lines) == 11
    assert any(line.endswith("ประธานสภาประธานที่ประชุม") for line in lines)
    for word in {word for name in NAMES for word in name.split()}:
        parts = [word[:at] for at in range(3, len(word))]
        assert not any(line.endswith(part) for line in lines for part in parts), word


def test_the_number_of_a_meeting_stays_with_its_word() -> None:
    # Wherever the line ends, for titles of growing length.
    titles = [f"รายงานการประชุม{'มา' * length} ครั้งที่ ๓/๒๕๖๙" for length in range(14, 40)]
    children = tuple(Entry(at, f"๒.{at}", title) for at, title in enumerate(titles, start=10))
    content = replace(said(), entries=(Entry(1, "๒", "เรื่องรับรอง", children=children),))
    for made in (make_minutes(content, DAY, is_draft=False), make_agenda(content, DAY)):
        lines = lines_of(render_pdf(made))
        assert sum("ครั้งที่๓/๒๕๖๙" in line for line in lines) == len(titles)


def test_word_has_the_same_room_and_bold_labels() -> None:
    word = open_document(io.BytesIO(render_docx(paper())))
    rows = word.tables[0].rows
    assert len({cell._tc for cell in rows[0].cells}) == 5
    assert {len({cell._tc for cell in row.cells}) for row in rows[1:]} == {4}
    assert rows[1].cells[-1].text == SEAT
    (decision,) = (line for line in word.paragraphs if line.text.startswith("มติที่ประชุม"))
    assert [run.bold for run in decision.runs if run.text.strip()] == [True, False]
    texts = [line.text for line in word.paragraphs]
    assert texts[texts.index("ระเบียบวาระที่ ๒ เรื่องอื่น ๆ") + 1] == "ไม่มี"
