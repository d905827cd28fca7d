"""The office's mailbox, and the mails that wait to become received papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.evidence.models import Evidence
from prongsai.mailroom.models.papers import ReceivedPaper


class Mailbox(models.Model):
    """Where mail is fetched from (IMAP over TLS); one row. The password is encrypted."""

    class Security(models.TextChoices):
        TLS = "tls", _("TLS (usually port 993)")
        STARTTLS = "starttls", _("STARTTLS (usually port 143)")

    host = models.CharField(_("server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(
        _("encryption"), max_length=10, choices=Security, default=Security.TLS
    )
    username = models.CharField(_("user name"), max_length=200)
    secret = models.BinaryField()
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    is_active = models.BooleanField(_("fetch mail"), default=True)
    uid_validity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailbox")
        constraints = [models.CheckConstraint(condition=Q(singleton=True), name="mailbox_one_row")]

    def __str__(self) -> str:
        return self.host


class PostItem(models.Model):
    """A mail that came: it waits until an officer makes a received paper of it, or dismisses it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RECEIVED = "received", _("In the register")
        DISMISSED = "dismissed", _("Not entered")

    # The Message-ID, or the digest of the whole mail when it has none: nothing comes in twice.
    key = models.CharField(max_length=300, unique=True)
    sender = models.CharField(_("from"), max_length=300)
    subject = models.CharField(_("subject"), max_length=500)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    # Attachments that the office does not take: [{"name": …, "reason": …}]
    left_out = models.JSONField(default=list, blank=True)
    fetched_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    paper = models.OneToOneField(
        ReceivedPaper, on_delete=models.PROTECT, null=True, blank=True, related_name="post_item"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail that came")
        verbose_name_plural = _("mail that came")
        ordering = ["-fetched_at", "-id"]
        indexes = [models.Index(fields=["state", "-fetched_at"], name="post_by_state")]

    def __str__(self) -> str:
        return f"{self.pk}"


class PostFile(models.Model):
    """An attachment of a mail, as it was taken in."""

    item = models.ForeignKey(PostItem, on_delete=models.CASCADE, related_name="files")
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attachment of a mail")
        verbose_name_plural = _("attachments of mail")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}"
