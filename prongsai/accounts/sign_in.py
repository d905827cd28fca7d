"""Signing in: password, then the second factor where there is one."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login

from prongsai.accounts import services
from prongsai.accounts.devices import describe_device
from prongsai.accounts.forms import CodeForm, JoinForm, ResetForm, SignInForm
from prongsai.accounts.models import User
from prongsai.common.errors import Refused
from prongsai.common.forms import add_refusal

PENDING = "accounts_pending_user"
PENDING_SECONDS = 600
MODEL_BACKEND = "prongsai.accounts.backends.GroupBackend"


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_safe else "/office/"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password. Says the same whether the name or the password is wrong."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        credentials = {"username": form.cleaned_data["username"].strip().lower()}
        if not AxesProxyHandler.is_allowed(request, credentials):
            return render(request, "accounts/locked.html", status=429)
        user = authenticate(request, password=form.cleaned_data["password"], **credentials)
        if user is not None:
            return _password_was_right(request, user)
        if not AxesProxyHandler.is_allowed(request, credentials):
            return render(request, "accounts/locked.html", status=429)
        form.add_error(None, _("The name or the password is wrong."))
    if form.errors:
        status = 422
    context = {"form": form, "next": _next(request)}
    return render(request, "accounts/sign_in.html", context, status=status)


def _password_was_right(request: HttpRequest, user: Any) -> HttpResponse:
    if not services.has_second_factor(user):
        begin_session(request, user)
        return redirect(_next(request))
    request.session.cycle_key()
    request.session[PENDING] = {"user": user.pk, "at": timezone.now().timestamp()}
    return redirect(f"/office/login/code/?next={_next(request)}")


def begin_session(request: HttpRequest, user: Any, device: Any = None) -> None:
    """Sign a person in on this browser; the session gets a new key."""
    login(request, user, backend=MODEL_BACKEND)
    request.session["device"] = describe_device(request.headers.get("User-Agent", ""))
    if device is not None:
        otp_login(request, device)


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the app, or a recovery code."""
    user = _pending_user(request)
    if user is None:
        return redirect("wagtailadmin_login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = services.verify_second_factor(user=user, code=form.cleaned_data["code"])
        if device is not None:
            request.session.pop(PENDING, None)
            begin_session(request, user, device)
            return redirect(_next(request))
        form.add_error("code", _("The code is wrong, or was tried too often. Wait a moment."))
    status = 422 if form.errors else 200
    context = {"form": form, "next": _next(request)}
    return render(request, "accounts/code.html", context, status=status)


def _pending_user(request: HttpRequest) -> User | None:
    pending = request.session.get(PENDING)
    if not pending or timezone.now().timestamp() - pending["at"] > PENDING_SECONDS:
        return None
    return User.objects.filter(pk=pending["user"], is_active=True).first()


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("wagtailadmin_login")


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose name and password with a one-time link."""
    invitation = services.find_invitation(token)
    if invitation is None:
        return render(request, "accounts/expired.html", status=410)
    form = JoinForm(request.POST or None, initial={"full_name": invitation.user.full_name})
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_invitation(
                token=token,
                full_name=form.cleaned_data["full_name"],
                password=form.cleaned_data["password"],
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            begin_session(request, user)
            return redirect("/office/")
    status = 422 if form.errors else 200
    context = {"form": form, "account": invitation.user.username}
    return render(request, "accounts/join.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def forgot(request: HttpRequest) -> HttpResponse:
    """Send a link to a new password. Says the same whether the address is known or not."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for user in get_user_model().objects.filter(
            email__iexact=form.cleaned_data["email"], is_active=True, is_example=False
        )[:3]:
            services.invite(actor=None, user=user)
        messages.success(request, _("If the address is known, a link is on its way to it."))
        return redirect("wagtailadmin_login")
    return render(
        request, "accounts/forgot.html", {"form": form}, status=422 if form.errors else 200
    )
