"""How long a start takes until the first page."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.results import Result


def measure(folder: Path) -> Iterator[Result]:
    """The first start with the example organisation, then the second on the same data."""
    data = folder / "started"
    yield Result("first start to first page, example organisation", _start(data), "s")
    yield Result("second start to first page", _start(data), "s", 10)


def _start(data: Path) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PRONGSAI_DATA_DIR": str(data), "PORT": str(port)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "prongsai"), "serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - start < 180:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10):
                    return time.perf_counter() - start
            except OSError:
                time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    raise TimeoutError
