"""Writes the blocks of a document: real styles, live tables."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from prongsai.correspondence.content import (
    Cell,
    Document,
    Heading,
    Items,
    Link,
    MemoHead,
    Paragraph,
    Photos,
    Section,
    Signature,
    Statement,
    Table,
    Title,
)
from prongsai.correspondence.docx import papers
from prongsai.correspondence.docx.ooxml import (
    complex_fonts,
    drop_border,
    flag,
    limit_width,
    page_field,
    without_clock,
)
from prongsai.correspondence.docx.papers import check_words, is_signature
from prongsai.correspondence.letters import drawable
from prongsai.correspondence.render import LONGEST_UNSPLIT
from prongsai.thai.text import clusters

DOTS = "." * 40
# Exact lines: the fonts' own height would make the pages half as long again.
LINE_HEIGHT = 1.25
TABLE_SIZE = 14
LONGEST_PROPERTY = 255


class Writer:
    """Writes a document block by block."""

    def __init__(self, document: Document, font: str) -> None:
        self.document = document
        self.font = font
        self.word = new_document()
        is_english = document.trim is not None and document.trim.language == "en"
        self.language = "en-US" if is_english else "th-TH"
        self.justified = (
            WD_ALIGN_PARAGRAPH.JUSTIFY if is_english else WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
        )

    def write(self) -> bytes:
        """The whole document."""
        self._styles()
        self._properties()
        for number, section in enumerate(self.document.sections):
            self._section(section, is_first=number == 0)
            for at, block in enumerate(section.blocks):
                self._block(block)
                if self.document.trim and is_signature(section.blocks[at + 1 : at + 2]):
                    papers.keep_last(self)
        buffer = io.BytesIO()
        self.word.save(buffer)
        return without_clock(buffer.getvalue())

    def _properties(self) -> None:
        core = self.word.core_properties
        # Word takes no longer texts here.
        core.title = drawable(self.document.title)[:LONGEST_PROPERTY]
        core.author = drawable(self.document.author)[:LONGEST_PROPERTY]
        moment = dt.datetime.combine(self.document.date, dt.time())
        core.created = core.modified = moment
        core.language = self.language

    def _styles(self) -> None:
        for name, size, bold in (
            ("Normal", 16, False),
            ("Heading 1", 16, True),
            ("Title", 17, True),
        ):
            style = self.word.styles[name]
            style.font.name, style.font.size, style.font.bold = self.font, Pt(size), bold
            style.font.color.rgb = RGBColor(0, 0, 0)
            properties = style.element.get_or_add_rPr()
            complex_fonts(properties, self.font, size, bold=bold, language=self.language)
            style.paragraph_format.space_before = Pt(6 if bold else 0)
            style.paragraph_format.space_after = Pt(0)
            style.paragraph_format.line_spacing = Pt(round(size * LINE_HEIGHT))
        self.word.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _section(self, section: Section, *, is_first: bool) -> None:
        part = self.word.sections[0] if is_first else self.word.add_section()
        width, height = Cm(21), Cm(29.7)
        part.orientation = WD_ORIENT.LANDSCAPE if section.is_landscape else WD_ORIENT.PORTRAIT
        part.page_width, part.page_height = (
            (height, width) if section.is_landscape else (width, height)
        )
        part.left_margin = Cm(2 if section.is_landscape else 3)
        part.right_margin, part.bottom_margin = Cm(2), Cm(2)
        part.top_margin = Cm(2 if section.is_landscape else 1.5)
        part.different_first_page_header_footer = is_first
        part.header.is_linked_to_previous = part.footer.is_linked_to_previous = False
        if self.document.trim is not None:
            papers.trim_pages(self, part)
            return
        self._mark_draft(part.header)
        if is_first:
            self._mark_draft(part.first_page_header)
            self._check_line(part.first_page_footer)
        self._page_number(part.footer)

    def _mark_draft(self, header: Any) -> None:
        line = header.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if self.document.is_draft:
            run = self.run(line, "ร่าง", bold=True)
            run.font.color.rgb = RGBColor(0xA3, 0x22, 0x19)

    def _page_number(self, footer: Any) -> None:
        """The page's number in Thai digits, from the second page on."""
        line = footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.run(line, "- ")
        page_field(line, is_thai=True)
        self.run(line, " -")
        self._check_line(footer)

    def _check_line(self, footer: Any) -> None:
        if self.document.check_url:
            self.run(footer.add_paragraph(), check_words(self.document), size=10)

    def _block(self, block: Any) -> None:
        makers: dict[type, Callable[[Any], None]] = {
            MemoHead: self._memo_head,
            Title: self._title,
            Heading: self._heading,
            Paragraph: self._paragraph,
            Items: self._items,
            Table: self._table,
            Signature: self._signature,
            Statement: self._statement,
            Photos: self._photos,
        }
        own = makers.get(type(block))
        own(block) if own else papers.write_block(self, block)

    def run(self, paragraph: Any, text: str, *, bold: bool = False, size: float = 16) -> Any:
        """Text at the end of a paragraph, in the document's font."""
        run = paragraph.add_run(drawable(text))
        run.bold = bold
        run.font.size = Pt(size)
        properties = run._element.get_or_add_rPr()
        complex_fonts(properties, self.font, size, bold=bold, language=self.language)
        return run

    def line(
        self, text: str = "", *, bold: bool = False, align: Any = None, size: float = 16
    ) -> Any:
        """A new paragraph."""
        paragraph = self.word.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        if text:
            self.run(paragraph, text, bold=bold, size=size)
        return paragraph

    def _memo_head(self, block: MemoHead) -> None:
        if block.emblem or block.urgency:
            papers.memo_title(self, block)
        else:
            title = self.line("บันทึกข้อความ", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, size=29)
            title.paragraph_format.line_spacing = Pt(35)
        self._labelled([("ส่วนราชการ", block.agency)])
        self._labelled([("ที่", block.number), ("วันที่", block.date)])
        self._labelled([("เรื่อง", block.subject)])
        to = self.line()
        to.paragraph_format.space_before = Pt(6)
        self.run(to, f"เรียน  {block.to}")

    def _labelled(self, pairs: list[tuple[str, str]]) -> None:
        line = self.line()
        line.paragraph_format.line_spacing = Pt(25)
        stops = line.paragraph_format.tab_stops
        for at, (label, value) in enumerate(pairs, start=1):
            edge = Cm(16) if at == len(pairs) else Cm(8)
            stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            self.run(line, label, bold=True, size=20)
            self.run(line, f"  {value}  " if value else "  ")
            line.add_run("\t")

    def _title(self, block: Title) -> None:
        for text in block.lines:
            paragraph = self.word.add_paragraph(style="Title")
            drop_border(paragraph)
            self.run(paragraph, text, bold=True, size=17)

    def _heading(self, block: Heading) -> None:
        paragraph = self.word.add_paragraph(style="Heading 1")
        self.run(paragraph, block.text, bold=True)
        if block.is_indented:
            paragraph.paragraph_format.first_line_indent = Cm(2.5)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self.line(block.text, align=self.justified)
        paragraph.paragraph_format.space_before = Pt(6)
        if block.is_indented:
            paragraph.paragraph_format.first_line_indent = Cm(2.5)

    def _items(self, block: Items) -> None:
        for text in block.lines:
            self.line(text).paragraph_format.left_indent = Cm(2.5)

    def _table(self, block: Table) -> None:
        table = self.word.add_table(rows=0, cols=len(block.head))
        table.style = "Table Grid"
        table.autofit = False
        total = self.word.sections[-1].page_width - Cm(4)
        widths = [int(total * width / sum(block.widths)) for width in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        head = table.add_row()
        flag(head, "w:tblHeader")
        flag(head, "w:cantSplit")
        for cell, text, width in zip(head.cells, block.head, widths, strict=True):
            cell.width = width
            self._fill(cell, (text,), bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        for row in block.rows:
            self._row(table, row, widths)

    def _row(self, table: Any, row: Any, widths: list[int]) -> None:
        made = table.add_row()
        cells = made.cells
        if row.topic:
            flag(made, "w:cantSplit")
            merged = cells[0].merge(cells[-1])
            self._fill(merged, (row.topic,), bold=True)
            merged.paragraphs[0].paragraph_format.keep_with_next = True
            return
        if max(sum(map(len, cell)) for cell in row.cells) <= LONGEST_UNSPLIT:
            flag(made, "w:cantSplit")
        for cell, lines, width in zip(cells, row.cells, widths, strict=True):
            cell.width = width
            self._fill(cell, lines)

    def _fill(self, cell: Any, lines: Cell, *, bold: bool = False, align: Any = None) -> None:
        for at, text in enumerate(lines or ("",)):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.paragraph_format.keep_together = len(text) <= LONGEST_UNSPLIT
            paragraph.paragraph_format.line_spacing = Pt(round(TABLE_SIZE * LINE_HEIGHT))
            if align is not None:
                paragraph.alignment = align
            if isinstance(text, Link):
                self._link(paragraph, text)
            else:
                self.run(paragraph, str(text), bold=bold, size=TABLE_SIZE)

    def _link(self, paragraph: Any, line: Link) -> None:
        """A run inside a hyperlink of the document part."""
        run = self.run(paragraph, line.text, size=TABLE_SIZE)
        run.underline = True
        target = self.word.part.relate_to(line.url, RT.HYPERLINK, is_external=True)
        node = OxmlElement("w:hyperlink")
        node.set(qn("r:id"), target)
        run._element.addprevious(node)
        node.append(run._element)

    def _signature(self, block: Signature) -> None:
        above = self.line(align=WD_ALIGN_PARAGRAPH.CENTER)
        above.paragraph_format.keep_with_next = True
        if block.image:
            above.paragraph_format.left_indent = Cm(6.5)
            above.paragraph_format.line_spacing = 1.0
            picture = above.add_run().add_picture(io.BytesIO(block.image), height=Cm(1.5))
            limit_width(picture, Cm(4.5))
            picture._inline.docPr.set("descr", drawable(f"ลายมือชื่อ {block.name}"))
        note = f"({block.note})" if block.note else ""
        after = [text for text in (*block.lines, block.date, note) if text]
        dots = DOTS[8:] if len(clusters(block.role)) > 8 else DOTS
        lines = [f"(ลงชื่อ){dots}{block.role}", f"({block.name or DOTS})", *after]
        for at, text in enumerate(lines, start=1):
            paragraph = self.line(text, align=WD_ALIGN_PARAGRAPH.CENTER)
            paragraph.paragraph_format.left_indent = Cm(6.5)
            paragraph.paragraph_format.keep_with_next = at < len(lines)

    def _statement(self, block: Statement) -> None:
        heading = self.line(block.heading, bold=True)
        heading.paragraph_format.space_before = Pt(8)
        heading.paragraph_format.keep_with_next = True
        for at, text in enumerate(block.lines):
            mark = "( / )" if at == block.chosen else "(   )"
            line = self.line(f"{mark} {text}" if block.has_boxes else text)
            line.paragraph_format.left_indent = Cm(1)
            line.paragraph_format.keep_with_next = True
        self._signature(block.signature)

    def _photos(self, block: Photos) -> None:
        table = self.word.add_table(rows=0, cols=2)
        for at in range(0, len(block.photos), 2):
            row = table.add_row()
            flag(row, "w:cantSplit")
            for cell, photo in zip(row.cells, block.photos[at : at + 2], strict=False):
                line = cell.paragraphs[0]
                line.alignment = WD_ALIGN_PARAGRAPH.CENTER
                line.paragraph_format.line_spacing = 1.0
                picture = line.add_run().add_picture(io.BytesIO(photo.content), height=Cm(5.2))
                limit_width(picture, Cm(7.6))
                picture._inline.docPr.set("descr", drawable(photo.caption))
                caption = cell.add_paragraph()
                caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
                self.run(caption, photo.caption, size=14)
