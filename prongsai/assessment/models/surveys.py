"""Where the national system asks the organisation's own people and visitors."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SurveyAddress(models.Model):
    """The organisation's own link to a survey of the national system in a year (พ.ศ.).

    Who answered is neither known nor asked.
    """

    class Instrument(models.TextChoices):
        IIT = "IIT", _("IIT: people of the organisation")
        EIT = "EIT", _("EIT: those who come to it")

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    instrument = models.CharField(_("survey"), max_length=3, choices=Instrument)
    address = models.URLField(_("address"), max_length=500)

    class Meta:
        verbose_name = _("address of a survey")
        verbose_name_plural = _("addresses of surveys")
        ordering = ["-fiscal_year", "-instrument"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "instrument"], name="assessment_one_address_a_survey"
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.fiscal_year}"
