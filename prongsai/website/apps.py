"""The public website: pages that officers write, and what the registers publish."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "prongsai.website"
    verbose_name = _("Website")

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from prongsai.organization.models import OrganizationProfile
        from prongsai.website import events, question_sources  # noqa: F401  (fill the registries)

        post_save.connect(
            _begin_site, sender=OrganizationProfile, dispatch_uid="website.begin_site"
        )


def _begin_site(instance: Any, created: bool, **_kwargs: Any) -> None:
    """An organisation that is set up has its website with it, in the same transaction."""
    if created:
        from prongsai.website.services import begin_site

        begin_site(actor=None)
