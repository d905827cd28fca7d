"""The local government itself."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "prongsai.organization"
    verbose_name = _("Organization")

    def ready(self) -> None:
        from prongsai.accounts.backends import read_along
        from prongsai.organization import events  # noqa: F401  (declares the audit vocabulary)
        from prongsai.organization.queries import with_posts

        read_along(with_posts)
        user_logged_in.connect(_sync_at_sign_in, dispatch_uid="organization.sync_groups")


def _sync_at_sign_in(sender: Any, **kwargs: Any) -> None:
    from django.utils import timezone

    from prongsai.organization.services import sync_groups

    sync_groups(on=timezone.localdate())
