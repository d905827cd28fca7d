"""The whole log for administrators, newest first, and the check of its chain."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.audit.permissions import may_read_log
from prongsai.audit.queries import search_log, verify_chain
from prongsai.common.access import access

PAGE_SIZE = 50


def log(request: HttpRequest) -> HttpResponse:
    """Acts by words of person or subject; `check` walks the chain."""
    found = search_log(request.GET.get("q", ""))
    context: dict[str, Any] = {"page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))}
    if "check" in request.GET:
        count, broken = verify_chain()
        context |= {"checked": True, "count": count, "broken": broken}
    return render(request, "audit/log.html", context)


class LogMenuItem(MenuItem):
    """Shown to who may read the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Administrators."""
        return may_read_log(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The page under /office/audit/."""
    return [path("audit/", access(may_read_log)(log), name="audit_log")]


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    """The entry of the menu."""
    return LogMenuItem(
        _("Audit log"), reverse("audit_log"), icon_name="history", order=900, name="audit"
    )
