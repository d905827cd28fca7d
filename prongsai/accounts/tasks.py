"""Background work: expired sessions go."""

from procrastinate.contrib.django import app


@app.periodic(cron="30 19 * * *")  # 02:30 in Bangkok
@app.task(queueing_lock="accounts.purge")
def purge_sessions(timestamp: int) -> None:
    """Delete what has expired."""
    from prongsai.accounts.services import purge_sessions as purge

    purge()
