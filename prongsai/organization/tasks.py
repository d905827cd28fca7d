"""Background work: acting appointments begin and end at midnight in Bangkok."""

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="5 17 * * *")  # 00:05 in Bangkok
@app.task(queueing_lock="organization.sync_groups")
def sync_groups(timestamp: int) -> None:
    """Mirror today's positions in the office's group."""
    from prongsai.organization.services import sync_groups as sync

    sync(on=timezone.localdate())


@app.periodic(cron="0 20 1 * *")  # once a month
@app.task(queueing_lock="organization.seed_holidays")
def seed_holidays(timestamp: int) -> None:
    """Fill in the public holidays of coming years."""
    from prongsai.organization.services import seed_holidays as seed

    seed(actor=None)


@app.periodic(cron="10 17 * * *")  # 00:10 in Bangkok
@app.task(queueing_lock="organization.checkpoint")
def checkpoint(timestamp: int) -> None:
    """Sign how far the log reaches."""
    from prongsai.audit.services import make_checkpoint
    from prongsai.organization.queries import find_profile

    profile = find_profile()
    if profile is not None:
        make_checkpoint(organization=profile.full_name)
