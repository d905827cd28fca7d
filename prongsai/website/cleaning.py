"""Rich text without what Word and other programs bring along: only the words and what they mean stay."""

import re
from collections.abc import Iterator

from lxml import etree, html

BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "hr", "blockquote"}
INLINE = {"a", "b", "strong", "i", "em", "br", "sub", "sup", "embed"}
KEPT = {
    "a": {"href", "linktype", "id"},
    "embed": {"embedtype", "id", "format", "alt", "url"},
}
GONE = ("script", "style", "head", "title", "meta", "link", "xml", "object", "iframe", "form")
SAFE = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)", re.I)
MOST_TURNS = 5  # what stood inside something odd is tidied in the next turn
# What Word writes in front of a line instead of making a list.
BULLET = re.compile(r"^[\s\xa0]*[·•▪◦§\uf0b7\uf0a7-][\s\xa0]+")
UNFIT = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u00ad]")


def fit_for_xml(text: str) -> str:
    """A text whose control characters (Word's line break is one) became spaces: XML cannot hold them."""
    return UNFIT.sub(" ", text)


def is_safe_address(address: str | None) -> bool:
    """Whether an address leads somewhere (or is none) and runs nothing."""
    return not address or SAFE.match(address.strip()) is not None


def clean_rich_text(text: str) -> str:
    """Wagtail's own HTML cleaned: styles, fonts and empty paragraphs go, lists, bold and links stay.

    Lines with a bullet in front become a list, rows of a table become lines.
    """
    for _turn in range(MOST_TURNS):
        before, text = text, _clean_once(text)
        if text == before:
            break
    return text


def _clean_once(text: str) -> str:
    if not text.strip():
        return ""
    root = html.fragment_fromstring(INVISIBLE.sub("", fit_for_xml(text)), create_parent="div")
    etree.strip_tags(root, etree.Comment)
    for element in list(root.iter(*GONE)):
        element.drop_tree()
    for table in list(root.iter("table")):
        _unroll(table)
    for element in list(root.iter()):
        _tidy(element, root)
    _drop_empty(root)
    _gather_bullets(root)
    return _inner(root)


def _unroll(table: html.HtmlElement) -> None:
    """Each row as a line, cells parted by a dash."""
    for row in table.iter("tr"):
        cells = [" ".join(cell.text_content().split()) for cell in row.iter("td", "th")]
        line = html.Element("p")
        line.text = " – ".join(cell for cell in cells if cell)
        table.addprevious(line)
    table.drop_tree()


def _tidy(element: html.HtmlElement, root: html.HtmlElement) -> None:
    if element is root or not isinstance(element.tag, str):
        return
    if element.tag == "div":
        if any(child.tag in BLOCKS or child.tag == "div" for child in element):
            element.drop_tag()
            return
        element.tag = "p"
    if element.tag in ("h1", "h5", "h6"):
        element.tag = "h2" if element.tag == "h1" else "h4"
    if element.tag not in BLOCKS | INLINE:
        element.drop_tag()
        return
    kept = KEPT.get(element.tag, {"data-block-key"})
    for name in set(element.attrib) - kept:
        del element.attrib[name]
    address = element.get("href")
    if address is not None and not (address and is_safe_address(address)):
        element.drop_tag()


def _drop_empty(root: html.HtmlElement) -> None:
    for element in reversed(list(root.iter("p", "h2", "h3", "h4", "li", "b", "i", "strong", "em"))):
        has_words = element.text_content().replace("\xa0", " ").strip()
        if not has_words and element.find(".//embed") is None and element is not root:
            element.drop_tree() if element.tag in BLOCKS else element.drop_tag()
    for words in root.iter(*BLOCKS):
        for part in (words, *words.iterdescendants()):
            part.text = _single(part.text)
            if part is not words:
                part.tail = _single(part.tail)


def _single(text: str | None) -> str | None:
    return re.sub(r"[ \xa0\t\r\n]+", " ", text) if text else text


def _gather_bullets(root: html.HtmlElement) -> None:
    """Lines that begin with a bullet become one list."""
    made: html.HtmlElement | None = None
    for line in list(root):
        first = BULLET.match(line.text or "") if line.tag == "p" else None
        if first is None:
            made = None
            continue
        if made is None:
            made = html.Element("ul")
            line.addprevious(made)
        line.text = (line.text or "")[first.end() :]
        line.tag, line.tail = "li", None
        made.append(line)


def _inner(root: html.HtmlElement) -> str:
    return "".join(_written(root))


def _written(root: html.HtmlElement) -> Iterator[str]:
    if root.text and root.text.strip():
        yield root.text
    for child in root:
        tail, child.tail = child.tail, None
        # As Wagtail stores it: <embed/> and <br/> are closed.
        yield etree.tostring(child, encoding="unicode", method="xml")
        if tail and tail.strip():
            yield tail
