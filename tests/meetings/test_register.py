"""What the register proves, follows, exports and shows."""

import datetime as dt
import email
import io
import zipfile
from email import policy
from pathlib import Path

import pytest
from django.http import Http404
from django.utils import timezone

from prongsai.channels.models import Notice, OutgoingMail
from prongsai.common.errors import Refused
from prongsai.evidence.sources import registry
from prongsai.meetings import archive, services
from prongsai.meetings.exports import MEETINGS, RESOLUTIONS, meeting_rows, resolution_rows
from prongsai.meetings.models import Body, Resolution
from prongsai.meetings.queries import access
from prongsai.meetings.queries.lists import (
    find_feed_user,
    list_concerns,
    list_meetings,
    list_resolutions,
    list_waiting_for,
    standings,
)
from prongsai.meetings.services import (
    Boxes,
    ItemDraft,
    PastMeeting,
    ResolutionDraft,
    Slot,
)
from prongsai.meetings.sources import report_of_year
from prongsai.organization.models import Role
from prongsai.organization.queries import find_division, find_position
from prongsai.registerkit.exports import respond_archive, respond_register
from prongsai.thai.fiscal import fiscal_year_of
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.meetings.conftest import (
    GROUND,
    SECRET,
    add_secret,
    begin,
    end,
    line,
    make_clerk,
    noon,
    pdf_text,
)


def test_the_register_proves_a_year_month_by_month(office: Office, staff: Body) -> None:
    today = timezone.localdate()
    year = fiscal_year_of(today).previous
    empty = report_of_year(year.year_be)
    assert (len(empty.missing), empty.suggested_output) == (12, None)
    for month in year.months()[:11]:
        past = PastMeeting(month.first_day.replace(day=7), month.month)
        services.import_minutes(
            actor=office.officer, body=staff, past=past, upload=(make_pdf(), "m.pdf")
        )
    report = report_of_year(year.year_be)
    assert (len(report.items), report.expected, len(report.missing)) == (11, 12, 1)
    assert "กันยายน" in report.missing[0]
    assert report.suggested_output is not None
    assert "ครบทุกเดือน" not in report.suggested_output[2]
    past = PastMeeting(year.last_day, 9)
    services.import_minutes(
        actor=office.officer, body=staff, past=past, upload=(make_pdf(), "m.pdf")
    )
    source = registry.find("monthly-meetings")
    assert source is not None
    value, unit, sentence = source.report(year.year_be).suggested_output or (0, "", "")
    assert (value, unit) == (12, "ครั้ง")
    assert sentence.startswith("จัดประชุมประจำเดือน ๑๒ ครั้ง ครบทุกเดือน")


def test_filings_are_the_outcome(office: Office, staff: Body) -> None:
    meeting = begin(office, staff)
    for name, user in (("กองคลัง", office.finance), ("สำนักปลัด", office.head)):
        services.file_division(
            actor=user, meeting=meeting, division=find_division(name), boxes=Boxes("งาน", "ติดขัด")
        )
    end(office, meeting)
    year = fiscal_year_of(timezone.localdate()).year_be
    outcome = report_of_year(year).suggested_outcome
    assert outcome is not None
    assert (outcome[0], outcome[1]) == (2, "รายงาน")
    assert "ปัญหาและอุปสรรค ๒ เรื่อง" in outcome[2]
    assert list_concerns(office.head, year).count() == 2


def test_resolutions_are_followed_reminded_and_escalated(office: Office, staff: Body) -> None:
    meeting = begin(office, staff)
    due = timezone.localdate() + dt.timedelta(days=2)
    owner = find_position(Role.DIVISION_HEAD, find_division("กองคลัง"))
    resolution = services.record_resolution(
        actor=office.officer,
        item=line(meeting, "new"),
        draft=ResolutionDraft("ให้จัดซื้อ", owner=owner, due_on=due),
    )
    assert list(list_waiting_for(office.finance)) == [resolution]
    for days, people in (
        (0, {"finance"}),
        (4, {"finance"}),
        (9, {"finance"}),
        (16, {"finance", "palad", "officer"}),
    ):
        Notice.objects.all().delete()
        services.remind(on=timezone.localdate() + dt.timedelta(days=days))
        services.remind(on=timezone.localdate() + dt.timedelta(days=days))
        told = Notice.objects.filter(key__startswith=f"resolution:{resolution.pk}:")
        assert {n.recipient.username for n in told} == people
    with pytest.raises(Refused):
        services.report_progress(actor=office.mayor, resolution=resolution, text="x")
    progress = services.report_progress(
        actor=office.finance,
        resolution=resolution,
        text="จัดซื้อแล้ว",
        uploads=[(make_pdf(), "ใบตรวจรับ.pdf")],
        is_done=True,
    )
    assert progress.evidence.get().owner == find_division("กองคลัง")
    with pytest.raises(Refused):
        services.report_progress(actor=office.finance, resolution=resolution, text="อีก")
    (row,) = standings(timezone.localdate())
    assert (row.name, row.total, row.done, row.open, row.late) == ("กองคลัง", 1, 1, 0, 0)
    with pytest.raises(Refused):
        services.reopen_resolution(actor=office.finance, resolution=resolution)
    services.reopen_resolution(actor=office.officer, resolution=resolution)
    services.drop_resolution(actor=office.officer, resolution=resolution, reason="ไม่จำเป็นแล้ว")
    resolution.refresh_from_db()
    assert resolution.state == Resolution.State.DROPPED
    (row,) = standings(timezone.localdate())
    assert (row.total, row.ended) == (0, 1)


