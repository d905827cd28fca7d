"""Background work: the morning round of the desks."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="30 0 * * 1-5")  # 07:30 in Bangkok, on working weekdays
@app.task(queueing_lock="approvals.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Hand documents over to who signs today and remind of late ones."""
    from prongsai.approvals.services import hand_over_and_remind

    hand_over_and_remind(on=timezone.localdate())
