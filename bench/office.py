"""The organisation of the bench: a migrated database with people in the positions of the chain."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.results import Result
from bench.settings import use_bare_settings

SINCE = dt.date(2020, 10, 1)


def use_program() -> None:
    """Django with everything on the running database."""
    use_bare_settings()
    from config.commands.base import use_full_settings

    use_full_settings()


def prepare() -> None:
    """The migrated database, open to the test client."""
    use_program()
    from django.conf import settings

    from config.commands.base import migrate

    settings.ALLOWED_HOSTS = ["*"]
    migrate()


def sign_in(user: Any) -> Any:
    """A test client of a person."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="prongsai.accounts.backends.GroupBackend")
    return client


@contextmanager
def unguarded(*tables: str) -> Iterator[None]:
    """Fill these tables with years of rows at once: their own guards would want each act by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {table}")


def measure_page(client: Any, name: str, path: str, most_queries: int | None) -> Iterator[Result]:
    """The queries and the time of a page, opened once before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        start = time.perf_counter()
        assert client.get(path).status_code == 200
        seconds = time.perf_counter() - start
    yield Result(f"{name}: queries", len(seen), "", most_queries)
    yield Result(f"{name}: whole page", seconds * 1000, "ms")


def people() -> dict[str, Any]:
    """The four people of the usual chain by account; made at the first call."""
    from prongsai.accounts.models import User
    from prongsai.organization.models import Role
    from prongsai.organization.queries import find_profile
    from prongsai.organization.services import create_organization

    if find_profile() is None:
        create_organization(
            actor=None, kind="sao", name="วัดผล", amphoe="ก", province="ข", letter_code="ตย 80301"
        )
        _appoint("officer", Role.INTEGRITY_OFFICER)
        _appoint("head", Role.DIVISION_HEAD, "สำนักปลัด")
        _appoint("palad", Role.CHIEF_ADMINISTRATOR)
        _appoint("mayor", Role.MAYOR)
    return {user.username: user for user in User.objects.all()}


def _appoint(username: str, role: str, division: str = "") -> None:
    from prongsai.accounts.services import create_account
    from prongsai.organization.queries import find_division, find_position
    from prongsai.organization.services import appoint

    user = create_account(actor=None, username=username, full_name=f"คุณ{username}")
    post = find_position(role, find_division(division) if division else None)
    assert post is not None
    appoint(actor=None, position=post, user=user, starts_on=SINCE)
