"""One parent for everything: starts in stages, restarts what dies, stops cleanly.

Only the parent handles signals: children live in sessions of their own, so a Ctrl-C at the
terminal does not reach them, and the kernel ends them when the parent is gone.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

from django.utils.translation import gettext as _

from config import database, env, processes
from config.cli import CommandRefused
from config.commands.base import migrate, use_full_settings
from config.postgres import EmbeddedServer

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
PORTS_TO_TRY, PORT_SECONDS = 50, 8
STOP_SECONDS = 15


@dataclass
class Child:
    """A process that is kept alive."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it, dying with us, deaf to the terminal."""
        setup = processes.child_setup(None, [], signal.SIGTERM)
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=setup)

    def is_dead(self) -> bool:
        """Whether it ended."""
        return self.process is None or self.process.poll() is not None

    def signal_all(self, number: int) -> None:
        """Signal the process and everything it started."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except (ProcessLookupError, PermissionError):
            return

    def pause_before_restart(self) -> float:
        """Seconds to wait: longer the more often it died within a minute."""
        now = time.monotonic()
        self.deaths = [at for at in self.deaths if now - at < 60] + [now]
        return min(0.2 * 2 ** (len(self.deaths) - 1), 10)


class Supervisor:
    """Runs the program until it is told to stop."""

    def __init__(self) -> None:
        self.host = os.environ.get("HOST") or "127.0.0.1"
        self.wanted_port = env.number("PORT", default=8000, low=1, high=65535)
        # A Python process answers with one processor at a time; each takes about 200 MB.
        processors = len(os.sched_getaffinity(0))
        self.web_workers = env.number(
            "PRONGSAI_WEB_WORKERS", default=min(processors, 2), low=1, high=32
        )
        self.server = EmbeddedServer(env.data_dir()) if database.is_embedded() else None
        self.children: list[Child] = []
        self.stopping = False

    def run(self) -> int:
        """Start all stages, watch, stop. Returns the exit code."""
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)
        try:
            self._start_database()
            port = self._choose_port()
            self._prepare_environment(port)
            self._prepare_data()
            if not self.stopping:
                self._start_children(port)
                self._watch(port)
        finally:
            self._stop_children()
            if self.server is not None:
                self.server.release()
        say(_("Stopped. Nothing is lost."))
        return 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start_database(self) -> None:
        if self.server is None:
            say(_("Database: the server of DATABASE_URL"))
            return
        say(_("Starting the database …"))
        self.server.acquire(
            dies_with_us=True,
            on_wait=lambda: say(_("The database is repairing itself after a crash. Please wait …")),
        )
        self.server.create_database()

    def _choose_port(self) -> int:
        # Whoever named a port counts on it: a killed run's web server lets go of it in a moment.
        end = time.monotonic() + (PORT_SECONDS if os.environ.get("PORT") else 0)
        while not _is_free(self.host, self.wanted_port) and time.monotonic() < end:
            if self.stopping:
                break
            time.sleep(0.1)
        for port in range(self.wanted_port, min(self.wanted_port + PORTS_TO_TRY, 65536)):
            if _is_free(self.host, port):
                if port != self.wanted_port:
                    numbers = {"taken": self.wanted_port, "port": port}
                    say(_("Port %(taken)s is occupied; using %(port)s.") % numbers)
                return port
        raise CommandRefused(_("No free port was found. Set PORT to another number."))

    def _prepare_environment(self, port: int) -> None:
        os.environ.setdefault("PRONGSAI_BASE_URL", f"http://{_shown_host(self.host)}:{port}")
        if self.host in LOOPBACK:
            os.environ.setdefault("PRONGSAI_PERSONA_BAR", "1")
        else:
            os.environ["PRONGSAI_PERSONA_BAR"] = "0"
        use_full_settings()

    def _prepare_data(self) -> None:
        from django.db import connections

        say(_("Bringing the database up to date …"))
        migrate()
        self._load_example()
        connections.close_all()

    def _load_example(self) -> None:
        from prongsai.organization.queries import find_profile

        if find_profile() is not None or env.flag("PRONGSAI_EMPTY", default=False):
            return
        say(_("Preparing the example organisation …"))
        from prongsai.website.example import load_example

        load_example()

    def _start_children(self, port: int) -> None:
        say(_("Starting the web server and the background worker …"))
        self.children = [
            Child(_("The web server"), web_command(self.host, port, self.web_workers)),
            Child(_("The background worker"), worker_command()),
        ]
        os.environ["PRONGSAI_SUPERVISED"] = "1"
        for child in self.children:
            child.start()

    def _watch(self, port: int) -> None:
        is_told = False
        while not self.stopping:
            if not is_told and _answers(self.host, port):
                is_told = True
                self._tell_where(port)
            self._revive()
            time.sleep(0.1)

    def _revive(self) -> None:
        if self.server is not None and self.server.restart_if_dead():
            say(_("The database had stopped and was started again."))
        for child in self.children:
            if child.is_dead() and not self.stopping:
                child.signal_all(signal.SIGKILL)
                self._wait(child.pause_before_restart())
                say(_("%(part)s had stopped and is started again.") % {"part": child.name})
                child.start()

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.stopping:
            time.sleep(0.05)

    def _stop_children(self) -> None:
        for child in self.children:
            child.signal_all(signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        while time.monotonic() < end and not all(child.is_dead() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.signal_all(signal.SIGKILL)

    def _tell_where(self, port: int) -> None:
        from django.conf import settings

        from prongsai.organization.queries import find_profile

        base = settings.PRONGSAI_BASE_URL
        say("")
        say(_("Ready.  Public page: %(url)s/") % {"url": base})
        say(_("        Office:      %(url)s/office/") % {"url": base})
        if find_profile() is None:
            from prongsai.accounts.services import create_setup_token

            say(_("        Set up:      %(url)s") % {"url": base + create_setup_token()})
        if self.host not in LOOPBACK:
            _print_qr(base)
        say(_("Ctrl-C stops it."))


def web_command(host: str, port: int, workers: int) -> list[str]:
    """The web server's command line, with how many processes answer."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "8",
        "--backpressure", "64", "--log-level", "error", "--no-access-log",
        "--workers-kill-timeout", "5", "--respawn-failed-workers",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """The background worker's command line: imported, as procrastinate wants its app to be."""
    return [sys.executable, "-c", "from config.commands.worker import main; main()"]


def say(line: str) -> None:
    """One line for the person at the terminal, at once."""
    print(line, flush=True)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise CommandRefused(
                _("Port %(port)s may not be used by this account.") % {"port": port}
            ) from error
        except socket.gaierror as error:
            raise CommandRefused(_("HOST %(host)s is no address.") % {"host": host}) from error
        except OSError:
            return False
    return True


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((_dialled(host), port), timeout=0.5):
            return True
    except OSError:
        return False


def _dialled(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _shown_host(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return _own_address()
    return f"[{host}]" if ":" in host else host


def _own_address() -> str:
    """The address by which the local network reaches this machine; sends no packet."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _print_qr(url: str) -> None:
    import segno

    say(_("Open on a phone: %(url)s") % {"url": url})
    segno.make(url).terminal(compact=True)
    sys.stdout.flush()
