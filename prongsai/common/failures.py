"""What people read when the program itself fails; without the database, which may be the cause."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

SECONDS = 10


def answer_failure(request: HttpRequest) -> HttpResponse:
    """500; 503 with the seconds to wait when the database is away, as while it restarts."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        headers = {"Retry-After": str(SECONDS)}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return server_error(request)
