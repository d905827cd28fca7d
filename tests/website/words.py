"""What stands to read on a screen: visible texts, and what is told of pictures, fields and buttons."""

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

TOLD = (
    "title",
    "aria-label",
    "aria-description",
    "placeholder",
    "alt",
    "data-w-tooltip-content-value",
)
UNSEEN = ("script", "style", "svg", "noscript", "code", "kbd")
LATIN = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}")


def find_english(answer: Any, known: frozenset[str]) -> set[str]:
    """The texts of an answer (a page, or the JSON of a dialog) with a Latin word that is not known."""
    return {
        text
        for text in _texts(answer)
        if any(word.lower() not in known for word in LATIN.findall(_bare(text)))
    }


def _texts(answer: Any) -> Iterator[str]:
    html = answer.content.decode()
    if "json" in answer.headers["Content-Type"]:
        html = json.loads(html).get("html") or ""
    if not html.strip():
        return
    tree = lxml.html.fromstring(f"<div>{html}</div>" if "<html" not in html else html)
    for element in tree.iter():
        if not isinstance(element.tag, str) or _is_hidden(element):
            continue
        yield from (" ".join(element.get(name, "").split()) for name in TOLD)
        if element.tag not in UNSEEN and not _is_inside(element, UNSEEN):
            yield " ".join((element.text or "").split())
        if not _is_inside(element, UNSEEN):
            yield " ".join((element.tail or "").split())


def _is_inside(element: Any, tags: tuple[str, ...]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or any("hidden" in a.attrib for a in element.iterancestors())


def _bare(text: str) -> str:
    """Without addresses, e-mail, names of files and what a program fills in."""
    text = re.sub(r"<[^>]*>", " ", text)
    return re.sub(r"https?://\S*|\S+@\S+|/\S*|\S+\.\w{2,5}\b|__\w+__|%\(?\w*\)?s?", " ", text)
