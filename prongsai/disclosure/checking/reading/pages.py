"""Reading a page of the web: its text, links, and whether it asks for a password."""

import re
from collections.abc import Iterator

from lxml import etree, html

from prongsai.disclosure.checking.reading.contents import Budget, Contents, Page

MOST_LINKS = 2000
_SILENT = ("script", "style", "noscript", "template", "head")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def decode(content: bytes) -> str:
    """Text in UTF-8, UTF-16 or the old Thai code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A file that was cut in the middle of a letter is UTF-8 all the same.
        is_cut = error.start > len(content) - 4
        return content.decode("utf-8-sig" if is_cut else "cp874", "replace")


def read_page(content: bytes, kind: str, within: str = "body") -> Contents:
    """A page of the web; its text is that of the element `within`, else of the whole page."""
    named = _CHARSET.search(content[:4096])
    is_thai = named is not None and named[1].lower() in (b"tis-620", b"windows-874", b"iso-8859-11")
    text = content.decode("cp874", "replace") if is_thai else decode(content)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root = html.document_fromstring(text.encode("utf-8", "replace") or b"<p>", parser=parser)
    title = root.findtext(".//title") or ""
    fields = (field.get("type", "").lower() for field in root.iter("input"))
    has_password = "password" in fields
    links = [link.get("href", "")[:2000] for link in root.iter("a") if link.get("href")]
    body = root.find(f".//{within}")
    words = " ".join(" ".join(_words(body if body is not None else root)).split())
    return Contents(
        kind,
        pages=(Page("1", Budget().take(words)),),
        links=tuple(links[:MOST_LINKS]),
        title=" ".join(title.split())[:500],
        has_password=has_password,
        has_script=root.find(".//script") is not None,
    )


def _words(root: etree._Element) -> Iterator[str]:
    """The text that is shown, element after element; without recursion, however deep the page is."""
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_silent = element.tag in _SILENT
        if event == "start":
            silent += is_silent
            if not silent and element.text:
                yield element.text
            continue
        if event == "end":
            silent -= is_silent
        if not silent and element.tail and element is not root:
            yield element.tail
