"""LINE: what came in by the webhook, and who let a request be linked to their chat."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class LineEvent(models.Model):
    """An event of the webhook. Its content is emptied once answered; its id stays a week."""

    event_id = models.CharField(max_length=100, unique=True)
    content: "models.JSONField[dict[str, str]]" = models.JSONField(default=dict)
    received_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], name="line_event_waiting", condition=Q(done_at=None))
        ]

    def __str__(self) -> str:
        return self.event_id


class LineTalk(models.Model):
    """Where a chat stands: consent was given and a number is awaited. Forgotten after an hour.

    `person` is a keyed digest of the LINE user id.
    """

    person = models.CharField(max_length=64, unique=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}"


class LineLink(models.Model):
    """A chat that follows a request, with consent. Deleted when the person revokes it or unfriends.

    `target` is the LINE user id, sealed: news of the request is pushed there.
    """

    person = models.CharField(max_length=64)
    target = models.BinaryField()
    tracker = models.CharField(max_length=40)
    reference = models.CharField(max_length=100)
    consented_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "tracker", "reference"], name="line_link_once"
            )
        ]
        indexes = [models.Index(fields=["tracker", "reference"], name="line_link_by_request")]

    def __str__(self) -> str:
        return f"{self.pk}"
