"""The same content as a Word document: real styles, live tables, complex-script fonts."""

from prongsai.correspondence.content import Document
from prongsai.correspondence.docx.writer import Writer


def render_docx(document: Document, *, font: str = "TH SarabunIT๙") -> bytes:
    """The document as DOCX in one of the official fonts."""
    return Writer(document, font).write()
