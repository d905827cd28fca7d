"""The office's pages: two taps, the board of who leads, what others may not see."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.accounts.models import User
from prongsai.circulars import services
from prongsai.circulars.content import Subject
from prongsai.circulars.example import load_example
from prongsai.circulars.models import Circulation, Recipient
from prongsai.circulars.services import Audience
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_version
from prongsai.organization.queries import find_division, list_divisions
from tests.circulars.conftest import OUTSIDERS, acknowledge, make_pdf, row_of
from tests.conftest import Office
from tests.measures.pictures import photo

Begin = Callable[..., Circulation]
MOST_QUERIES = 12


def _page(circulation: Circulation, part: str = "") -> str:
    return f"/office/circulars/{circulation.public_id}/{part}"


def _menu_says(client: Any, label: str) -> bool:
    """Whether the menu, which Wagtail writes as JSON, has an entry of this label."""
    return json.dumps(label) in client.get("/office/circulars/").content.decode()


def test_two_taps_from_the_inbox(office: Office, circular: Circulation, sign_in: Any) -> None:
    client = sign_in(office.finance)
    inbox = client.get("/office/circulars/").content.decode()
    assert _page(circular) in inbox
    assert _menu_says(client, "เวียนแจ้ง (1)")
    page = client.get(_page(circular)).content.decode()
    assert client.get(_page(circular, "page/1.png")).status_code == 200
    digest = re.search(r'name="digest" value="(\w+)"', page)
    assert digest is not None
    assert client.post(_page(circular), {"digest": digest[1]}).status_code == 302
    assert row_of(circular, office.finance).method == "account"
    assert not _menu_says(client, "เวียนแจ้ง (1)")
    assert "รับทราบแล้ว" in client.get("/office/circulars/").content.decode()


def test_a_changed_version_sends_to_the_new_one(
    office: Office, circular: Circulation, begin: Begin, policy: Evidence, sign_in: Any
) -> None:
    client = sign_in(office.finance)
    client.get(_page(circular, "page/1.png"))
    add_version(actor=office.officer, evidence=policy, content=make_pdf("ใหม่"), name="b.pdf")
    newer = begin(previous=circular, audience=None)
    answer = client.post(_page(circular), {"digest": circular.digest})
    text = answer.content.decode()
    assert (answer.status_code, "โปรดอ่านฉบับใหม่ก่อน" in text) == (422, True)
    assert _page(newer) in text


def test_who_is_not_asked_sees_nothing(office: Office, begin: Begin, sign_in: Any) -> None:
    made = begin(audience=Audience(people=[office.mayor]))
    client = sign_in(office.finance)
    for part in ("", "document/", "page/1.png", "status/", "certificate.pdf", "people.csv"):
        assert client.get(_page(made, part)).status_code == 403, part
    assert client.get("/office/circulars/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert sign_in(office.palad).get(_page(made, "status/")).status_code == 200


def test_a_head_sees_the_own_division_only(
    office: Office, circular: Circulation, sign_in: Any
) -> None:
    client = sign_in(office.finance)
    page = client.get(_page(circular, "status/?show=all")).content.decode()
    assert OUTSIDERS[0].name in page
    assert "คุณmayor" not in page
    assert "ปิดการเวียนเรื่องนี้" not in page
    export = client.get(_page(circular, "people.csv")).content.decode("utf-8-sig")
    assert (OUTSIDERS[0].name in export, "คุณmayor" in export) == (True, False)
    assert client.get(_page(circular, "certificate.pdf")).status_code == 403
    overview = client.get("/office/circulars/overview/").content.decode()
    assert "กองคลัง" in overview
    assert "สำนักปลัด" not in re.sub(r"(?s)<nav.*?</nav>", "", overview.split("<main")[-1])
    assert client.post(_page(circular, "close/")).status_code == 403


def test_the_mayor_looks_and_changes_nothing(
    office: Office, circular: Circulation, sign_in: Any
) -> None:
    client = sign_in(office.mayor)
    page = client.get(_page(circular, "status/?show=all")).content.decode()
    assert "คุณfinance" in page
    assert "ยกเว้น คุณ" not in page
    pdf = client.get(_page(circular, "certificate.pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert client.get("/office/circulars/new/").status_code == 403
    pk = row_of(circular, office.finance).pk
    for part in ("close/", "links/", "sheet/", "certificate/keep/", f"people/{pk}/exempt/"):
        assert client.post(_page(circular, part)).status_code == 403


def _form(**more: Any) -> dict[str, Any]:
    due = timezone.localdate() + dt.timedelta(days=5)
    usual = {
        "due_on": f"{due.day}/{due.month}/{due.year + 543}",
        "is_everyone": "on",
        "names": "1. นายก ข, กองช่าง, คนงาน\nนางค ง\tสภา\tสมาชิก",
    }
    return usual | more


def test_a_file_is_uploaded_and_circulated_at_once(office: Office, sign_in: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = sign_in(office.officer)
    upload = SimpleUploadedFile("policy.pdf", make_pdf())
    data = _form(upload=upload, title="นโยบาย", questions="ถาม\n* ก\n- ข", pass_mark="100")
    answer = client.post("/office/circulars/new/", data)
    made = Circulation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, _page(made, "status/"))
    assert (made.kind, made.title, made.pass_mark) == ("file", "นโยบาย", 100)
    assert made.recipients.count() == 7
    assert row_of(made, "นายก ข").division == find_division("กองช่าง")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, "paper"),
        ({"link": "https://a.example/", "due_on": "31/2/2569"}, "due_on"),
        ({"link": "office.example"}, "link"),
        ({"link": "https://a.example/", "questions": "ถาม"}, "questions"),
        ({"link": "https://a.example/", "is_everyone": "", "names": ""}, "is_everyone"),
        ({"link": "https://a.example/", "questions": "ถ\n* ก\n- ข", "pass_mark": ""}, "pass_mark"),
        ({"link": "https://a.example/", "evidence": "nonsense"}, "evidence"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    office: Office, sign_in: Any, change: dict[str, str], field: str
) -> None:
    answer = sign_in(office.officer).post("/office/circulars/new/", _form(**change))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "นางค ง" in answer.content.decode() or not change.get("names", "x")
    assert not Circulation.objects.exists()


def test_a_head_is_offered_the_own_division(office: Office, sign_in: Any) -> None:
    page = sign_in(office.finance).get("/office/circulars/new/").context["form"]
    assert "is_everyone" not in page.fields
    assert [label for _pk, label in page.fields["divisions"].choices] == ["กองคลัง"]
    assert len(page.fields["people"].choices) == 1


def test_the_newer_version_begins_from_the_old_form(
    office: Office, circular: Circulation, policy: Evidence, sign_in: Any
) -> None:
    client = sign_in(office.officer)
    add_version(actor=office.officer, evidence=policy, content=make_pdf("ใหม่"), name="b.pdf")
    assert "ฉบับใหม่กว่า" in client.get(_page(circular, "status/")).content.decode()
    url = f"/office/circulars/new/?from={circular.public_id}"
    assert circular.title in client.get(url).content.decode()
    data = _form(evidence=str(policy.public_id), is_everyone="", names="", only_missing="on")
    assert client.post(url, data).status_code == 302
    newer = Circulation.objects.get(previous=circular)
    assert newer.recipients.count() == 7
    assert client.get("/office/circulars/new/?from=x").status_code == 404


def test_links_are_shown_once(office: Office, circular: Circulation, sign_in: Any) -> None:
    client = sign_in(office.officer)
    answer = client.post(_page(circular, "links/"))
    tokens = re.findall(r"/circular/([\w-]{43})/", answer.content.decode())
    assert len(set(tokens)) == 2
    assert "no-store" in answer["Cache-Control"]
    pk = row_of(circular, OUTSIDERS[0].name).pk
    assert (
        len(
            re.findall(
                r"/circular/", client.post(_page(circular, f"people/{pk}/link/")).content.decode()
            )
        )
        == 1
    )
    assert client.get(_page(circular, "links/")).status_code == 405
    assert not any(
        token in client.get(_page(circular, "status/")).content.decode() for token in tokens
    )


def test_a_sheet_is_ticked_and_counted(office: Office, begin: Begin, sign_in: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    made = begin(at=timezone.now() - dt.timedelta(days=3))
    client = sign_in(office.officer)
    assert client.get(_page(made, "sheet.pdf")).content.startswith(b"%PDF")
    pks = [row_of(made, named.name).pk for named in OUTSIDERS]
    today = timezone.localdate()
    day = today - dt.timedelta(days=1)
    written = f"{day.day}/{day.month}/{day.year + 543}"
    data = {
        "on": today.isoformat(),
        f"signed-{pks[0]}": "on",
        f"signed-{pks[1]}": "on",
        f"on-{pks[1]}": written,
    }
    assert client.post(_page(made, "sheet/"), data).status_code == 422
    upload = SimpleUploadedFile("s.jpg", photo(size=(600, 400)))
    assert client.post(_page(made, "sheet/"), data | {"uploads": upload}).status_code == 302
    found = Recipient.objects.filter(pk__in=pks).order_by("pk")
    assert [row.acknowledged_on for row in found] == [today, day]


def test_people_are_exempted_and_added(office: Office, circular: Circulation, sign_in: Any) -> None:
    client = sign_in(office.officer)
    pk = row_of(circular, office.head).pk
    wrong = client.post(_page(circular, f"people/{pk}/exempt/"), {"reason": " "})
    assert wrong.status_code == 422
    assert client.post(_page(circular, f"people/{pk}/exempt/"), {"reason": "ลา"}).status_code == 302
    assert "ลา" in client.get(_page(circular, "status/?show=all")).content.decode()
    assert client.post(_page(circular, f"people/{pk}/lift/")).status_code == 302
    assert client.get(_page(circular, "people/add/")).status_code == 200
    wrong = client.post(_page(circular, "people/add/"), {"names": ""})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors
    assert client.post(_page(circular, "people/add/"), {"names": "นายใหม่"}).status_code == 302
    assert circular.recipients.count() == 8
    assert (
        client.post(_page(circular, f"people/{pk + 999}/exempt/"), {"reason": "x"}).status_code
        == 404
    )
    assert client.post(_page(circular, "close/")).status_code == 302
    kept = client.post(_page(circular, "certificate/keep/"))
    assert kept["Location"].startswith("/office/evidence/")


def test_exports_are_safe_sheets(office: Office, circular: Circulation, sign_in: Any) -> None:
    services.add_people(
        actor=office.officer,
        circulation=circular,
        audience=Audience(names=[OUTSIDERS[0].__class__("=HYPERLINK(1)")]),
    )
    acknowledge(circular, office.finance)
    client = sign_in(office.officer)
    text = client.get(_page(circular, "people.csv")).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "รับทราบ" in text
    assert client.get(_page(circular, "people.xlsx")).content.startswith(b"PK")
    assert client.get(_page(circular, "people.doc")).status_code == 404
    year = circular.fiscal_year
    overview = client.get(f"/office/circulars/overview/{year}.csv").content.decode("utf-8-sig")
    assert "กองคลัง,2,1,50.0" in overview


def test_a_picture_and_a_link_are_read_too(office: Office, begin: Begin, sign_in: Any) -> None:
    from prongsai.evidence.services import add_files

    (picture,) = add_files(actor=office.officer, uploads=[(photo(size=(600, 400)), "a.jpg")])
    client = sign_in(office.mayor)
    made = begin(subject=Subject(evidence=picture))
    assert "<img" in client.get(_page(made)).content.decode()
    assert client.get(_page(made, "document/"))["Content-Type"] == "image/jpeg"
    made = begin(subject=Subject(link="https://office.example/policy"))
    assert client.get(_page(made, "document/"))["Location"] == "https://office.example/policy"
    assert client.post(_page(made), {"digest": made.digest}).status_code == 302
    assert client.get(_page(made, "page/1.png")).status_code == 404


def _fill(office: Office, circulations: int, people: int) -> None:
    now = timezone.now()
    users = User.objects.bulk_create(
        User(username=f"u{n}", full_name=f"คน {n}", password="!") for n in range(people)
    )
    divisions = list(list_divisions())
    made = Circulation.objects.bulk_create(
        Circulation(
            kind="link",
            link="https://office.example/",
            digest="1" * 64,
            title=f"เรื่องที่ {n}",
            fiscal_year=2569,
            due_on=now.date(),
            started_by=office.officer,
        )
        for n in range(circulations)
    )
    Recipient.objects.bulk_create(
        Recipient(
            circulation=circulation,
            user=user,
            name=str(user),
            division=divisions[n % len(divisions)],
            division_name=divisions[n % len(divisions)].name,
            added_by=office.officer,
        )
        for circulation in made
        for n, user in enumerate(users)
    )


@pytest.mark.parametrize("persona", ["officer", "finance"])
def test_pages_ask_few_questions_of_the_database(
    office: Office, sign_in: Any, persona: str
) -> None:
    _fill(office, 20, 60)
    client = sign_in(office.people[persona])
    one = Circulation.objects.first()
    assert one is not None
    paths = [
        "/office/circulars/",
        "/office/circulars/overview/?year=2569",
        _page(one, "status/?show=all"),
    ]
    asked = {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        asked[path] = len(seen)
    assert max(asked.values()) <= MOST_QUERIES, asked


def test_the_example_has_one_running_one_overdue_and_one_closed(office: Office) -> None:
    people = {n: p for n, p in office.people.items() if n not in ("admin", "stranger")}
    load_example(people)
    running, overdue, closed = Circulation.objects.order_by("-due_on")
    today = timezone.localdate()
    assert (running.is_open, overdue.is_open, closed.is_open) == (True, True, False)
    assert running.due_on >= today > overdue.due_on
    assert [row.user for row in overdue.recipients.filter(acknowledged_at=None)] == [office.finance]
    assert closed.recipients.filter(method="sheet").exists()
    assert services.remind(on=today) > 0
