"""What the addresses of the website need."""

from typing import Any

from tests.website.conftest import add_news


def make_website(office: Any) -> dict[str, Any]:
    """A document, an editor, a category; the picture is none that was drawn."""
    from prongsai.website.models import NewsCategory, SiteDocument
    from prongsai.website.services import appoint_editor

    editor = appoint_editor(actor=office.officer, user=office.officer)
    category = NewsCategory.objects.order_by("order").first()
    assert category is not None
    news = add_news("told", "ข่าว")
    return {
        "website_document_set_aside pk": SiteDocument.objects.create(title="a", file="a.pdf").pk,
        "website_editor_remove pk": editor.pk,
        "website_category slug": category.slug,
        "website_tell pk": news.pk,
        "website_shut room": "failwhale",
        "website_shut rest": "",
        "website_tell_correct pk": news.pk,
        "website_tell_withdraw pk": news.pk,
        "public_picture name": "0" * 32 + ".webp",
    }
