"""The catalogues' screens: read by colleagues, corrected by administrators, in few queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prongsai.catalogues.models import Correction
from prongsai.catalogues.queries import get_catalogue
from tests.catalogues.conftest import PAGE, correct
from tests.conftest import Office

COMPONENT = "items/O26/components/a"


@pytest.fixture
def as_person(office: Office) -> Callable[[str], Client]:
    def act(name: str) -> Client:
        client = Client()
        client.force_login(office.people[name], backend="prongsai.accounts.backends.GroupBackend")
        return client

    return act


def correct_page(path: str = COMPONENT, year: int = 2569) -> str:
    return reverse("catalogues_correct", args=[year, path])


def filled(client: Client, path: str, **changed: Any) -> Any:
    """Send the form as it opened, with these fields changed."""
    form = client.get(correct_page(path)).context["form"]
    data = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value()) if hasattr(bound.field, "prepare_value") else bound.value()  # fmt: skip
        if hasattr(bound.field.widget, "format_value") and not isinstance(value, list | bool):
            value = bound.field.widget.format_value(value)
        if value not in (None, False):
            data[bound.name] = "on" if value is True else value
    return client.post(correct_page(path), data | changed)


@pytest.mark.parametrize(
    "address",
    ["/office/catalogues/", "/office/catalogues/2569/", "/office/catalogues/2570/?show=unchecked",
     "/office/catalogues/2569/changes/", f"/office/catalogues/2569/lines/{COMPONENT}/"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["officer", "admin"])
def test_pages_open_in_few_queries(
    as_person: Callable[[str], Client], office: Office, address: str, who: str
) -> None:
    for code in ("O1", "O2", "O3"):
        correct(office.admin, f"items/{code}")
    correct(office.admin, COMPONENT, text="อื่น")
    client = as_person(who)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    own = [query for query in seen if "catalogues_" in query["sql"]]
    assert len(own) <= 3
    assert len(seen) <= 12, len(seen)


def test_a_page_says_what_was_not_checked_and_where_lines_come_from(
    as_person: Callable[[str], Client],
) -> None:
    page = as_person("officer").get("/office/catalogues/2569/").content.decode()
    assert "ยังไม่ได้ตรวจกับคู่มือ" in page
    assert "ยกมาจากข้อเดียวกันของปี พ.ศ. 2568" in page
    assert "/correct/" not in page
    draft = as_person("officer").get("/office/catalogues/2570/").content.decode()
    assert "ร่าง รอคู่มือ ป.ป.ช." in draft


@pytest.mark.parametrize("address", ["2566/", "2599/", "2567/changes/", "2569/lines/items/O99/"])
def test_what_there_is_not_is_not_found(as_person: Callable[[str], Client], address: str) -> None:
    assert as_person("officer").get(f"/office/catalogues/{address}").status_code == 404


def test_an_administrator_corrects_a_line_and_withdraws_it(
    as_person: Callable[[str], Client],
) -> None:
    client = as_person("admin")
    answer = filled(client, COMPONENT, text="มาตรการทุกข้อ", source=PAGE, reason="อ่านคู่มือแล้ว")
    line = reverse("catalogues_line", args=[2569, COMPONENT])
    assert answer.url == line
    made = Correction.objects.get()
    assert made.changed == ["text"]
    assert made.values["text"] == "มาตรการทุกข้อ"
    page = client.get(line).content.decode()
    assert "มาตรการทุกข้อ" in page
    assert "อ่านคู่มือแล้ว" in page
    withdraw = reverse("catalogues_withdraw", args=[made.public_id])
    assert client.post(withdraw, {"reason": " "}).status_code == 422
    assert client.post(withdraw, {"reason": "ผิดหน้า"}).url == line
    assert "ผิดหน้า" in client.get(line).content.decode()


@pytest.mark.parametrize(
    "path",
    [COMPONENT, "items/O11", "calendar/disclosure", "questions/i3", "indicators/1", "levels/good",
     "topics/7", "instruments", "general", "forms/sakhoro-1"],
)  # fmt: skip
def test_every_kind_of_line_is_marked_as_checked_by_saving_it_unchanged(
    as_person: Callable[[str], Client], path: str
) -> None:
    before = get_catalogue(2569)
    answer = filled(as_person("admin"), path, source=PAGE)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Correction.objects.get().changed == []
    assert get_catalogue(2569).items[10].title == before.items[10].title


@pytest.mark.parametrize(
    ("path", "changed", "field"),
    [
        (COMPONENT, {"source": ""}, "source"),
        (COMPONENT, {"text": ""}, "text"),
        ("calendar/disclosure", {"ends_on": "1/3/2569"}, "ends_on"),
        ("calendar/disclosure", {"ends_on": "ปลายเดือน"}, "ends_on"),
        ("items/O26", {"previous": "O99"}, "previous"),
        ("topics/7", {"items": "O99"}, "items"),
        ("levels/good", {"minimum": "99"}, "minimum"),
        ("instruments", {"weight_OIT": "50"}, None),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    as_person: Callable[[str], Client], path: str, changed: dict[str, str], field: str | None
) -> None:
    answer = filled(as_person("admin"), path, **({"source": PAGE} | changed))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field or "__all__"]
    for name, value in changed.items():
        assert form[name].value() == value
    assert not Correction.objects.exists()


def test_a_weight_goes_from_one_instrument_to_another(as_person: Callable[[str], Client]) -> None:
    answer = filled(
        as_person("admin"), "instruments", weight_IIT="25", weight_OIT="45", source=PAGE
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert [row.weight for row in get_catalogue(2569).instruments] == [25, 30, 45]


def test_who_saves_an_old_form_is_told_that_somebody_was_faster(
    as_person: Callable[[str], Client], office: Office
) -> None:
    correct(office.admin, "items/O4", title="ข่าว")
    answer = filled(as_person("admin"), "items/O4", seen="0", title="ข่าวใหม่", source=PAGE)
    assert answer.status_code == 422
    assert Correction.objects.count() == 1


def test_an_item_and_its_component_are_added_corrected_and_taken_out_on_the_screen(
    as_person: Callable[[str], Client],
) -> None:
    client = as_person("admin")
    add = reverse("catalogues_add_item", args=[2569])
    assert client.get(add).context["form"]["code"].value() == "O27"
    sent = {
        "code": "o27", "title": "ข้อใหม่ของปี 2569", "group": "อื่น ๆ", "sub_indicator": "9.1",
        "year_offset": "0", "source": PAGE,
    }  # fmt: skip
    for name, wrong in (("source", ""), ("code", "O1"), ("code", "27"), ("sub_indicator", "11.1")):
        answer = client.post(add, sent | {name: wrong})
        assert (answer.status_code, bool(answer.context["form"].errors)) == (422, True)
    line = client.post(add, sent).url
    assert line == reverse("catalogues_line", args=[2569, "items/O27"])
    page = client.get(line).content.decode()
    assert "ข้อใหม่ของปี 2569" in page
    assert "{year}" not in page
    inner = reverse("catalogues_add_component", args=[2569, "O27"])
    assert inner in page
    assert client.get(inner).context["form"]["code"].value() == "a"
    component = {"code": "a", "text": "แสดงไฟล์", "evidence": ["file"], "is_required": "on", "source": PAGE}  # fmt: skip
    assert client.post(inner, component).status_code == 302
    changed = filled(client, "items/O27", title="ข้อใหม่", source="คู่มือ หน้า 13")
    assert changed.status_code == 302
    item = get_catalogue(2569).find_item("O27")
    assert item is not None
    assert (item.title, item.components[0].text, item.origin.is_checked) == (
        "ข้อใหม่",
        "แสดงไฟล์",
        True,
    )
    addition, correction = Correction.objects.filter(path="items/O27").order_by("pk")
    for row, url in ((correction, line), (addition, reverse("catalogues_year", args=[2569]))):
        at = reverse("catalogues_withdraw", args=[row.public_id])
        assert client.post(at, {"reason": "ไม่มีในคู่มือ"}).url == url
    assert get_catalogue(2569).find_item("O27") is None


@pytest.mark.parametrize("who", ["officer", "head", "palad", "mayor"])
def test_colleagues_read_but_do_not_correct(as_person: Callable[[str], Client], who: str) -> None:
    client = as_person(who)
    assert client.get("/office/catalogues/").status_code == 200
    assert client.get(correct_page()).status_code == 403


@pytest.mark.parametrize(("who", "shown"), [("officer", True), ("admin", True), ("finance", False)])
def test_the_menu_leads_there_for_who_works_with_it(
    as_person: Callable[[str], Client], who: str, shown: bool
) -> None:
    page = as_person(who).get("/office/catalogues/").content.decode()
    assert ('"catalogues"' in page or "&quot;catalogues&quot;" in page or 'name: "catalogues"' in page or "/office/catalogues/" in page) is True  # fmt: skip
    menu = page.split('id="wagtail-sidebar-props"')[1].split("</script>")[0]
    assert ("/office/catalogues/" in menu) is shown
