"""One content, one layout for each kind of paper (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖)."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from prongsai.correspondence import rules
from prongsai.correspondence.content import (
    Block,
    Closing,
    Document,
    Labels,
    LetterHead,
    MemoHead,
    PaperTitle,
    Paragraph,
    Section,
    Signature,
    Title,
    Trim,
)
from prongsai.correspondence.papers.body import official_digits, read_body
from prongsai.correspondence.papers.words import ENGLISH, THAI, Words
from prongsai.thai.digits import to_arabic
from prongsai.thai.text import clusters

LONGEST_PLACE = 28


@dataclass(frozen=True)
class Signing:
    """Who signs: the block of the one who decides, and those of the whole chain for memos."""

    signature: Signature | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class _Paper:
    """What the layouts read, in the digits of the paper's language."""

    content: Mapping[str, Any]
    words: Words
    number: str
    date: dt.date | None
    signing: Signing
    emblem: bytes

    def text(self, key: str) -> str:
        return self.digits(str(self.content.get(key, "")))

    def organization(self, key: str) -> str:
        return self.digits(str(self.content["organization"].get(key, "")))

    def digits(self, text: str) -> str:
        return to_arabic(text) if self.words is ENGLISH else official_digits(text)

    @property
    def office(self) -> str:
        """The official name of the organisation in the paper's language."""
        english = self.organization("name_en") if self.words is ENGLISH else ""
        return english or self.organization("full_name")

    @property
    def urgency(self) -> str:
        return self.words.urgency.get(self.content.get("urgency", ""), "")


def compose_paper(
    content: Mapping[str, Any],
    *,
    number: str,
    date: dt.date | None,
    signing: Signing,
    check_url: str,
    is_draft: bool,
    emblem: bytes = b"",
) -> Document:
    """The document of a paper's content. What is not given yet (number, date, name) stays dotted."""
    words = ENGLISH if content.get("language") == "en" else THAI
    number = to_arabic(number) if words is ENGLISH else number
    paper = _Paper(content, words, number, date, signing, emblem)
    return Document(
        title=paper.text("subject"),
        date=date or dt.date(2000, 1, 1),
        sections=(Section(tuple(LAYOUTS[content["kind"]](paper))),),
        is_draft=is_draft,
        author=paper.office,
        check_url=check_url,
        trim=Trim(words.secrecy.get(content.get("secrecy", ""), ""), words.language),
    )


def _memo(paper: _Paper) -> Iterator[Block]:
    """บันทึกข้อความ, and reports: they are handed up on one."""
    yield MemoHead(
        agency=_agency(paper),
        number=paper.number or _begun_number(paper),
        date=paper.words.date(paper.date) if paper.date else "",
        subject=paper.text("subject"),
        to=paper.text("to"),
        emblem=paper.emblem,
        urgency=paper.urgency,
    )
    yield from _labels(paper, is_letter=False)
    yield from _read(paper)
    if paper.signing.blocks:
        yield from paper.signing.blocks
    else:
        yield _closing(paper)


def _agency(paper: _Paper) -> str:
    phone = paper.organization("phone")
    line = f"{paper.text('division')} {paper.office} {_place(paper)}".strip()
    return f"{line} โทร. {phone}" if phone else line


def _begun_number(paper: _Paper) -> str:
    code = paper.text("letter_code")
    return f"{code}/{'ว ' if paper.content['kind'] == rules.CIRCULAR else ''}" if code else ""


def _letter(paper: _Paper) -> Iterator[Block]:
    """An external letter, and a circular: the same with ว before its number."""
    words = paper.words
    yield LetterHead(
        emblem=paper.emblem,
        urgency=paper.urgency,
        number=f"{words.number} {paper.number or _begun_number(paper) + words.dots[:14]}",
        office=(paper.office, *_address(paper)),
        date=words.date(paper.date) if paper.date else words.dots,
    )
    yield from _labels(paper, is_letter=True)
    yield from _read(paper)
    yield _closing(paper, words=words.respectfully, foot=_contacts(paper))


def _address(paper: _Paper) -> list[str]:
    """The lines of the address: house and subdistrict, then district and province, apart when long."""
    address = " ".join(paper.organization("address").split())
    if paper.words is THAI and paper.organization("province") not in address:
        address = f"{address} {_place(paper)}"
    *first, last = re.split(r"\s+(?=อำเภอ|อ\.)", address.strip(), maxsplit=1)
    if len(clusters(last)) > LONGEST_PLACE:
        return [*first, *re.split(r"\s+(?=จังหวัด|จ\.)", last, maxsplit=1)]
    return [*first, last]


def _place(paper: _Paper) -> str:
    return f"อำเภอ{paper.organization('amphoe')} จังหวัด{paper.organization('province')}"


def _contacts(paper: _Paper) -> tuple[str, ...]:
    words = paper.words
    pairs = ((words.phone, "phone"), (words.email, "email"))
    lines = [
        f"{label} {paper.organization(key)}" for label, key in pairs if paper.organization(key)
    ]
    return (paper.text("division"), *lines)


