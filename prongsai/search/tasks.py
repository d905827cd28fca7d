"""Background work: feeds that changed, and every night all of them."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="search.refresh_feed", lock="search.refresh", pass_context=False)
def refresh_feed(code: str) -> None:
    """Bring one feed into step with what is public."""
    from prongsai.search.services import refresh

    refresh(code)


@app.task(queueing_lock="search.refresh_all", lock="search.refresh", pass_context=False)
def refresh_all() -> None:
    """Bring every feed into step, after a start or an update."""
    from prongsai.search.services import refresh_everything

    refresh_everything()


@app.periodic(cron="40 18 * * *")  # 01:40 in Bangkok
@app.task(queueing_lock="search.reconcile", lock="search.refresh", pass_context=False)
def reconcile(timestamp: int) -> None:
    """Look through all feeds, make the terms anew, forget old questions."""
    from prongsai.search.services import forget_old, refresh_everything

    refresh_everything()
    forget_old(on=timezone.localdate())
