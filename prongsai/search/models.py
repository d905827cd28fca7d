"""Tables of search: what is public with its words, promoted answers, what was not found."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LOCAL_ADDRESS = RegexValidator(
    r"^(/(?!/)|https?://)\S*$", _("An address begins with / or with https://.")
)


class Entry(models.Model):
    """Something public as search knows it; a long text is several rows (`part`).

    A copy, never the truth: it may be made anew at any time. `stamp` says of what it was made.
    `plain` holds the letters alone and `parts` the hashes of its pieces of three letters, for finding
    what ICU cuts otherwise in the question.
    """

    kind = models.CharField(max_length=60)
    url = models.CharField(max_length=500)
    part = models.PositiveSmallIntegerField(default=0)
    title = models.TextField()
    text = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    parts = ArrayField(models.IntegerField(), default=list)
    words = SearchVectorField(null=True)
    title_words = SearchVectorField(null=True)
    division = models.ForeignKey(
        "organization.Division", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(null=True)
    date = models.DateField()
    stamp = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("search entry")
        constraints = [models.UniqueConstraint(fields=["url", "part"], name="search_entry_once")]
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            GinIndex(fields=["parts"], name="search_entry_parts"),
            models.Index(fields=["kind"], name="search_entry_kind"),
            models.Index(
                fields=["part"], name="search_entry_further", condition=models.Q(part__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A word of titles and texts, or words side by side of titles: what "did you mean" chooses from.

    `key` is the text without what is easily mistyped.
    """

    text = models.CharField(max_length=200, unique=True)
    key = models.CharField(max_length=200)
    uses = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("term of search")

    def __str__(self) -> str:
        return self.text


class Promotion(models.Model):
    """An answer that an officer puts on top for certain questions."""

    questions = models.TextField(
        _("shown for"), help_text=_("One question a line, for example: pay garbage fee.")
    )
    title = models.CharField(_("title"), max_length=200)
    url = models.CharField(_("address"), max_length=500, validators=[LOCAL_ADDRESS])
    note = models.CharField(_("what one finds there"), max_length=300, blank=True)
    is_active = models.BooleanField(_("shown"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("promoted answer")
        verbose_name_plural = _("promoted answers")
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def lines(self) -> list[str]:
        """The questions it answers."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]


class Unfound(models.Model):
    """A question that found nothing, with numbers masked: how often, and when last. Nobody asked it."""

    text = models.CharField(_("question"), max_length=80, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_on = models.DateField(_("first"))
    last_on = models.DateField(_("last"))

    class Meta:
        verbose_name = _("question without an answer")
        ordering = ["-times", "-last_on"]

    def __str__(self) -> str:
        return self.text


class Made(models.Model):
    """The one row of how the index was made: by which normaliser and which ICU."""

    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now=True)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("state of the index")
        constraints = [
            models.CheckConstraint(condition=models.Q(singleton=True), name="search_one_made")
        ]

    def __str__(self) -> Any:
        return self.fingerprint
