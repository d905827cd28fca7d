"""What python-docx does not write by itself: complex scripts, borders, properties of rows."""

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def limit_width(picture: Any, widest: int) -> None:
    """Make a picture smaller when it is wider than this."""
    if picture.width > widest:
        picture.height = int(picture.height * widest / picture.width)
        picture.width = widest


def complex_fonts(
    properties: Any, font: str, size: float, *, bold: bool, language: str = "th-TH"
) -> None:
    """Thai is a complex script: Word reads its font, size and weight from other attributes."""
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), font)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(name), None)
    _set(properties, "w:szCs", str(int(size * 2)))
    if bold:
        _set(properties, "w:bCs", "1")
    written = _set(properties, "w:lang", language)
    written.set(qn("w:bidi"), "th-TH")


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


def flag(row: Any, name: str) -> None:
    """Set a property of a table row, for example w:tblHeader."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def drop_border(paragraph: Any) -> None:
    """Word's own title style draws a line that official documents do not have."""
    properties = paragraph._p.get_or_add_pPr()
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), "nil")
    border.append(bottom)
    properties.append(border)


def draw_rule(paragraph: Any) -> None:
    """A thin line below a paragraph, as wide as its indents leave room."""
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    place = properties.find(qn("w:spacing"))
    properties.append(border) if place is None else place.addprevious(border)


def page_field(paragraph: Any, *, is_thai: bool) -> None:
    """The page's number in Thai or Arabic digits."""
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE \\* THAIARABIC" if is_thai else "PAGE")
    paragraph._p.append(number)


def drop_cell_margins(table: Any) -> None:
    """Cells of a table without lines begin and end where its columns do."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        node = OxmlElement(f"w:{side}")
        node.set(qn("w:w"), "0")
        node.set(qn("w:type"), "dxa")
        margins.append(node)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.append(margins) if look is None else look.addprevious(margins)


def without_clock(content: bytes) -> bytes:
    """The same package whenever it is written: its entries do not tell the hour."""
    settled = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(
                zipfile.ZipInfo(entry.filename), source.read(entry), zipfile.ZIP_DEFLATED
            )
    return settled.getvalue()
