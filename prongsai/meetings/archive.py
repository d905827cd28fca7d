"""A year's minutes as an archive: a folder for each meeting, an index for people and programs."""

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
from prongsai.correspondence.docx import render_docx
from prongsai.correspondence.render import render_pdf
from prongsai.evidence import files
from prongsai.meetings import permissions
from prongsai.meetings.models import Body, Meeting, Minutes
from prongsai.meetings.papers import internal_document, newest_version
from prongsai.meetings.queries.lists import in_fiscal_year
from prongsai.meetings.wording import number_words
from prongsai.organization.queries import get_profile

COLUMNS = {
    "number": "ครั้งที่",
    "date": "วันที่ประชุม",
    "place": "สถานที่",
    "minutes": "สถานะรายงาน",
    "version": "ฉบับที่",
    "publication": "การเผยแพร่",
}


def write_year(target: Path, *, user: Any, body: Body, fiscal_year: int) -> ArchiveSummary:
    """Write the minutes of a body's fiscal year (พ.ศ.) to a file; what a person may not see is withheld."""
    about = {
        "organization": get_profile().full_name,
        "register": "meetings",
        "body": body.name,
        "year": fiscal_year,
        "made_at": timezone.now().isoformat(),
    }
    items = (_item(minutes, user) for minutes in _minutes(body, fiscal_year))
    return write_archive(target, items, about=about, columns=COLUMNS)


def _minutes(body: Body, fiscal_year: int) -> Iterator[Minutes]:
    found = Minutes.objects.filter(
        in_fiscal_year(fiscal_year, "meeting__starts_at"),
        meeting__body=body,
        meeting__state=Meeting.State.HELD,
    )
    return found.select_related("meeting__body", "file").order_by("meeting__starts_at").iterator()


def _item(minutes: Minutes, user: Any) -> ArchiveItem:
    day = minutes.meeting.day
    folder = f"{day.isoformat()}-{minutes.meeting.number:03}"
    kept = _files(minutes, user)
    return ArchiveItem(folder, _metadata(minutes) | {"is_withheld": not kept}, kept)


def _files(minutes: Minutes, user: Any) -> list[ArchiveFile]:
    if minutes.file is not None:
        if not permissions.may_open_file(user, minutes):
            return []
        version = minutes.file.versions.first()
        assert version is not None
        return [ArchiveFile(version.file_name, files.path_of(version.sha256))]
    sees = permissions.may_see_confidential(user, minutes.meeting)
    document = internal_document(minutes, sees_confidential=sees)
    return [
        ArchiveFile("รายงานการประชุม.pdf", render_pdf(document)),
        ArchiveFile("รายงานการประชุม.docx", render_docx(document)),
    ]


def _metadata(minutes: Minutes) -> dict[str, Any]:
    version = newest_version(minutes)
    return {
        "number": number_words(minutes.meeting),
        "date": minutes.meeting.day.isoformat(),
        "place": minutes.meeting.place,
        "minutes": minutes.state,
        "version": version.number if version else None,
        "digest": version.digest if version else None,
        "publication": minutes.publication,
        "is_imported": minutes.meeting.is_imported,
    }
