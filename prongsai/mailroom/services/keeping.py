"""Writes: archives of a year, destruction by order, and forgetting what was kept for a while."""

import datetime as dt
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.evidence import files
from prongsai.evidence.holders import forget_unused
from prongsai.evidence.services import erase_reserved
from prongsai.mailroom import archive, events, permissions
from prongsai.mailroom.models import (
    ArchiveExport,
    Destruction,
    PostFile,
    PostItem,
    ReceivedFile,
    ReceivedPaper,
)
from prongsai.mailroom.queries import list_due
from prongsai.mailroom.services.receiving import drop_held, fill_words

KEPT_DAYS, HELD_DAYS, DISMISSED_DAYS = 7, 2, 30


def archive_path(export: ArchiveExport) -> Path:
    """Where a finished archive lies."""
    return Path(settings.DATA_DIR) / "archives" / f"received-{export.year}-{export.pk}.zip"


@transaction.atomic
def ask_for_archive(*, actor: Any, year: int) -> ArchiveExport:
    """Have the archive of a year made in the background, with what the person may read."""
    from prongsai.mailroom.tasks import make_archives_soon

    if not permissions.may_receive(actor):
        raise Refused(_("Only people with a position may do this."))
    if not ReceivedPaper.objects.filter(year=year).exists():
        raise Refused(_("There are no papers of this year."), "year")
    running = ArchiveExport.objects.filter(asked_by=actor, state=ArchiveExport.State.WAITING)
    if running.filter(year=year).exists():
        raise Refused(_("This archive is being made already."), "year")
    export = ArchiveExport.objects.create(year=year, asked_by=actor)
    make_archives_soon()
    record(actor=actor, event=events.ARCHIVED, target=export)
    return export


def make_waiting_archives() -> int:
    """Make the archives that were asked for; returns how many were made."""
    made = 0
    while (result := _make_next()) is not None:
        made += result
    return made


@transaction.atomic
def _make_next() -> bool | None:
    """The next archive; None when nothing waits. Two workers never make the same one."""
    waiting = ArchiveExport.objects.filter(state=ArchiveExport.State.WAITING).order_by("pk")
    export = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    return None if export is None else _make(export)


def _make(export: ArchiveExport) -> bool:
    path = archive_path(export)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        summary = archive.write_year(partial, user=export.asked_by, year=export.year)
    except FileNotFoundError:  # a file of a paper is gone: say so instead of trying for ever
        partial.unlink(missing_ok=True)
        export.state = ArchiveExport.State.FAILED
    else:
        partial.replace(path)
        export.state, export.papers = ArchiveExport.State.READY, summary.items
        export.size, export.sha256 = summary.size, summary.sha256
    export.ready_at = timezone.now()
    export.save()
    return export.state == ArchiveExport.State.READY


@transaction.atomic
def destroy_papers(
    *,
    actor: Any,
    end_of: int,
    order_number: str,
    ordered_on: dt.date,
    keep: Collection[tuple[int, int]] = (),
) -> Destruction:
    """Record that the papers due after a year were destroyed by order, and erase their files.

    `keep` names those (number, year) that the committee did not approve. The lines stay.
    """
    if not permissions.may_destroy(actor):
        raise Refused(_("Only the registrar may record a destruction."))
    if not order_number.strip():
        raise Refused(_("Write the number of the order that allows it."), "order_number")
    if ordered_on > timezone.localdate():
        raise Refused(_("The order lies in the future."), "ordered_on")
    if end_of >= timezone.localdate().year + 543:
        raise Refused(_("The year is not over yet."), "end_of")
    due = list(list_due(end_of).select_for_update(of=("self",)))
    unknown = sorted(set(keep) - {(paper.number, paper.year) for paper in due})
    if unknown:
        names = ", ".join(f"{number}/{year}" for number, year in unknown)
        raise Refused(_("Not in the list: %(names)s") % {"names": names}, "keep")
    chosen = [paper for paper in due if (paper.number, paper.year) not in keep]
    if not chosen:
        raise Refused(_("Nothing is due for destruction."))
    destruction = Destruction.objects.create(
        order_number=order_number.strip()[:100], ordered_on=ordered_on, year=end_of, made_by=actor
    )
    destruction.papers.set(chosen)
    destruction.files = sum(_erase(paper) for paper in chosen)
    destruction.save(update_fields=["files"])
    record(
        actor=actor,
        event=events.DESTROYED,
        target=destruction,
        data={"papers": len(chosen), "files": destruction.files},
    )
    return destruction


def _erase(paper: ReceivedPaper) -> int:
    rows = list(paper.files.select_related("evidence").filter(evidence__isnull=False))
    for row in rows:
        evidence, row.evidence = row.evidence, None
        row.save(update_fields=["evidence"])
        PostFile.objects.filter(evidence=evidence).delete()
        assert evidence is not None
        erase_reserved(evidence=evidence)
    PostItem.objects.filter(paper=paper).update(text="")
    paper.state = ReceivedPaper.State.DESTROYED
    paper.save(update_fields=["state"])
    fill_words(paper)
    return len(rows)


def forget_old() -> None:
    """Each night: files of forms nobody finished, dismissed mail, old archives, bytes left over."""
    now = timezone.now()
    drop_held(before=now - dt.timedelta(days=HELD_DAYS))
    _forget_dismissed(now - dt.timedelta(days=DISMISSED_DAYS))
    for export in ArchiveExport.objects.filter(asked_at__lt=now - dt.timedelta(days=KEPT_DAYS)):
        archive_path(export).unlink(missing_ok=True)
        export.delete()
    _forget_bytes()


@transaction.atomic
def _forget_dismissed(before: dt.datetime) -> None:
    old = PostItem.objects.filter(state=PostItem.State.DISMISSED, handled_at__lt=before)
    for file in PostFile.objects.filter(item__in=old).select_related("evidence"):
        file.delete()
        erase_reserved(evidence=file.evidence)
    old.update(text="")


def _forget_bytes() -> None:
    """A crash between commit and erasure leaves bytes; what was destroyed is looked at again."""
    gone = ReceivedFile.objects.filter(evidence__isnull=True).values_list("sha256", flat=True)
    forget_unused({digest for digest in gone.iterator() if files.path_of(digest).exists()})
