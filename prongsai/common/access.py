"""Who may open a view: declared on the view, closed by default, checked at start-up."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver

Rule = Callable[[Any], bool]
View = Callable[..., HttpResponseBase]


def anyone(user: Any) -> bool:
    """Open to the public."""
    return True


def signed_in(user: Any) -> bool:
    """Open to every active account."""
    return bool(user.is_authenticated and user.is_active)


def access(rule: Rule) -> Callable[[View], View]:
    """Declare who may open a view.

    Strangers are sent to the sign-in page, a colleague without the right gets the 403 page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not rule(request.user):
                return _refuse(request)
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                return _refuse(request)

        guarded.access_rule = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


def _refuse(request: HttpRequest) -> HttpResponseBase:
    # Answered here: Wagtail's shell would turn the exception into a redirect.
    if request.user.is_authenticated:
        answer: HttpResponseBase = get_resolver().resolve_error_handler(403)(request)
        return answer
    return redirect_to_login(request.get_full_path(), resolve_url("wagtailadmin_login"))


def iterate_views(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, View]]:
    """Every route of the program with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from iterate_views(entry, route)


@register("prongsai", deploy=False)
def check_views_declare_access(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a view of ours that does not say who may open it."""
    return [
        Error(f"The view at {route!r} does not declare who may open it.", id="prongsai.E001")
        for route, view in iterate_views()
        if _is_ours(view) and not _declared_rule(view)
    ]


def _is_ours(view: View) -> bool:
    home = getattr(view, "__module__", "") or ""
    return home.startswith("prongsai.")


def _declared_rule(view: View | None) -> Rule | None:
    # Wagtail wraps the office views once more; the declaration is on an inner layer.
    while view is not None:
        rule: Rule | None = getattr(view, "access_rule", None)
        if rule:
            return rule
        view = getattr(view, "__wrapped__", None)
    return None
