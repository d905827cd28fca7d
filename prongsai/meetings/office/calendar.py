"""A person's own secret address for the calendar of their phone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from prongsai.meetings import services
from prongsai.meetings.office.tabs import register_tabs
from prongsai.meetings.queries.calendar import find_feed, list_public_bodies


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What the address shows; a new one is made here and shown in this answer only."""
    context = {
        "feed": find_feed(request.user),
        "public": [
            (body, _address("public_meetings_calendar", body.code)) for body in list_public_bodies()
        ],
        **register_tabs(request.user, "index"),
    }
    if request.method == "POST":
        token = services.make_feed(actor=request.user)
        context["address"] = _address("meetings_feed", token)
        context["subscribe"] = "webcal://" + context["address"].partition("://")[2]
    response = render(request, "meetings/calendar.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _address(name: str, key: str) -> str:
    return f"{settings.PRONGSAI_BASE_URL}{reverse(name, args=[key])}"
