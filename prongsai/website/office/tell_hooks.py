"""The ways to telling people of a page: from its menu, and after it was published."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from prongsai.website import services
from prongsai.website.telling import get_told, may_tell


@hooks.register("register_page_header_buttons")
def add_to_header(page: Any, user: Any, view_name: str, next_url: str = "") -> Iterator[Button]:
    """In the menu at the head of a page."""
    return _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def add_to_list(page: Any, user: Any, next_url: str = "") -> Iterator[Button]:
    """In the menu of a page in the list."""
    return _buttons(page, user)


def _buttons(page: Any, user: Any) -> Iterator[Button]:
    if may_tell(user, page):
        yield Button(_("Tell people"), _address(page), icon_name="site", priority=5)


def _address(page: Any) -> str:
    return reverse("website_tell", args=[page.pk])


@hooks.register("after_publish_page")
def offer(request: HttpRequest, page: Any) -> None:
    """Once a page is public, people may be told of it."""
    if may_tell(request.user, page):
        _offer(request, page)


@hooks.register("before_edit_page")
def offer_when_next_here(request: HttpRequest, page: Any) -> None:
    """The same where it became public by a look or at its time; said once."""
    is_asked = request.method == "GET" and may_tell(request.user, page)
    if is_asked and services.take_offer(actor=request.user, page=page):
        _offer(request, page)


def _offer(request: HttpRequest, page: Any) -> None:
    button = messages.button(_address(page), _("Tell people"))
    words = _("Tell people of it by LINE, Facebook and e-mail.")
    messages.info(request, words, buttons=[button])


@hooks.register("after_unpublish_page")
def tell_what_stays(request: HttpRequest, page: Any) -> None:
    """A page that is gone: what had not left was stopped, what was sent stays."""
    if getattr(page.specific_class, "is_told", False) and get_told(page).rows:
        button = messages.button(_address(page), _("Where it went"))
        words = _("What had not left through the channels was stopped; what was sent stays there.")
        messages.warning(request, words, buttons=[button])
