"""What readers are given: the document or its pages; giving it is what "opened" means."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from prongsai.circulars.content import PDF, PICTURES, draw, read_content
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.services import mark_opened


def serve_document(circulation: Circulation, recipient: Recipient | None) -> HttpResponse:
    """The whole document, or the way to its address; its reader has opened it then."""
    try:
        content = read_content(circulation)
    except FileNotFoundError as error:
        raise Http404 from error
    if recipient is not None:
        mark_opened(recipient=recipient)
    if content is None:
        return redirect(circulation.link)
    response = HttpResponse(content.data, content_type=content.media_type)
    way = "inline" if content.media_type in (PDF, *PICTURES) else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(content.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return _private(response)


def serve_picture(
    circulation: Circulation, recipient: Recipient | None, number: int
) -> HttpResponse:
    """One page as a picture."""
    try:
        content = draw(circulation, number)
    except (IndexError, FileNotFoundError) as error:
        raise Http404 from error
    if recipient is not None:
        mark_opened(recipient=recipient)
    return _private(HttpResponse(content, content_type="image/png"))


def _private(response: HttpResponse) -> HttpResponse:
    # Asked for each time: that a person opened the document is written down here.
    response["Cache-Control"] = "private, no-store"
    return response
