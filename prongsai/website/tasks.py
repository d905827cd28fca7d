"""Background work: reminders of pages and questions that are due, reports, forgetting who asked."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="50 0 * * 1-5")  # 07:50 in Bangkok, on working weekdays
@app.task(queueing_lock="website.remind", pass_context=False)
def remind(timestamp: int) -> None:
    """Tell keepers which pages are due, once a week."""
    from prongsai.website.services import remind_of_pages

    remind_of_pages(on=timezone.localdate())


@app.periodic(cron="40 0 * * *")  # 07:40 in Bangkok
@app.task(queueing_lock="website.report", pass_context=False)
def draft_report(timestamp: int) -> None:
    """Draft the report of the month before where the organisation wants it."""
    from prongsai.website.services import draft_last_month

    draft_last_month(on=timezone.localdate())


@app.periodic(cron="55 0 * * 1-5")  # 07:55 in Bangkok, on working weekdays
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
