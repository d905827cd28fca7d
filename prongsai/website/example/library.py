"""Pictures and documents of the example, made by this program."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone

from prongsai.correspondence.content import Document, Heading, Paragraph, Row, Section, Table, Title
from prongsai.correspondence.render import render_pdf
from prongsai.organization.queries import get_profile
from prongsai.thai.digits import to_thai
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website.example.pictures import draw_picture
from prongsai.website.models import SiteDocument, SiteImage


def add_pictures(told: Sequence[dict[str, Any]]) -> dict[str, SiteImage]:
    """The pictures by their codes, each with what it shows."""
    found = {}
    for at, row in enumerate(told):
        content = draw_picture(row["scene"], row.get("seed", at))
        file = ImageFile(io.BytesIO(content), name=f"{row['code']}.jpg")
        image = SiteImage(title=row["title"], description=row["shows"], file=file)
        image.save()
        found[row["code"]] = image
    return found


def add_documents(told: Sequence[dict[str, Any]]) -> dict[str, SiteDocument]:
    """The documents by their codes, as PDF with text."""
    this_year = fiscal_year_of(timezone.localdate()).year_be
    found = {}
    for row in told:
        year = this_year - row.get("ago", 0)
        title = row["title"].format(year=year)
        document = SiteDocument(title=title, kind=row["kind"], fiscal_year=year)
        file = ContentFile(_paper(title, year, row), name=f"{row['code']}-{year}.pdf")
        document.file = file
        document.file_size, document.file_hash = file.size, ""
        document.save()
        found[row["code"]] = document
    return found


def _paper(title: str, year: int, row: dict[str, Any]) -> bytes:
    name = get_profile().full_name
    blocks: list[Any] = [Title((to_thai(title), name))]
    for part in row["parts"]:
        ((kind, value),) = part.items()
        blocks.append(_block(kind, value, year))
    day = timezone.localdate() - dt.timedelta(days=365 * row.get("ago", 0))
    document = Document(title, day, (Section(tuple(blocks)),), is_draft=False, author=name)
    return render_pdf(document)


def _block(kind: str, value: Any, year: int) -> Any:
    if kind == "table":
        rows = [
            Row(tuple((to_thai(cell.format(year=year)),) for cell in row)) for row in value["rows"]
        ]
        return Table(tuple(value["head"]), tuple(value["widths"]), tuple(rows))
    text = to_thai(value.format(year=year))
    return Heading(text) if kind == "heading" else Paragraph(text)
