"""Queries and times of pages with 10,000 measures over 10 years."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.results import Result

YEARS, A_YEAR = 10, 1000
LAST = 2579


def measure(folder: Path) -> Iterator[Result]:
    """Fill a database of its own and open the lists as the officer and as a citizen."""
    from config.postgres import running

    with running(folder / "data"):
        officer = prepare()
        _fill(officer)
        client = sign_in(officer)
        for name, path, limit in (
            ("list of plans", "/office/measures/", 12),
            ("table of a plan", f"/office/measures/{LAST}/", 12),
            ("public page", "/", 8),
        ):
            yield from _page(client, name, path, limit)
        from django.db import connections

        connections.close_all()


def _page(client: Any, name: str, path: str, limit: int) -> Iterator[Result]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        start = time.perf_counter()
        assert client.get(path).status_code == 200
        seconds = time.perf_counter() - start
    yield Result(f"{name}, {YEARS * A_YEAR:,} measures: queries", len(seen), "", limit)
    yield Result(f"{name}: whole page of {A_YEAR:,} measures", seconds, "s")


def prepare() -> Any:
    """The migrated database with an organisation; returns its officer."""
    from bench.settings import use_bare_settings

    use_bare_settings()
    from config.commands.base import migrate, use_full_settings

    use_full_settings()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    migrate()
    from prongsai.accounts.models import User

    return User.objects.filter(username="officer").first() or _make_officer()


def sign_in(officer: Any) -> Any:
    """A client that is signed in."""
    from django.test import Client

    client = Client()
    client.force_login(officer, backend="prongsai.accounts.backends.GroupBackend")
    return client


def _make_officer() -> Any:
    from prongsai.accounts.services import create_account
    from prongsai.organization.models import Role
    from prongsai.organization.queries import find_position
    from prongsai.organization.services import appoint, create_organization

    create_organization(
        actor=None, kind="sao", name="วัดผล", amphoe="ก", province="ข", letter_code="ตย 80301"
    )
    officer = create_account(actor=None, username="officer", full_name="เจ้าหน้าที่")
    post = find_position(Role.INTEGRITY_OFFICER)
    assert post is not None
    appoint(actor=None, position=post, user=officer, starts_on=dt.date(2020, 10, 1))
    return officer


def _fill(officer: Any) -> None:
    for year in range(LAST - YEARS + 1, LAST + 1):
        _fill_year(officer, year)


def _fill_year(officer: Any, year: int) -> None:
    from prongsai.measures import services
    from prongsai.measures.models import Measure, Output, Step
    from prongsai.organization.queries import list_divisions

    plan = services.create_plan(actor=officer, fiscal_year=year)
    topics, divisions = list(plan.topics.all()), list(list_divisions())
    made = Measure.objects.bulk_create(
        Measure(
            plan=plan,
            topic=topics[n % 7],
            number=f"{n % 7 + 1}.{n // 7 + 1}",
            order=n,
            title=f"มาตรการที่ {n}",
        )
        for n in range(A_YEAR)
    )
    Step.objects.bulk_create(
        Step(measure=m, position=p, text="ประชุม") for m in made for p in (1, 2)
    )
    Output.objects.bulk_create(Output(measure=m, position=1, expected="รายงาน ๑ ฉบับ") for m in made)
    link = Measure.divisions.through
    link.objects.bulk_create(
        link(measure_id=m.pk, division_id=divisions[n % len(divisions)].pk)
        for n, m in enumerate(made)
    )
    services.publish_plan(actor=officer, plan=plan)
