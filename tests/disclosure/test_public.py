"""The public pages: only what is published, each item under its address, the same as data."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prongsai.correspondence.models import Paper
from prongsai.disclosure import public, services
from prongsai.disclosure.models import DisclosureYear
from prongsai.disclosure.services import PlaceDraft
from prongsai.evidence.services import add_files, change_details
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.disclosure.conftest import LINK, YEAR, keep, show

HOME = f"/ita/{YEAR}/"


@pytest.fixture
def open_year(office: Office, year: DisclosureYear) -> DisclosureYear:
    """ITA 2569 with a proven item that the finance division keeps, public."""
    keep(office, year, "O1", "กองคลัง")
    show(office.officer, year)
    return services.publish_year(actor=office.officer, year=year)


def test_a_year_that_is_not_published_does_not_exist(year: DisclosureYear, client: Any) -> None:
    for path in (HOME, f"{HOME}o1/", f"{HOME}items.json", f"{HOME}items.csv"):
        assert client.get(path).status_code == 404, path
    assert HOME not in client.get("/ita/").content.decode()
    assert HOME not in client.get("/sitemap.xml").content.decode()


def test_every_item_stands_on_the_page_and_under_its_own_address(
    open_year: DisclosureYear, client: Any
) -> None:
    assert "/ita/" in client.get("/").content.decode()
    index = client.get("/ita/").content.decode()
    assert f'"{HOME}"' in index
    assert f'"{HOME}o26/"' in index  # two clicks from any public page
    page = client.get(HOME).content.decode()
    for words in (LINK, "กองคลัง", 'id="o26"', "โครงสร้าง"):
        assert words in page
    assert "คุณfinance" not in page
    item = client.get(f"{HOME}o1/").content.decode()
    assert LINK in item
    assert client.get(f"{HOME}O1/").status_code == 200
    assert client.get(f"{HOME}o99/").status_code == 404
    assert f"{HOME}o26/" in client.get("/sitemap.xml").content.decode()


def test_the_data_follow_their_schema_and_have_an_etag(
    open_year: DisclosureYear, client: Any
) -> None:
    answer = client.get(f"{HOME}items.json")
    data = json.loads(answer.content)
    jsonschema.validate(data, json.loads(Path(public.SCHEMA).read_text()))
    jsonschema.validate(data, client.get("/ita/items.schema.json").json())
    assert data["items"][0]["components"][0]["places"][0]["url"] == LINK
    again = client.get(f"{HOME}items.json", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 304
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"{HOME}items.csv").content.decode("utf-8-sig")))
    )
    assert [row["url"] for row in rows if row["item"] == "O1"] == [LINK, ""]
    assert client.get(f"{HOME}items.exe").status_code == 404


def test_what_is_not_public_itself_is_never_linked(
    office: Office, open_year: DisclosureYear, published: Paper, client: Any
) -> None:
    (file,) = add_files(
        actor=office.officer, uploads=[(make_pdf(), "a.pdf")], captions=["ผัง"], is_public=True
    )
    where: dict[str, Any] = {"actor": office.officer, "year": open_year, "code": "O1"}
    services.add_file(**where, component="b", evidence=file, draft=PlaceDraft())
    page = client.get(HOME).content.decode()
    assert str(file.public_id) in page
    assert str(published.public_id) in page
    change_details(
        actor=office.officer,
        evidence=file,
        title="ผัง",
        effective_on=None,
        owner=None,
        is_public=False,
    )
    Paper.objects.filter(pk=published.pk).update(published_at=None)
    for path in (HOME, f"{HOME}o1/", f"{HOME}o20/", f"{HOME}items.json"):
        page = client.get(path).content.decode()
        assert str(file.public_id) not in page, path
        assert str(published.public_id) not in page, path


def test_a_year_without_a_manual_says_that_it_is_a_draft(office: Office, client: Any) -> None:
    draft = services.open_year(actor=office.officer, fiscal_year=YEAR + 1)
    services.publish_year(actor=office.officer, year=draft)
    for path in (f"/ita/{YEAR + 1}/", f"/ita/{YEAR + 1}/o1/"):
        assert "ร่าง รอคู่มือ ป.ป.ช." in client.get(path).content.decode()
    assert client.get(f"/ita/{YEAR + 1}/items.json").json()["is_draft"] is True


@pytest.mark.parametrize("path", [HOME, f"{HOME}o1/", f"{HOME}items.json", "/ita/"])
def test_public_pages_cost_few_queries(open_year: DisclosureYear, client: Any, path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    assert len(queries) <= 12, [q["sql"][:150] for q in queries.captured_queries]
