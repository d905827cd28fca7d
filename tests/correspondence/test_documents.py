"""One content, two formats: what people type never becomes markup, pictures keep their captions."""

import datetime as dt
import io
import zipfile

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prongsai.correspondence.content import (
    Document,
    Link,
    MemoHead,
    Paragraph,
    Photo,
    Photos,
    Row,
    Section,
    Table,
    Title,
)
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.letters import drawable
from prongsai.correspondence.render import page_count, render_pdf, render_png
from tests.measures.pictures import photo


def document(*blocks: object, is_draft: bool = False) -> Document:
    """A document of one section."""
    return Document(
        title="เอกสาร",
        date=dt.date(2026, 11, 24),
        sections=(Section(tuple(blocks)),),
        is_draft=is_draft,
    )  # type: ignore[arg-type]


def text_of(content: bytes) -> str:
    """The text of a PDF without spaces."""
    pages = pypdfium2.PdfDocument(content)
    return "".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())


@pytest.mark.parametrize(
    "text", ['#import "x"', "$x^2$", "*ตัวหนา*", "\\u{41}", "<b>x</b>", "@ref", '"); panic("']
)
def test_typed_text_is_never_markup(text: str) -> None:
    content = document(Paragraph(text))
    assert "".join(text.split()) in text_of(render_pdf(content))
    word = docx.Document(io.BytesIO(render_docx(content)))
    assert text in [p.text for p in word.paragraphs]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_renders_in_both_formats(text: str) -> None:
    content = document(Paragraph(text), Title((text or "-",)))
    assert render_pdf(content).startswith(b"%PDF")
    assert zipfile.is_zipfile(io.BytesIO(render_docx(content)))


def test_the_same_document_gives_the_same_bytes() -> None:
    content = document(MemoHead("สำนักปลัด", "", "", "เรื่อง", "นายก"))
    assert render_pdf(content) == render_pdf(content)
    with zipfile.ZipFile(io.BytesIO(render_docx(content))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_a_draft_is_marked_on_every_page() -> None:
    blocks = [Paragraph("ข้อความ " * 400) for _n in range(4)]
    draft = document(*blocks, is_draft=True)
    assert page_count(draft) > 1
    assert text_of(render_pdf(draft)).count("ร่าง") >= page_count(draft)
    assert "ร่าง" not in text_of(render_pdf(document(*blocks)))


def test_links_lead_somewhere_in_both_formats() -> None:
    table = Table(
        ("หลักฐาน",), (1.0,), (Row(cells=((Link("ประกาศ", "https://office.example/a"),),)),)
    )
    assert b"https://office.example/a" in render_pdf(document(table))
    archive = zipfile.ZipFile(io.BytesIO(render_docx(document(table))))
    assert "https://office.example/a" in archive.read("word/_rels/document.xml.rels").decode()


def test_pictures_have_their_caption_as_alternative_text() -> None:
    content = document(Photos((Photo(photo(), "image/jpeg", "การประชุม"),)))
    archive = zipfile.ZipFile(io.BytesIO(render_docx(content)))
    assert 'descr="การประชุม"' in archive.read("word/document.xml").decode()
    assert "การประชุม" in text_of(render_pdf(content))
    with pytest.raises(IndexError):
        render_png(content, 9)


@given(st.text())
def test_only_what_the_fonts_can_draw_remains(text: str) -> None:
    shown = drawable(text)
    assert drawable(shown) == shown
    assert "\u200b" not in shown
    assert "\x00" not in shown
