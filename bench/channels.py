"""Channels after many years: the log of 20,000 publications, mails to 2,000 subscribers."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

from bench.office import measure_page, people, prepare, sign_in
from bench.results import Result

PUBLICATIONS, SUBSCRIBERS = 20_000, 2_000


def measure(folder: Path) -> Iterator[Result]:
    """Fill a database of its own; open the channels and the log, write mails to all subscribers."""
    from config.postgres import running

    with running(folder / "data"):
        prepare()
        client = sign_in(people()["officer"])
        _fill()
        for name, path in (
            ("channels", "/office/channels/"),
            ("log of a year", "/office/channels/log/"),
            ("log by channel and word", "/office/channels/log/?channel=line&q=77"),
        ):
            yield from measure_page(client, f"{name}, {PUBLICATIONS:,} publications", path, 12)
        start = time.perf_counter()
        _publish()
        seconds = time.perf_counter() - start
        yield Result(f"mails to {SUBSCRIBERS:,} subscribers written", seconds, "s")
        from django.db import connections

        connections.close_all()


def _fill() -> None:
    from django.utils import timezone

    from prongsai.channels.models import Delivery, LoggedPublication, Subscriber
    from prongsai.thai.fiscal import fiscal_year_of

    now = timezone.now()
    rows = LoggedPublication.objects.bulk_create(
        LoggedPublication(
            key=f"bench:{at}",
            kind="news",
            title=f"ประกาศผลการจัดซื้อจัดจ้าง ครั้งที่ {at}",
            url="/",
            fiscal_year=fiscal_year_of(timezone.localdate()).year_be - at % 10,
            published_at=now - dt.timedelta(minutes=at),
        )
        for at in range(PUBLICATIONS)
    )
    Delivery.objects.bulk_create(
        Delivery(publication=row, channel=channel, state=Delivery.State.SENT, sent_at=now)
        for row in rows
        for channel in ("website", "line", "email")
    )
    Subscriber.objects.bulk_create(
        Subscriber(email=f"p{at}@people.example") for at in range(SUBSCRIBERS)
    )


def _publish() -> None:
    from prongsai.channels import services
    from prongsai.channels.content import Publication

    services.publish(
        actor=None,
        publication=Publication("bench", "news", "ประกาศ", "สรุป", "/"),
        channels=["email"],
    )
    services.deliver_publications()
