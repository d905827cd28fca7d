"""Rooms of Wagtail that this office does not have; they stand before Wagtail's own addresses.

Hiding them from the menu would leave them open to who knows the address. Accounts, groups and the
moderation are the program's own (accounts, organization, `services/mirroring`), written into the log;
`failwhale` fails on purpose, `test404` is the page of a 404 answered with 200.
"""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import re_path
from django.views.defaults import page_not_found

from prongsai.common.access import access, anyone

ROOMS = "failwhale|test404|users|groups|sites|collections|workflows|snippets|styleguide"


@access(anyone)
def nothing_here(request: HttpRequest, room: str, rest: str) -> HttpResponseBase:
    """404 for everybody."""
    return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")


urlpatterns = [
    re_path(rf"^office/(?P<room>{ROOMS})/(?P<rest>.*)$", nothing_here, name="website_shut"),
]
