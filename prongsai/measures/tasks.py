"""Background work: the daily reminders."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="0 1 * * 1-5")  # 08:00 in Bangkok, on working weekdays
@app.task(queueing_lock="measures.remind", pass_context=False)
def remind_of_steps(timestamp: int) -> None:
    """Remind of steps due soon and overdue."""
    from prongsai.measures.services import remind_of_steps as remind

    remind(on=timezone.localdate())
