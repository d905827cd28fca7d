"""`prongsai serve`: starts in stages, survives kill -9 of any part, stops cleanly."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.prepared import Prepared
from tests.config.runner import Served, free_port, is_running, run

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for the whole module: the second start finds the first one's data."""
    return tmp_path_factory.mktemp("serve") / "data"


def _listening() -> socket.socket:
    """Another program that holds a port."""
    other = socket.socket()
    other.bind(("127.0.0.1", 0))
    other.listen()
    return other


@pytest.fixture
def served(data: Path, tmp_path: Path) -> Iterator[Served]:
    """The program with the example organisation."""
    program = Served(data, tmp_path / "log", free_port())
    yield program
    program.stop(signal.SIGTERM)


def _left_over(children: dict[int, str], seconds: float = 15) -> list[str]:
    end = time.monotonic() + seconds
    left = children
    while left and time.monotonic() < end:
        left = {pid: line for pid, line in left.items() if is_running(pid)}
        time.sleep(0.05)
    return list(left.values())


def test_the_first_start_tells_each_stage_and_where_to_click(served: Served) -> None:
    served.wait_for("Ctrl-C")
    lines = [line for line in served.output.splitlines() if line.strip()]
    assert lines[0] == "กำลังเริ่มฐานข้อมูล …"
    assert f"http://127.0.0.1:{served.port}/office/" in served.output
    assert "WARNING" not in served.output
    assert "warning" not in served.output
    page = served.wait_for_page()
    assert "องค์การบริหารส่วนตำบลตัวอย่าง" in page
    assert "ลองเป็น" in page


def test_ctrl_c_ends_every_process(served: Served) -> None:
    served.wait_for("Ctrl-C")
    children = served.children()
    assert len(children) >= 3
    assert served.stop(signal.SIGINT) == 0
    assert _left_over(children) == []
    assert "หยุดแล้ว" in served.output


def test_killing_the_parent_takes_the_children_along(data: Path, tmp_path: Path) -> None:
    served = Served(data, tmp_path / "log", free_port(), PRONGSAI_WEB_WORKERS="2")
    served.wait_for("Ctrl-C")
    served.wait_for_page()
    children = served.children()
    assert sum("granian" in line for line in children.values()) == 3  # one watches the two
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait()
    assert _left_over(children) == []


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("granian", "เว็บเซิร์ฟเวอร์"),
        ("config.commands.worker", "งานเบื้องหลัง"),
        ("bin/postgres", "ฐานข้อมูล"),
    ],
)
def test_a_killed_part_is_started_again_and_the_data_stays(
    served: Served, part: str, words: str
) -> None:
    served.wait_for("Ctrl-C")
    victims = {pid: line for pid, line in served.children().items() if part in line}
    os.kill(min(victims), signal.SIGKILL)
    served.wait_for(rf"{words}.*เริ่มใหม่")
    assert "องค์การบริหารส่วนตำบลตัวอย่าง" in served.wait_for_page()


def test_a_named_port_is_taken_as_soon_as_a_dying_server_lets_go_of_it(
    data: Path, tmp_path: Path
) -> None:
    with _listening() as dying:
        port = dying.getsockname()[1]
        program = Served(data, tmp_path / "log", port)
        letting_go = threading.Timer(2, dying.close)
        letting_go.start()
        try:
            program.wait_for(rf"http://127\.0\.0\.1:{port}/office/")
        finally:
            letting_go.join()
            program.stop(signal.SIGTERM)


def test_an_occupied_port_moves_the_program_to_the_next_and_says_so(
    data: Path, tmp_path: Path
) -> None:
    with _listening() as other:
        taken = other.getsockname()[1]
        program = Served(data, tmp_path / "log", taken)
        try:
            program.wait_for(rf"พอร์ต {taken} มีผู้ใช้อยู่")
            program.port = int(program.wait_for(r"http://127\.0\.0\.1:(\d+)/office/")[1])
            assert program.port != taken
            program.wait_for_page()
        finally:
            program.stop(signal.SIGTERM)


def test_the_network_address_shows_a_qr_and_no_persona_bar(data: Path, tmp_path: Path) -> None:
    program = Served(data, tmp_path / "log", free_port(), HOST="0.0.0.0")
    try:
        program.wait_for("Ctrl-C")
        assert "▀" in program.output or "█" in program.output
        assert "เปิดในโทรศัพท์: http://" in program.output
        assert "ลองเป็น" not in program.wait_for_page()
    finally:
        program.stop(signal.SIGTERM)


def test_an_empty_start_prints_the_way_to_set_it_up(prepared: Prepared, tmp_path: Path) -> None:
    data = prepared.migrated(tmp_path / "data")
    program = Served(data, tmp_path / "log", free_port(), PRONGSAI_EMPTY="1")
    try:
        path = program.wait_for(r"http://127\.0\.0\.1:\d+(/invitation/\S+)")[1]
        assert "รหัสผ่าน" in program.wait_for_page(path)
        assert "ลองเป็น" not in program.wait_for_page()
    finally:
        program.stop(signal.SIGTERM)


def test_commands_use_the_running_server_and_leave_it_running(served: Served, data: Path) -> None:
    served.wait_for("Ctrl-C")
    done = run(data, "verify-log")
    assert done.returncode == 0, done.stderr
    served.wait_for_page()


@pytest.mark.parametrize("port", ["0", "70000", "eighty"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    done = run(tmp_path, "serve", PORT=port)
    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr
