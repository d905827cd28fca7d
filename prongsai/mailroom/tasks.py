"""Background work: mail comes in, archives are made, deadlines are watched, old things forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from prongsai.common.jobs import queue_once


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="mailroom.fetch", pass_context=False)
def fetch(timestamp: int) -> None:
    """Fetch new mail, every five minutes."""
    from prongsai.mailroom.services import fetch_mail

    fetch_mail()


@app.task(queueing_lock="mailroom.archive_now")
def _archive() -> None:
    from prongsai.mailroom.services import make_waiting_archives

    make_waiting_archives()


def make_archives_soon() -> None:
    """Queue the making of archives with the caller's transaction, unless it is queued already."""
    queue_once(_archive)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="mailroom.archive_sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Make archives that a stopped worker left."""
    from prongsai.mailroom.services import make_waiting_archives

    make_waiting_archives()


@app.periodic(cron="40 0 * * 1-5")  # 07:40 in Bangkok, on working weekdays
@app.task(queueing_lock="mailroom.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Remind divisions of their papers."""
    from prongsai.mailroom.services import remind_of_papers

    remind_of_papers(on=timezone.localdate())


@app.periodic(cron="30 19 * * *")  # 02:30 in Bangkok
@app.task(queueing_lock="mailroom.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Forget what was kept for a while."""
    from prongsai.mailroom.services import forget_old

    forget_old()
