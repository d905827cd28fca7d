"""Before the organisation exists, an administrator is led to the one page that sets it up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.queries import find_profile

HOME = "/office/"
ALWAYS_OPEN = ("/office/login/", "/office/logout/", "/office/account/", "/office/password_reset/")


class SetupMiddleware:
    """Only the office's first page leads there, so that everything else stays reachable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == HOME and is_administrator(request.user) and find_profile() is None:
            return redirect(reverse("organization_setup"))
        return self.get_response(request)


class PositionMiddleware:
    """A colleague without a position today is told so, instead of being asked to sign in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(HOME) and not request.path.startswith(ALWAYS_OPEN):
            user = request.user
            if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
                return render(request, "organization/no_position.html", status=403)
        return self.get_response(request)
