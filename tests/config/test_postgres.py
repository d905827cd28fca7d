"""The embedded server under blows that its own care does not heal."""

import os
import signal
import time
from pathlib import Path

import pytest

from config import postgres
from config.postgres import EmbeddedServer, _children_of, _command_line


def _kill(pid: int, words: bytes) -> bool:
    """Kill a child of the server by its name, waiting for it a moment."""
    end = time.monotonic() + 3
    while time.monotonic() < end:
        for child in _children_of(pid):
            if _command_line(child).startswith(words):
                os.kill(child, signal.SIGKILL)
                return True
    return False


def _make_it_hang(server: EmbeddedServer) -> bool:
    """Kill the process that recovers; most often the server waits for it for ever."""
    pid = server._running_pid()
    assert pid is not None
    if not (_kill(pid, b"postgres: walwriter") and _kill(pid, b"postgres: startup")):
        return False
    time.sleep(1)
    return server._running_pid() is not None and not server.is_accepting()


def test_a_recovery_that_nobody_does_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "HANG_SECONDS", 1)
    server = EmbeddedServer(tmp_path / "data")
    server.acquire(dies_with_us=True)
    try:
        for _attempt in range(10):
            if _make_it_hang(server):
                break
            server.restart_if_dead()
        else:
            pytest.fail("the server healed itself each time: is this care still needed?")
        end = time.monotonic() + 60
        while not server.restart_if_dead():
            assert time.monotonic() < end
            time.sleep(0.1)
        assert server.is_accepting()
    finally:
        server.release()


def test_what_a_dead_server_left_running_does_not_hold_up_the_next(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "data")
    server.acquire()
    try:
        pid = server._running_pid()
        assert pid is not None
        stuck = [p for p in _children_of(pid) if b"checkpointer" in _command_line(p)]
        for child in stuck:
            os.kill(child, signal.SIGSTOP)  # it does not notice the end of its parent
        os.kill(pid, signal.SIGKILL)
        assert server._gone(pid, 10)
        assert stuck
        assert set(stuck) <= set(server._orphans())
        assert server.restart_if_dead()
        assert not set(stuck) & set(server._orphans())
        assert server.is_accepting()
    finally:
        server.release()
