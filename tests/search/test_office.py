"""The officer's screens: promoted answers and questions without an answer."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prongsai.audit.models import AuditEntry
from prongsai.search import services
from prongsai.search.models import Promotion, Unfound
from tests.conftest import Office


@pytest.fixture
def client(office: Office) -> Client:
    client = Client()
    client.force_login(office.officer, backend="prongsai.accounts.backends.GroupBackend")
    return client


@pytest.mark.django_db
def test_an_answer_is_put_on_top_changed_and_taken_off(client: Client) -> None:
    values = {
        "questions": "ค่าขยะ\nจ่ายค่าขยะ",
        "title": "จ่ายค่าขยะที่ไหน",
        "url": "javascript:x",
        "order": 0,
    }
    refused = client.post("/office/search/promoted/new/", values)
    assert (refused.status_code, Promotion.objects.count()) == (422, 0)
    refused = client.post(
        "/office/search/promoted/new/", values | {"url": "/contact/", "questions": "..."}
    )
    assert (refused.status_code, Promotion.objects.count()) == (422, 0)
    client.post("/office/search/promoted/new/", values | {"url": "/contact/", "is_active": "on"})
    promotion = Promotion.objects.get()
    answered = Client().get("/search/?q=ค่าขยะ").content.decode()
    assert "จ่ายค่าขยะที่ไหน" in answered
    assert "ไม่พบผลสำหรับ" not in answered
    assert not Unfound.objects.exists()  # it has an answer: the officer's

    client.post(f"/office/search/promoted/{promotion.pk}/", values | {"url": "/contact/"})
    assert "จ่ายค่าขยะที่ไหน" not in Client().get("/search/?q=ค่าขยะ").content.decode()
    client.post(f"/office/search/promoted/{promotion.pk}/remove/")
    assert not Promotion.objects.exists()
    events = AuditEntry.objects.filter(event__startswith="search.").order_by("sequence")
    assert [entry.event.removeprefix("search.") for entry in events] == [
        "promoted",
        "promotion_changed",
        "promotion_removed",
    ]


@pytest.mark.django_db
def test_questions_without_an_answer_lead_to_one(client: Client) -> None:
    for number in range(60):
        services.note_unfound(f"คำถาม{'ก' * number}ใหม่")
    client.get("/office/search/unfound/")
    with CaptureQueriesContext(connection) as seen:
        page = client.get("/office/search/unfound/").content.decode()
    assert len(seen) <= 12
    assert "promoted/new/?q=" in page
    row = Unfound.objects.first()
    assert row is not None
    client.post(f"/office/search/unfound/{row.pk}/clear/")
    assert not Unfound.objects.filter(pk=row.pk).exists()
    assert "ค่าขยะ" in client.get("/office/search/promoted/new/?q=ค่าขยะ").content.decode()
