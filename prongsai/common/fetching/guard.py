"""Which addresses may be asked at all: never one inside a network, unless an administrator trusts it."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from prongsai.common.fetching.results import Problem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = (80, 443, 8080, 8443)
LONGEST_URL = 4000
# Behind these IPv6 addresses stands an IPv4 one: NAT64 (RFC 6052, 8215), 6to4, Teredo, compatible.
_WRAPPED = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
)
# Shared by carriers (RFC 6598), and where clouds keep what a machine may know about itself; protocols,
# relays and documentation (RFC 6890, 7526, 9637), which some releases of Python take for public.
_NEVER = tuple(map(ipaddress.ip_network, ("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32")))
_MORE_PRIVATE = tuple(
    map(
        ipaddress.ip_network,
        (
            "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24",
            "2001::/23", "2001:db8::/32", "3fff::/20", "fec0::/10",
        ),
    )
)  # fmt: skip
# A larger network than 10.0.0.0/8 or fc00::/7 is nobody's intranet: it would switch the guard off.
LARGEST = {4: 8, 6: 7}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
# What a resolver of the system would take for a number: 2130706433, 0x7f.1, 127.1, 0177.0.0.1
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?")


def read_network(entry: str) -> Network:
    """A network that may be trusted; ValueError for what is none, or larger than an intranet."""
    network = ipaddress.ip_network(entry)
    if network.prefixlen < LARGEST[network.version]:
        raise ValueError(f"{entry} is larger than any intranet")
    return network


@dataclass(frozen=True)
class Trust:
    """Networks and names of the own intranet that an administrator lets the checks reach."""

    networks: Sequence[Network] = ()
    names: Sequence[str] = ()

    @classmethod
    def parse(cls, entries: Sequence[str]) -> "Trust":
        """From entries such as "10.1.0.0/16" and "intranet.example.go.th"; ValueError for others."""
        networks, names = [], []
        for entry in entries:
            if _NAME.fullmatch(entry.lower()) and not _NUMBER.fullmatch(entry.lower()):
                names.append(entry.lower())
            else:
                networks.append(read_network(entry))
        return cls(tuple(networks), tuple(names))

    def covers(self, address: Address) -> bool:
        """Whether an address lies in a trusted network."""
        return _may_trust(address) and any(address in network for network in self.networks)


@dataclass(frozen=True)
class Place:
    """A checked address of the web: where to connect (host, port) and what to ask for (target)."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"


def read_url(url: str) -> Place | Problem:
    """The place that an address names, or why it is none. Thai names and paths are encoded."""
    shown = {"url": url[:200]}
    if len(url) > LONGEST_URL or re.search(r"[\s\x00-\x1f\x7f\\]", url):
        return Problem("address-odd", shown)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return Problem("address-odd", shown)
    if parts.scheme not in ("http", "https"):
        return Problem("address-odd", shown)
    if "@" in parts.netloc:
        return Problem("address-with-password")
    host = _read_host(parts)
    if host is None:
        return Problem("address-odd", shown)
    return Place(parts.scheme, host, _port(parts.scheme, port), _target(parts))


def _port(scheme: str, port: int | None) -> int:
    return port if port is not None else {"http": 80, "https": 443}[scheme]


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return f"{path}?{query}" if query else path


def _read_host(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").rstrip(".")
    if "[" in parts.netloc:
        try:
            return str(ipaddress.IPv6Address(host)) if "%" not in host else None
        except ValueError:
            return None
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        pass
    try:
        name = host.encode("idna").decode("ascii").lower() if not host.isascii() else host
    except UnicodeError:
        return None
    is_name = _NAME.fullmatch(name) and len(name) <= 253 and not _NUMBER.fullmatch(name)
    return name if is_name else None


def check_place(place: Place, addresses: Sequence[str], trust: Trust) -> Problem | None:
    """Why a place may not be asked at the addresses its name has; one refused address refuses all."""
    is_trusted = place.host in trust.names
    read = [ipaddress.ip_address(address.partition("%")[0]) for address in addresses]
    for address in read:
        if not (
            trust.covers(address) or is_public(address) or (is_trusted and _may_trust(address))
        ):
            return Problem("private-address", {"host": place.host})
    is_inside = is_trusted or all(map(trust.covers, read))
    if place.port not in PORTS and not is_inside:
        return Problem("port-refused", {"port": place.port})
    return None


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return False
    if any(address in network for network in (*_WRAPPED, *_NEVER, *_MORE_PRIVATE)):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _may_trust(address: Address) -> bool:
    """Even what is trusted never leads to what a machine keeps about itself, nor to many at once."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return False
    is_odd = address.is_multicast or address.is_unspecified or address.is_link_local
    return not is_odd and not any(address in network for network in _NEVER)
