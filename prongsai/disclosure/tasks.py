"""Background work: the checks at night and on demand, the morning's reminders, seals of snapshots."""

from django.utils import timezone
from procrastinate.contrib.django import app

from prongsai.common.jobs import queue_once


@app.periodic(cron="40 18 * * *")  # 01:40 in Bangkok
@app.task(queueing_lock="disclosure.nightly", pass_context=False)
def start_nightly(timestamp: int) -> None:
    """Start the night's checks."""
    from prongsai.disclosure.services import start_nightly as start

    start(on=timezone.localdate())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="disclosure.check_sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Take up runs that nobody works on: their worker was killed, or the hint was lost."""
    from prongsai.disclosure.services import run_waiting

    run_waiting()


@app.task(queueing_lock="disclosure.check_now")
def _check() -> None:
    from prongsai.disclosure.services import run_waiting

    run_waiting()


def ask_for_checks() -> None:
    """Queue the checks with the caller's transaction, unless they are queued already."""
    queue_once(_check)


@app.task(queueing_lock="disclosure.seal_now")
def _seal() -> None:
    from prongsai.disclosure.services import seal_waiting

    seal_waiting()


def ask_for_seals() -> None:
    """Queue the sealing of snapshots with the caller's transaction."""
    queue_once(_seal)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="disclosure.seal_sweep", pass_context=False)
def sweep_seals(timestamp: int) -> None:
    """Seal snapshots that wait, for example until there is a certificate."""
    from prongsai.disclosure.services import seal_waiting

    seal_waiting()


@app.periodic(cron="55 0 * * 1-5")  # 07:55 in Bangkok, on working weekdays
@app.task(queueing_lock="disclosure.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Remind keepers of what they owe, tell their heads who is late."""
    from prongsai.disclosure.services import remind as remind_all

    remind_all(on=timezone.localdate())
