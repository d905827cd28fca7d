"""How the site looks: the organisation's colours, and the days of mourning."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", _("Use a colour such as #14504b."))


class Look(models.Model):
    """The one row of how the public site looks."""

    class Mourning(models.TextChoices):
        """Shown on every public page while an officer has it switched on."""

        NONE = "none", _("as usual")
        RIBBON = "ribbon", _("black ribbon")
        GREY = "grey", _("greyscale and black ribbon")

    brand = models.CharField(_("main colour"), max_length=7, default="#14504b", validators=[COLOUR])
    accent = models.CharField(
        _("second colour"), max_length=7, default="#d8a43a", validators=[COLOUR]
    )
    mourning = models.CharField(
        _("mourning"), max_length=10, choices=Mourning, default=Mourning.NONE
    )
    logo = models.BinaryField(null=True, blank=True, editable=False)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("look of the site")
        constraints = [models.CheckConstraint(condition=Q(singleton=True), name="website_one_look")]

    def __str__(self) -> str:
        return str(_("Look of the site"))
