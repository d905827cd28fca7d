"""Behind a personal link: read, answer, acknowledge; no sign-in, no script, no names of others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from prongsai.circulars import queries, services
from prongsai.circulars.forms import AcknowledgeForm
from prongsai.circulars.models import Recipient
from prongsai.circulars.reading import reading_context, take_answer
from prongsai.circulars.rules import LINK_DAYS, MOST_ANSWERS, MOST_MISSES
from prongsai.circulars.serving import serve_document, serve_picture
from prongsai.common.askers import asker_of
from prongsai.common.forms import WRONG_INPUT
from prongsai.organization.queries import find_profile

NOT_FOUND, TOO_MANY = 404, 429
Reader = Callable[..., HttpResponse]


def for_reader(view: Reader) -> Reader:
    """Find the person of the link; the address goes to nobody and into no index."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        try:
            recipient = queries.get_by_token(token)
        except Http404:
            return _private(_miss(request))
        return _private(view(request, recipient, token, **more))

    return found


def _miss(request: HttpRequest) -> HttpResponse:
    """A link that is wrong, replaced or over; who tries many is told to wait."""
    tries = services.count_use(what="miss", of=asker_of(request))
    return _say(request, TOO_MANY if tries > MOST_MISSES else NOT_FOUND)


def _say(request: HttpRequest, status: int) -> HttpResponse:
    context = {"profile": find_profile(), "is_too_many": status == TOO_MANY}
    return render(request, "circulars/link_over.html", context, status=status)


def _private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response


# The token in the address is the right, not a cookie: a forged form would have to know it. And with
# `no-referrer` browsers send "Origin: null", which the usual protection takes for another site.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@for_reader
def page(request: HttpRequest, recipient: Recipient, token: str) -> HttpResponse:
    """The document and one big button."""
    form: AcknowledgeForm | None = None
    answer, status = None, 200
    if request.method == "POST":
        if services.count_use(what="answer", of=recipient.token_hash) > MOST_ANSWERS:
            return _say(request, TOO_MANY)
        form, answer = take_answer(request, actor=None, recipient=recipient)
        if answer is not None and answer.is_acknowledged:
            return redirect("public_circular", token)
        status = WRONG_INPUT if answer is None else 200
    context = reading_context(recipient.circulation, recipient, form)
    context |= {
        "token": token,
        "profile": find_profile(),
        "link_days": LINK_DAYS,
        "answer": answer,
    }
    return render(request, "circulars/link.html", context, status=status)


@for_reader
def document(request: HttpRequest, recipient: Recipient, token: str) -> HttpResponse:
    """The whole document."""
    return serve_document(recipient.circulation, recipient)


@for_reader
def picture(request: HttpRequest, recipient: Recipient, token: str, number: int) -> HttpResponse:
    """One page as a picture."""
    return serve_picture(recipient.circulation, recipient, number)
