"""The heart: the year's plan, its progress and its report."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "prongsai.measures"
    verbose_name = _("Measures")

    def ready(self) -> None:
        from prongsai.correspondence import published
        from prongsai.measures import (  # noqa: F401  (fill the registries)
            approvables,
            events,
            matters,
            sources,
        )
        from prongsai.measures.queries import find_published_name

        published.register(find_published_name)
