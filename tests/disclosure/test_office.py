"""The office's pages: heat map, item, adding and changing, addresses to key in; what heads see."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from prongsai.correspondence.models import Paper
from prongsai.disclosure import services
from prongsai.disclosure.models import DisclosureYear, Duty, Proof
from prongsai.disclosure.services import PlaceDraft
from prongsai.evidence.services import add_files, add_version
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.disclosure.conftest import LINK, YEAR, keep, show

HOME = f"/office/disclosure/{YEAR}/"
# Three of them are every page's: session, person, the counts of the menu.
PARTS = ("", "missing/", "checks/", "addresses/", "changes/", "items/o1/", "items/o20/")
MOST_QUERIES = 12
SignIn = Callable[[Any], Any]


def text_of(answer: Any) -> str:
    """The page that was answered."""
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_year_is_opened_with_one_click(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.officer)
    assert "ITA 2568" in text_of(client.get("/office/disclosure/"))
    answer = client.post("/office/disclosure/open/", {"fiscal_year": "2568"})
    assert answer["Location"] == "/office/disclosure/2568/"
    assert "ITA 2568" in text_of(client.get("/office/disclosure/2568/"))
    for wrong in ("2568", "x", "2601"):
        assert client.post("/office/disclosure/open/", {"fiscal_year": wrong}).status_code == 302
    assert DisclosureYear.objects.count() == 1


def test_the_heat_map_says_its_colours_in_words(
    office: Office, year: DisclosureYear, sign_in: SignIn
) -> None:
    show(office.officer, year, component="a")
    show(office.officer, year, component="b")
    page = text_of(sign_in(office.palad).get(HOME))
    assert page.count('data-colour="red"') == 25
    assert page.count('data-colour="amber"') == 1
    assert "ควรตรวจดู" in page
    assert "1 / 26" in page


def test_heads_see_the_items_of_their_divisions_alone(
    office: Office, year: DisclosureYear, sign_in: SignIn
) -> None:
    keep(office, year, "O1", "กองคลัง")
    client = sign_in(office.finance)
    page = text_of(client.get(HOME))
    assert (page.count("data-colour="), "items/o1/" in page) == (1, True)
    assert client.get(f"{HOME}items/o1/").status_code == 200
    assert client.get(f"{HOME}items/o2/").status_code == 403
    assert client.get(f"{HOME}items/o99/").status_code == 404
    assert client.get(f"{HOME}items/o1/keeper/").status_code == 403
    assert client.get(f"{HOME}items/o1/add/a/").status_code == 200
    assert [row["item"] for row in client.get(f"{HOME}addresses.json").json()] == ["O1"]
    assert sign_in(office.palad).get(f"{HOME}items/o1/add/a/").status_code == 403


def test_a_keeper_is_set_for_several_components_at_once(
    office: Office, year: DisclosureYear, sign_in: SignIn
) -> None:
    client = sign_in(office.officer)
    keep(office, year, "O3", "กองคลัง", months=3)
    form = client.get(f"{HOME}items/o3/keeper/")
    assert form.context["form"].initial["months"] == 3
    division = Duty.objects.all()[0].division_id
    sent = {"components": ["a", "b"], "division": division, "months": "500", "due_on": "1/4/2569"}
    assert client.post(f"{HOME}items/o3/keeper/", sent).status_code == 422
    sent["months"] = "6"
    assert client.post(f"{HOME}items/o3/keeper/", sent).status_code == 302
    assert Duty.objects.get(item__code="O3", component="a").months == 6
    assert "ปรับปรุงทุก 6 เดือน" in text_of(client.get(f"{HOME}items/o3/"))


def test_an_address_a_file_and_a_page_are_added_on_one_form(
    office: Office, year: DisclosureYear, published: Paper, sign_in: SignIn
) -> None:
    client, at = sign_in(office.officer), f"{HOME}items/o1/add/a/"
    (file,) = add_files(
        actor=office.officer, uploads=[(make_pdf(), "a.pdf")], captions=["ผัง"], is_public=True
    )
    for kind in ("address", "page", "file", "none"):
        assert client.post(at, {"kind": kind}).status_code == 422
    page = f"papers /documents/{published.public_id}/"
    for sent in (
        {"kind": "address", "link": LINK, "updated_on": "5 ม.ค. 2569"},
        {"kind": "page", "entry": page},
        {"kind": "file", "evidence": file.pk},
    ):
        assert client.post(at, sent).status_code == 302, sent
    shown = text_of(client.get(f"{HOME}items/o1/"))
    for words in (LINK, published.subject, "ผัง", "คัดลอก", "ยังไม่ได้ตรวจ"):
        assert words in shown
    again = client.post(at, {"kind": "address", "link": LINK})
    assert (again.status_code, "มีอยู่ใต้องค์ประกอบนี้แล้ว" in again.content.decode()) == (422, True)


def test_a_place_is_changed_and_withdrawn(
    office: Office, year: DisclosureYear, sign_in: SignIn
) -> None:
    client, proof = sign_in(office.officer), show(office.officer, year)
    at = f"{HOME}items/o1/places/{proof.public_id}/"
    assert LINK in text_of(client.get(at))
    assert client.get(at.replace("o1", "o2")).status_code == 404
    wrong = {"link": "x", "label": "ผัง", "updated_on": ""}
    assert client.post(at, wrong).status_code == 422
    assert client.post(at, wrong | {"link": f"{LINK}2"}).status_code == 302
    proof.refresh_from_db()
    assert (proof.link, proof.label) == (f"{LINK}2", "ผัง")
    assert client.post(f"{at}withdraw/").status_code == 302
    assert client.post(f"{at}withdraw/").status_code == 302  # says that it was withdrawn already
    assert Proof.objects.get().state == Proof.State.WITHDRAWN


def test_what_came_by_itself_is_pinned_or_set_aside_with_a_reason(
    office: Office, year: DisclosureYear, published: Paper, sign_in: SignIn
) -> None:
    client, at = sign_in(office.officer), f"{HOME}items/o20/"
    assert "ขึ้นเองจากทะเบียน" in text_of(client.get(at))
    sent = {"source": "papers", "path": f"/documents/{published.public_id}/", "reason": ""}
    assert client.post(f"{at}aside/a/", sent).status_code == 422
    assert client.post(f"{at}pin/a/", {"source": "papers", "path": "/x/"}).status_code == 422
    assert client.post(f"{at}pin/a/", sent).status_code == 302
    assert "ปักหมุด" in text_of(client.get(at))
    assert client.post(f"{at}aside/a/", sent | {"reason": "ผิดปี"}).status_code == 302
    assert "ผิดปี" in text_of(client.get(at))


def test_the_addresses_are_listed_once_an_item_as_they_are_keyed_in(
    office: Office, year: DisclosureYear, sign_in: SignIn
) -> None:
    show(office.officer, year, component="a")
    show(office.officer, year, component="b")
    client = sign_in(office.officer)
    assert "data-copy" in text_of(client.get(f"{HOME}addresses/"))
    rows = json.loads(client.get(f"{HOME}addresses.json").content)
    first = [row for row in rows if row["item"] == "O1"]
    assert [(row["order"], row["url"]) for row in first] == [(1, LINK)]
    assert len({row["item"] for row in rows}) == 26
    assert client.get(f"{HOME}addresses.xlsx").content[:2] == b"PK"
    assert client.get(f"{HOME}addresses.exe").status_code == 404


def test_the_page_is_published_and_taken_off(
    office: Office, year: DisclosureYear, sign_in: SignIn, client: Any
) -> None:
    assert client.get(f"/ita/{YEAR}/").status_code == 404
    officer = sign_in(office.officer)
    assert officer.post(f"{HOME}publish/").status_code == 302
    assert officer.get(f"/ita/{YEAR}/").status_code == 200
    assert officer.post(f"{HOME}off/").status_code == 302
    assert officer.get(f"/ita/{YEAR}/").status_code == 404


def count_queries(client: Any, addresses: Sequence[str]) -> dict[str, int]:
    """How often each page asks the database, the second time it is asked for."""
    counts = {}
    for address in addresses:
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts[address] = len(seen)
    return counts


def test_ten_years_of_data_cost_no_more_queries(
    office: Office, year: DisclosureYear, published: Paper, sign_in: SignIn
) -> None:
    for code in ("O1", "O20"):
        keep(office, year, code)
        show(office.officer, year, code=code, component="a")
        add_file(office, year, code)
    services.start_checks(actor=office.officer, year=year)
    services.open_year(actor=office.officer, fiscal_year=YEAR - 1)
    client, pages = sign_in(office.officer), [HOME + part for part in PARTS]
    few = count_queries(client, pages)
    older = services.open_year(actor=office.officer, fiscal_year=YEAR - 2)
    show(office.officer, older)
    for number in range(30):
        show(office.officer, year, component="a", link=f"{LINK}/{number}")
    add_file(office, year, "O1")
    assert count_queries(client, pages) == few
    assert max(few.values()) <= MOST_QUERIES, few
    keeper = sign_in(office.finance)
    assert max(count_queries(keeper, [HOME, f"{HOME}items/o1/"]).values()) <= MOST_QUERIES


def add_file(office: Office, year: DisclosureYear, code: str) -> None:
    """A public file with two versions proves a component."""
    add = {"actor": office.officer, "captions": ["ผัง"], "is_public": True}
    (file,) = add_files(uploads=[(make_pdf(), "a.pdf")], **add)
    add_version(actor=office.officer, evidence=file, content=make_pdf(), name="b.pdf")
    services.add_file(
        actor=office.officer, year=year, code=code, component="a", evidence=file, draft=PlaceDraft()
    )
