"""Frozen pages of a year: each under its number, its files, and is this file the sealed one?"""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from prongsai.common.forms import WRONG_INPUT
from prongsai.correspondence.checking import Findings, check_file
from prongsai.correspondence.views import CheckForm
from prongsai.disclosure import archive
from prongsai.disclosure.models import Snapshot, SnapshotSeal
from prongsai.disclosure.queries.access import get_public_snapshot
from prongsai.disclosure.views import year_page
from prongsai.evidence import files
from prongsai.organization.queries import find_profile


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The page as it was, with its digests; compares a file with the sealed paper."""
    snapshot = get_public_snapshot(year, number)
    seal: SnapshotSeal | None = getattr(snapshot, "seal", None)
    is_sent = request.method == "POST"
    form = CheckForm(request.POST, request.FILES) if is_sent else CheckForm()
    findings: Findings | None = None
    if is_sent and form.is_valid() and seal is not None:
        content = form.cleaned_data["file"].read()
        findings = check_file(content, files.read(seal.sha256), seal.sha256)
    context = {**_page(snapshot), "seal": seal, "form": form, "findings": findings}
    is_wrong = is_sent and findings is None
    status = WRONG_INPUT if is_wrong else 200
    return render(request, "disclosure/public/snapshot.html", context, status=status)


def _page(snapshot: Snapshot) -> dict[str, Any]:
    at = [snapshot.year.fiscal_year, snapshot.number]
    return {
        **year_page(snapshot.content),
        "snapshot": snapshot,
        "profile": find_profile(),
        "canonical": settings.PRONGSAI_BASE_URL + reverse("public_ita_snapshot", args=at),
    }


def file(request: HttpRequest, year: int, number: int, name: str) -> HttpResponse:
    """A file of a snapshot: the sealed paper, the content as JSON, or everything as ZIP."""
    snapshot = get_public_snapshot(year, number)
    seal: SnapshotSeal | None = getattr(snapshot, "seal", None)
    if name == "snapshot.pdf" and seal is not None:
        content, media_type = files.read(seal.sha256), "application/pdf"
    elif name == "snapshot.json":
        content, media_type = archive.to_json(snapshot), "application/json"
    elif name == "snapshot.zip":
        verify = settings.PRONGSAI_BASE_URL + reverse("public_verify", args=[snapshot.code])
        frame = _page(snapshot) | {"is_bundle": True, "base_url": settings.PRONGSAI_BASE_URL}
        content = archive.write_package(request, snapshot, frame, verify)
        media_type = "application/zip"
    else:
        raise Http404
    response = HttpResponse(content, content_type=media_type)
    how = "inline" if media_type == "application/pdf" else "attachment"
    stem, _dot, suffix = name.partition(".")
    shown = f"{stem}-{year}-{number}.{suffix}"
    response["Content-Disposition"] = f'{how}; filename="{shown}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
