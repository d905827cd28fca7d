"""The databases of a run: migrated once and copied, not migrated by every process of every run."""

import fcntl
import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MIGRATED = "migrated_"


def ensure_migrated(lock: Path) -> str:
    """The name of a database with the migrations as they are now; made when there is none."""
    from django.db import connection

    name = MIGRATED + _digest_migrations()
    with _alone(lock), connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{MIGRATED}%"])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            unfinished = f"{MIGRATED}unfinished"
            cursor.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE template0 ENCODING UTF8')
            _migrate(unfinished)
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def _digest_migrations() -> str:
    """What the result depends on: a change in any migration, ours or a library's."""
    from django.db.migrations.loader import MigrationLoader

    digest = hashlib.sha256()
    loader = MigrationLoader(None)
    for key in sorted(loader.disk_migrations):
        module = loader.disk_migrations[key].__module__
        digest.update(repr(key).encode() + _source(module))
    return digest.hexdigest()[:16]


def _source(module: str) -> bytes:
    return Path(str(sys.modules[module].__file__)).read_bytes()


def _migrate(name: str) -> None:
    """As the program does at its first start."""
    from django.db import connection

    from config.commands.base import migrate

    with connected_to(connection, name):
        migrate()


@contextmanager
def connected_to(connection: Any, name: str) -> Iterator[None]:
    """Another database for a while."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process of the machine at a time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Organised:
    """A copy of this process's database in which the organisation of most tests is there already.

    A test that asks for it runs on this copy, in a transaction that is rolled back, as on the other.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        from django.db import connection, connections

        self.usual = connections["default"]
        self.copy = connections.create_connection("default")
        self.name = f"{connection.settings_dict['NAME']}_organised"
        self.copy.settings_dict = connection.settings_dict | {"NAME": self.name}
        connection.close()
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            template = connection.settings_dict["NAME"]
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        with self.in_use():
            make()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Everything asks the copy."""
        from django.db import connections

        connections["default"] = self.copy
        try:
            yield
        finally:
            connections["default"] = self.usual

    @property
    def is_in_use(self) -> bool:
        """Whether a test asks the copy now."""
        from django.db import connections

        return connections["default"] is self.copy

    def drop(self) -> None:
        """Nothing is left of it."""
        self.copy.close()
        with self.usual._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')
