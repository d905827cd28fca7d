"""Reading received papers: who may read which, the register, what waits for whom."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.http import Http404
from django.utils import timezone

from prongsai.common.search import search
from prongsai.correspondence.retention import due_before
from prongsai.correspondence.rules import NORMAL
from prongsai.evidence.models import Evidence, EvidenceVersion
from prongsai.mailroom import permissions
from prongsai.mailroom.models import (
    ArchiveExport,
    Assignment,
    Desk,
    HeldFile,
    Mailbox,
    PostItem,
    ReceivedFile,
    ReceivedPaper,
)
from prongsai.mailroom.rules import make_sender_key
from prongsai.organization import queries as organization
from prongsai.organization.models import Division, Role
from prongsai.organization.queries import Capacity


def readable(user: Any, on: dt.date) -> Q:
    """Which papers a person may read: all that are not classified; of the others those that were
    received by them, forwarded to a position of theirs, or assigned to a division they head.
    Registrar, chief administrator and mayor read all. Administrators read no classified paper.
    """
    if permissions.sees_everything(user):
        return Q()
    positions = organization.posts_of(user, on)
    if not positions:
        return Q(secrecy=NORMAL)
    headed = [p.division_id for p in positions if p.role == Role.DIVISION_HEAD]
    at_desk = Desk.objects.filter(paper=OuterRef("pk"), position__in=positions)
    assigned = Assignment.objects.filter(paper=OuterRef("pk"), division__in=headed)
    return Q(secrecy=NORMAL) | Q(received_by=user) | Q(Exists(at_desk)) | Q(Exists(assigned))


def access_paper(user: Any, public_id: UUID) -> ReceivedPaper:
    """A paper for a person: what is not there 404, colleagues without the right 403."""
    paper = ReceivedPaper.objects.select_related("received_by").filter(public_id=public_id).first()
    if paper is None:
        raise Http404
    if not permissions.may_list(user):
        raise PermissionDenied
    if paper.is_classified:
        today = timezone.localdate()
        if not ReceivedPaper.objects.filter(readable(user, today), pk=paper.pk).exists():
            raise PermissionDenied
    return paper


def access_file(user: Any, public_id: UUID, order: int) -> EvidenceVersion:
    """A file of a paper for a person."""
    paper = access_paper(user, public_id)
    file = paper.files.select_related("evidence").filter(order=order).first()
    version = file.evidence.versions.first() if file and file.evidence else None
    if version is None:
        raise Http404
    return version


@dataclass(frozen=True)
class Wanted:
    """What the register is asked for."""

    year: int | None = None
    words: str = ""
    division: int | None = None
    state: str = ""
    urgency: str = ""
    only_late: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether anything but year and words narrows it."""
        return bool(self.division or self.state or self.urgency or self.only_late)


def list_register(user: Any, wanted: Wanted, on: dt.date) -> "QuerySet[ReceivedPaper]":
    """The register for a person, newest first; `is_readable` tells whether the subject may be shown.

    Words are searched only in what the person may read: a classified subject is not to be guessed.
    """
    may_read = readable(user, on)
    found = ReceivedPaper.objects.defer("words")
    if wanted.year:
        found = found.filter(year=wanted.year)
    if wanted.words.strip():
        found = search(found.filter(may_read), wanted.words)
    if wanted.division:
        assigned = Assignment.objects.filter(paper=OuterRef("pk"), division=wanted.division)
        found = found.filter(Exists(assigned))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.urgency:
        found = found.filter(urgency=wanted.urgency)
    if wanted.only_late:
        found = found.filter(due_on__lt=on)
    return _with_right(found, may_read).order_by("-year", "-number")


def _with_right(found: "QuerySet[ReceivedPaper]", may_read: Q) -> "QuerySet[ReceivedPaper]":
    if not may_read:
        return found.annotate(is_readable=Value(True))
    return found.annotate(is_readable=Case(When(may_read, then=Value(True)), default=Value(False)))


def with_assignments(found: "QuerySet[ReceivedPaper]") -> "QuerySet[ReceivedPaper]":
    """Papers with their assignments in one query more."""
    assignments = Assignment.objects.select_related("division")
    return found.prefetch_related(Prefetch("assignments", assignments))


