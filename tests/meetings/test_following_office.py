"""The screens of what was resolved and raised: who sees what, reports with photos, statistics."""

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prongsai.evidence.models import Evidence
from prongsai.meetings import services
from prongsai.meetings.models import Body, Meeting, Resolution
from prongsai.meetings.queries.lists import standings, sum_ages
from prongsai.meetings.services import Boxes
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from prongsai.thai.fiscal import fiscal_year_of
from tests.conftest import Office
from tests.measures.pictures import photo
from tests.meetings.conftest import (
    add_secret,
    begin,
    close_file,
    hold,
    line,
    make_clerk,
    noon,
    resolve,
)

ROOT = "/office/meetings/resolutions/"
MOST_QUERIES = 12


def address(resolution: Resolution, part: str = "") -> str:
    return f"{ROOT}{resolution.public_id}/{part}"


@pytest.fixture
def meeting(office: Office, staff: Body) -> Meeting:
    """A meeting under way since forty days."""
    return begin(office, staff, -40)


def test_ages_count_each_open_one_once(office: Office, staff: Body) -> None:
    today = timezone.localdate()
    for days in (-200, -181, -180, -91, -90, -31, -30, 0):
        meeting = begin(office, staff, days)
        resolve(office, meeting)
        end = noon(days) + dt.timedelta(hours=1)
        services.end_meeting(actor=office.officer, meeting=meeting, at=end)
    (row,) = standings(today)
    assert row.ages == (2, 2, 2, 2)
    assert sum_ages([row, row]) == [4, 4, 4, 4]
    assert sum_ages([]) == [0, 0, 0, 0]
    assert (row.open, row.late, row.on_time) == (8, 0, 8)


def test_what_waits_for_me_comes_first(office: Office, meeting: Meeting, sign_in: Any) -> None:
    mine = resolve(office, meeting, "ให้กองคลังจัดซื้อ")
    other = resolve(office, meeting, "ให้สำนักปลัดแจ้งเวียน", division=find_division("สำนักปลัด"))
    page = sign_in(office.finance).get(ROOT).text
    first, rest = page.split("มติทั้งหมด", 1)
    assert (address(mine) in first, address(other) in first) == (True, False)
    assert address(mine) in rest
    assert address(other) in rest
    assert "ไม่มีเรื่องรอคุณ" in sign_in(office.mayor).get(ROOT).text


def test_the_list_is_filtered_by_body_division_state_and_words(
    office: Office, staff: Body, meeting: Meeting, sign_in: Any
) -> None:
    today = timezone.localdate()
    late = resolve(office, meeting, "ให้ซ่อมถนน", due_on=today - dt.timedelta(days=1))
    ahead = resolve(office, meeting, "ให้จัดอบรม", due_on=today + dt.timedelta(days=9))
    done = resolve(office, meeting, "ให้ขุดลอกคลอง", division=find_division("กองช่าง"))
    services.report_progress(actor=office.officer, resolution=done, text="ขุดแล้ว", is_done=True)
    dropped = resolve(office, meeting, "ให้ปลูกป่า", division=find_division("กองช่าง"))
    services.drop_resolution(actor=office.officer, resolution=dropped, reason="ไม่มีพื้นที่")
    client = sign_in(office.officer)
    for query, found in (
        ("", [late, ahead]),
        ("?state=late", [late]),
        ("?state=done", [dropped, done]),
        ("?state=all", [late, ahead, dropped, done]),
        ("?state=nonsense&body=nothing&division=9", [late, ahead]),
        ("?q=ซ่อม+ถนน", [late]),
        ("?state=all&division=works", [dropped, done]),
        ("?body=staff", [late, ahead]),
    ):
        page = client.get(ROOT + query).context["page"]
        assert (list(page), page.paginator.count) == (found, len(found)), query
    services.save_body(actor=office.officer, kind="committee", code="other", name="คณะทำงาน")
    page = client.get(ROOT + "?body=other")
    assert list(page.context["page"]) == []
    assert "ไม่พบข้อมูล" in page.text


