"""The same content as a Word document: real styles, live tables, complex-script fonts."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
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
from prongsai.correspondence.letters import drawable
from prongsai.correspondence.render import LONGEST_UNSPLIT

DOTS = "." * 40
# Exact lines: the fonts' own height would make the pages half as long again.
LINE_HEIGHT = 1.25
TABLE_SIZE = 14


def render_docx(document: Document, *, font: str = "TH SarabunIT๙") -> bytes:
    """The document as DOCX in one of the official fonts."""
    return _Writer(document, font).write()


class _Writer:
    def __init__(self, document: Document, font: str) -> None:
        self.document = document
        self.font = font
        self.word = new_document()

    def write(self) -> bytes:
        self._styles()
        self._properties()
        for number, section in enumerate(self.document.sections):
            self._section(section, is_first=number == 0)
            for block in section.blocks:
                self._block(block)
        buffer = io.BytesIO()
        self.word.save(buffer)
        return buffer.getvalue()

    def _properties(self) -> None:
        core = self.word.core_properties
        core.title, core.author = drawable(self.document.title), drawable(self.document.author)
        moment = dt.datetime.combine(self.document.date, dt.time())
        core.created = core.modified = moment
        core.language = "th-TH"

    def _styles(self) -> None:
        for name, size, bold in (
            ("Normal", 16, False),
            ("Heading 1", 16, True),
            ("Title", 17, True),
        ):
            style = self.word.styles[name]
            style.font.name, style.font.size, style.font.bold = self.font, Pt(size), bold
            style.font.color.rgb = RGBColor(0, 0, 0)
            _complex_fonts(style.element.get_or_add_rPr(), self.font, size, bold=bold)
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
        self._mark_draft(part.header)
        if is_first:
            self._mark_draft(part.first_page_header)
            self._check_line(part.first_page_footer)
        self._page_number(part.footer)

    def _mark_draft(self, header: Any) -> None:
        line = header.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if self.document.is_draft:
            run = self._run(line, "ร่าง", bold=True)
            run.font.color.rgb = RGBColor(0xA3, 0x22, 0x19)

    def _page_number(self, footer: Any) -> None:
        """The page's number in Thai digits, from the second page on."""
        line = footer.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(line, "- ")
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), "PAGE \\* THAIARABIC")
        line._p.append(number)
        self._run(line, " -")
        self._check_line(footer)

    def _check_line(self, footer: Any) -> None:
        if self.document.check_url:
            address = self.document.check_url.partition("://")[2]
            line = footer.add_paragraph()
            self._run(line, f"ตรวจสอบเอกสารที่ {address}", size=10)

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
        makers[type(block)](block)

    def _run(self, paragraph: Any, text: str, *, bold: bool = False, size: float = 16) -> Any:
        run = paragraph.add_run(drawable(text))
        run.bold = bold
        run.font.size = Pt(size)
        _complex_fonts(run._element.get_or_add_rPr(), self.font, size, bold=bold)
        return run

    def _line(
        self, text: str = "", *, bold: bool = False, align: Any = None, size: float = 16
    ) -> Any:
        paragraph = self.word.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        if text:
            self._run(paragraph, text, bold=bold, size=size)
        return paragraph

    def _memo_head(self, block: MemoHead) -> None:
        title = self._line("บันทึกข้อความ", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, size=29)
        title.paragraph_format.line_spacing = Pt(35)
        self._labelled([("ส่วนราชการ", block.agency)])
        self._labelled([("ที่", block.number), ("วันที่", block.date)])
        self._labelled([("เรื่อง", block.subject)])
        to = self._line()
        to.paragraph_format.space_before = Pt(6)
        self._run(to, f"เรียน  {block.to}")

    def _labelled(self, pairs: list[tuple[str, str]]) -> None:
        line = self._line()
        line.paragraph_format.line_spacing = Pt(25)
        stops = line.paragraph_format.tab_stops
        for at, (label, value) in enumerate(pairs, start=1):
            from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

            edge = Cm(16) if at == len(pairs) else Cm(8)
            stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            self._run(line, label, bold=True, size=20)
            self._run(line, f"  {value}\t" if value else "  \t")

    def _title(self, block: Title) -> None:
        for text in block.lines:
            paragraph = self.word.add_paragraph(style="Title")
            _drop_border(paragraph)
            self._run(paragraph, text, bold=True, size=17)

    def _heading(self, block: Heading) -> None:
        paragraph = self.word.add_paragraph(style="Heading 1")
        self._run(paragraph, block.text, bold=True)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self._line(block.text, align=WD_ALIGN_PARAGRAPH.THAI_JUSTIFY)
        paragraph.paragraph_format.space_before = Pt(6)
        if block.is_indented:
            paragraph.paragraph_format.first_line_indent = Cm(2.5)

    def _items(self, block: Items) -> None:
        for text in block.lines:
            self._line(text).paragraph_format.left_indent = Cm(2.5)

    def _table(self, block: Table) -> None:
        table = self.word.add_table(rows=0, cols=len(block.head))
        table.style = "Table Grid"
        table.autofit = False
        total = self.word.sections[-1].page_width - Cm(4)
        widths = [int(total * width / sum(block.widths)) for width in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        head = table.add_row()
        _flag(head, "w:tblHeader")
        _flag(head, "w:cantSplit")
        for cell, text, width in zip(head.cells, block.head, widths, strict=True):
            cell.width = width
            self._fill(cell, (text,), bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        for row in block.rows:
            self._row(table, row, widths)

    def _row(self, table: Any, row: Any, widths: list[int]) -> None:
        made = table.add_row()
        cells = made.cells
        if row.topic:
            _flag(made, "w:cantSplit")
            merged = cells[0].merge(cells[-1])
            self._fill(merged, (row.topic,), bold=True)
            merged.paragraphs[0].paragraph_format.keep_with_next = True
            return
        if max(sum(map(len, cell)) for cell in row.cells) <= LONGEST_UNSPLIT:
            _flag(made, "w:cantSplit")
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
                self._run(paragraph, str(text), bold=bold, size=TABLE_SIZE)

    def _link(self, paragraph: Any, line: Link) -> None:
        """A run inside a hyperlink of the document part."""
        run = self._run(paragraph, line.text, size=TABLE_SIZE)
        run.underline = True
        target = self.word.part.relate_to(line.url, RT.HYPERLINK, is_external=True)
        node = OxmlElement("w:hyperlink")
        node.set(qn("r:id"), target)
        run._element.addprevious(node)
        node.append(run._element)

    def _signature(self, block: Signature) -> None:
        above = self._line(align=WD_ALIGN_PARAGRAPH.CENTER)
        above.paragraph_format.keep_with_next = True
        if block.image:
            above.paragraph_format.left_indent = Cm(6.5)
            above.paragraph_format.line_spacing = 1.0
            picture = above.add_run().add_picture(io.BytesIO(block.image), height=Cm(1.5))
            _limit_width(picture, Cm(4.5))
            picture._inline.docPr.set("descr", drawable(f"ลายมือชื่อ {block.name}"))
        note = f"({block.note})" if block.note else ""
        after = [text for text in (*block.lines, block.date, note) if text]
        lines = [f"(ลงชื่อ){DOTS}{block.role}", f"({block.name or DOTS})", *after]
        for at, text in enumerate(lines, start=1):
            paragraph = self._line(text, align=WD_ALIGN_PARAGRAPH.CENTER)
            paragraph.paragraph_format.left_indent = Cm(6.5)
            paragraph.paragraph_format.keep_with_next = at < len(lines)

    def _statement(self, block: Statement) -> None:
        heading = self._line(block.heading, bold=True)
        heading.paragraph_format.space_before = Pt(8)
        heading.paragraph_format.keep_with_next = True
        for at, text in enumerate(block.lines):
            mark = "( / )" if at == block.chosen else "(   )"
            line = self._line(f"{mark} {text}" if block.has_boxes else text)
            line.paragraph_format.left_indent = Cm(1)
            line.paragraph_format.keep_with_next = True
        self._signature(block.signature)

    def _photos(self, block: Photos) -> None:
        table = self.word.add_table(rows=0, cols=2)
        for at in range(0, len(block.photos), 2):
            row = table.add_row()
            _flag(row, "w:cantSplit")
            for cell, photo in zip(row.cells, block.photos[at : at + 2], strict=False):
                line = cell.paragraphs[0]
                line.alignment = WD_ALIGN_PARAGRAPH.CENTER
                line.paragraph_format.line_spacing = 1.0
                picture = line.add_run().add_picture(io.BytesIO(photo.content), height=Cm(5.2))
                _limit_width(picture, Cm(7.6))
                picture._inline.docPr.set("descr", drawable(photo.caption))
                caption = cell.add_paragraph()
                caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
                self._run(caption, photo.caption, size=14)


def _limit_width(picture: Any, widest: int) -> None:
    if picture.width > widest:
        picture.height = int(picture.height * widest / picture.width)
        picture.width = widest


def _complex_fonts(properties: Any, font: str, size: float, *, bold: bool) -> None:
    """Thai is a complex script: Word reads its font, size and weight from other attributes."""
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), font)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(name), None)
    _set(properties, "w:szCs", str(int(size * 2)))
    if bold:
        _set(properties, "w:bCs", "1")
    language = _set(properties, "w:lang", "th-TH")
    language.set(qn("w:bidi"), "th-TH")


def _set(properties: Any, name: str, value: str) -> Any:
    """Add a property in the place where the schema wants it."""
    for old in properties.findall(qn(name)):
        properties.remove(old)
    node = OxmlElement(name)
    node.set(qn("w:val"), value)
    after = {
        "w:bCs": ("w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:lang"),
        "w:szCs": ("w:highlight", "w:u", "w:lang"),
        "w:lang": (),
    }[name]
    following = next((child for child in properties if child.tag in {qn(n) for n in after}), None)
    if following is None:
        properties.append(node)
    else:
        following.addprevious(node)
    return node


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _drop_border(paragraph: Any) -> None:
    # Word's own title style draws a line that official documents do not have.
    properties = paragraph._p.get_or_add_pPr()
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), "nil")
    border.append(bottom)
    properties.append(border)
