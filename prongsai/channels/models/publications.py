"""What was published, through which channels, and each request to somebody else's service."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.channels.codes import Channel, label_of_kind


class LoggedPublication(models.Model):
    """A publication as it was given: the log of what was made public. Kept for good."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Says a thing once, whoever publishes it again.
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    url = models.CharField(_("address"), max_length=500)
    picture = models.CharField(_("picture"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=5, default="th")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    # What was told wrongly and stays told: messages can't be taken back.
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["fiscal_year", "-published_at", "-id"], name="publication_by_year")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """What people call its kind."""
        return label_of_kind(self.kind)

    @property
    def link(self) -> str:
        """Its whole address."""
        return f"{settings.PRONGSAI_BASE_URL}{self.url}"

    @property
    def in_order(self) -> "list[Delivery]":
        """Its deliveries in the order of the channels."""
        order = list(Channel.values)
        return sorted(self.deliveries.all(), key=lambda one: order.index(one.channel))

    @property
    def picture_link(self) -> str:
        """The whole address of its picture, or an empty text."""
        return f"{settings.PRONGSAI_BASE_URL}{self.picture}" if self.picture else ""


class Sending(models.Model):
    """One request to LINE or Facebook, its content frozen, tried until it is certain what came of it.

    `is_uncertain` is set before the request goes out and taken back by a clear answer: whoever finds
    it set must find out whether the service took the request before asking again.
    """

    class Purpose(models.TextChoices):
        PUBLICATION = "publication", _("One publication")
        DIGEST = "digest", _("Several publications together")
        REQUEST = "request", _("News of a request")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.PUBLICATION)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    payload = models.JSONField(default=dict)
    # To whom, sealed, and a keyed digest of that; empty for everybody, emptied once it was sent.
    target = models.BinaryField(default=bytes)
    person = models.CharField(max_length=64, blank=True)
    # Says a piece of news of a request once.
    cause = models.CharField(max_length=200, unique=True, null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    is_uncertain = models.BooleanField(default=False)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=20, blank=True)
    detail = models.CharField(_("what the service said"), max_length=300, blank=True)
    reference = models.CharField(_("number there"), max_length=200, blank=True)
    address = models.CharField(_("address there"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], name="sending_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["channel", "state", "-created_at"], name="sending_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.key}"


class Delivery(models.Model):
    """A publication on one channel. The row is committed with the change and is the truth."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Made public")
        FAILED = "failed", _("Not delivered")
        CANCELLED = "cancelled", _("Cancelled")

    publication = models.ForeignKey(
        LoggedPublication, on_delete=models.PROTECT, related_name="deliveries"
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    # The quota is short: it goes out together with others at this time.
    held_until = models.DateTimeField(null=True, blank=True)
    sending = models.ForeignKey(
        Sending, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    sent_at = models.DateTimeField(_("published"), null=True, blank=True)
    recipients = models.PositiveIntegerField(_("recipients"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["publication", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "channel"], name="delivery_once_a_channel"
            )
        ]
        indexes = [
            models.Index(
                fields=["channel", "due_at"], name="delivery_waiting", condition=Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} · {self.get_channel_display()}"

    @property
    def is_held(self) -> bool:
        """Whether it waits for others because the quota is short."""
        is_waiting = self.state == self.State.WAITING and self.sending_id is None
        return is_waiting and self.held_until is not None
