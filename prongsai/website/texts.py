"""What stands on a page by its own fields, free of the frame around it."""

from typing import Any

from django.utils.safestring import SafeString
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html

from prongsai.website.cleaning import fit_for_xml


def html_of(page: Any) -> str:
    """The HTML of a page's own texts, as readers get it."""
    parts: list[str | SafeString] = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            parts.append(str(field.value_from_object(page)))
        elif isinstance(field, RichTextField):
            parts.append(expand_db_html(field.value_from_object(page) or ""))
    return fit_for_xml("".join(parts))
