"""Where a component is proven: what a person entered, pinned or set aside."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prongsai.disclosure.models.years import DisclosedItem
from prongsai.evidence.models import Evidence


class Proof(models.Model):
    """A place that shows a component: a public page of this site, a public file, or an address.

    What registers publish is found by itself and is no row; a row with a `path` pins such an entry
    or, set aside, hides it.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("Page of this site")
        FILE = "file", _("File among the evidence")
        ADDRESS = "address", _("Address of a page or file")

    class State(models.TextChoices):
        SHOWN = "shown", _("In use")
        SET_ASIDE = "set-aside", _("Set aside")
        WITHDRAWN = "withdrawn", _("Taken out")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(DisclosedItem, on_delete=models.PROTECT, related_name="proofs")
    component = models.CharField(max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SHOWN)
    label = models.CharField(_("name"), max_length=300)
    path = models.CharField(max_length=300, blank=True)
    source = models.CharField(_("register"), max_length=60, blank=True)
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField(_("address"), max_length=1000, blank=True)
    updated_on = models.DateField(_("last updated"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("proof of a component")
        verbose_name_plural = _("proofs of components")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="page", evidence__isnull=True, link="") & ~Q(path="") & ~Q(source="")
                )
                | Q(kind="file", evidence__isnull=False, link="", path="", source="")
                | (Q(kind="address", evidence__isnull=True, path="", source="") & ~Q(link="")),
                name="proof_kind_has_its_content",
            ),
            models.CheckConstraint(
                condition=~Q(state="set-aside") | (Q(kind="page") & ~Q(reason="")),
                name="proof_set_aside_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["item", "component", "kind", "path", "link", "evidence"],
                condition=~Q(state="withdrawn"),
                nulls_distinct=False,
                name="proof_once_a_component",
            ),
        ]

    def __str__(self) -> str:
        return self.label
