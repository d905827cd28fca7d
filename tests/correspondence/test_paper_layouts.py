"""Every kind of paper in both formats: what stands where, on how many pages, never a lone signature."""

import dataclasses
import datetime as dt
import io
import re
import zipfile
from functools import cache
from typing import Any

import docx
import pypdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from prongsai.correspondence import rules
from prongsai.correspondence.content import Document, Signature, Statement
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.papers.body import official_digits
from prongsai.correspondence.papers.compose import Signing, compose_paper
from prongsai.correspondence.render import digest, render_pdf

DAY = dt.date(2026, 11, 24)
URL = "https://saraban.example.go.th/v/Ab3dE9xQ"
NUMBER = "๑๒๓/๒๕๖๙"
ORGANIZATION = {
    "full_name": "องค์การบริหารส่วนตำบลตัวอย่าง",
    "short_name": "อบต.ตัวอย่าง",
    "amphoe": "โกสุมพิสัย",
    "province": "มหาสารคาม",
    "address": "123 หมู่ที่ 4 ตำบลตัวอย่าง อำเภอโกสุมพิสัย จังหวัดมหาสารคาม 44140",
    "phone": "0 4312 3456",
    "email": "saraban2@example.go.th",
    "website": "https://www.example.go.th",
    "name_en": "Tua Yang Subdistrict Administrative Organization",
}
MAYOR = "นายกองค์การบริหารส่วนตำบลตัวอย่าง"
SENTENCE = "เพื่อให้การปฏิบัติราชการเป็นไปด้วยความเรียบร้อย โปร่งใส และตรวจสอบได้ จึงกำหนดแนวทางไว้ "
BODY = f"{SENTENCE}\n\n1. ข้อแรก\n1.1 ข้อย่อย\n- รายละเอียด\n2. ข้อสอง\n\nทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"
LONG = "\n\n".join([SENTENCE * 9] * 16)
MANY = "ดังนี้\n\n" + "\n".join(f"{at}. รายการที่ {at} {SENTENCE}" for at in range(1, 41))
LATIN = "ใช้ระบบ E-Service ที่ https://www.example.go.th/ita/2569 ติดต่อ palad1@example.go.th ปี 2569"
KINDS = tuple(rules.TRAITS)
LETTERS = (rules.LETTER, rules.CIRCULAR)
every_kind = pytest.mark.parametrize("kind", KINDS)


def content_of(kind: str, **changes: Any) -> dict[str, Any]:
    """The frozen content of a paper."""
    return {
        "format": 1, "kind": kind, "class_code": "", "language": "th",
        "subject": "แต่งตั้งผู้ดูแลเว็บไซต์ ปี 2570", "to": "หัวหน้าส่วนราชการ", "body": BODY,
        "secrecy": "", "urgency": "", "organization": ORGANIZATION, "division": "สำนักปลัด",
        "signer_title": MAYOR, "letter_code": "มค ๘๐๓๐๑", "links": [], "attachments": [],
    } | changes  # fmt: skip


@cache
def picture() -> bytes:
    """A signature or an emblem."""
    buffer = io.BytesIO()
    Image.new("RGB", (300, 330), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def signature() -> Signature:
    """The mayor's."""
    note = "ลงนามทางอิเล็กทรอนิกส์"
    return Signature("นายวิชัย ตัวอย่าง", (MAYOR,), image=picture(), date="๒๔ พฤศจิกายน", note=note)


def chain() -> tuple[Any, ...]:
    """Reporter and decision of a memo."""
    choices = ("อนุมัติ ตามที่เสนอ", "ไม่อนุมัติตามที่เสนอ เนื่องจาก")
    decision = Statement(f"ข้อพิจารณา/สั่งการ {MAYOR}", choices, signature(), True, 0)
    return (Signature("นางสาวสมหญิง รักงาน", ("นักจัดการงานทั่วไป",), "ผู้รายงาน"), decision)


def signed(kind: str, *, emblem: bytes = b"", **changes: Any) -> Document:
    """A paper with number, date and signature."""
    blocks = chain() if rules.TRAITS[kind].shows_chain else ()
    return compose_paper(
        content_of(kind, **changes), number=NUMBER, date=DAY, signing=Signing(signature(), blocks),
        check_url=URL, is_draft=False, emblem=emblem,
    )  # fmt: skip


def draft(kind: str, **changes: Any) -> Document:
    """A paper that has nothing yet."""
    return compose_paper(
        content_of(kind, **changes), number="", date=None, signing=Signing(), check_url="",
        is_draft=True,
    )  # fmt: skip


def pages_of(document: Document) -> list[str]:
    """The text of each page of the PDF without spaces."""
    pages = pypdfium2.PdfDocument(render_pdf(document))
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pages]


