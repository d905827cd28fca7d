"""Pages of errors: the same head, look and way back, whatever went wrong, and nothing of its inside.

They stand alone: no session, no menu, no translation, so that they work where those are what fails.
Name and colours of the organisation are asked for and left out when the database does not answer.
"""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from prongsai.organization.queries import find_profile
from prongsai.website.queries import find_look
from prongsai.website.rules import digest_of_colours

# What views and the framework answer without a word.
EMPTY = (400, 403, 405, 413, 429)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"{status}.html", read_sender()), status=status)


def read_sender() -> dict[str, str]:
    """Whose page it is: name and colours, as far as they can be read."""
    try:
        profile, look = find_profile(), find_look()
    except DatabaseError:
        return {}
    digest = digest_of_colours(look.brand, look.accent)
    name = profile.full_name if profile else ""
    return {"name": name, "colours": reverse("public_look", args=[digest])}


def answer_bad(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: a request that the framework does not accept."""
    return _answer(request, 400)


def answer_forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: a colleague without the right."""
    return _answer(request, 403)


def answer_missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: nothing there, or nothing for this person."""
    return _answer(request, 404)


def refuse_forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or that another site sent: said plainly, nothing was done."""
    return render(request, "csrf.html", status=403)


class ErrorPageMiddleware:
    """Gives the answers that have no words a page, where a person reads them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with a page instead of an empty body."""
        response = self.get_response(request)
        if response.status_code in EMPTY and not response.streaming and _is_read(request):
            assert isinstance(response, HttpResponse)
            if not response.content:
                response.content = render_to_string(f"{response.status_code}.html", read_sender())
                response["Content-Type"] = "text/html; charset=utf-8"
        return response


def _is_read(request: HttpRequest) -> bool:
    """By a browser that shows what it gets, not by a program or a script."""
    return request.method != "HEAD" and "text/html" in request.headers.get("Accept", "")
