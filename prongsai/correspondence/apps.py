"""Official documents: content, layout, files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrespondenceConfig(AppConfig):
    name = "prongsai.correspondence"
    verbose_name = _("Correspondence")
