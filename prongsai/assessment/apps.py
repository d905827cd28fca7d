"""Results of the assessment (ITA), their analysis, findings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "prongsai.assessment"
    verbose_name = _("Assessment")

    def ready(self) -> None:
        from prongsai.assessment import events  # noqa: F401  (fills the registry)
