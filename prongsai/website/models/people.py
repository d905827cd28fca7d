"""Who works here: the chart of the organisation, its people, the council."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.models import Orderable

from prongsai.website.models.pages import BodyPage


class StructurePage(BodyPage):
    """The chart of the organisation: nobody draws it, it follows from positions and their holders."""

    is_creatable = True
    max_count = 2
    subpage_types: list[str] = []
    template = "website/structure_page.html"
    content_panels = [
        *BodyPage.content_panels,
        HelpPanel(_("The chart below the text is drawn from the positions and their holders.")),
    ]

    class Meta:
        verbose_name = _("chart of the organisation")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the chart of today."""
        from prongsai.website.chart import draw_chart

        return super().get_context(request, *args, **kwargs) | {"chart": draw_chart()}


class PeoplePage(BodyPage):
    """Executives or heads with what each agreed to show."""

    class Side(models.TextChoices):
        """Which people are shown."""

        POLITICAL = "political", _("elected executive and those who came with it")
        PERMANENT = "permanent", _("chief administrator and heads of divisions")

    side = models.CharField(
        _("people"),
        max_length=10,
        choices=Side,
        help_text=_("Names and positions come from the positions and their holders."),
    )

    is_creatable = True
    subpage_types: list[str] = []
    template = "website/people_page.html"
    content_panels = [
        *BodyPage.content_panels,
        FieldPanel("side"),
        InlinePanel("cards", heading=_("Photograph and contact"), label=_("Person")),
    ]

    class Meta:
        verbose_name = _("people")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the people of today."""
        from prongsai.website.chart import list_people

        return super().get_context(request, *args, **kwargs) | {"people": list_people(self)}


class PersonCard(Orderable):
    """What a person agreed to show beside name and position (พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 ม.19)."""

    page = ParentalKey(PeoplePage, on_delete=models.CASCADE, related_name="cards")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"tenures__isnull": False},
        verbose_name=_("person"),
    )
    agreed_on = models.DateField(
        _("agreed on"), help_text=_("The day on which the person agreed to what is shown here.")
    )
    photo = models.ForeignKey(
        "website.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photograph"),
    )
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [
        FieldPanel("user"),
        FieldPanel("agreed_on"),
        FieldPanel("photo"),
        FieldPanel("phone"),
        FieldPanel("email"),
    ]


class CouncilPage(BodyPage):
    """The council: its members, sessions ahead, adopted minutes; all from the register of meetings."""

    is_creatable = True
    max_count = 2
    subpage_types: list[str] = []
    template = "website/council_page.html"
    content_panels = [
        *BodyPage.content_panels,
        HelpPanel(_("Members, sessions and minutes come from the meetings of the council.")),
    ]

    class Meta:
        verbose_name = _("council")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the council of today."""
        from prongsai.website.chart import read_council

        return super().get_context(request, *args, **kwargs) | {"council": read_council()}
