"""The results of many agencies as they were announced, to see where one's own stands."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PeerTable(models.Model):
    """A published table of a year's results: of the whole country, or of one province."""

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    # Empty: the whole country.
    province = models.CharField(_("province"), max_length=100, blank=True)
    source_name = models.CharField(_("file"), max_length=200)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("results of others")
        verbose_name_plural = _("results of others")
        ordering = ["-fiscal_year", "province"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "province"], name="assessment_one_table_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"ITA {self.fiscal_year} {self.province}".strip()


class Peer(models.Model):
    """A line of such a table. Scores are 0–100; an instrument that was not announced is empty."""

    table = models.ForeignKey(PeerTable, on_delete=models.CASCADE, related_name="peers")
    name = models.CharField(_("agency"), max_length=200)
    # A key of `OrganizationKind`; empty for agencies of other kinds.
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    size = models.CharField(_("size"), max_length=60, blank=True)
    amphoe = models.CharField(_("district (amphoe)"), max_length=100, blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True)
    total = models.FloatField(_("total"))
    iit = models.FloatField("IIT", null=True, blank=True)
    eit = models.FloatField("EIT", null=True, blank=True)
    oit = models.FloatField("OIT", null=True, blank=True)
    level = models.CharField(_("level"), max_length=100, blank=True)
    is_own = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("result of another agency")
        verbose_name_plural = _("results of other agencies")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gte=0, total__lte=100), name="assessment_peer_total_in_range"
            ),
            models.UniqueConstraint(
                fields=["table"], condition=Q(is_own=True), name="assessment_one_own_a_table"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.total:.2f}"
