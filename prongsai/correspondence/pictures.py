"""Pages of a PDF as pictures, for reading on a phone."""

import io

import pypdfium2

from prongsai.correspondence.checking import _pdfium, count_pages

WIDTH = 1240  # pixels: A4 at 150 dots an inch, sharp on a phone when it is enlarged


def find_page_count(content: bytes) -> int:
    """How many pages a PDF has; 0 for what can't be shown as pages."""
    if not content.startswith(b"%PDF-"):
        return 0
    try:
        return count_pages(content)
    except pypdfium2.PdfiumError:
        return 0


def draw_page(content: bytes, number: int) -> bytes:
    """One page (from 1) as PNG. Raises IndexError when there is no such page."""
    with _pdfium:
        document = pypdfium2.PdfDocument(content)
        try:
            if not 1 <= number <= len(document):
                raise IndexError(number)
            page = document[number - 1]
            picture = page.render(scale=WIDTH / max(page.get_width(), 1)).to_pil()
            page.close()
        finally:
            document.close()
    buffer = io.BytesIO()
    # A page is mostly white: few colours keep it small on a slow line.
    picture.convert("P", palette=1, colors=64).save(buffer, "PNG")
    return buffer.getvalue()
