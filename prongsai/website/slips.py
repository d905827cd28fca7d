"""Slips of a written page that keep people from reading it: found by rule, said to its writer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import html

WORDS: dict[str, "str | Promise"] = {
    "heading-skipped": _("The heading “%(text)s” skips a level."),
    "link-says-nothing": _("The link “%(text)s” does not say where it leads."),
    "picture-not-described": _("A picture has no description."),
    "picture-named-by-file": _("A picture is described by the name of its file: “%(text)s”."),
    "bold-as-heading": _("“%(text)s” looks like a heading: use the piece “heading”."),
}
NOTHING = re.compile(
    r"^(?:คลิก|คลิ๊ก|กด)?\s*(?:ที่นี่|ที่นี้|ดูที่นี่|อ่านต่อ|คลิก|ดาวน์โหลด|here|click here|more)\W*$", re.I
)
FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|heic|avif)$|^(?:IMG|DSC|LINE|image|photo)[_\-\s]?\d+", re.I
)


@dataclass(frozen=True)
class Slip:
    """One slip: its code, a key of `WORDS`, and the words it is about."""

    code: str
    text: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in the language in use."""
        return str(WORDS[self.code]) % {"text": self.text[:80]}


def find_slips(text: str) -> list[Slip]:
    """The slips of a page's own HTML: headings, links, pictures, in this order."""
    if not text.strip():
        return []
    root = html.fragment_fromstring(text, create_parent="div")
    return [*_headings(root), *_links(root), *_pictures(root), *_bold(root)]


def _headings(root: html.HtmlElement) -> Iterator[Slip]:
    level = 1
    for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
        here = int(heading.tag[1])
        if here > level + 1:
            yield Slip("heading-skipped", heading.text_content().strip())
        level = here


def _links(root: html.HtmlElement) -> Iterator[Slip]:
    for link in root.iter("a"):
        words = " ".join(link.text_content().split())
        if words and NOTHING.match(words):
            yield Slip("link-says-nothing", words)


def _pictures(root: html.HtmlElement) -> Iterator[Slip]:
    for picture in root.iter("img"):
        words = picture.get("alt")
        if words is None:
            yield Slip("picture-not-described")
        elif FILE.search(words):
            yield Slip("picture-named-by-file", words)


def _bold(root: html.HtmlElement) -> Iterator[Slip]:
    for line in root.iter("p"):
        parts = [child for child in line if child.tag in ("b", "strong")]
        words = line.text_content().strip()
        is_whole = len(parts) == 1 and parts[0].text_content().strip() == words
        if is_whole and 0 < len(words) <= 80:
            yield Slip("bold-as-heading", words)
