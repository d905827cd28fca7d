"""A page is seen as the public will see it before it is saved for the first time."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from prongsai.website.models import NewsCategory, SitePage
from prongsai.website.queries import find_twin
from tests.conftest import Office

TITLE = "หน้าที่ยังไม่บันทึก"


def list_kinds() -> list[tuple[str, str]]:
    """Each kind of page that an officer can add, and the address of a page below which it stands."""
    kinds = [m for m in apps.get_models() if issubclass(m, SitePage) and m.is_creatable]
    return sorted((kind._meta.model_name or "", parent_of(kind)) for kind in kinds)


def parent_of(kind: type[SitePage]) -> str:
    """Where a kind stands: below the front page, unless it belongs to a list."""
    above = {"newspage": "news/", "eventpage": "calendar/", "albumpage": "gallery/"}
    return "/home/" + above.get(kind._meta.model_name or "", "")


def written(kind: type[SitePage], parent: SitePage, user: Any) -> dict[str, str]:
    """What the form of a new page sends when only what is needed was written."""
    form = kind.get_edit_handler().get_form_class()(
        instance=kind(), parent_page=parent, for_user=user
    )
    needed = {
        "category": str(NewsCategory.objects.values_list("pk", flat=True)[0]),
        **dict.fromkeys(("dated_on", "first_on", "taken_on"), f"{timezone.localdate():%d/%m/%Y}"),
        "side": "political",
    }
    data = {"title": TITLE, "slug": "not-saved", **needed}
    data |= {f"{name}-count": "0" for name in form.fields}  # texts of pieces
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{part}_FORMS": "0" for part in ("TOTAL", "INITIAL")}
    return data


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "above"), list_kinds())
def test_a_page_of_each_kind_is_previewed_before_it_is_saved(
    office: Office, sign_in: Callable[[Any], Any], name: str, above: str
) -> None:
    kind = apps.get_model("website", name)
    parent = SitePage.objects.get(url_path=above).specific
    client = sign_in(office.officer)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["website", name, parent.pk])
    answer = client.post(address, written(kind, parent, office.officer))
    assert answer.json()["is_valid"], name
    seen = client.get(address)
    assert seen.status_code == 200, name
    assert TITLE in seen.content.decode().split("<main")[1]
    assert not SitePage.objects.filter(title=TITLE).exists()


@pytest.mark.django_db
def test_a_page_without_a_twin_in_the_other_language_offers_none(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    page = SitePage.objects.get(url_path="/home/about/structure/")
    twin = find_twin(page.pk, page.other_language_id)
    assert twin is not None
    assert twin.url == "/en/about/structure/"
    assert find_twin(None, None) is None
