"""A year of disclosure, what is kept about its items, and who keeps each component."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.catalogues.reading import SCHEME
from prongsai.organization.models import Division, Position


class DisclosureYear(models.Model):
    """A year of the assessment that was opened here. Items and dates come from its catalogue."""

    scheme = models.CharField(max_length=40, default=SCHEME)
    fiscal_year = models.PositiveSmallIntegerField(_("year"), unique=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now)

    class Meta:
        verbose_name = _("year of disclosure")
        verbose_name_plural = _("years of disclosure")
        ordering = ["-fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2400, fiscal_year__lte=2743),
                name="disclosure_year_in_be",
            )
        ]

    def __str__(self) -> str:
        return f"ITA {self.fiscal_year}"

    @property
    def is_public(self) -> bool:
        """Whether anybody may see its page."""
        return self.published_at is not None


class DisclosedItem(models.Model):
    """An item of a year about which something is kept here; what it asks stands in the catalogue."""

    year = models.ForeignKey(DisclosureYear, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(_("item"), max_length=20)

    class Meta:
        verbose_name = _("item of disclosure")
        verbose_name_plural = _("items of disclosure")
        ordering = ["year", "id"]
        constraints = [models.UniqueConstraint(fields=["year", "code"], name="disclosed_item_once")]

    def __str__(self) -> str:
        return f"{self.code} · {self.year}"


class Duty(models.Model):
    """Who keeps a component, and how often (months) it must be renewed."""

    item = models.ForeignKey(DisclosedItem, on_delete=models.PROTECT, related_name="duties")
    component = models.CharField(max_length=60)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", verbose_name=_("division")
    )
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("position"),
    )
    months = models.PositiveSmallIntegerField(_("renewed every (months)"), null=True, blank=True)
    due_on = models.DateField(_("wanted by"), null=True, blank=True)

    class Meta:
        verbose_name = _("keeper of a component")
        verbose_name_plural = _("keepers of components")
        ordering = ["item", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "component"], name="duty_once_a_component"),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gte=1, months__lte=120),
                name="duty_months_between_1_and_120",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.component}"
