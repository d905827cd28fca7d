"""Office pages: my notices, and the outbox for administrators."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.accounts.permissions import is_administrator
from prongsai.channels import queries, services
from prongsai.channels.menu import CountedMenuItem
from prongsai.channels.models import OutgoingMail
from prongsai.common.access import access, signed_in
from prongsai.common.forms import act_and_go

PAGE_SIZE = 50


def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices."""
    page = Paginator(queries.list_notices(request.user), PAGE_SIZE).get_page(request.GET.get("p"))
    return render(request, "channels/notices.html", {"page": page})


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""
    services.mark_read(actor=request.user)
    return redirect("channels_notices")


def outbox(request: HttpRequest) -> HttpResponse:
    """E-mail on its way, sent and given up."""
    page = Paginator(queries.list_mail(), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {"page": page, "has_relay": bool(settings.EMAIL_RELAY_URL)}
    return render(request, "channels/outbox.html", context)


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a given-up mail again."""
    mail = get_object_or_404(OutgoingMail, pk=pk)

    def act() -> None:
        services.resend(actor=request.user, mail=mail)

    return act_and_go(request, act, _t("The e-mail will be tried again."), "channels_outbox")


class AdministratorMenuItem(MenuItem):
    """Shown to administrators."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person keeps the installation."""
        return is_administrator(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Pages of this app."""
    return [
        path("notices/", access(signed_in)(notices), name="channels_notices"),
        path("notices/read/", access(signed_in)(read), name="channels_read"),
        path("outbox/", access(is_administrator)(outbox), name="channels_outbox"),
        path("outbox/<int:pk>/resend/", access(is_administrator)(resend), name="channels_resend"),
    ]


@hooks.register("register_admin_menu_item")
def register_notices() -> MenuItem:
    """The bell with the number of unread notices."""
    return CountedMenuItem(
        _("Notices"),
        reverse("channels_notices"),
        waiting=queries.list_unread,
        icon_name="mail",
        order=150,
        name="notices",
    )


@hooks.register("register_settings_menu_item")
def register_outbox() -> MenuItem:
    """The outbox among the settings."""
    return AdministratorMenuItem(
        _("Outgoing e-mail"),
        reverse("channels_outbox"),
        icon_name="upload",
        order=900,
        name="outbox",
    )
