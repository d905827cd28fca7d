"""Addresses for calendar programs: a person's secret one, a public body's open one."""

import hashlib
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prongsai.common.access import access, anyone
from prongsai.meetings.calendars import MEDIA_TYPE, make_calendar
from prongsai.meetings.queries.calendar import (
    get_public_body,
    list_own_calendar,
    list_public_calendar,
)
from prongsai.meetings.queries.lists import find_feed_user

# The moment of writing (RFC 5545) is no change of the calendar.
_STAMP = re.compile(rb"DTSTAMP:\S+")
SECONDS = 600


@require_safe
def person(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of the person whose secret address this is; 404 for a wrong or replaced one."""
    user = find_feed_user(token)
    if user is None:
        raise Http404
    found = list_own_calendar(user, timezone.localdate())
    response = _respond(request, make_calendar(found, name=_("My meetings")), "my-meetings")
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of a public body."""
    found = get_public_body(code)
    meetings = list_public_calendar(found, timezone.localdate())
    content = make_calendar(meetings, name=found.name, is_public=True)
    response = _respond(request, content, found.code)
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _respond(request: HttpRequest, content: bytes, name: str) -> HttpResponse:
    """A calendar, or "not modified" for who has it already."""
    tag = f'"{hashlib.sha256(_STAMP.sub(b"", content)).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["ETag"] = tag
    found = get_conditional_response(request, etag=tag, response=response)
    assert isinstance(found, HttpResponse)
    return found


# The token itself is the right: 256 random bits that only its owner was given.
public = access(anyone)

urlpatterns = [
    path("calendar/<str:token>.ics", public(person), name="meetings_feed"),
    path("<slug:code>.ics", public(body), name="public_meetings_calendar"),
]
