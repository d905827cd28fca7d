"""Is this file the one we sealed? Digest first, then its signature, then its text line by line."""

import dataclasses
import difflib
import hashlib
import io
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

MAX_BYTES = 25 * 1024 * 1024
MAX_PAGES = 500
MAX_DIFFERENCES = 20
# A page of ours has under a hundred lines; more would only keep the comparison busy.
MAX_LINES, MAX_LETTERS = 1000, 3_000_000
# PDFium keeps global state: one file at a time.
_pdfium = threading.Lock()
# What a stranger uploads is nobody's business: the libraries would quote it in the log.
for _name in ("pyhanko", "pyhanko_certvalidator", "pypdfium2"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Difference:
    """A line that reads otherwise: the page (from 1), our line, the file's line."""

    page: int
    ours: str
    theirs: str


@dataclass(frozen=True)
class Findings:
    """What a file turned out to be, compared with the sealed one."""

    sha256: str
    is_identical: bool = False
    is_pdf: bool = False
    has_signature: bool = False
    is_ours: bool = False
    is_intact: bool = False
    is_changed_after: bool = False
    is_hidden: bool = False
    pages: int = 0
    sealed_pages: int = 0
    differences: tuple[Difference, ...] = field(default=())

    def hide_text(self) -> "Findings":
        """The same without a word of the sealed document: which pages differ, and nothing more."""
        pages = sorted({row.page for row in self.differences})
        rows = tuple(Difference(page, "", "") for page in pages)
        return dataclasses.replace(self, differences=rows, is_hidden=True)

    @property
    def has_same_text(self) -> bool:
        """Whether every page reads the same."""
        return self.is_pdf and self.pages == self.sealed_pages and not self.differences


def check_file(content: bytes, sealed: bytes, sealed_sha256: str) -> Findings:
    """Compare a file with the sealed one. Never raises on garbage; asks no network.

    What counts is the digest of the database: a file that was exchanged in the store proves nothing.
    """
    digest = hashlib.sha256(content).hexdigest()
    if digest == sealed_sha256:
        return Findings(digest, True, True, True, True, True)
    ours = _read_texts(sealed)
    theirs = _read_texts(content) if content.lstrip()[:5] == b"%PDF-" else None
    if not theirs:
        return Findings(digest, sealed_pages=len(ours or ()))
    signature = _check_signature(content, sealed)
    return Findings(
        sha256=digest,
        is_pdf=True,
        pages=len(theirs),
        sealed_pages=len(ours or ()),
        differences=tuple(_compare(ours or [], theirs)),
        **signature,
    )


def count_pages(content: bytes) -> int:
    """How many pages a PDF has."""
    with _pdfium:
        document = pypdfium2.PdfDocument(content)
        try:
            return len(document)
        finally:
            document.close()


def read_text(content: bytes, pages: int) -> str:
    """The text layer of a PDF's first pages, for search; empty when there is none."""
    return "\n".join(line for lines in _read_texts(content, pages) or () for line in lines)


def _read_texts(content: bytes, pages: int = MAX_PAGES) -> list[list[str]] | None:
    """The lines of each page, or None when the file can't be read as a PDF."""
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return None
        try:
            return list(_pages(document, pages))
        except pypdfium2.PdfiumError:
            return None
        finally:
            document.close()


def _pages(document: Any, most: int) -> Iterator[list[str]]:
    left = MAX_LETTERS
    for at in range(min(len(document), most)):
        lines = _lines(document, at)[:MAX_LINES] if left > 0 else []
        left -= sum(map(len, lines))
        yield lines


def _lines(document: Any, at: int) -> list[str]:
    page = document[at]
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
    finally:
        text_page.close()
        page.close()
    return [line.strip() for line in text.splitlines() if line.strip()]


def _compare(ours: list[list[str]], theirs: list[list[str]]) -> list[Difference]:
    found: list[Difference] = []
    for number in range(max(len(ours), len(theirs))):
        mine = ours[number] if number < len(ours) else []
        other = theirs[number] if number < len(theirs) else []
        if mine == other:
            continue
        matcher = difflib.SequenceMatcher(None, mine, other, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                found.append(Difference(number + 1, " ".join(mine[a:b]), " ".join(other[c:d])))
            if len(found) >= MAX_DIFFERENCES:
                return found
    return found


def _certificate(content: bytes) -> Any:
    signatures = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
    return signatures[0].signer_cert if signatures else None


def _check_signature(content: bytes, sealed: bytes) -> dict[str, bool]:
    """What the file's first signature proves. Every failure of reading means: nothing."""
    nothing = dict.fromkeys(("has_signature", "is_ours", "is_intact", "is_changed_after"), False)
    try:
        own = _certificate(sealed)
        signatures = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
        if not signatures:
            return nothing
        first = signatures[0]
        is_ours = own is not None and first.signer_cert.sha256 == own.sha256
        context = ValidationContext(
            trust_roots=[own] if own is not None else [], allow_fetching=False
        )
        status = validate_pdf_signature(first, context)
    except Exception:  # a stranger's file: the parsers fail in their own many ways
        return nothing | {"has_signature": b"/ByteRange" in content}
    covers_all = first.compute_integrity_info is not None and status.coverage.name == "ENTIRE_FILE"
    return {
        "has_signature": True,
        "is_ours": is_ours,
        "is_intact": bool(status.intact and status.valid),
        "is_changed_after": not covers_all,
    }
