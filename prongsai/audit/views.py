"""The published checkpoints: who kept one can prove that the log was not rewritten."""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from prongsai.audit import queries

PAGE_SIZE = 50


def log(request: HttpRequest) -> HttpResponse:
    """The checkpoints, newest first. Nothing of the log itself is shown."""
    page = Paginator(queries.list_checkpoints(), PAGE_SIZE).get_page(request.GET.get("p"))
    newest = next(iter(page), None)
    # The organisation stands above this app; each checkpoint names it.
    profile = {"full_name": newest.text["organization"]} if newest else None
    return render(request, "audit/checkpoints.html", {"page": page, "profile": profile})


def checkpoint(request: HttpRequest, sequence: int) -> HttpResponse:
    """One checkpoint as it was signed."""
    found = queries.find_checkpoint(sequence)
    if found is None:
        raise Http404
    text = json.dumps(found.text, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="checkpoint-{sequence}.json"'
    return response