def test_heads_are_asked_for_their_boxes_before_the_closing_day(
    office: Office, staff: Body
) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(5)))
    services.file_division(
        actor=office.finance, meeting=meeting, division=find_division("กองคลัง"), boxes=Boxes("งาน")
    )
    services.remind(on=timezone.localdate())
    told = Notice.objects.filter(key=f"meeting:{meeting.pk}:filing")
    names = {notice.recipient.username for notice in told}
    assert "head" in names
    assert "finance" not in names


def test_a_year_is_exported_as_sheets_and_archive(
    office: Office, staff: Body, tmp_path: Path
) -> None:
    meeting = begin(office, staff)
    add_secret(office, meeting)
    end(office, meeting)
    year = fiscal_year_of(timezone.localdate()).year_be
    rows = meeting_rows(list_meetings(body=staff, fiscal_year=year))
    response = respond_register("csv", "meetings", MEETINGS, rows)
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[4:9] == ["ประชุมแล้ว", "4", "0", "1", "ร่าง"]
    for kind, mark in (("xlsx", b"PK"), ("json", b"[")):
        found = list_resolutions(office.officer)
        made = respond_register(kind, "resolutions", RESOLUTIONS, resolution_rows(found))
        assert made.content.startswith(mark)
    with pytest.raises(Http404):
        respond_register("exe", "meetings", MEETINGS, [])
    target = tmp_path / "year.zip"
    summary = archive.write_year(target, user=office.officer, body=staff, fiscal_year=year)
    assert (summary.items, summary.files) == (1, 2)
    with zipfile.ZipFile(target) as made_zip:
        (pdf,) = (n for n in made_zip.namelist() if n.endswith(".pdf"))
        assert SECRET in pdf_text(made_zip.read(pdf))
        assert "index.csv" in made_zip.namelist()
    sent = respond_archive(
        "meetings",
        lambda path: archive.write_year(path, user=make_clerk(), body=staff, fiscal_year=year),
    )
    content = b"".join(sent)  # type: ignore[arg-type]
    sent.close()
    with zipfile.ZipFile(io.BytesIO(content)) as made_zip:
        assert SECRET not in pdf_text(made_zip.read(pdf))


def test_a_calendar_address_opens_for_its_person_alone(office: Office, staff: Body) -> None:
    token = services.make_feed(actor=office.head)
    assert find_feed_user(token) == office.head
    newer = services.make_feed(actor=office.head)
    assert (find_feed_user(token), find_feed_user(newer)) == (None, office.head)
    with pytest.raises(Refused):
        services.make_feed(actor=office.stranger)


def test_the_public_sees_what_people_were_called_to(office: Office, staff: Body) -> None:
    planned = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(9)))
    with pytest.raises(Http404):
        access.get_public_meeting(planned.public_id)
    services.invite(actor=office.officer, meeting=planned)
    assert access.get_public_meeting(planned.public_id) == planned


def test_the_agenda_in_the_mail_withholds_what_is_confidential(office: Office, staff: Body) -> None:
    meeting = services.plan_meeting(actor=office.officer, body=staff, slot=Slot(starts_at=noon(9)))
    for draft in (ItemDraft(SECRET, is_confidential=True, ground=GROUND), ItemDraft("ซ่อมถนน")):
        services.add_item(actor=office.officer, parent=line(meeting, "new"), draft=draft)
    services.invite(actor=office.officer, meeting=meeting)
    mail = OutgoingMail.objects.filter(recipient=office.head.email).latest("pk")
    message = email.message_from_bytes(bytes(mail.message), policy=policy.default)
    (agenda,) = (p for p in message.iter_attachments() if p.get_filename() == "agenda.pdf")
    text = pdf_text(agenda.get_payload(decode=True))
    assert "ซ่อมถนน" in text
    assert SECRET not in text
    assert "มาตรา๑๕" in text
