"""The public website: pages that officers write, and what the registers publish."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "prongsai.website"
    verbose_name = _("Website")

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from prongsai.accounts.backends import admit
        from prongsai.organization.models import Division, OrganizationProfile
        from prongsai.website import (  # noqa: F401  (fill the registries)
            doors,
            events,
            following,
            question_sources,
            question_tracking,
            searching,
            sources,
        )
        from prongsai.website.permissions import may_open_site

        searching.connect()
        post_save.connect(
            _begin_site, sender=OrganizationProfile, dispatch_uid="website.begin_site"
        )
        post_save.connect(_give_pages, sender=Division, dispatch_uid="website.give_pages")
        following.connect()
        admit(may_open_site)


def _begin_site(instance: Any, created: bool, **_kwargs: Any) -> None:
    """An organisation that is set up has its website with it, in the same transaction; the English
    pages are named once the English name is written down."""
    from prongsai.search.services import queue_everything
    from prongsai.website.services import begin_site, give_english_name

    if created:
        begin_site(actor=None)
        queue_everything()
    elif give_english_name(name=instance.name_en):
        queue_everything()


def _give_pages(instance: Any, created: bool, **_kwargs: Any) -> None:
    """Divisions come after the site: each gets the first pages that are meant for it."""
    if created:
        from prongsai.website.services import give_first_pages

        give_first_pages(division=instance)
