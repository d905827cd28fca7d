"""Which computer asks, for limits of how often. Nothing else may be done with it."""

import ipaddress

from django.http import HttpRequest


def asker_of(request: HttpRequest) -> str:
    """The asking computer. Of a proxy on this machine what it says last, for everything before that is
    what the asker wrote; an empty text where nothing is known and all would look like one.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if not _is_here(address):
        return address
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return "" if _is_here(told) else told


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return not address
