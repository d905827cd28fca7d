"""Writes: a paper gets its number at saving; lines are corrected; refused forms keep their files."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.common.search import words_of
from prongsai.correspondence import rules as papers
from prongsai.correspondence.checking import read_text
from prongsai.correspondence.models import RegisterKind, Secrecy, Urgency
from prongsai.correspondence.retention import SECRET, USUAL, find_rule
from prongsai.correspondence.services.registers import take_number
from prongsai.evidence import files
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files, erase_reserved
from prongsai.mailroom import events, permissions, wording
from prongsai.mailroom.models import HeldFile, PostItem, ReceivedFile, ReceivedPaper
from prongsai.mailroom.queries import find_duplicates, list_held
from prongsai.mailroom.rules import make_sender_key
from prongsai.thai.text import repair, squash

SEARCHED_PAGES, SEARCHED_LETTERS = 60, 200_000
Upload = tuple[bytes, str]


@dataclass(frozen=True)
class PaperDraft:
    """What the officer reads off a paper."""

    sender: str
    subject: str
    to: str
    sender_number: str = ""
    sender_dated_on: dt.date | None = None
    secrecy: str = papers.NORMAL
    urgency: str = papers.NORMAL
    retention: str = USUAL


@transaction.atomic
def receive_paper(
    *,
    actor: Any,
    draft: PaperDraft,
    uploads: Sequence[Upload] = (),
    held: str = "",
    origin: str = ReceivedPaper.Origin.UPLOAD,
    is_another: bool = False,
    post_item: PostItem | None = None,
) -> ReceivedPaper:
    """Enter a paper in the register: its number is the next of the year, given with the commit.

    `held` names files kept from an earlier try, `post_item` the mail it came with. Refused when the
    same sender's number is there already, unless `is_another`; top secret papers have no files.
    """
    if not permissions.may_receive(actor):
        raise Refused(_("Only people with a position may enter papers."))
    draft = _clean(draft)
    item = _lock_item(actor, post_item)
    if not is_another:
        _check_duplicate(draft)
    evidence = _gather(actor, draft, uploads, held, item)
    now = timezone.now()
    entry = take_number(
        actor=actor,
        kind=RegisterKind.RECEIVED,
        division=None,
        dated_on=timezone.localdate(now),
        subject=wording.entry_text(draft.sender, draft.sender_number),
    )
    paper = ReceivedPaper.objects.create(
        entry=entry,
        year=entry.register.year,
        number=entry.number,
        received_at=now,
        origin=ReceivedPaper.Origin.MAIL if item else origin,
        received_by=actor,
        sender_key=make_sender_key(draft.sender, draft.sender_number),
        **asdict(draft),
    )
    _keep_files(paper, evidence)
    fill_words(paper)
    if item:
        item.state, item.paper = PostItem.State.RECEIVED, paper
        item.handled_by, item.handled_at = actor, now
        item.save()
    record(actor=actor, event=events.RECEIVED, target=paper, data={"files": len(evidence)})
    return paper


def _clean(draft: PaperDraft) -> PaperDraft:
    given: dict[str, Any] = asdict(draft)
    values: dict[str, Any] = {
        k: squash(repair(v)) if isinstance(v, str) else v for k, v in given.items()
    }
    for name, message in (
        ("sender", _("Write who sent it.")),
        ("subject", _("Write the subject.")),
        ("to", _("Write to whom it is addressed.")),
    ):
        if not values[name]:
            raise Refused(message, name)
    for name, limit in (("sender", 300), ("subject", 500), ("to", 300), ("sender_number", 100)):
        if len(values[name]) > limit:
            raise Refused(_("At most %(n)s characters.") % {"n": limit}, name)
    if values["secrecy"] not in Secrecy.values or values["urgency"] not in Urgency.values:
        raise Refused(_("Choose one of the list."))
    if find_rule(values["retention"]) is None:
        raise Refused(_("Choose one of the list."), "retention")
    if values["sender_dated_on"] and values["sender_dated_on"] > timezone.localdate():
        raise Refused(_("The date of the paper lies in the future."), "sender_dated_on")
    if papers.is_classified(values["secrecy"]) and values["retention"] == USUAL:
        values["retention"] = SECRET
    return PaperDraft(**values)


def _lock_item(actor: Any, item: PostItem | None) -> PostItem | None:
    if item is None:
        return None
    if not permissions.may_read_post(actor):
        raise Refused(_("Only the registrar may handle mail that came."))
    item = PostItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state != PostItem.State.WAITING:
        raise Refused(_("Somebody has handled this mail already."))
    return item


def _check_duplicate(draft: PaperDraft) -> None:
    found = find_duplicates(draft.sender, draft.sender_number)
    if found:
        numbers = ", ".join(str(paper) for paper in found)
        raise Refused(
            _("A paper of this sender with this number is in the register: %(numbers)s.")
            % {"numbers": numbers},
            "sender_number",
        )


def _gather(
    actor: Any, draft: PaperDraft, uploads: Sequence[Upload], held: str, item: PostItem | None
) -> list[Evidence]:
    """The files of the new paper in their order: of the mail, kept ones, new ones."""
    if not papers.may_be_electronic(draft.secrecy):
        if uploads or held or item:
            raise Refused(
                _("Top secret papers stay on paper: enter the register's line without files."),
                "uploads",
            )
        return []
    evidence = _of_mail(actor, item) if item else []
    kept = list_held(actor, held) if held else []
    evidence += [row.evidence for row in kept]
    HeldFile.objects.filter(pk__in=[row.pk for row in kept]).delete()
    return evidence + store(actor, uploads)


def store(actor: Any, uploads: Sequence[Upload]) -> list[Evidence]:
    """Take files in; the log calls them by a neutral title, a file name may tell a subject."""
    if not uploads:
        return []
    titles = [wording.FILE_TITLE] * len(uploads)
    return add_files(actor=actor, uploads=uploads, captions=titles, is_reserved=True)


def _of_mail(actor: Any, item: PostItem) -> list[Evidence]:
    text = [(item.text.encode(), wording.MAIL_TEXT_NAME)] if item.text.strip() else []
    files_of_it = [row.evidence for row in item.files.select_related("evidence")]
    return store(actor, text) + files_of_it


def _keep_files(paper: ReceivedPaper, evidence: Sequence[Evidence]) -> None:
    for order, piece in enumerate(evidence, start=1):
        version = piece.versions.get()
        ReceivedFile.objects.create(
            paper=paper,
            evidence=piece,
            order=order,
            name=version.file_name,
            sha256=version.sha256,
        )


def fill_words(paper: ReceivedPaper) -> None:
    """Write the words by which the paper is found."""
    paper.words = words_of(*searched_texts(paper))
    ReceivedPaper.objects.filter(pk=paper.pk).update(words=paper.words)


def searched_texts(paper: ReceivedPaper) -> list[str]:
    """What the paper is found by: its line, and the text of its PDF files."""
    dated = paper.sender_dated_on
    line = (
        str(paper.number), paper.sender, paper.sender_number, paper.subject, paper.to,
        f"{dated.day}/{dated.month}/{dated.year + 543}" if dated else "",
    )  # fmt: skip
    return [*line, *_texts(paper)]


def _texts(paper: ReceivedPaper) -> list[str]:
    texts = []
    for file in paper.files.select_related("evidence").prefetch_related("evidence__versions"):
        version = next(iter(file.evidence.versions.all()), None) if file.evidence else None
        if version and version.media_type == "application/pdf":
            texts.append(read_text(files.read(version.sha256), SEARCHED_PAGES)[:SEARCHED_LETTERS])
    return texts


@transaction.atomic
def correct_paper(*, actor: Any, paper: ReceivedPaper, draft: PaperDraft) -> ReceivedPaper:
    """Correct a line of the register; number, day and files stay."""
    paper = ReceivedPaper.objects.select_for_update(of=("self",)).defer("words").get(pk=paper.pk)
    if not permissions.may_correct(actor, paper):
        raise Refused(_("Only the registrar and who received the paper may correct it."))
    draft = _clean(draft)
    if not papers.may_be_electronic(draft.secrecy) and paper.files.exists():
        raise Refused(_("A paper that has files here can't become top secret."), "secrecy")
    changed = sorted(k for k, v in asdict(draft).items() if getattr(paper, k) != v)
    if not changed:
        return paper
    for name in changed:
        setattr(paper, name, getattr(draft, name))
    paper.sender_key = make_sender_key(draft.sender, draft.sender_number)
    paper.save(update_fields=[*changed, "sender_key"])
    fill_words(paper)
    record(actor=actor, event=events.CORRECTED, target=paper, data={"fields": changed})
    return paper


@transaction.atomic
def hold_files(*, actor: Any, uploads: Sequence[Upload], token: str = "") -> str:
    """Keep the files of a form that was refused for something else; returns the token for them."""
    key = uuid.UUID(token) if list_held(actor, token) else uuid.uuid4()
    for piece in store(actor, uploads):
        HeldFile.objects.create(token=key, holder=actor, evidence=piece)
    return str(key) if list_held(actor, str(key)) else ""


@transaction.atomic
def drop_held(*, before: dt.datetime | None = None, rows: Sequence[HeldFile] = ()) -> int:
    """Erase files kept for forms: these, or all from before a time. Returns how many."""
    found = list(rows) or list(
        HeldFile.objects.filter(created_at__lt=before).select_related("evidence") if before else ()
    )
    for row in found:
        row.delete()
        erase_reserved(evidence=row.evidence)
    return len(found)
