"""Before the organisation exists, an administrator is led to the one page that sets it up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from prongsai.accounts.permissions import is_administrator
from prongsai.organization.queries import find_profile

HOME = "/office/"


class SetupMiddleware:
    """Only the office's first page leads there, so that everything else stays reachable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == HOME and is_administrator(request.user) and find_profile() is None:
            return redirect(reverse("organization_setup"))
        return self.get_response(request)
