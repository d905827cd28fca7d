"""Profile, divisions, positions, who holds them and who acts for them, holidays."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

ASCII_CODE = RegexValidator(r"^[a-z][a-z0-9-]*$", _("Use small Latin letters, digits and hyphens."))


class OrganizationKind(models.TextChoices):
    """Kinds of local government (พ.ร.บ.ระเบียบบริหารราชการแผ่นดิน and the acts of each kind)."""

    SAO = "sao", _("Subdistrict administrative organization")
    SUBDISTRICT_MUNICIPALITY = "subdistrict-municipality", _("Subdistrict municipality")
    TOWN_MUNICIPALITY = "town-municipality", _("Town municipality")
    CITY_MUNICIPALITY = "city-municipality", _("City municipality")
    PAO = "pao", _("Provincial administrative organization")
    PATTAYA = "pattaya", _("Pattaya City")


class DataLicence(models.TextChoices):
    """Under which terms others may use the organisation's open data; the value is their address."""

    CC_BY = (
        "https://creativecommons.org/licenses/by/4.0/",
        "Creative Commons Attribution 4.0 (CC BY 4.0)",
    )
    DGA = "https://data.go.th/pages/dga-open-government-license", "DGA Open Government License"
    CC0 = "https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero (CC0 1.0)"


class OrganizationProfile(models.Model):
    """The one organisation of this database."""

    kind = models.CharField(_("kind"), max_length=40, choices=OrganizationKind)
    name = models.CharField(
        _("name"), max_length=200, help_text=_("Without the kind in front, for example ตัวอย่าง")
    )
    name_en = models.CharField(_("official English name"), max_length=200, blank=True)
    amphoe = models.CharField(_("district (amphoe)"), max_length=100)
    province = models.CharField(_("province"), max_length=100)
    letter_code = models.CharField(
        _("letter code"), max_length=40, help_text=_("For example มค ๘๐๓๐๑")
    )
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    data_licence = models.CharField(
        _("licence of open data"), max_length=100, choices=DataLicence, default=DataLicence.CC_BY
    )
    emblem = models.BinaryField(null=True, blank=True, editable=False)
    is_example = models.BooleanField(default=False, editable=False)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("organization profile")
        constraints = [
            models.CheckConstraint(condition=Q(singleton=True), name="organization_one_row")
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The official Thai name with its kind, as documents write it."""
        from prongsai.organization.rules import full_name

        return full_name(self.kind, self.name)

    @property
    def short_name(self) -> str:
        """The everyday name, for example อบต.ตัวอย่าง."""
        from prongsai.organization.rules import short_name

        return short_name(self.kind, self.name)


class Division(models.Model):
    """A unit (สำนัก/กอง). Aliases are other spellings found in documents."""

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[ASCII_CODE])
    name = models.CharField(_("name"), max_length=200, unique=True)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    letter_code = models.CharField(_("own letter code"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("division")
        verbose_name_plural = _("divisions")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a position means to the program; permissions derive from it."""

    MAYOR = "mayor", _("Mayor or chief executive")
    CHIEF_ADMINISTRATOR = "chief-administrator", _("Chief administrator (palad)")
    DIVISION_HEAD = "division-head", _("Head of division")
    INTEGRITY_OFFICER = "integrity-officer", _("Officer in charge of integrity work")
    OFFICER = "officer", _("Officer")
    DEPUTY_MAYOR = "deputy-mayor", _("Deputy mayor or deputy chief executive")
    MAYOR_SECRETARY = "mayor-secretary", _("Secretary to the mayor")
    MAYOR_ADVISER = "mayor-adviser", _("Adviser to the mayor")


# Who comes and goes with the elected executive; everybody else belongs to the permanent side.
POLITICAL = (Role.MAYOR, Role.DEPUTY_MAYOR, Role.MAYOR_SECRETARY, Role.MAYOR_ADVISER)


class Position(models.Model):
    """A post in the line of command; people come and go."""

    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=30, choices=Role, default=Role.OFFICER)
    division = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("division"),
    )
    reports_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name=_("reports to"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title


class Tenure(models.Model):
    """Who holds a position from when to when (both days included)."""

    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("position")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="tenures",
        verbose_name=_("person"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("holder of a position")
        verbose_name_plural = _("holders of positions")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="tenure_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.position}"


class ActingWording(models.Model):
    """How acting is written (รักษาราชการแทน, ปฏิบัติราชการแทน …): data, not code."""

    text = models.CharField(_("wording"), max_length=100, unique=True)
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("acting wording")
        verbose_name_plural = _("acting wordings")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text


class ActingAppointment(models.Model):
    """An order by which a person acts for a position (ระเบียบงานสารบรรณ; แต่งตั้งรักษาราชการแทน)."""

    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        related_name="acting_appointments",
        verbose_name=_("position acted for"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="acting_appointments",
        verbose_name=_("person acting"),
    )
    wording = models.ForeignKey(ActingWording, on_delete=models.PROTECT, verbose_name=_("wording"))
    order_number = models.CharField(_("order number"), max_length=60, blank=True)
    order_date = models.DateField(_("date of the order"), null=True, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    scope = models.CharField(_("scope"), max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)

    class Meta:
        verbose_name = _("acting appointment")
        verbose_name_plural = _("acting appointments")
        ordering = ["-starts_on", "rank"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="acting_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.wording} {self.position}"


class Holiday(models.Model):
    """A public holiday; an administrator may add the cabinet's special ones."""

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("public holiday")
        verbose_name_plural = _("public holidays")
        ordering = ["date"]

    def __str__(self) -> str:
        return self.name
