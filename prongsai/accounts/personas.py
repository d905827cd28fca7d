"""The persona bar: try the example organisation as each of its people, on this machine only."""

import ipaddress

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from prongsai.accounts.models import User
from prongsai.accounts.sign_in import MODEL_BACKEND


def is_allowed(request: HttpRequest) -> bool:
    """Only on loopback, only where `serve` allows it, only while all accounts are examples."""
    if not settings.PERSONA_BAR_ALLOWED or not _is_loopback(request):
        return False
    return not User.objects.filter(is_active=True, is_example=False).exists()


def _is_loopback(request: HttpRequest) -> bool:
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    if host not in {"127.0.0.1", "localhost", "::1"} or _is_passed_on(request):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _is_passed_on(request: HttpRequest) -> bool:
    return any(name in request.META for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"))


def list_personas() -> list[User]:
    """The example people of the bar, in its order."""
    return list(User.objects.filter(is_example=True).exclude(persona_label="").order_by("pk"))


@require_POST
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as an example person and come back to the same page."""
    if not is_allowed(request):
        raise Http404
    persona = get_object_or_404(User, pk=pk, is_example=True, is_active=True)
    login(request, persona, backend=MODEL_BACKEND)
    wanted = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if is_safe and "/login/" not in wanted else "/office/")
