"""Background work: the morning's reminders."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="50 0 * * 1-5")  # 07:50 in Bangkok, on working weekdays
@app.task(queueing_lock="meetings.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Remind of resolutions and of reports that divisions owe."""
    from prongsai.meetings.services import remind as remind_all

    remind_all(on=timezone.localdate())