def list_years() -> list[int]:
    """The years (พ.ศ.) that have received papers, newest first."""
    years = ReceivedPaper.objects.order_by("-year").values_list("year", flat=True).distinct()
    return list(years)


def list_senders() -> list[str]:
    """Who wrote lately, for the form to suggest."""
    newest = ReceivedPaper.objects.order_by("-year", "-number").values_list("sender", flat=True)
    return sorted(set(newest[:500]))


def find_duplicates(sender: str, sender_number: str) -> list[ReceivedPaper]:
    """Papers of the same sender with the same number."""
    key = make_sender_key(sender, sender_number)
    return list(ReceivedPaper.objects.filter(sender_key=key)[:5]) if key else []


def list_open_desks(user: Any, on: dt.date) -> "QuerySet[Desk]":
    """The desks at which papers wait for a person today, oldest first."""
    mine = [c.position for c in list_capacities(user, on)]
    return (
        Desk.objects.filter(closed_at__isnull=True, position__in=mine)
        .select_related("paper", "position")
        .defer("paper__words")
    )


def list_capacities(user: Any, on: dt.date) -> list[Capacity]:
    """In which capacities a person writes on a day: the positions nobody else signs for."""
    positions = organization.posts_of(user, on)
    found = organization.resolve_all(on, positions)
    return [c for p in positions if (c := found.get(p.pk)) and c.user.pk == user.pk]


def list_assignments_of(user: Any, on: dt.date) -> "QuerySet[Assignment]":
    """What the divisions of a person have to do, most pressing first; readable papers only."""
    divisions = organization.divisions_of(user, on)
    visible = ReceivedPaper.objects.filter(readable(user, on))
    return (
        Assignment.objects.filter(division__in=divisions, paper__in=visible)
        .select_related("paper", "division")
        .defer("paper__words")
    )


def list_open_assignments(*, division: Division | None = None) -> "QuerySet[Assignment]":
    """Assignments that are not done, most pressing first."""
    found = Assignment.objects.exclude(state=Assignment.State.DONE)
    if division is not None:
        found = found.filter(division=division)
    return found.select_related("paper", "division").defer("paper__words").order_by("due_on", "id")


def list_files(paper: ReceivedPaper) -> list[tuple[ReceivedFile, EvidenceVersion | None]]:
    """The files of a paper in their order, each with its stored version unless destroyed."""
    files = list(paper.files.select_related("evidence").prefetch_related("evidence__versions"))
    return [(file, _newest(file.evidence)) for file in files]


def _newest(evidence: Evidence | None) -> EvidenceVersion | None:
    return next(iter(evidence.versions.all()), None) if evidence else None


def list_held(user: Any, token: str) -> list[HeldFile]:
    """The files that were kept for a form of a person."""
    try:
        key = UUID(token)
    except ValueError:
        return []
    return list(HeldFile.objects.filter(holder=user, token=key).select_related("evidence"))


def find_mailbox() -> Mailbox | None:
    """The mailbox, once it was set."""
    return Mailbox.objects.first()


def list_post(state: str = PostItem.State.WAITING) -> "QuerySet[PostItem]":
    """Mails of a state, newest first."""
    found = PostItem.objects.filter(state=state)
    return found.select_related("paper", "handled_by").prefetch_related("files__evidence__versions")


def list_due(end_of: int) -> "QuerySet[ReceivedPaper]":
    """Papers that need not be kept after the end of a year (พ.ศ.): done, and their time is over."""
    due = Q(pk__in=[])
    for code, newest in due_before(end_of).items():
        due |= Q(retention=code, year__lte=newest)
    done = ReceivedPaper.objects.filter(due, state=ReceivedPaper.State.DONE)
    return done.defer("words").order_by("year", "number")


def access_archive(user: Any, pk: int) -> ArchiveExport:
    """A finished archive for the person who asked for it."""
    export = ArchiveExport.objects.filter(pk=pk, state=ArchiveExport.State.READY).first()
    if export is None:
        raise Http404
    if export.asked_by_id != user.pk:
        raise PermissionDenied
    return export
