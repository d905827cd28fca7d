"""Wagtail's own forms keep the house's rule: wrong input is 422, with the error beside its field."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, Page

from prongsai.website.models import SiteDocument, SiteImage
from tests.conftest import Office
from tests.website.files import HTML, photo
from tests.website.pages import add_page, form_of


@pytest.fixture
def page(office: Office) -> Page:
    """A page of text that is public."""
    return add_page("งานคลัง", slug="finance")


def upload(name: str, content: bytes, **more: str) -> dict[str, Any]:
    """What the form of a picture or document sends."""
    collection = str(Collection.get_first_root_node().pk)
    file = SimpleUploadedFile(name, content)
    return {"title": "ก", "collection": collection, "tags": "", "file": file} | more


def test_a_form_with_errors_is_422_and_says_them_beside_the_field(
    page: Page, office: Office, sign_in: Callable[[Any], Any]
) -> None:
    client, home, pages = sign_in(office.officer), page.get_parent(), "wagtailadmin_pages"
    image = SiteImage.objects.create(
        title="ก", file=ContentFile(photo(), "a.jpg"), width=60, height=40
    )
    document = SiteDocument.objects.create(title="ก", file=ContentFile(b"%PDF-1.7", "a.pdf"))
    new = reverse(f"{pages}:add", args=["website", "contentpage", home.pk])
    copied = {"new_title": "ก", "new_slug": page.slug, "new_parent_page": str(home.pk)}
    wrong: dict[str, dict[str, Any]] = {
        reverse(f"{pages}:edit", args=[page.pk]): form_of(page, title=""),
        new: form_of(page, title="", slug=""),
        reverse(f"{pages}:copy", args=[page.pk]): copied,
        reverse("wagtailimages:add"): upload("a.jpg", HTML, description="ก"),
        reverse("wagtailimages:edit", args=[image.pk]): {"title": ""},
        reverse("wagtaildocs:add"): upload("a.html", HTML),
        reverse("wagtaildocs:edit", args=[document.pk]): {"title": ""},
    }
    for address, sent in wrong.items():
        answer = client.post(address, sent)
        assert (address, answer.status_code) == (address, 422)
        assert 'class="error-message"' in answer.text or "w-field__errors" in answer.text
    page.refresh_from_db()
    assert page.title == "งานคลัง"
    right = client.post(reverse(f"{pages}:edit", args=[page.pk]), form_of(page, title="คลัง"))
    assert right.status_code == 302


def test_dialogs_and_previews_stay_json_with_200_as_their_scripts_expect(
    page: Page, office: Office, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.officer)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = client.post(preview, form_of(page, cadence="99"))
    assert (answer.status_code, answer.json()["is_valid"]) == (200, False)
    chosen = upload("a.jpg", HTML)
    sent = {f"image-chooser-upload-{name}": value for name, value in chosen.items()}
    answer = client.post(reverse("wagtailimages_chooser:create"), sent)
    assert (answer.status_code, answer.json()["step"]) == (200, "reshow_creation_form")
    link = reverse("wagtailadmin_choose_page_external_link")
    answer = client.post(
        link, {"external-link-chooser-url": "", "external-link-chooser-link_text": ""}
    )
    assert (answer.status_code, answer.json()["step"]) == (200, "external_link")
