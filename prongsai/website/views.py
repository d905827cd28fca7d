"""The public side: the front page, how pages are shown, the organisation's colours, its emblem."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page
from wagtail.views import serve

from prongsai.meetings.calendars import MEDIA_TYPE
from prongsai.organization.queries import find_profile
from prongsai.website.calendars import get_public_event, make_calendar, make_whole_calendar
from prongsai.website.kit import read_mark
from prongsai.website.queries import find_look, find_page
from prongsai.website.rules import palette

SIZES = ("normal", "large", "larger")
THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 3600


def home(request: HttpRequest) -> HttpResponse:
    """The front page; on an empty installation the way to set it up."""
    found = find_page("")
    if found is None and find_profile() is None:
        return render(request, "website/empty.html", {"profile": None})
    return _serve(request, "", found)


def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page by its address: found at once, without the walk down the tree that Wagtail makes.

    What is no page's address (a page may answer below its own) is left to that walk.
    """
    return _serve(request, path, find_page(path))


def _serve(request: HttpRequest, path: str, found: Page | None) -> HttpResponse:
    if found is not None:
        request._wagtail_route_for_request = (found, [], {})  # type: ignore[attr-defined]
    return serve(request, path)


@csrf_exempt  # it changes nothing but how this browser shows pages
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep how large letters are, whether pages are dark, and the language, in cookies of a year."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    answer = redirect(back)
    for name, allowed in (("size", SIZES), ("theme", THEMES)):
        if request.POST.get(name) in allowed:
            answer.set_cookie(name, request.POST[name], A_YEAR, samesite="Lax", httponly=True)
    language = request.POST.get("language", "")
    if language and check_for_language(language):
        answer["Location"] = translate_url(back, language)
        answer.set_cookie("django_language", language, A_YEAR, samesite="Lax")
    return answer


def look(request: HttpRequest, digest: str) -> HttpResponse:
    """The organisation's colours as a style sheet; its address changes with the colours."""
    chosen = find_look()
    tokens = palette(chosen.brand, chosen.accent)
    light, dark = (
        "".join(f"--color-{name}:{value};" for name, value in tokens[kind].items())
        for kind in ("light", "dark")
    )
    css = (
        f":root{{{light}}}"
        # Dark is for screens: on paper the letters of dark pages would be pale.
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}"
    )
    return _lasting(HttpResponse(css, content_type="text/css; charset=utf-8"))


def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """The organisation's own mark, else the emblem of its papers; its address changes with it."""
    mark = read_mark() if find_profile() else b""
    if not mark:
        raise Http404
    return _lasting(HttpResponse(mark, content_type="image/png"))


def _lasting(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return answer


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All events and public meetings for calendar programs."""
    profile = find_profile()
    if profile is None:
        raise Http404
    return _ics(make_whole_calendar(profile.short_name), "calendar")


@require_safe
def event(request: HttpRequest, key: UUID) -> HttpResponse:
    """One event for calendar programs."""
    found = get_public_event(key)
    return _ics(make_calendar([found], [], found.title), found.slug)


def _ics(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    # Slugs may be Thai: their letters are told as RFC 6266 wants it.
    answer["Content-Disposition"] = str(content_disposition_header(False, f"{name}.ics"))
    answer["Cache-Control"] = "public, max-age=600"
    return answer
