"""The public pages of a year as a ZIP that any web server can show."""

import io
import re
import zipfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from prongsai.evidence import files
from prongsai.measures import queries
from prongsai.measures.models import Plan, Publication
from prongsai.organization.queries import find_profile

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
STYLES = ("css/tokens.css", "css/parts.css", "css/public.css")


def make_zip(request: HttpRequest, plan: Plan) -> bytes:
    """index.html (plan), report.html when there is one, styles, and all files of the versions."""
    from prongsai.measures.views import plan_page, report_page

    profile = find_profile()
    published = queries.get_published(plan, Publication.Kind.PLAN)
    report = queries.find_published(plan, Publication.Kind.REPORT)
    extra = {
        "is_bundle": True,
        "styles": _styles(),
        "base_url": settings.PRONGSAI_BASE_URL,
        "report": report,
    }
    page = plan_page(plan, published, profile) | extra | _canonical("public_plan", plan)
    parts = {"index.html": render_to_string("measures/public/plan.html", page, request).encode()}
    parts |= {name: files.read(f["sha256"]) for name, f in published.files.items()}
    if report is not None:
        page = report_page(plan, report, profile) | extra
        page |= _canonical("public_report_page", plan)
        parts["report.html"] = render_to_string(
            "measures/public/report.html", page, request
        ).encode()
        parts |= {name: files.read(f["sha256"]) for name, f in report.files.items()}
    return _pack(parts)


def _canonical(name: str, plan: Plan) -> dict[str, str]:
    """Where the original stands: a copy elsewhere says so to search engines."""
    return {"canonical": settings.PRONGSAI_BASE_URL + reverse(name, args=[plan.fiscal_year])}


def _styles() -> str:
    """The styles in one piece; without the fonts' files the reader's own Thai font is used."""
    paths = [finders.find(name) for name in STYLES]
    text = "\n".join(Path(str(path)).read_text(encoding="utf-8") for path in paths if path)
    return FONT_FACE.sub("", text)


def _pack(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(parts.items()):
            # An entry without the hour: the same content gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
