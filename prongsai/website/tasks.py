"""Background work: publishing and ending at a time, writers, links, reminders, monthly reports."""

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


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="website.publish_due", pass_context=False)
def publish_due(timestamp: int) -> None:
    """Make public what is due, take off the site what has expired."""
    from prongsai.website.services import publish_due as publish

    publish()


@app.periodic(cron="6 17 * * *")  # 00:06 in Bangkok
@app.task(queueing_lock="website.sync_editors", pass_context=False)
def sync_editors(timestamp: int) -> None:
    """Mirror today's writers in Wagtail's groups."""
    from prongsai.website.services import sync_editors as sync

    sync(on=timezone.localdate())


@app.periodic(cron="26 17 * * *")  # 00:26 in Bangkok
@app.task(queueing_lock="website.forget_former", pass_context=False)
def forget_former(timestamp: int) -> None:
    """Photographs and contacts of who left."""
    from prongsai.website.services import forget_former as forget

    forget(on=timezone.localdate())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="website.read_documents", pass_context=False)
def read_documents(timestamp: int) -> None:
    """Read the text of what was uploaded."""
    from prongsai.website.services import read_waiting

    read_waiting()


@app.periodic(cron="*/3 * * * *")
@app.task(queueing_lock="website.check_links", pass_context=False)
def check_links(timestamp: int) -> None:
    """Look at the links, where that was asked for."""
    from prongsai.website.services import check_waiting_links

    check_waiting_links()


@app.periodic(cron="20 19 * * 6")  # Sunday, 02:20 in Bangkok
@app.task(queueing_lock="website.ask_for_link_check", pass_context=False)
def ask_for_link_check(timestamp: int) -> None:
    """Once a week all links are looked at."""
    from prongsai.website.services import ask_for_link_check as ask

    ask(actor=None)


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
