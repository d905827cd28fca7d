"""Questions of the public: what was asked, who answers it, and what is published of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.common.search import Searchable

OPEN_STATES = ("received", "assigned", "answered")


class Question(Searchable):
    """A question with its answer. What was asked stays as it came; published wording is beside it.

    `words` are of the published wording as soon as there is one: nobody finds what is masked.
    """

    class State(models.TextChoices):
        """From the form of the public to its end."""

        RECEIVED = "received", gettext_lazy("newly come in")
        ASSIGNED = "assigned", gettext_lazy("with the division")
        ANSWERED = "answered", gettext_lazy("answered, to be looked at")
        PUBLISHED = "published", gettext_lazy("published")
        WITHHELD = "withheld", gettext_lazy("answered, not published")
        REJECTED = "rejected", gettext_lazy("rejected")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(gettext_lazy("subject"), max_length=150, blank=True)
    text = models.TextField(gettext_lazy("question"), max_length=2000, blank=True)
    name = models.CharField(gettext_lazy("name"), max_length=100, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), max_length=254, blank=True)
    language = models.CharField(max_length=5, default="th")
    state = models.CharField(
        gettext_lazy("state"), max_length=10, choices=State, default=State.RECEIVED
    )
    asked_at = models.DateTimeField(gettext_lazy("asked"))
    due_on = models.DateField(gettext_lazy("answer due"))
    division = models.ForeignKey(
        "organization.Division",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("division"),
    )
    answer = models.TextField(gettext_lazy("answer"), max_length=5000, blank=True)
    published_subject = models.CharField(max_length=150, blank=True)
    published_text = models.TextField(max_length=2000, blank=True)
    published_answer = models.TextField(max_length=5000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(gettext_lazy("reason"), max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = gettext_lazy("question of the public")
        ordering = ("-asked_at", "-pk")
        indexes = [
            *Searchable.Meta.indexes,
            models.Index(fields=["state", "due_on"], name="website_question_due"),
            models.Index(fields=["-published_at"], name="website_question_shown"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, ended_at__isnull=True)
                | (~Q(state__in=OPEN_STATES) & Q(ended_at__isnull=False)),
                name="website_question_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | (Q(published_at__isnull=False) & ~Q(published_answer="")),
                name="website_question_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | Q(subject="", text="", name="", email=""),
                name="website_question_rejected",
            ),
        ]

    def __str__(self) -> str:
        # The log keeps this name for good: no word of the asker, no part of the private address.
        return _("Question %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """Where the asker follows the question, and where it is read once it is published."""
        return reverse("public_question", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN_STATES
