"""The program under test: `prongsai serve` with everything it starts, by pid."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

COMMAND = str(Path(sys.executable).parent / "prongsai")
START_SECONDS = 900
WHOLE, PARENT = "everything at once", "supervisor"
# What may be killed, by what its command line holds.
PARTS = {
    "web server": "granian",
    "job worker": "config.commands.worker",
    "PostgreSQL": "bin/postgres",
    "PostgreSQL backend": "postgres: ",
}


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _processes() -> list[tuple[int, int, str]]:
    """pid, parent and command line of every living process."""
    rows = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if state[0] != "Z":
            rows.append((int(folder.name), int(state[1]), line))
    return rows


class Program:
    """`prongsai serve` on one data folder; may be killed and started as often as wanted."""

    def __init__(self, data: Path, log: Path, mail_port: int) -> None:
        self.data, self.log, self.port = data, log, free_port()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PRONGSAI_", "DJANGO_"))}
        self.environment = kept | {
            "PRONGSAI_DATA_DIR": str(data),
            "PORT": str(self.port),
            "PRONGSAI_EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it when it does not run; a dying web server may hold the port for a moment."""
        if self.process is None or self.process.poll() is not None:
            while _is_taken(self.port):
                time.sleep(0.1)
            with self.log.open("ab") as file:
                self.process = subprocess.Popen(
                    [COMMAND, "serve"],
                    env=self.environment,
                    stdout=file,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )

    def wait(self) -> float:
        """Wait until a page answers; the seconds it took."""
        begun = time.monotonic()
        while time.monotonic() - begun < START_SECONDS:
            if self.process is not None and self.process.poll() is not None:
                self.start()
            try:
                with urllib.request.urlopen(f"{self.base}/verify/", timeout=20):
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(self.log.read_text(errors="replace")[-2000:])

    def tree(self) -> dict[int, str]:
        """Every process of it: pid → command line. The database may be one that was there before."""
        assert self.process is not None
        rows = _processes()
        server = str(self.data / "postgres")
        found = {
            pid: line
            for pid, _parent, line in rows
            if pid == self.process.pid or (PARTS["PostgreSQL"] in line and server in line)
        }
        grows = True
        while grows:
            more = {p: line for p, up, line in rows if up in found and p not in found}
            found, grows = found | more, bool(more)
        return found

    def kill(self, part: str, choose: Callable[[list[int]], int]) -> int:
        """`kill -9` one process of a part, or all at once; how many were killed."""
        assert self.process is not None
        tree = self.tree()
        if part == WHOLE:
            victims = list(tree)
        elif part == PARENT:
            victims = [self.process.pid]
        else:
            found = sorted(pid for pid, line in tree.items() if PARTS[part] in line)
            if part == "PostgreSQL":
                found = [pid for pid in found if not tree[pid].startswith("postgres: ")]
            victims = [choose(found)] if found else []
        killed = sum(_kill(pid) for pid in victims)
        if part in (WHOLE, PARENT):
            self.process.wait()
        return killed

    def told_errors(self) -> dict[str, int]:
        """The errors of its log by name: a killed database is told, nothing else should be."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        told = [json.loads(line) for line in lines if line.startswith('{"time"')]
        return dict(Counter(line["error"] for line in told if "error" in line))

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
