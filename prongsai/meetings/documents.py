"""The papers of a meeting: its agenda and its minutes (ระเบียบงานสารบรรณ ข้อ ๒๕, แบบที่ ๑๑)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from prongsai.correspondence.content import (
    Block,
    Document,
    Heading,
    Item,
    Labels,
    Outline,
    Paragraph,
    Section,
    Signature,
    Title,
    Trim,
)
from prongsai.meetings.content import Entry, MinutesContent, Person
from prongsai.meetings.wording import as_meeting
from prongsai.thai.digits import to_thai

NOBODY = "ไม่มี"


def make_minutes(content: MinutesContent, day: dt.date, *, is_draft: bool) -> Document:
    """The minutes in their official layout; `day` stamps the file."""
    blocks: list[Block] = [
        Title((f"รายงานการ{as_meeting(content.body)}", content.number, f"เมื่อวันที่ {content.day}")),
        Paragraph(f"ณ {content.place}", is_indented=False),
        *_people("ผู้มาประชุม", content.present, is_needed=True),
        *_people("ผู้ไม่มาประชุม", content.absent, is_needed=True),
        *_people("ผู้เข้าร่วมประชุม", content.guests),
        Heading(f"เริ่มประชุมเวลา {content.began}"),
    ]
    for entry in content.entries:
        blocks += _line(entry)
    blocks.append(Heading(f"เลิกประชุมเวลา {content.ended}"))
    blocks += _withheld(content)
    blocks.append(_signature(content.writer, "ผู้จดรายงาน"))
    blocks.append(_signature(content.checker, "ผู้ตรวจรายงาน"))
    title = f"รายงานการ{as_meeting(content.body)} {content.number}"
    return _document(title, content.organization, day, blocks, is_draft=is_draft)


def make_agenda(content: MinutesContent, day: dt.date) -> Document:
    """The agenda that goes with the invitation; confidential items must be hidden already."""
    blocks: list[Block] = [
        Title(
            (
                f"ระเบียบวาระการ{as_meeting(content.body)}",
                content.number,
                f"วันที่ {content.day} เวลา {content.began}",
                f"ณ {content.place}",
            )
        )
    ]
    for entry in content.entries:
        blocks.append(Heading(_heading(entry)))
        items = tuple(Item(child.number, (child.title,)) for child in entry.children)
        if items:
            blocks.append(Outline(items))
    title = f"ระเบียบวาระการ{as_meeting(content.body)} {content.number}"
    return _document(title, content.organization, day, blocks, is_draft=False)


def _document(
    title: str, author: str, day: dt.date, blocks: Sequence[Block], *, is_draft: bool
) -> Document:
    return Document(
        title=title,
        date=day,
        is_draft=is_draft,
        author=author,
        sections=(Section(tuple(blocks)),),
        trim=Trim(),
    )


def _people(label: str, people: Sequence[Person], *, is_needed: bool = False) -> Iterator[Block]:
    if not people and not is_needed:
        return
    yield Heading(label)
    if not people:
        yield Paragraph(NOBODY)
        return
    yield Outline(
        tuple(
            Item(to_thai(f"{at}."), (person.name, person.title, person.remark))
            for at, person in enumerate(people, start=1)
        )
    )


def _heading(entry: Entry) -> str:
    return f"ระเบียบวาระที่ {entry.number} {entry.title}"


def _line(entry: Entry) -> Iterator[Block]:
    yield Heading(_heading(entry))
    yield from _said(entry)
    if entry.is_empty:
        yield Paragraph(NOBODY)
    for child in entry.children:
        yield Heading(f"{child.number} {child.title}", is_indented=True)
        yield from _said(child)


def _said(entry: Entry) -> Iterator[Block]:
    yield from _paragraphs(entry.detail)
    for label, text in entry.boxes:
        yield Labels(((label, tuple(_lines(text))),), is_bold=True)
    yield from _paragraphs(entry.note)
    if entry.vote:
        yield Labels((("ผลการลงมติ", tuple(_lines(entry.vote))),), is_bold=True)
    if entry.adoption:
        yield Labels((("มติที่ประชุม", (entry.adoption,)),), is_bold=True)
    if entry.decisions:
        yield Labels((("มติที่ประชุม", tuple(_decisions(entry))),), is_bold=True)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paragraphs(text: str) -> Iterator[Block]:
    for line in _lines(text):
        yield Paragraph(line)


def _decisions(entry: Entry) -> Iterator[str]:
    many = len(entry.decisions) > 1
    for at, decision in enumerate(entry.decisions, start=1):
        parts = [*_lines(decision.text)]
        if decision.owner:
            parts.append(f"มอบหมาย {decision.owner}")
        if decision.due:
            parts.append(f"ภายในวันที่ {decision.due}")
        yield (to_thai(f"({at}) ") if many else "") + " ".join(parts)


def _withheld(content: MinutesContent) -> Iterator[Block]:
    if content.grounds:
        yield Paragraph(
            "หมายเหตุ รายงานฉบับเผยแพร่นี้ไม่เปิดเผยข้อความบางส่วน เนื่องจาก " + " และ ".join(content.grounds),
            is_indented=False,
        )


def _signature(person: Person, role: str) -> Signature:
    lines = (person.title,) if person.title else ()
    return Signature(person.name, lines, role=role)
