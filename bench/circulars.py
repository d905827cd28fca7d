"""A circular of 400 people among fifty others: its page, the overview, its certificate, one reader."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.office import measure_page, people, prepare, sign_in
from bench.results import Result

READERS, NAMES, OTHERS, DONE = 340, 60, 50, 300
MOST_QUERIES = 12


def measure(folder: Path) -> Iterator[Result]:
    """Circulate to 400 people, let 300 of them acknowledge, open what the officer opens."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        officer = people()["officer"]
        _add_readers()
        made, seconds = _circulate(officer)
        yield Result(f"start for {READERS + NAMES} people", seconds * 1000, "ms")
        yield from _acknowledge(made)
        yield from _pages(sign_in(officer), made)
        yield from _certificate(made)
        from django.db import connections

        connections.close_all()


def _add_readers() -> None:
    """Accounts with a position each, spread over the divisions."""
    from bench.office import SINCE
    from prongsai.accounts.models import User
    from prongsai.organization.models import Division, Position, Role, Tenure

    divisions = list(Division.objects.all())
    users = User.objects.bulk_create(
        User(username=f"reader{n}", full_name=f"เจ้าหน้าที่คนที่ {n}", password="!")
        for n in range(READERS)
    )
    posts = Position.objects.bulk_create(
        Position(
            title=f"เจ้าพนักงาน {n}",
            role=Role.OFFICER,
            division=divisions[n % len(divisions)],
            order=100 + n,
        )
        for n in range(READERS)
    )
    Tenure.objects.bulk_create(
        Tenure(position=post, user=user, starts_on=SINCE)
        for post, user in zip(posts, users, strict=True)
    )


def _circulate(officer: Any) -> tuple[Any, float]:
    """The circular that is measured, after the others of the year; how long its start took."""
    from django.utils import timezone

    from prongsai.accounts.models import User
    from prongsai.circulars import services
    from prongsai.circulars.content import Subject
    from prongsai.circulars.rules import Named
    from prongsai.circulars.services import Audience

    readers = list(User.objects.filter(username__startswith="reader"))
    names = [Named(f"คนงานคนที่ {n}", "สำนักปลัด", "พนักงานจ้าง") for n in range(NAMES)]
    for n in range(OTHERS + 1):
        start = time.perf_counter()
        made = services.start(
            actor=officer,
            subject=Subject(link=f"https://office.example/{n}"),
            title=f"เรื่องที่ {n}",
            due_on=timezone.localdate(),
            audience=Audience(people=readers, names=names if n == OTHERS else ()),
        )
    return made, time.perf_counter() - start


def _acknowledge(made: Any) -> Iterator[Result]:
    from prongsai.circulars.services import acknowledge, mark_opened

    rows = list(made.recipients.filter(user__isnull=False).select_related("user")[:DONE])
    start = time.perf_counter()
    for row in rows:
        mark_opened(recipient=row)
        acknowledge(actor=row.user, recipient=row, digest=made.digest)
    each = (time.perf_counter() - start) / len(rows)
    yield Result("one person opens and acknowledges", each * 1000, "ms")


def _pages(client: Any, made: Any) -> Iterator[Result]:
    one = f"/office/circulars/{made.public_id}/"
    about = f"{READERS + NAMES} people"
    for name, path in (
        (f"page of a circular, everybody of {about}", f"{one}status/?show=all"),
        (f"page of a circular, who is missing of {about}", f"{one}status/"),
        (f"overview of {OTHERS + 1} circulars", "/office/circulars/overview/"),
        ("what waits for me", "/office/circulars/"),
    ):
        yield from measure_page(client, name, path, MOST_QUERIES)


def _certificate(made: Any) -> Iterator[Result]:
    from django.utils import timezone

    from prongsai.circulars.documents import make_certificate
    from prongsai.correspondence.render import render_pdf

    times = []
    for _n in range(3):
        start = time.perf_counter()
        assert render_pdf(make_certificate(made, timezone.localdate())).startswith(b"%PDF-")
        times.append(time.perf_counter() - start)
    yield Result(f"certificate of {READERS + NAMES} people as PDF", min(times) * 1000, "ms")
