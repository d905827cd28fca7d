"""Runs the `prongsai` command as a person does: a process of its own with a data folder."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

COMMAND = str(Path(sys.executable).parent / "prongsai")


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a command: nothing of this test run's own settings; one process answers."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PRONGSAI_", "DJANGO_"))}
    return kept | {"PRONGSAI_DATA_DIR": str(data), "PRONGSAI_WEB_WORKERS": "1"} | more


def run(data: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        timeout=400,
    )


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `prongsai serve`, with what it printed."""

    def __init__(self, data: Path, log: Path, port: int, **more: str) -> None:
        self.data = data
        self.log = log
        self.port = port
        with log.open("w") as file:
            self.process = subprocess.Popen(
                [COMMAND, "serve"],
                env=environment(data, PORT=str(port), **more),
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        """Everything printed so far."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, pattern: str, seconds: float = 240) -> "re.Match[str]":
        """Wait until a line matches."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := re.search(pattern, self.output):
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} was not printed:\n{self.output}")

    def get(self, path: str = "/") -> tuple[int, str]:
        """Status and text of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait_for_page(self, path: str = "/", seconds: float = 120) -> str:
        """Wait until a page answers 200."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                status, text = self.get(path)
            except OSError:
                status = 0
            if status == 200:
                return text
            time.sleep(0.1)
        raise AssertionError(f"{path} did not answer:\n{self.output}")

    def children(self) -> dict[int, str]:
        """Every process below it: pid → command line."""
        found: dict[int, str] = {}
        parents = {self.process.pid}
        for _round in range(6):
            for pid, parent, line in _processes():
                if parent in parents and pid not in found:
                    found[pid] = line
            parents |= set(found)
        return found

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop it as Ctrl-C does; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=90)


def _processes() -> list[tuple[int, int, str]]:
    rows = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            status = (folder / "stat").read_text()
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        after = status.rpartition(")")[2].split()
        if after[0] != "Z":
            rows.append((int(folder.name), int(after[1]), line))
    return rows


def is_running(pid: int) -> bool:
    """Whether a process lives (a zombie does not)."""
    return any(row[0] == pid for row in _processes())
