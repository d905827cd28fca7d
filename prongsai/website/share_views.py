"""The picture that goes with the address of a page when somebody shares it."""

from django.http import Http404, HttpRequest, HttpResponse

from prongsai.website.kit import card_of_page, draw_png, find_public_page

FRONT = "_"
AN_HOUR = 3600


def share(request: HttpRequest, path: str) -> HttpResponse:
    """1200 × 630 pixels with title, summary and colours; "_" stands for the front page."""
    found = find_public_page("" if path == FRONT else path)
    if found is None:
        raise Http404
    answer = HttpResponse(draw_png(card_of_page(found), "share"), content_type="image/png")
    answer["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return answer
