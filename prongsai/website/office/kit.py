"""Posters and pictures of a page or any address: seen first, then kept."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from prongsai.common.forms import WRONG_INPUT
from prongsai.website.kept import get_tree
from prongsai.website.kit import (
    Card,
    card_of_address,
    draw_pdf,
    draw_png,
    draw_qr,
    find_public_page,
)
from prongsai.website.office.forms import KitForm
from prongsai.website.office.tabs import care_tabs

FIELDS = ("address", "title", "summary")
FRONT = "/"
PDF, PNG = "application/pdf", "image/png"


def page(request: HttpRequest) -> HttpResponse:
    """The words, then everything as it will look; it begins with the front page."""
    form, words = _asked(request)
    is_right = form.is_valid()
    context = {
        "form": form,
        "words": urlencode(words) if is_right else "",
        "pages": get_tree(on=timezone.localdate()).pages,
        "chosen": words["address"],
        **care_tabs(request.user, "kit"),
    }
    return render(
        request, "website/office/kit.html", context, status=200 if is_right else WRONG_INPUT
    )


def _asked(request: HttpRequest) -> tuple[KitForm, dict[str, str]]:
    if "title" in request.GET:
        form = KitForm(request.GET)
    else:
        address = request.GET.get("page", FRONT)
        found = find_public_page(address)
        form = KitForm.of_page(address, found) if found else KitForm({"address": address})
    return form, {name: str(form.data.get(name, "")) for name in FIELDS}


def file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files of what was asked; 404 for nonsense."""
    form, _words = _asked(request)
    if not form.is_valid():
        raise Http404
    found = find_public_page(str(form.data.get("address", "")))
    card = card_of_address(
        form.cleaned_data["address"],
        form.cleaned_data["title"],
        form.cleaned_data["summary"],
        found.language if found else "th",
    )
    content, media_type = _draw(card, name)
    answer = HttpResponse(content, content_type=media_type)
    kind = "attachment" if "keep" in request.GET else "inline"
    answer["Content-Disposition"] = f'{kind}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _draw(card: Card, name: str) -> tuple[bytes, str]:
    if name in ("poster-a4.pdf", "poster-a3.pdf"):
        return draw_pdf(card, name[7:9]), PDF
    pictures = {"poster.png": "a4", "line.png": "square", "share.png": "share"}
    if name in pictures:
        return draw_png(card, pictures[name]), PNG
    if name in ("qr.svg", "qr.png"):
        return draw_qr(card, name[3:]), PNG if name == "qr.png" else "image/svg+xml"
    raise Http404
