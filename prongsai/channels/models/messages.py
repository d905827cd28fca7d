"""Notices in the office and the outbox of messages that leave it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """A message to one person inside the office. Kept 400 days, then deleted."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    text = models.CharField(_("text"), max_length=500)
    link = models.CharField(_("link"), max_length=300, blank=True)
    # One notice per person and cause: a reminder that runs twice says it once.
    key = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_said_once")
        ]

    def __str__(self) -> str:
        return self.text


class OutgoingMail(models.Model):
    """One e-mail in the outbox. The row is the truth; the job that sends it is only a hint.

    The body is emptied once it was delivered: it may hold one-time links.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    recipient = models.EmailField(_("recipient"))
    sender = models.CharField(_("sender"), max_length=300)
    subject = models.CharField(_("subject"), max_length=300)
    message = models.BinaryField(help_text="The whole message, RFC 5322")
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    # A worker has it until then; set and not taken back: that one was killed.
    claimed_until = models.DateTimeField(null=True, blank=True)
    # It was handed over, or begun by a worker that was killed: it may have been taken.
    is_uncertain = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Of a publication to its subscribers; the recipient is emptied when the person unsubscribes.
    delivery = models.ForeignKey(
        "channels.Delivery", on_delete=models.PROTECT, null=True, blank=True, related_name="mails"
    )
    # Deleted soon after it was sent: the address is not known to be the sender's own.
    is_fleeting = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("outgoing e-mail")
        verbose_name_plural = _("outgoing e-mail")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], name="mail_waiting", condition=Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return self.subject
