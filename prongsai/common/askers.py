"""Which computer asks, for limits of how often. Nothing else may be done with it.

What a proxy says of it is believed of our own proxies only (PRONGSAI_TRUSTED_PROXIES), from the right:
each proxy adds at the end whom it heard, and everything before that is what the asker wrote.
"""

import ipaddress
import re
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# An IPv6 line is given at least that much: of its 2^64 addresses each looks like another asker.
LINE = 64
_FOR = re.compile(r'(?:^|;)\s*for\s*=\s*("[^"]*"|[^;]*)', re.IGNORECASE)


def asker_of(request: HttpRequest) -> str:
    """The asking computer, for IPv6 its line; an empty text where nothing is known.

    That is so where only our own proxies are seen: all askers would look like one.
    """
    found = _read(str(request.META.get("REMOTE_ADDR", "")))
    told = _told(request)
    while found is not None and _is_ours(found):
        found = _read(told.pop()) if told else None
    if found is None:
        return ""
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, LINE), False))


def _told(request: HttpRequest) -> list[str]:
    """What the proxies said, the nearest last. One header only counts: the one that ours write."""
    if settings.PROXY_HEADER == "forwarded":  # RFC 7239
        hops = request.headers.get("Forwarded", "").split(",")
        found = [_FOR.search(hop.strip()) for hop in hops]
        return [match[1].strip(' "') if match else "" for match in found]
    return request.headers.get("X-Forwarded-For", "").split(",")


def _read(text: str) -> Address | None:
    """An address, with or without a port; None for what is none, such as "unknown"."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_ours(address: Address) -> bool:
    networks: Sequence[str] = settings.TRUSTED_PROXIES
    return any(address in ipaddress.ip_network(network) for network in networks)
