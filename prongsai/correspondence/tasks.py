"""Background work: approved documents get their seal. The missing row is the truth, the job a hint."""

from procrastinate.contrib.django import app

from prongsai.common.jobs import queue_once


@app.task(queueing_lock="correspondence.seal_now")
def _seal() -> None:
    from prongsai.correspondence.services import seal_waiting

    seal_waiting()


def ask_for_seals() -> None:
    """Queue the sealing with the caller's transaction, unless it is queued already."""
    queue_once(_seal)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="correspondence.seal_sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Seal what was approved and is not sealed yet, each minute."""
    from prongsai.correspondence.services import seal_waiting

    seal_waiting()
