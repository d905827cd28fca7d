"""Pages that become public, or end, at a time that an editor chose."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from prongsai.website.services.offering import offer_after_schedule


def publish_due() -> int:
    """Publish what is due and unpublish what has expired; returns how many pages changed.

    Each page is a transaction of its own: one that fails holds up no other, and is tried again.
    """
    now = timezone.now()
    expired = Page.objects.live().filter(expire_at__lt=now).values_list("pk", flat=True)
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    return sum(
        [_expire(pk) for pk in list(expired)]
        + [_publish(pk) for pk in list(due.values_list("pk", flat=True))]
    )


@transaction.atomic
def _expire(pk: int) -> int:
    page = Page.objects.select_for_update().filter(pk=pk, live=True).first()
    if page is None:
        return 0
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1


@transaction.atomic
def _publish(pk: int) -> int:
    revision = (
        Revision.objects.select_for_update()
        .filter(pk=pk, approved_go_live_at__isnull=False)
        .first()
    )
    if revision is None:
        return 0
    revision.publish(log_action="wagtail.publish.scheduled")
    offer_after_schedule(revision=revision)
    return 1
