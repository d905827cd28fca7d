"""Data folders after a first start: made once a run by the program itself, copied for whoever begins with one.

What the first start does is proven where it is asked for (`test_serve`, `test_commands`).
"""

import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.runner import run

LOAD = "from prongsai.website.example import load_example; load_example()"
FOLDERS = "folders"


class Prepared:
    """The folders of this run; both its processes find the same."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def migrated(self, to: Path) -> Path:
        """A folder with an empty, migrated database."""
        return self._copy("migrated", self._migrate, to)

    def example(self, to: Path) -> Path:
        """A folder with the example organisation."""
        return self._copy("example", self._load_example, to)

    def _copy(self, name: str, make: Callable[[Path], None], to: Path) -> Path:
        self.home.mkdir(exist_ok=True)
        made = self.home / name
        with (self.home / f"{name}-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                unfinished = self.home / f"{name}-unfinished"
                make(unfinished)
                unfinished.rename(made)
        copy_folder(made, to)
        return to

    def _migrate(self, folder: Path) -> None:
        done = run(folder, "verify-log")
        assert done.returncode == 0, done.stderr

    def _load_example(self, folder: Path) -> None:
        self.migrated(folder)
        done = run(folder, "manage", "shell", "-v", "0", "-c", LOAD)
        assert done.returncode == 0, done.stderr


def copy_folder(source: Path, to: Path) -> None:
    """A copy with owners and modes: under root the database has an account of its own."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(to)], check=True)


def prepared_of(factory: pytest.TempPathFactory) -> Prepared:
    """The folders of a run, beside those of its processes."""
    base = factory.getbasetemp()
    return Prepared((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / FOLDERS)
