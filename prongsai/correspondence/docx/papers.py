"""The parts of official papers in Word: heads, labels, items, closings, what runs around pages."""

import io
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor

from prongsai.correspondence.content import (
    Block,
    Closing,
    Document,
    Item,
    Labels,
    LetterHead,
    MemoHead,
    Outline,
    PaperTitle,
    Signature,
)
from prongsai.correspondence.docx.ooxml import draw_rule, drop_cell_margins, page_field
from prongsai.correspondence.letters import drawable
from prongsai.thai.text import clusters

if TYPE_CHECKING:
    from prongsai.correspondence.docx.writer import Writer

RED = RGBColor(0xC4, 0x16, 0x1C)
DRAFT_RED = RGBColor(0xA3, 0x22, 0x19)
EMBLEM = Cm(3)
MIDDLE = Cm(8)
CENTER = WD_ALIGN_PARAGRAPH.CENTER
DOTS = "." * 40
LONGEST_KEPT = 1500
# Columns of a list of people: with two and with three columns.
# Centimetres of a list of people beside its marks; names and seats take no more than these.
LIST_WIDTH, LONGEST_NAME, LONGEST_SEAT = 14.2, 5.4, 4.4


def write_block(pen: "Writer", block: Block) -> None:
    """One of the blocks that only papers have."""
    makers: dict[type, Callable[[Writer, Any], None]] = {
        LetterHead: letter_head,
        PaperTitle: paper_title,
        Labels: labels,
        Outline: outline,
        Closing: closing,
    }
    makers[type(block)](pen, block)


def is_signature(following: Sequence[Block]) -> bool:
    """Whether the next block, if any, is one that must not stand alone on a page."""
    return bool(following) and isinstance(following[0], (Closing, Signature))


def keep_last(pen: "Writer") -> None:
    """Keep what was written last with the signature; a paragraph of nearly a page may part from it."""
    last = pen.word.paragraphs[-1]
    last.paragraph_format.keep_with_next = len(last.text) <= LONGEST_KEPT


def check_words(document: Document) -> str:
    """Where the document is verified."""
    words = "Verify this document at" if _language(document) == "en" else "ตรวจสอบเอกสารที่"
    return f"{words} {document.check_url.partition('://')[2]}"


def _language(document: Document) -> str:
    return document.trim.language if document.trim else "th"


def trim_pages(pen: "Writer", part: Any) -> None:
    """Class of secrecy above and below, the page's number above from the second page on."""
    part.header_distance = part.footer_distance = Cm(0.45)
    _above(pen, part.first_page_header)
    _above(pen, part.header)
    number = _plain(pen, part.header.add_paragraph())
    number.alignment = CENTER
    number.paragraph_format.space_after = Pt(8)
    pen.run(number, "- ")
    page_field(number, is_thai=_language(pen.document) == "th")
    pen.run(number, " -")
    for footer in (part.first_page_footer, part.footer):
        _below(pen, footer)


def _above(pen: "Writer", header: Any) -> None:
    line = _plain(pen, header.paragraphs[0])
    line.paragraph_format.line_spacing = Pt(26)
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(MIDDLE, WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    _stamp(pen, line, "\t")
    if pen.document.is_draft:
        words = "DRAFT" if _language(pen.document) == "en" else "ร่าง"
        line.add_run("\t")
        pen.run(line, words, bold=True).font.color.rgb = DRAFT_RED


def _plain(pen: "Writer", line: Any) -> Any:
    """Without the tab stops of Word's own style for heads and feet."""
    line.style = pen.word.styles["Normal"]
    return line


def _stamp(pen: "Writer", line: Any, before: str) -> None:
    line.add_run(before)
    if pen.document.trim and pen.document.trim.secrecy:
        pen.run(line, pen.document.trim.secrecy, bold=True, size=24).font.color.rgb = RED


def _below(pen: "Writer", footer: Any) -> None:
    line = _plain(pen, footer.paragraphs[0])
    line.paragraph_format.line_spacing = Pt(14)
    if pen.document.check_url:
        pen.run(line, check_words(pen.document), size=10)
    if pen.document.trim and pen.document.trim.secrecy:
        stamp = _plain(pen, footer.add_paragraph())
        stamp.alignment = CENTER
        stamp.paragraph_format.line_spacing = Pt(30)
        _stamp(pen, stamp, "")


def _urgent(pen: "Writer", line: Any, words: str) -> None:
    pen.run(line, words, bold=True, size=32).font.color.rgb = RED


def _picture(line: Any, content: bytes, height: int) -> None:
    picture = line.add_run().add_picture(io.BytesIO(content), height=height)
    picture._inline.docPr.set("descr", "ตราของหน่วยงาน")


def _emblem(pen: "Writer", block: LetterHead | PaperTitle) -> None:
    """The emblem in the middle, urgency at its left; without a picture its space stays free."""
    line = pen.line()
    line.paragraph_format.tab_stops.add_tab_stop(MIDDLE, WD_TAB_ALIGNMENT.CENTER)
    if block.urgency:
        _urgent(pen, line, block.urgency)
    if block.emblem:
        line.paragraph_format.line_spacing = 1.0
        line.add_run("\t")
        _picture(line, block.emblem, EMBLEM)
    else:
        line.paragraph_format.line_spacing = EMBLEM


def memo_title(pen: "Writer", block: MemoHead) -> None:
    """The word บันทึกข้อความ with the emblem at its left and the urgency above."""
    if block.urgency:
        above = pen.line()
        above.paragraph_format.left_indent = Cm(1.7)
        above.paragraph_format.line_spacing = Pt(28)
        _urgent(pen, above, block.urgency)
    line = pen.line()
    line.paragraph_format.tab_stops.add_tab_stop(MIDDLE, WD_TAB_ALIGNMENT.CENTER)
    line.paragraph_format.line_spacing = 1.0 if block.emblem else Pt(35)
    if block.emblem:
        _picture(line, block.emblem, Cm(1.5))
    line.add_run("\t")
    pen.run(line, "บันทึกข้อความ", bold=True, size=29)


def letter_head(pen: "Writer", block: LetterHead) -> None:
    """Emblem, number at the left, office at the right, date from the middle."""
    _emblem(pen, block)
    cells = _table(pen, (7.0, 9.0)).add_row().cells
    pen.run(cells[0].paragraphs[0], block.number)
    for at, text in enumerate(block.office):
        line = cells[1].paragraphs[0] if at == 0 else cells[1].add_paragraph()
        pen.run(line, text)
    if block.date is not None:
        date = pen.line(block.date)
        date.paragraph_format.left_indent = MIDDLE
        date.paragraph_format.space_before = Pt(6)


def _table(pen: "Writer", widths: Sequence[float]) -> Any:
    table = pen.word.add_table(rows=0, cols=len(widths))
    table.autofit = False
    drop_cell_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def paper_title(pen: "Writer", block: PaperTitle) -> None:
    """Emblem, bold lines in the middle, a short rule."""
    _emblem(pen, block)
    for text in block.lines:
        pen.line(text, bold=True, align=CENTER)
    rule = pen.line()
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Cm(5.75)
    rule.paragraph_format.line_spacing = Pt(10)
    rule.paragraph_format.space_after = Pt(6)
    draw_rule(rule)


def labels(pen: "Writer", block: Labels) -> None:
    """Each label with what stands beside it hanging at its right."""
    for label, values in block.rows:
        letters = len(clusters(label))
        width = Cm(0.6 + 0.33 * letters if block.is_bold else 0.55 + 0.235 * letters)
        text = "\n".join(values)
        _hanging(pen, label, text, left=0, width=width, above=6, bold=block.is_bold)


def _hanging(
    pen: "Writer",
    mark: str,
    text: str,
    *,
    left: int,
    width: int,
    above: float = 0,
    bold: bool = False,
) -> Any:
    line = pen.line()
    line.paragraph_format.left_indent = left + width
    line.paragraph_format.first_line_indent = -width
    line.paragraph_format.tab_stops.add_tab_stop(left + width)
    line.paragraph_format.space_before = Pt(above)
    pen.run(line, mark, bold=bold)
    line.add_run("\t")
    pen.run(line, text)
    return line


def outline(pen: "Writer", block: Outline) -> None:
    """Items below one another; those with columns as tables without lines."""
    for (columns, level), items in groupby(block.items, key=lambda i: (len(i.columns), i.level)):
        if columns > 1:
            _people(pen, list(items), columns, level)
        else:
            for item in items:
                _item(pen, item)


def _item(pen: "Writer", item: Item) -> None:
    left = Cm(2.5 + (item.level - 1) * 0.85)
    line = _hanging(pen, item.mark, item.columns[0], left=left, width=mark_width(item.mark))
    line.alignment = pen.justified


def mark_width(mark: str) -> int:
    """The room a mark needs, as in the PDF."""
    count = len(clusters(mark))
    return int(Cm(0.45 if count < 2 else 0.75 if count == 2 else 0.5 + count * 0.2))


def _list_widths(items: list[Item], columns: int) -> tuple[float, ...]:
    """Names and seats as wide as the longest needs, the positions have the rest; as in the PDF."""
    if columns == 2:
        return LIST_WIDTH / 2, LIST_WIDTH / 2

    def longest(at: int, most: float) -> float:
        return min(most, 0.6 + 0.32 * max(len(clusters(item.columns[at])) for item in items))

    name, seat = longest(0, LONGEST_NAME), max(longest(2, LONGEST_SEAT), 2.4)
    return name, LIST_WIDTH - name - seat, seat


def _people(pen: "Writer", items: list[Item], columns: int, level: int) -> None:
    left = 0.75 * level
    table = _table(pen, (left, 1.0, *_list_widths(items, columns)))
    for item in items:
        cells = table.add_row().cells
        for cell, text in zip(cells, ("", item.mark, *item.columns), strict=True):
            if text:
                pen.run(cell.paragraphs[0], text)
        if columns > 2 and not item.columns[-1]:
            cells[-2].merge(cells[-1])  # a position without a seat beside it has the place of both


def closing(pen: "Writer", block: Closing) -> None:
    """Place and date, words, signature, the office's lines; all on one page."""
    signature = block.signature
    lines = []
    if block.place:
        lines.append(pen.line(block.place))
        lines[-1].paragraph_format.left_indent = Cm(5)
        lines[-1].paragraph_format.space_before = Pt(8)
    note = f"({signature.note})" if signature.note else ""
    if block.words:
        lines.append(_centred(pen, block.words))
        lines[-1].paragraph_format.space_before = Pt(8)
    lines.append(_signed(pen, signature))
    lines += [_centred(pen, text) for text in (f"({signature.name or DOTS})", *signature.lines)]
    if note:
        lines.append(_centred(pen, note, size=13))
    for at, text in enumerate(block.foot):
        lines.append(pen.line(text))
        lines[-1].paragraph_format.space_before = Pt(10 if at == 0 else 0)
    for line in lines[:-1]:
        line.paragraph_format.keep_with_next = True


def _centred(pen: "Writer", text: str, *, size: float = 16) -> Any:
    line = pen.line(text, align=CENTER, size=size)
    line.paragraph_format.left_indent = Cm(6.3)
    return line


def _signed(pen: "Writer", signature: Signature) -> Any:
    """The picture of the signature, or the space where it will be written."""
    line = _centred(pen, "")
    if signature.image:
        line.paragraph_format.line_spacing = 1.0
        picture = line.add_run().add_picture(io.BytesIO(signature.image), height=Cm(1.5))
        if picture.width > Cm(4.5):
            picture.height = int(picture.height * Cm(4.5) / picture.width)
            picture.width = Cm(4.5)
        picture._inline.docPr.set("descr", drawable(f"ลายมือชื่อ {signature.name}"))
    else:
        line.paragraph_format.line_spacing = Cm(1.55)
    return line