def squeezed(text: str) -> str:
    """A text as the pages above are read."""
    return "".join(text.split())


def word_text(document: Document) -> str:
    """Everything that the Word file says: heads, body with tables, feet; without spaces."""
    archive = zipfile.ZipFile(io.BytesIO(render_docx(document)))
    docx.Document(io.BytesIO(render_docx(document)))
    parts = [n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")]
    texts = []
    for name in sorted(parts):
        root = etree.fromstring(archive.read(name))
        texts += [node.text or "" for node in root.iter() if str(node.tag).endswith("}t")]
    return squeezed("".join(texts))


WORDS = {
    rules.MEMO: ["บันทึกข้อความ", "ส่วนราชการ", "ข้อพิจารณา/สั่งการ", "ผู้รายงาน"],
    rules.REPORT: ["บันทึกข้อความ", "ส่วนราชการ", "ข้อพิจารณา/สั่งการ", "ผู้รายงาน"],
    rules.LETTER: ["เรื่อง", "เรียน", "ขอแสดงความนับถือ", "โทร.๐๔๓๑๒๓๔๕๖", "saraban2@example.go.th"],
    rules.CIRCULAR: ["เรื่อง", "เรียน", "ขอแสดงความนับถือ", "สำนักปลัด"],
    rules.ORDER: ["คำสั่งองค์การบริหารส่วนตำบลตัวอย่าง", "สั่งณวันที่๒๔พฤศจิกายนพ.ศ.๒๕๖๙"],
    rules.ANNOUNCEMENT: [
        "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง",
        "ประกาศณวันที่๒๔พฤศจิกายนพ.ศ.๒๕๖๙",
        "ทะเบียนประกาศที่๑๒๓/๒๕๖๙",
    ],
    rules.CERTIFICATE: ["เลขที่", "ให้ไว้ณวันที่๒๔พฤศจิกายนพ.ศ.๒๕๖๙", "โทร."],
}


@every_kind
def test_a_signed_paper_says_what_its_kind_says_in_both_formats(kind: str) -> None:
    document = signed(kind, emblem=picture())
    pdf, word = "".join(pages_of(document)), word_text(document)
    common = [NUMBER, "แต่งตั้งผู้ดูแลเว็บไซต์ปี๒๕๗๐", "(นายวิชัยตัวอย่าง)", MAYOR, "๑.๑", "ข้อย่อย"]
    for words in (*common, *WORDS[kind]):
        assert squeezed(words) in pdf
        assert squeezed(words) in word
    assert "ร่าง" not in pdf + word
    assert "saraban.example.go.th/v/Ab3dE9xQ" in pdf
    assert "saraban.example.go.th/v/Ab3dE9xQ" in word


@every_kind
def test_a_draft_is_marked_and_its_blanks_are_dotted(kind: str) -> None:
    document = draft(kind)
    pages, word = pages_of(document), word_text(document)
    assert all("ร่าง" in page for page in pages)
    assert "ร่าง" in word
    assert "......" in pages[0]
    assert squeezed(NUMBER) not in "".join(pages)
    assert "(....." in "".join(pages)
    assert MAYOR in "".join(pages)


@every_kind
def test_the_pdf_is_tagged_and_archivable(kind: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(signed(kind, emblem=picture()))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert root["/Lang"].startswith("th")
    assert render_pdf(signed(kind)) == render_pdf(signed(kind))


@every_kind
@pytest.mark.parametrize(("secrecy", "word"), [("confidential", "ลับ"), ("secret", "ลับมาก")])
def test_secrecy_stands_above_and_below_on_every_page(kind: str, secrecy: str, word: str) -> None:
    document = signed(kind, secrecy=secrecy, body=LONG)
    pages = pages_of(document)
    assert len(pages) > 4
    assert all(page.count(word) == 2 for page in pages)
    assert word_text(document).count(word) == 4


@every_kind
@pytest.mark.parametrize(
    ("urgency", "word"), [("urgent", "ด่วน"), ("very-urgent", "ด่วนมาก"), ("most-urgent", "ด่วนที่สุด")]
)
def test_urgency_stands_once_on_the_first_page(kind: str, urgency: str, word: str) -> None:
    document = signed(kind, urgency=urgency, emblem=picture())
    pages = pages_of(document)
    assert pages[0].count("ด่วน") == 1
    assert squeezed(word) in pages[0]
    assert squeezed(word) in word_text(document)


@every_kind
def test_long_papers_are_numbered_from_their_second_page(kind: str) -> None:
    pages = pages_of(signed(kind, body=LONG))
    assert len(pages) > 4
    assert "-๑-" not in pages[0]
    assert "-๒-" in pages[1]
    assert f"-{official_digits(str(len(pages)))}-" in pages[-1]
    assert squeezed(SENTENCE * 9) * 2 in squeezed("".join(strip_around(pages)))


def strip_around(pages: list[str]) -> list[str]:
    """The pages without their numbers and feet, which stand between two halves of a paragraph."""
    foot = re.escape("ตรวจสอบเอกสารที่saraban.example.go.th/v/Ab3dE9xQ")
    return [re.sub(rf"-[๐-๙]+-|{foot}", "", page) for page in pages]


LONE = [(rules.ORDER, count) for count in range(4, 22)] + [
    (kind, count)
    for kind in KINDS
    if kind != rules.ORDER and not rules.TRAITS[kind].shows_chain
    for count in range(5, 20, 3)
]


@pytest.mark.parametrize(("kind", "count"), LONE)
def test_the_signature_never_stands_alone_on_a_page(kind: str, count: int) -> None:
    body = "\n\n".join([SENTENCE * 2] * count + ["ประโยคสุดท้าย"])
    last = pages_of(signed(kind, body=body))[-1]
    assert "ประโยคสุดท้าย" in last
    assert "(นายวิชัยตัวอย่าง)" in last


@pytest.mark.parametrize("count", range(6, 16))
def test_a_long_last_paragraph_leads_into_the_page_of_its_signature(count: int) -> None:
    body = "\n\n".join([SENTENCE * 2] * count + [SENTENCE * 30 + "จบข้อความ"])
    last = pages_of(signed(rules.ORDER, body=body))[-1]
    assert "จบข้อความ" in last
    assert "(นายวิชัยตัวอย่าง)" in last


@every_kind
def test_a_very_long_subject_is_shown_whole(kind: str) -> None:
    subject = "แนวทางปฏิบัติราชการ " * 24
    document = signed(kind, subject=subject.strip())
    assert squeezed(subject) in "".join(pages_of(document))
    assert squeezed(subject) in word_text(document)


@every_kind
def test_latin_texts_keep_their_digits(kind: str) -> None:
    document = signed(kind, body=LATIN)
    for text in ("".join(pages_of(document)), word_text(document)):
        assert "https://www.example.go.th/ita/2569" in text
        assert "palad1@example.go.th" in text
        assert "ปี๒๕๖๙" in text


@every_kind
def test_forty_items_stand_in_order(kind: str) -> None:
    document = signed(kind, body=MANY)
    text = "".join(pages_of(document))
    places = [text.index(official_digits(f"รายการที่{at}เพื่อ")) for at in range(1, 41)]
    assert places == sorted(places)
    assert official_digits("40.รายการที่40") in word_text(document)


LINKS = [
    {"relation": "repeals", "text": "คำสั่ง ก ที่ 1/2567 ลงวันที่ 3 มกราคม 2567"},
    {"relation": "replaces", "text": "คำสั่ง ข ที่ 2/2567"},
    {"relation": "amends", "text": "คำสั่ง ค ที่ 3/2567"},
    {"relation": "refers", "text": "หนังสือ ง"},
]
FILES = [
    {"title": "บัญชีรายชื่อ", "sha256": "0" * 64, "media_type": "application/pdf"},
    {"title": "แผนผัง 2", "sha256": "1" * 64, "media_type": "image/png"},
]


def test_an_order_says_what_it_does_to_earlier_papers_before_it_comes_into_force() -> None:
    text = "".join(pages_of(signed(rules.ORDER, links=LINKS)))
    assert "ให้ยกเลิกคำสั่งกที่๑/๒๕๖๗ลงวันที่๓มกราคม๒๕๖๗" in text
    assert "ให้ยกเลิกคำสั่งขที่๒/๒๕๖๗และให้ใช้คำสั่งนี้แทน" in text
    assert "ให้แก้ไขเพิ่มเติมคำสั่งคที่๓/๒๕๖๗ตามที่กำหนดในคำสั่งนี้" in text
    assert text.index("ให้ยกเลิก") < text.index("ทั้งนี้")


@pytest.mark.parametrize("kind", [*LETTERS, rules.MEMO])
def test_letters_and_memos_list_references_and_enclosures_above_the_text(kind: str) -> None:
    text = "".join(pages_of(signed(kind, links=LINKS, attachments=FILES)))
    assert "อ้างถึง๑.คำสั่งก" in text
    assert "สิ่งที่ส่งมาด้วย๑.บัญชีรายชื่อ๒.แผนผัง๒" in text
    assert text.index("สิ่งที่ส่งมาด้วย") < text.index("เพื่อให้การปฏิบัติ")


def test_an_order_lists_what_is_appended_at_its_end() -> None:
    text = "".join(pages_of(signed(rules.ORDER, attachments=FILES[:1])))
    assert text.index("เอกสารแนบท้าย") > text.index("(นายวิชัย")


def test_an_english_announcement_counts_in_the_common_era() -> None:
    document = signed(
        rules.ANNOUNCEMENT, language="en", subject="No Gift Policy 2027", body="1. No gifts.",
        secrecy="confidential", links=LINKS[:1],
    )  # fmt: skip
    for text in ("".join(pages_of(document)), word_text(document)):
        for words in (
            "Announcement of Tua Yang Subdistrict Administrative Organization",
            "Subject: No Gift Policy 2027",
            "Announced on 24 November 2026",
            "is hereby repealed.",
            "Signed electronically",
            "CONFIDENTIAL",
            "Verify this document at",
        ):
            assert squeezed(words) in text
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(document)))
    assert reader.trailer["/Root"]["/Lang"].startswith("en")
    assert "DRAFT" in "".join(pages_of(draft(rules.ANNOUNCEMENT, language="en")))


@pytest.mark.parametrize("kind", [rules.ORDER, rules.LETTER, rules.MEMO])
def test_without_an_emblem_its_space_stays_free(kind: str) -> None:
    def first_line(document: Document, words: str) -> float:
        page = pypdfium2.PdfDocument(render_pdf(document))[0].get_textpage()
        found = page.search(words).get_next()
        assert found is not None
        return float(page.get_charbox(found[0])[1])

    words = {rules.ORDER: "คำสั่ง", rules.LETTER: "เรียน", rules.MEMO: "ส่วนราชการ"}[kind]
    with_it = first_line(signed(kind, emblem=picture()), words)
    assert first_line(signed(kind), words) == pytest.approx(with_it, abs=0.5)


def test_without_a_profile_a_paper_is_still_drawn() -> None:
    for kind in KINDS:
        assert pages_of(draft(kind, organization={}))
        assert word_text(draft(kind, organization={}))


def test_another_paper_has_another_digest() -> None:
    plain = signed(rules.ORDER)
    assert digest(plain) != digest(signed(rules.ORDER, secrecy="secret"))
    assert digest(plain) != digest(dataclasses.replace(plain, trim=None))
