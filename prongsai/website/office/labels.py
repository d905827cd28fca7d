"""Words that Wagtail forgot: fields of its link dialogs have no label, Django makes English ones."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin import active_filters
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)

from prongsai.common.buddhist_formats import date_format

LABELS = {
    "link_text": _("Text of the link"),
    "email_address": _("E-mail address"),
    "subject": _("Subject of the e-mail"),
    "body": _("Text of the e-mail"),
    "phone_number": _("Phone number"),
}


def put_labels() -> None:
    """Name the fields; called once as the program starts."""
    forms = (
        AnchorLinkChooserForm,
        EmailLinkChooserForm,
        ExternalLinkChooserForm,
        PhoneLinkChooserForm,
    )
    for form in forms:
        for name, field in form.base_fields.items():
            field.label = LABELS.get(name, field.label)
    AnchorLinkChooserForm.base_fields["url"].label = _("Place in this page")
    active_filters.date_format = date_format  # taken from Django before ours stood there
