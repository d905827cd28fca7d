"""The post box: mails that came, and where they are fetched."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from prongsai.common.errors import Refused
from prongsai.evidence.views import serve_file
from prongsai.mailroom import imap, permissions, queries, services
from prongsai.mailroom.models import Mailbox, PostFile, PostItem
from prongsai.mailroom.office.intake import enter
from prongsai.mailroom.office.pages import is_done, show
from prongsai.mailroom.services.post import LOST_KEY
from prongsai.thai.text import truncate

PAGE_SIZE = 30
PROBLEMS = {
    imap.UNREACHABLE: _("The mail server can't be reached. Check server and port."),
    imap.TIMEOUT: _("The mail server does not answer. It is tried again in five minutes."),
    imap.NO_TLS: _("The mail server's encryption is not trustworthy: its certificate is refused."),
    imap.WRONG_LOGIN: _("The mail server refuses user name or password."),
    imap.NO_FOLDER: _("There is no such folder in the mailbox."),
    imap.BROKEN: _("The connection to the mail server broke off. It is tried again."),
    LOST_KEY: _("The stored password can't be read here any more. Type it again."),
}


class MailboxForm(forms.Form):
    """Where mail is fetched."""

    host = forms.CharField(
        label=_("Server"), max_length=253, help_text=_("For example imap.example.go.th")
    )
    security = forms.ChoiceField(label=_("Encryption"), choices=Mailbox.Security.choices)
    port = forms.IntegerField(label=_("Port"), initial=993, min_value=1, max_value=65535)
    username = forms.CharField(
        label=_("User name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Stored encrypted. Left empty, the present one stays."),
    )
    folder = forms.CharField(label=_("Folder"), max_length=200, initial="INBOX")
    is_active = forms.BooleanField(
        label=_("Fetch new mail every five minutes"), required=False, initial=True
    )


class DismissForm(forms.Form):
    """Why a mail is no paper."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


def index(request: HttpRequest) -> HttpResponse:
    """Mails of a state, waiting ones first."""
    asked = request.GET.get("state", "")
    state = asked if asked in PostItem.State.values else PostItem.State.WAITING
    return _show(request, state)


def _show(request: HttpRequest, state: str, **wrong: Any) -> HttpResponse:
    mailbox = queries.find_mailbox()
    page = Paginator(queries.list_post(state), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "state": state,
        "states": PostItem.State.choices,
        "mailbox": mailbox,
        "problem": PROBLEMS.get(mailbox.problem, "") if mailbox else "",
        "may_set": permissions.may_set_mailbox(request.user),
        "dismiss_form": DismissForm(),
        **wrong,
    }
    return show(request, "post", "post", is_wrong=bool(wrong), **context)


@require_POST
def fetch(request: HttpRequest) -> HttpResponse:
    """Fetch now."""
    try:
        came = services.fetch_mail(actor=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("mailroom_post")
    mailbox = queries.find_mailbox()
    if mailbox and mailbox.problem in PROBLEMS:
        messages.error(request, str(PROBLEMS[mailbox.problem]))
    else:
        words = ngettext("%(n)s new mail came.", "%(n)s new mails came.", came)
        messages.success(request, words % {"n": came})
    return redirect("mailroom_post")


@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a received paper of a mail."""
    item = get_object_or_404(queries.list_post(), pk=pk)
    initial = {"sender": truncate(item.sender, 300), "subject": truncate(item.subject, 500)}
    return enter(request, item, initial)


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why a mail is no paper."""
    item = get_object_or_404(PostItem, pk=pk)
    form = DismissForm(request.POST)

    def act() -> None:
        services.dismiss_mail(actor=request.user, item=item, **form.cleaned_data)

    if not is_done(request, act, form, _t("Not entered; its files are kept for thirty days.")):
        return _show(request, PostItem.State.WAITING, dismiss_form=form, wrong_item=pk)
    return redirect("mailroom_post")


def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An attachment of a mail."""
    found = get_object_or_404(PostFile.objects.select_related("evidence"), pk=pk)
    return serve_file(request, found.evidence.versions.get())


@require_http_methods(["GET", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """Set server, user and password."""
    found = queries.find_mailbox()
    names = ("host", "security", "port", "username", "folder", "is_active")
    initial = {name: getattr(found, name) for name in names} if found else {}
    form = MailboxForm(request.POST or None, initial=initial)

    def act() -> None:
        services.set_mailbox(actor=request.user, **form.cleaned_data)

    if request.method == "POST" and is_done(request, act, form, _t("Saved.")):
        may_read = permissions.may_read_post(request.user)
        return redirect("mailroom_post" if may_read else "mailroom_mailbox")
    return show(request, "mailbox", "post", is_wrong=bool(form.errors), form=form, mailbox=found)
