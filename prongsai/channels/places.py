"""Where a public form was sent from, for limits."""

import ipaddress

from django.http import HttpRequest


def place_of(request: HttpRequest) -> str:
    """The asking computer; nothing behind a proxy of this machine, where all would look like one."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        return "" if ipaddress.ip_address(address).is_loopback else address
    except ValueError:
        return address
