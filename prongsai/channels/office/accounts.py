"""The accounts at LINE and Facebook, for administrators. A secret is never shown again."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.channels import queries, services
from prongsai.channels.chat_menu import list_entries
from prongsai.channels.codes import ACCOUNTS, Channel
from prongsai.channels.colours import find_colour
from prongsai.channels.composing.menu import draw_menu
from prongsai.channels.office.pages import show
from prongsai.common.forms import act_and_go, try_to

_KEPT = _("Stored encrypted. Left empty, the present one stays.")


def _secret(label: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label, required=False, max_length=1000, widget=widget, help_text=_KEPT
    )


class LineForm(forms.Form):
    """The Messaging API channel of the LINE Official Account."""

    token = _secret(_("Channel access token"))
    secret = _secret(_("Channel secret"))
    is_enabled = forms.BooleanField(label=_("Publish to this channel"), required=False)


class FacebookForm(forms.Form):
    """A page at Facebook."""

    identity = forms.CharField(
        label=_("Number of the page (Page ID)"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    token = _secret(_("Page access token"))
    is_enabled = forms.BooleanField(label=_("Publish to this channel"), required=False)


FORMS: dict[str, type[forms.Form]] = {Channel.LINE: LineForm, Channel.FACEBOOK: FacebookForm}


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, code: str) -> HttpResponse:
    """Enter or change an account."""
    if code not in ACCOUNTS:
        raise Http404
    found = queries.find_account(code)
    initial = {
        "identity": found.identity if found else "",
        "is_enabled": found.is_enabled if found else True,
    }
    form = FORMS[code](request.POST if request.method == "POST" else None, initial=initial)

    def act() -> None:
        services.set_account(actor=request.user, channel=code, **form.cleaned_data)

    if request.method == "POST" and try_to(act, form):
        messages.success(request, _t("Saved. Test the connection now."))
        return redirect("channels_account", code)
    context = {
        "form": form,
        "account": found,
        "channel": Channel(code),
        "is_line": code == Channel.LINE,
        "webhook": f"{settings.PRONGSAI_BASE_URL}/line/webhook/",
        "is_https": settings.PRONGSAI_BASE_URL.startswith("https://"),
    }
    return show(request, "account", code, is_wrong=bool(form.errors), **context)


@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Test the connection."""
    if code not in ACCOUNTS:
        raise Http404

    def act() -> None:
        services.check_account(actor=request.user, channel=code)

    return act_and_go(request, act, _t("The connection works."), "channels_account", code)


@require_POST
def menu(request: HttpRequest, code: str) -> HttpResponse:
    """Make the menu of the LINE account anew."""
    if code != Channel.LINE:
        raise Http404
    return act_and_go(
        request,
        lambda: services.make_menu(actor=request.user),
        _t("Everybody sees the new menu from now on."),
        "channels_account",
        code,
    )


def menu_picture(request: HttpRequest) -> HttpResponse:
    """The menu as it would be made now."""
    with translation.override("th"):
        picture = draw_menu(list_entries(), find_colour())
    return HttpResponse(picture, content_type="image/png")
