"""Background work: deliver the outbox, forget old messages."""

from procrastinate.contrib.django import app

from prongsai.common.jobs import queue_once


@app.task(queueing_lock="channels.deliver_now")
def _deliver() -> None:
    from prongsai.channels.services import deliver_waiting

    deliver_waiting()


class deliver_mail:
    """The hint that mail waits; one waiting hint is enough."""

    @staticmethod
    def defer() -> None:
        """Queue a delivery unless one is queued already."""
        queue_once(_deliver)


@app.task(queueing_lock="channels.publications_now")
def deliver_publications_now() -> None:
    """Deliver what was just published."""
    from prongsai.channels.services import deliver_publications

    deliver_publications()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="channels.publications")
def sweep_publications(timestamp: int) -> None:
    """Deliver publications that are due, each minute."""
    from prongsai.channels.services import deliver_publications

    deliver_publications()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="channels.sweep")
def sweep(timestamp: int) -> None:
    """Deliver what is due, each minute."""
    from prongsai.channels.services import deliver_waiting

    deliver_waiting()


@app.task(queueing_lock="channels.chats_now")
def answer_chats_now() -> None:
    """Answer what just came from LINE."""
    from prongsai.channels.services import answer_waiting

    answer_waiting()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="channels.chats")
def sweep_chats(timestamp: int) -> None:
    """Answer what a lost hint left, each minute."""
    from prongsai.channels.services import answer_waiting

    answer_waiting()


@app.periodic(cron="15 19 * * *")  # 02:15 in Bangkok
@app.task(queueing_lock="channels.purge")
def purge(timestamp: int) -> None:
    """Forget old notices, mail, and what citizens left for a moment."""
    from prongsai.channels.services import purge as forget

    forget()