def _labels(paper: _Paper, *, is_letter: bool) -> Iterator[Labels]:
    """เรื่อง, เรียน, อ้างถึง, สิ่งที่ส่งมาด้วย; a memo has the first two in its head."""
    words = paper.words
    rows: list[tuple[str, tuple[str, ...]]] = []
    if is_letter:
        rows.append((words.subject, (paper.text("subject"),)))
        if paper.text("to"):
            rows.append((words.to, (paper.text("to"),)))
    if links := _link_texts(paper):
        rows.append((words.refers, _numbered(paper, links)))
    if attached := _attached(paper):
        rows.append((words.enclosed, _numbered(paper, attached)))
    if rows:
        yield Labels(tuple(rows))


def _link_texts(paper: _Paper) -> list[str]:
    return [paper.digits(link["text"]) for link in paper.content.get("links", ())]


def _attached(paper: _Paper) -> list[str]:
    return [paper.digits(each["title"]) for each in paper.content.get("attachments", ())]


def _numbered(paper: _Paper, lines: list[str]) -> tuple[str, ...]:
    if len(lines) < 2:
        return tuple(lines)
    return tuple(f"{paper.digits(str(at))}. {line}" for at, line in enumerate(lines, start=1))


def _read(paper: _Paper) -> list[Block]:
    return read_body(paper.text("body"))


def _order(paper: _Paper) -> Iterator[Block]:
    words = paper.words
    number = f"{words.number} {paper.number or words.dots[:12] + '/' + words.dots[:10]}"
    title = (f"{words.order}{paper.office}", number, *_about(paper))
    yield PaperTitle(paper.emblem, paper.urgency, title)
    yield from _with_earlier(paper, words.this_order)
    place = f"{words.ordered_on} {_full_date(paper)}"
    yield _closing(paper, place=place, foot=_appended(paper))


def _about(paper: _Paper) -> list[str]:
    """The subject in the lines in which a title breaks well: the fiscal year on its own."""
    return re.split(r"\s+(?=ประจำปีงบประมาณ)", f"{paper.words.about}  {paper.text('subject')}")


def _announcement(paper: _Paper) -> Iterator[Block]:
    """An announcement bears no number of its own; its entry of the register stands at the end."""
    words = paper.words
    title = (f"{words.announcement}{paper.office}", *_about(paper))
    yield PaperTitle(paper.emblem, paper.urgency, title)
    yield from _with_earlier(paper, words.this_announcement)
    entry = (f"{words.register_entry} {paper.number}",) if paper.number else ()
    place = f"{words.announced_on} {_full_date(paper)}"
    yield _closing(paper, place=place, foot=_apart(_appended(paper), entry))


def _certificate(paper: _Paper) -> Iterator[Block]:
    words = paper.words
    yield LetterHead(
        emblem=paper.emblem,
        urgency=paper.urgency,
        number=f"{words.certificate_number} {paper.number or _begun_number(paper) + words.dots[:14]}",
        office=(paper.office, *_address(paper)),
    )
    yield Title((paper.text("subject"),))
    yield from _with_earlier(paper, words.this_certificate)
    foot = _apart(_appended(paper), _contacts(paper))
    yield _closing(paper, place=f"{words.given_on} {_full_date(paper)}", foot=foot)


def _full_date(paper: _Paper) -> str:
    return paper.words.full_date(paper.date) if paper.date else paper.words.open_date


def _with_earlier(paper: _Paper, this: str) -> list[Block]:
    """The text with what the paper does to earlier ones, before the sentence that brings it into force."""
    blocks = _read(paper)
    forms = paper.words.relations
    sentences: list[Block] = [
        Paragraph(forms[link["relation"]].format(text=paper.digits(link["text"]), this=this))
        for link in paper.content.get("links", ())
    ]
    last = blocks[-1] if blocks else None
    is_in_force = isinstance(last, Paragraph) and last.text.startswith(paper.words.in_force)
    at = len(blocks) - 1 if is_in_force else len(blocks)
    return [*blocks[:at], *sentences, *blocks[at:]]


def _appended(paper: _Paper) -> tuple[str, ...]:
    attached = _attached(paper)
    return (paper.words.appended, *_numbered(paper, attached)) if attached else ()


def _apart(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return (*first, "", *second) if first and second else first + second


def _closing(
    paper: _Paper, *, place: str = "", words: str = "", foot: tuple[str, ...] = ()
) -> Closing:
    found = paper.signing.signature or Signature("", (paper.content.get("signer_title", ""),))
    note = paper.words.notes.get(found.note, found.note)
    signed = replace(found, role="", date="", note=note, lines=_capacity(paper, found))
    return Closing(place, words, signed, foot)


def _capacity(paper: _Paper, found: Signature) -> tuple[str, ...]:
    """As what somebody signs; in English where that is known, which it is not of those who act."""
    english = paper.content.get("signer_title_en", "")
    if english and found.lines == (paper.content.get("signer_title"),):
        return (english,)
    return found.lines


LAYOUTS: dict[str, Callable[[_Paper], Iterator[Block]]] = {
    rules.MEMO: _memo,
    rules.REPORT: _memo,
    rules.LETTER: _letter,
    rules.CIRCULAR: _letter,
    rules.ORDER: _order,
    rules.ANNOUNCEMENT: _announcement,
    rules.CERTIFICATE: _certificate,
}
