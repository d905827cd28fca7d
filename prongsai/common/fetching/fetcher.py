"""Fetching an address as a guest of the site: guarded at each hop, polite, in bounds."""

import dataclasses
import math
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from importlib.metadata import version
from urllib.parse import urljoin

from prongsai.common.fetching import guard, transport
from prongsai.common.fetching.guard import Place, Trust
from prongsai.common.fetching.results import Fetched, Problem
from prongsai.common.fetching.robots import MOST_BYTES, Robots, read_robots
from prongsai.common.fetching.transport import Answer, Deadline, Failed

REDIRECTS = (301, 302, 303, 307, 308)
LATER = (429, 503)
LONGEST_WAIT = 24 * 3600  # seconds; no site puts us off for longer
# Problems of reading robots.txt that are those of the whole site.
WHOLE_SITE = ("name-unknown", "not-reachable", "private-address", "port-refused", "tls-")


@dataclass(frozen=True)
class Limits:
    """Bounds of one fetch: seconds and bytes as a whole, redirections, seconds between two questions
    to a site, and until one whose robots.txt failed is asked `again`."""

    seconds: float = 10.0
    megabytes: float = 30.0
    hops: int = 5
    pause: float = 0.5
    again: float = 60.0


@dataclass
class _Host:
    """The pace of a host, over HTTP and HTTPS together."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    closed_until: float = 0.0


@dataclass
class _Site:
    """What is remembered of a site during a run; robots.txt is that of one scheme, host and port."""

    host: _Host
    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Robots | None = None
    problem: Problem | None = None
    tried_at: float = 0.0


class Fetcher:
    """Fetches addresses; one for a run, by several threads at once.

    It remembers robots.txt and the last question of each site, sends no cookie and no referrer, asks no
    proxy of the environment. `site` is the address of this installation, told to those who are asked.
    """

    def __init__(
        self,
        *,
        site: str,
        trust: Trust | None = None,
        limits: Limits | None = None,
        ca_file: str | None = None,
        resolve: transport.Resolve = transport.resolve,
    ) -> None:
        self.limits = limits or Limits()
        self._trust = trust or Trust()
        self._ca_file = ca_file
        self._resolve = resolve
        self._sites: dict[str, _Site] = {}
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        agent = f"Prongsai/{version('prongsai')} (disclosure check; +{site})"
        self._headers = {
            "User-Agent": agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate, br",
            "Accept-Language": "th, en;q=0.5",
            "Connection": "close",
        }

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return transport.make_context(self._ca_file)

    def fetch(self, url: str) -> Fetched | Problem:
        """The answer for an address, or the problem. Never raises because of what is out there."""
        hops: list[str] = []
        spent = 0.0
        try:
            place = self._read(url)
            while True:
                self._knock(place)
                start = time.monotonic()
                try:
                    answer = self._ask(place, Deadline(self._left(spent)), self.limits.megabytes)
                finally:
                    spent += time.monotonic() - start
                if answer.status not in REDIRECTS or not answer.headers.get("location"):
                    return self._finish(place, answer, hops, spent)
                hops.append(place.url)
                place = self._follow(place, answer.headers["location"], hops)
        except Failed as failed:
            return dataclasses.replace(failed.problem, hops=tuple(hops), seconds=round(spent, 2))

    def _left(self, spent: float) -> float:
        if spent >= self.limits.seconds:
            raise Deadline(self.limits.seconds).fail()
        return self.limits.seconds - spent

    def _read(self, url: str) -> Place:
        place = guard.read_url(url.strip())
        if isinstance(place, Problem):
            raise Failed(place)
        return place

    def _follow(self, place: Place, location: str, hops: Sequence[str]) -> Place:
        if len(hops) > self.limits.hops:
            raise Failed(Problem("too-many-redirects", {"hops": self.limits.hops}))
        try:
            target = urljoin(place.url, _as_text(location))
        except ValueError:
            target = location
        following = self._read(target)
        if following.url in hops:
            raise Failed(Problem("redirect-loop", {"url": following.url[:200]}))
        return following

    def _ask(self, place: Place, deadline: Deadline, megabytes: float) -> Answer:
        """Resolve once, check, and connect to exactly what was checked."""
        addresses = transport.resolve_in_time(self._resolve, place, deadline)
        problem = guard.check_place(place, addresses, self._trust)
        if problem:
            raise Failed(problem)
        try:
            return transport.ask(
                place, addresses[:4], deadline=deadline, most=int(megabytes * 1024 * 1024),
                headers=self._headers, context=self._context,
            )  # fmt: skip
        except Failed as failed:
            if failed.problem.code == "too-slow":
                raise Deadline(self.limits.seconds).fail() from failed
            raise

    def _knock(self, place: Place) -> None:
        """Wait for one's turn at a site, and ask whether it lets programs in."""
        site = self._site(place)
        if place.target != "/robots.txt" and not self._robots(site, place).allows(place.url):
            raise Failed(Problem("robots-refused", {"host": place.host}))
        self._wait(site, place)

    def _site(self, place: Place) -> _Site:
        with self._lock:
            host = self._hosts.setdefault(place.host, _Host())
            return self._sites.setdefault(f"{place.scheme}://{place.authority}", _Site(host))

    def _robots(self, site: _Site, place: Place) -> Robots:
        """The rules of a site. While they can't be reached nothing is asked there (RFC 9309, 2.3.1.4)."""
        with site.lock:
            is_fresh = site.problem and time.monotonic() < site.tried_at + self.limits.again
            if site.robots is None and not is_fresh:
                try:
                    site.robots, site.problem = self._read_robots(place), None
                except Failed as failed:
                    site.problem, site.tried_at = failed.problem, time.monotonic()
            if site.robots is None:
                raise Failed(site.problem or _unreadable(place))
            return site.robots

    def _read_robots(self, place: Place) -> Robots:
        at = dataclasses.replace(place, target="/robots.txt")
        for hop in range(self.limits.hops + 1):
            try:
                answer = self._ask(
                    at, Deadline(self.limits.seconds), MOST_BYTES / 1024 / 1024 + 0.1
                )
            except Failed as failed:
                # What is wrong with the whole site is said of the address that was asked for.
                if not hop and failed.problem.code.startswith(WHOLE_SITE):
                    raise
                raise Failed(_unreadable(place)) from failed
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                rules = read_robots(answer.status, answer.content)
                if rules is None:
                    raise Failed(_unreadable(place))
                return rules
            following = guard.read_url(urljoin(at.url, _as_text(answer.headers["location"])))
            if isinstance(following, Problem):
                return Robots()
            at = following
        return Robots()

    def _wait(self, site: _Site, place: Place) -> None:
        host, delay = site.host, site.robots.delay if site.robots else 0.0
        with host.lock:
            now = time.monotonic()
            if host.closed_until > now:
                raise Failed(_later(place, math.ceil(host.closed_until - now)))
            turn = max(now, host.next_at)
            host.next_at = turn + max(self.limits.pause, delay)
        if turn > now:
            time.sleep(turn - now)

    def _finish(self, place: Place, answer: Answer, hops: list[str], spent: float) -> Fetched:
        asked = _read_wait(answer.headers.get("retry-after", ""))
        if answer.status in LATER and (asked is not None or answer.status == 429):
            seconds = 60 if asked is None else asked
            host = self._site(place).host
            with host.lock:
                host.closed_until = time.monotonic() + seconds
            raise Failed(_later(place, seconds))
        return Fetched(
            place.url, tuple(hops), answer.status, answer.headers, answer.content, answer.sha256,
            round(spent, 2), answer.certificate,
        )  # fmt: skip


def _unreadable(place: Place) -> Problem:
    return Problem("robots-unreadable", {"host": place.host})


def _later(place: Place, seconds: int) -> Problem:
    return Problem("rate-limited", {"host": place.host}, retry_after=seconds)


def _as_text(location: str) -> str:
    """A header is read as Latin-1; many sites write UTF-8 into it."""
    try:
        return location.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return location.strip()


def _read_wait(text: str) -> int | None:
    """The seconds of a Retry-After header, written as a number or as a date."""
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), LONGEST_WAIT)
    try:
        seconds = parsedate_to_datetime(text).timestamp() - time.time()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(math.ceil(seconds), 0), LONGEST_WAIT)
