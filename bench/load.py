"""Requests as fast as a server answers them, over connections that stay open."""

import http.client
import multiprocessing
import time
from multiprocessing.queues import Queue
from urllib.parse import urlsplit

SECONDS, CALLERS = 4.0, 4


def measure_rate(url: str, seconds: float = SECONDS) -> float:
    """Answers per second of an address with status 200. Raises RuntimeError when one is not."""
    _call(url, 1.0)  # the first answers compile and connect
    context = multiprocessing.get_context("fork")
    told: Queue[int] = context.Queue()
    callers = [
        context.Process(target=lambda: told.put(_count(url, seconds))) for _number in range(CALLERS)
    ]
    for caller in callers:
        caller.start()
    counts = [told.get(timeout=seconds + 60) for _caller in callers]
    for caller in callers:
        caller.join()
    if min(counts) < 0:
        raise RuntimeError(url)
    return sum(counts) / seconds


def _count(url: str, seconds: float) -> int:
    try:
        return _call(url, seconds)
    except (OSError, RuntimeError, http.client.HTTPException):
        return -1


def _call(url: str, seconds: float) -> int:
    place = urlsplit(url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    headers = {"Accept-Encoding": "br, gzip", "Accept-Language": "th"}
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection.request("GET", place.path or "/", headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{url}: {answer.status}")
        count += 1
    connection.close()
    return count
