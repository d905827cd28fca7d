"""The minutes of a meeting as a paper: which version, for whom, as PDF or DOCX."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from prongsai.correspondence.content import Document
from prongsai.meetings import wording
from prongsai.meetings.content import Entry, MinutesContent, Withheld, redact
from prongsai.meetings.documents import make_agenda, make_minutes
from prongsai.meetings.models import Meeting, Minutes, MinutesVersion
from prongsai.meetings.writing import compose


def newest_version(minutes: Minutes) -> MinutesVersion | None:
    """The version that counts; None while the minutes are a draft, or a file from before."""
    return None if minutes.state == Minutes.State.DRAFT else minutes.versions.first()


def current_content(minutes: Minutes) -> MinutesContent:
    """What the minutes say: the newest version, as a draft what the records say now."""
    version = newest_version(minutes)
    if version is not None:
        return MinutesContent.from_json(version.content)
    return compose(minutes.meeting, writer=minutes.written_by, checker=minutes.checked_by)


def internal_document(
    minutes: Minutes, *, sees_confidential: bool, version: MinutesVersion | None = None
) -> Document:
    """The minutes for colleagues; without the right, confidential items are withheld."""
    if version is None:
        content = current_content(minutes)
    else:
        content = MinutesContent.from_json(version.content)
    if not sees_confidential:
        content = redact(content, ())
    return make_minutes(content, minutes.meeting.day, is_draft=not minutes.is_adopted)


def published_version(minutes: Minutes) -> MinutesVersion | None:
    """The version that the public reads; None for what is not published, or a file from before."""
    if not minutes.is_public or minutes.published_version is None:
        return None
    return minutes.versions.filter(number=minutes.published_version).first()


def public_content(minutes: Minutes) -> MinutesContent:
    """What anybody may read of published minutes of this program; raises ValueError for others."""
    version = published_version(minutes)
    if version is None:
        raise ValueError("these minutes have no public content")
    return redact(MinutesContent.from_json(version.content), withheld_of(minutes))


def public_document(minutes: Minutes) -> Document:
    """The published minutes as a paper."""
    return make_minutes(public_content(minutes), minutes.meeting.day, is_draft=False)


def withheld_of(minutes: Minutes) -> Sequence[Withheld]:
    """The texts that are not published, with their grounds."""
    return [Withheld(**row) for row in minutes.withheld]


def agenda_content(meeting: Meeting, *, sees_confidential: bool) -> MinutesContent:
    """The agenda of a meeting as it stands; without the right, confidential items are withheld."""
    content = compose(meeting)
    return content if sees_confidential else redact(content, ())


def agenda_document(meeting: Meeting, *, sees_confidential: bool) -> Document:
    """The agenda as a paper."""
    content = agenda_content(meeting, sees_confidential=sees_confidential)
    return make_agenda(content, timezone.localdate())


def public_agenda(meeting: Meeting) -> MinutesContent:
    """The agenda for anybody.

    What was withheld from minutes stays withheld in it, of this meeting and of those that it follows
    up; a resolution whose minutes nobody outside can read yet is only named by its meeting.
    """
    followed = meeting.items.exclude(carried_over=None).select_related(
        "carried_over__meeting__body", "carried_over__meeting__minutes"
    )
    titles: dict[int, str] = {}
    withheld: list[Withheld] = []
    own = Minutes.objects.filter(meeting=meeting).first()
    for item in followed:
        assert item.carried_over is not None
        source = item.carried_over.meeting
        if source.minutes.is_public:
            withheld += withheld_of(source.minutes)
        else:
            titles[item.pk] = wording.follows(source)
    content = compose(meeting)
    entries = tuple(_retitle(entry, titles) for entry in content.entries)
    withheld += withheld_of(own) if own else ()
    return redact(replace(content, entries=entries), withheld)


def _retitle(entry: Entry, titles: dict[int, str]) -> Entry:
    children = tuple(_retitle(child, titles) for child in entry.children)
    return replace(entry, title=titles.get(entry.key, entry.title), children=children)
