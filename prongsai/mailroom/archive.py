"""A year of the register as an archive: each paper's files, a cover sheet, both indexes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from prongsai.correspondence.archive import (
    ArchiveFile,
    ArchiveItem,
    ArchiveSummary,
    write_archive,
)
from prongsai.correspondence.render import render_pdf
from prongsai.evidence import files
from prongsai.mailroom import queries
from prongsai.mailroom.documents import cover_sheet
from prongsai.mailroom.exports import describe_action
from prongsai.mailroom.models import ReceivedPaper
from prongsai.organization.queries import get_profile

COLUMNS = {
    "number": "เลขทะเบียนรับ",
    "received_at": "รับเมื่อ",
    "sender_number": "ที่",
    "sender_dated_on": "ลงวันที่",
    "sender": "จาก",
    "to": "ถึง",
    "subject": "เรื่อง",
    "action": "การปฏิบัติ",
    "secrecy": "ชั้นความลับ",
    "urgency": "ชั้นความเร็ว",
    "retention": "การเก็บรักษา",
}


def write_year(target: Path, *, user: Any, year: int) -> ArchiveSummary:
    """Write the received papers of a year (พ.ศ.) that a person may read to a file."""
    organization = get_profile().full_name
    about = {
        "organization": organization,
        "register": "received",
        "year": year,
        "made_at": timezone.now().isoformat(),
    }
    items = (_item(paper, organization) for paper in _papers(user, year))
    return write_archive(target, items, about=about, columns=COLUMNS)


def _papers(user: Any, year: int) -> Iterator[ReceivedPaper]:
    may_read = queries.readable(user, timezone.localdate())
    found = queries.with_assignments(
        ReceivedPaper.objects.filter(may_read, year=year).defer("words").order_by("number")
    ).prefetch_related("minutes__forwarded_to", "files")
    return found.iterator(chunk_size=200)


def _item(paper: ReceivedPaper, organization: str) -> ArchiveItem:
    cover = ArchiveFile("00-ใบปะหน้า.pdf", render_pdf(cover_sheet(paper, organization)))
    kept = [
        ArchiveFile(f"{file.order:02}-{file.name}", files.path_of(file.sha256))
        for file in paper.files.all()
        if file.evidence_id is not None
    ]
    return ArchiveItem(f"{paper.number:05}", _metadata(paper), [cover, *kept])


def _metadata(paper: ReceivedPaper) -> dict[str, Any]:
    dated = paper.sender_dated_on
    return {
        "number": paper.number,
        "year": paper.year,
        "received_at": timezone.localtime(paper.received_at).isoformat(),
        "sender": paper.sender,
        "sender_number": paper.sender_number,
        "sender_dated_on": dated.isoformat() if dated else None,
        "to": paper.to,
        "subject": paper.subject,
        "secrecy": paper.secrecy,
        "urgency": paper.urgency,
        "retention": paper.retention,
        "state": paper.state,
        "action": describe_action(paper),
        "minutes": [
            {
                "text": minute.text,
                "by": minute.author_name,
                "capacity": minute.lines,
                "at": minute.written_at.isoformat(),
            }
            for minute in paper.minutes.all()
        ],
        "assignments": [
            {
                "division": a.division.name,
                "due_on": a.due_on.isoformat(),
                "state": a.state,
                "result": a.result,
            }
            for a in paper.assignments.all()
        ],
    }
