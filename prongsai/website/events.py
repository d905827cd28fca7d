"""What the log says about the website."""

from django.utils.translation import gettext_lazy as _

from prongsai.audit.vocabulary import declare

SITE_BEGUN = declare("website.begun", _("began the website"))
