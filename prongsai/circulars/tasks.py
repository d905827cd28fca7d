"""Background work: the morning's reminders, and forgetting ended links."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="45 0 * * 1-5")  # 07:45 in Bangkok, on working weekdays
@app.task(queueing_lock="circulars.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Remind who has not acknowledged, tell heads who is late."""
    from prongsai.circulars.services import remind as remind_all

    remind_all(on=timezone.localdate())


@app.periodic(cron="25 19 * * *")  # 02:25 in Bangkok
@app.task(queueing_lock="circulars.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Forget ended personal links and the counts of their use."""
    from prongsai.circulars.services import forget_old

    forget_old()
