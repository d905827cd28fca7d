"""After the password: the second factor is kept to, and the session knows when it was seen."""

import datetime as dt
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from prongsai.accounts import services
from prongsai.accounts.models import Session

SEEN_EVERY = dt.timedelta(minutes=10)
ALWAYS_OPEN = (
    "/office/account/",
    "/office/login/",
    "/office/logout/",
    "/office/jsi18n/",
    "/static/",
)


class SecondFactorMiddleware:
    """Sends administrators without second factor to its page once their grace is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/office/") and request.user.is_authenticated:
            _mark_seen(request)
            if not request.path.startswith(ALWAYS_OPEN) and _must_enrol(request):
                return redirect("accounts_second_factor")
        return self.get_response(request)


def _must_enrol(request: HttpRequest) -> bool:
    user = request.user
    return bool(user.is_superuser) and services.days_of_grace(user) == 0  # type: ignore[arg-type]


def _mark_seen(request: HttpRequest) -> None:
    now = timezone.now()
    seen = getattr(request.session, "seen_at", None)
    if seen is not None and seen < now - SEEN_EVERY:
        Session.objects.filter(session_key=request.session.session_key).update(seen_at=now)