def test_divisions_and_ages_are_counted_in_tables_beside_their_bars(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    done = resolve(office, meeting)
    resolve(office, meeting, "ให้ทำอีกเรื่อง")
    services.report_progress(actor=office.finance, resolution=done, text="แล้ว", is_done=True)
    page = sign_in(office.palad).get(ROOT)
    (row,) = page.context["standings"]
    assert (row.name, row.total, row.done, row.open, row.late) == ("กองคลัง", 2, 1, 1, 0)
    assert [(count, rest) for _label, count, rest in page.context["ages"]] == [
        (0, 1),
        (1, 0),
        (0, 1),
        (0, 1),
    ]
    assert "1/2</span>" in page.text
    assert 'data-state="finished" style="flex-grow: 1"' in page.text


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_what_is_shown_is_exported(
    office: Office, meeting: Meeting, sign_in: Any, kind: str
) -> None:
    resolve(office, meeting, "ให้ซ่อมถนน")
    resolve(office, meeting, "ให้จัดอบรม")
    answer = sign_in(office.finance).get(f"{ROOT}register.{kind}?q=ถนน")
    assert answer["Content-Disposition"] == f'attachment; filename="resolutions.{kind}"'
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert [row[2] for row in rows] == ["มติ", "ให้ซ่อมถนน"]
    elif kind == "json":
        assert [row["text"] for row in json.loads(answer.content)] == ["ให้ซ่อมถนน"]
    else:
        assert answer.content.startswith(b"PK")


def test_an_unknown_kind_of_export_is_not_found(office: Office, sign_in: Any) -> None:
    assert sign_in(office.officer).get(f"{ROOT}register.exe").status_code == 404


def test_a_photo_from_the_phone_proves_what_was_done(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    resolution = resolve(office, meeting)
    client = sign_in(office.finance)
    upload = SimpleUploadedFile("งานเสร็จ.jpg", photo(), "image/jpeg")
    answer = client.post(
        address(resolution, "report/"), {"text": "ซ่อมแล้ว", "uploads": upload, "is_done": "on"}
    )
    assert answer.status_code == 302
    resolution.refresh_from_db()
    assert (resolution.state, resolution.closing_note) == ("done", "ซ่อมแล้ว")
    page = client.get(address(resolution)).text
    evidence = Evidence.objects.get()
    file = address(resolution, f"files/{evidence.public_id}/")
    assert file in page
    assert "งานเสร็จ.jpg" in page
    assert 'name="text"' not in page
    served = client.get(file)
    assert (served.status_code, served["Content-Type"]) == (200, "image/jpeg")
    close_file(served)
    assert client.get(file + "thumb.jpg")["Content-Type"] == "image/jpeg"
    other = resolve(office, meeting)
    assert client.get(address(other, f"files/{evidence.public_id}/")).status_code == 404
    assert sign_in(None).get(file).status_code == 302


def test_a_wrong_report_says_so_beside_the_field_and_keeps_nothing(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    resolution = resolve(office, meeting)
    client = sign_in(office.finance)
    empty = client.post(address(resolution, "report/"), {"text": " "})
    assert empty.status_code == 422
    program = SimpleUploadedFile("a.exe", b"MZ\x90\x00", "application/octet-stream")
    wrong = client.post(address(resolution, "report/"), {"text": "ทำแล้ว", "uploads": program})
    assert wrong.status_code == 422
    assert 'id="id_uploads_error"' in wrong.text
    assert "ทำแล้ว</textarea>" in wrong.text
    assert (resolution.progress.count(), Evidence.objects.count()) == (0, 0)


def test_only_who_may_reports_drops_and_reopens(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    resolution = resolve(office, meeting)
    client = sign_in(office.mayor)
    page = client.get(address(resolution)).text
    assert "report/" not in page
    assert "drop/" not in page
    assert client.post(address(resolution, "report/"), {"text": "ทำแล้ว"}).status_code == 422
    assert sign_in(office.finance).post(
        address(resolution, "drop/"), {"reason": "ไม่ทำ"}
    ).status_code == 422  # fmt: skip
    client = sign_in(office.officer)
    assert client.post(address(resolution, "drop/"), {"reason": ""}).status_code == 422
    assert client.post(address(resolution, "drop/"), {"reason": "โอนภารกิจแล้ว"}).status_code == 302
    resolution.refresh_from_db()
    assert resolution.state == Resolution.State.DROPPED
    assert "โอนภารกิจแล้ว" in client.get(address(resolution)).text
    sign_in(office.finance).post(address(resolution, "reopen/"))
    resolution.refresh_from_db()
    assert not resolution.is_open
    sign_in(office.officer).post(address(resolution, "reopen/"))
    resolution.refresh_from_db()
    assert resolution.is_open


def test_where_it_came_back_and_who_was_reminded_is_shown(
    office: Office, staff: Body, sign_in: Any
) -> None:
    first = begin(office, staff, -40)
    due = timezone.localdate() - dt.timedelta(days=20)
    resolution = resolve(office, first, due_on=due)
    services.end_meeting(actor=office.officer, meeting=first, at=noon(-40) + dt.timedelta(hours=2))
    later = begin(office, staff, -5)
    item = later.items.get(carried_over=resolution)
    services.save_note(actor=office.officer, item=item, text="อยู่ระหว่างสืบราคา", base_version=0)
    services.remind(on=timezone.localdate())
    page = sign_in(office.head).get(address(resolution))
    assert list(page.context["appearances"]) == [item]
    assert "อยู่ระหว่างสืบราคา" in page.text
    told = {(cause, notice.recipient.username) for cause, notice in page.context["reminders"]}
    assert {("own", "finance"), ("chief", "palad")} <= told
    assert "แจ้งเพราะเกินกำหนดมาก" in page.text


def test_a_confidential_resolution_stays_among_its_readers(
    office: Office, meeting: Meeting, sign_in: Any
) -> None:
    add_secret(office, meeting)
    secret = Resolution.objects.get()
    progress = services.report_progress(
        actor=office.officer, resolution=secret, text="สอบแล้ว", uploads=[(photo(), "ลับ.jpg")]
    )
    (evidence,) = progress.evidence.all()
    assert (evidence.is_reserved, evidence.title) == (True, str(secret))
    file = address(secret, f"files/{evidence.public_id}/")
    clerk = sign_in(make_clerk())
    assert clerk.get(address(secret)).status_code == 404
    assert clerk.get(file).status_code == 404
    listed = clerk.get(ROOT + "?state=all&q=สอบ")
    assert "ให้สอบข้อเท็จจริง" not in listed.text
    assert listed.context["standings"] == []
    assert "ให้สอบข้อเท็จจริง" not in clerk.get(f"{ROOT}register.csv").content.decode()
    for reader in (office.officer, office.head, office.mayor):
        client = sign_in(reader)
        assert "ให้สอบข้อเท็จจริง" in client.get(ROOT + "?state=all").text
        assert "สร้างเป็นขั้นตอน" not in client.get(address(secret)).text
        served = client.get(file)
        assert served.status_code == 200
        close_file(served)
    where = f"/office/evidence/{evidence.public_id}/"
    assert sign_in(office.officer).get(where).status_code == 403


def test_problems_and_suggestions_by_year_kind_and_division(
    office: Office, staff: Body, sign_in: Any
) -> None:
    meeting = begin(office, staff)
    boxes = Boxes("งาน", "รถเสีย", "จัดหารถใหม่")
    services.file_division(
        actor=office.finance, meeting=meeting, division=find_division("กองคลัง"), boxes=boxes
    )
    services.raise_concern(
        actor=office.officer, item=line(meeting, "new"), kind="problem", text="ไฟดับ"
    )
    secret = add_secret(office, meeting)
    services.raise_concern(actor=office.officer, item=secret, kind="problem", text="เรื่องลับ")
    year = fiscal_year_of(timezone.localdate()).year_be
    client, root = sign_in(office.head), "/office/meetings/concerns/"
    for query, texts in (
        ("", {"รถเสีย", "จัดหารถใหม่", "ไฟดับ"}),
        ("?kind=problem", {"รถเสีย", "ไฟดับ"}),
        ("?kind=problem&division=finance", {"รถเสีย"}),
        ("?q=รถ", {"รถเสีย", "จัดหารถใหม่"}),
        (f"?year={year - 1}", set()),
        ("?kind=x&division=x&year=x", {"รถเสีย", "จัดหารถใหม่", "ไฟดับ"}),
    ):
        page = client.get(root + query)
        assert {row.text for row in page.context["page"]} == texts, query
    assert client.get(root).context["counts"] == {"problem": 2, "suggestion": 1}
    raised = meeting.concerns.get(text="ไฟดับ")
    assert "ไฟดับ" in client.get(f"{root}{raised.public_id}/").text
    hidden = meeting.concerns.get(text="เรื่องลับ")
    assert sign_in(make_clerk()).get(f"{root}{hidden.public_id}/").status_code == 404


def test_lists_and_pages_ask_a_few_times(office: Office, staff: Body, sign_in: Any) -> None:
    owner = find_position(Role.DIVISION_HEAD, find_division("กองคลัง"))
    meeting = begin(office, staff, -40)
    made = [resolve(office, meeting, f"เรื่องที่ {n}", owner=owner) for n in range(8)]
    for n in range(6):
        services.raise_concern(
            actor=office.officer, item=line(meeting, "new"), kind="problem", text=f"ปัญหา {n}"
        )
    services.report_progress(
        actor=office.finance, resolution=made[0], text="ทำแล้ว", uploads=[(photo(), "a.jpg")]
    )
    services.end_meeting(actor=office.officer, meeting=meeting, at=noon(-39))
    hold(office, staff, -5)
    year = fiscal_year_of(noon(-40).date()).year_be
    for person in (office.officer, office.finance):
        client = sign_in(person)
        for path in (
            ROOT + "?state=all",
            f"{ROOT}register.json",
            f"/office/meetings/concerns/?year={year}",
            address(made[0]),
        ):
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200
            limit = MOST_QUERIES if path != address(made[0]) else MOST_QUERIES + 8
            assert len(asked) <= limit, "\n".join([path, *(q["sql"][:150] for q in asked)])
