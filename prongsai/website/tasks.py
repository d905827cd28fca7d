"""Background work: the morning's reminders of questions, and forgetting who asked."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="50 0 * * 1-5")  # 07:50 in Bangkok, on working weekdays
@app.task(queueing_lock="website.remind_questions", pass_context=False)
def remind_questions(timestamp: int) -> None:
    """Remind who owes an answer to the public."""
    from prongsai.website.services import remind_questions as remind

    remind(on=timezone.localdate())


@app.periodic(cron="35 19 * * *")  # 02:35 in Bangkok
@app.task(queueing_lock="website.forget_contacts", pass_context=False)
def forget_contacts(timestamp: int) -> None:
    """Delete names and addresses of askers whose time is over."""
    from prongsai.website.services import forget_contacts as forget

    forget(on=timezone.localdate())
