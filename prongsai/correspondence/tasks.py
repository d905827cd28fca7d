"""Background work: approved documents get their seal. The missing row is the truth, the job a hint."""

from procrastinate import exceptions
from procrastinate.contrib.django import app


@app.task(queueing_lock="correspondence.seal_now")
def _seal() -> None:
    from prongsai.correspondence.services import seal_waiting

    seal_waiting()


def ask_for_seals() -> None:
    """Queue the sealing with the caller's transaction, unless it is queued already."""
    from django.db import transaction

    try:
        with transaction.atomic():
            _seal.defer()
    except exceptions.AlreadyEnqueued:
        return


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="correspondence.seal_sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Seal what was approved and is not sealed yet, each minute."""
    from prongsai.correspondence.services import seal_waiting

    seal_waiting()
