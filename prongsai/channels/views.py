"""Public pages of subscribing and unsubscribing, and the address that LINE calls."""

import ipaddress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.channels import services
from prongsai.channels.codes import list_kinds
from prongsai.channels.forms import SubscribeForm
from prongsai.channels.queries.subscribers import is_subscribed
from prongsai.channels.services.subscribing import CONFIRM_HOURS, read_token
from prongsai.common.errors import Refused
from prongsai.common.forms import WRONG_INPUT, try_to
from prongsai.organization.queries import find_profile

MOST_BYTES = 1024 * 1024


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for news by mail. The answer is the same whether the address is known."""
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    place = _place_of(request)
    if request.method == "POST" and try_to(
        lambda: services.ask_to_subscribe(wish=form.wish(), place=place), form
    ):
        return redirect("public_subscribe_asked")
    return _show(request, "subscribe", form=form, status=WRONG_INPUT if form.errors else 200)


def _place_of(request: HttpRequest) -> str:
    """The asking computer; nothing behind a proxy of this machine, where all would look like one."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        return "" if ipaddress.ip_address(address).is_loopback else address
    except ValueError:
        return address


def asked(request: HttpRequest) -> HttpResponse:
    """Look into your mail."""
    return _show(request, "asked")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what is confirmed, for mail programs open links by themselves; POST confirms."""
    wish, error = read_token(token), ""
    if request.method == "POST":
        try:
            services.confirm_subscription(token=token)
            return redirect("public_subscribe_done")
        except Refused as refusal:
            error = str(refusal)
    labels = dict(list_kinds())
    kinds = [labels.get(code, code) for code in wish.kinds] if wish else []
    status = WRONG_INPUT if error else 200
    return _show(request, "confirm", wish=wish, kinds=kinds, error=error, status=status)


def done(request: HttpRequest) -> HttpResponse:
    """The subscription stands."""
    return _show(request, "done")


@csrf_exempt  # RFC 8058: mail programs post without cookies; the token is the right to do it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks a person; POST, of a person or of one click in a mail program, unsubscribes at once."""
    is_post = request.method == "POST"
    if is_post:
        services.unsubscribe(token=token)
    return _show(request, "unsubscribe", is_known=not is_post and is_subscribed(token))


def _show(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"profile": find_profile(), "hours": CONFIRM_HOURS}
    response = render(request, f"channels/public/{name}.html", context, status=status)
    # Nothing to others; the own form needs it: without, browsers send an origin that CSRF refuses.
    response["Referrer-Policy"] = "same-origin"
    return response


@csrf_exempt  # signed by LINE
@require_POST
def line_webhook(request: HttpRequest) -> HttpResponse:
    """Events of the LINE account: kept at once, answered by the worker."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return HttpResponse(status=413)
    signature = request.headers.get("X-Line-Signature", "")
    if not services.receive_events(body=request.body, signature=signature):
        return HttpResponseForbidden()
    return HttpResponse()
