"""Writing papers: drafts, what they refer to, what goes with them, putting them forward."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals import services as approvals
from prongsai.approvals.models import Procedure
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.common.search import words_of
from prongsai.correspondence import events, permissions, rules
from prongsai.correspondence.models import (
    Paper,
    PaperAttachment,
    PaperKind,
    PaperLink,
    PaperTemplate,
)
from prongsai.correspondence.papers.content import collect_content
from prongsai.correspondence.papers.kinds import document_kind
from prongsai.correspondence.papers.queries import find_procedure
from prongsai.correspondence.services.registers import bind_entry, take_number
from prongsai.evidence import entries
from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files
from prongsai.organization.models import Division

MAX_LINKS, MAX_ATTACHMENTS, MAX_BODY = 30, 30, 60_000


@dataclass(frozen=True)
class LinkDraft:
    """An earlier paper: one of the program, or named in words."""

    relation: str
    target: Paper | None = None
    text: str = ""


@dataclass(frozen=True)
class PaperDraft:
    """What is typed of a paper; `fiscal_year` in พ.ศ."""

    kind: str
    subject: str
    body: str
    division: Division
    fiscal_year: int
    class_code: str = ""
    language: str = "th"
    to: str = ""
    secrecy: str = ""
    urgency: str = ""
    links: Sequence[LinkDraft] = ()
    template: PaperTemplate | None = None


@transaction.atomic
def draft_paper(*, actor: Any, draft: PaperDraft) -> Paper:
    """Begin a paper. Raises `Refused` beside the field that is wrong."""
    _check(actor, draft)
    fields = _fields(draft)
    paper = Paper.objects.create(created_by=actor, words=_words(fields), **fields)
    _set_links(paper, draft.links)
    record(actor=actor, event=events.PAPER_DRAFTED, target=paper)
    return paper


@transaction.atomic
def change_paper(*, actor: Any, paper: Paper, draft: PaperDraft) -> Paper:
    """Change a draft or a returned paper; its kind stays."""
    paper = _lock_open(actor, paper)
    _check(actor, draft)
    if draft.kind != paper.kind:
        raise Refused(_("The kind of a paper stays as it is."), "kind")
    _check_secrecy(paper, draft)
    fields = _fields(draft)
    for name, value in fields.items():
        setattr(paper, name, value)
    paper.words = _words(fields)
    paper.updated_at = timezone.now()
    paper.save()
    paper.links.all().delete()
    _set_links(paper, draft.links)
    record(actor=actor, event=events.PAPER_CHANGED, target=paper)
    return paper


@transaction.atomic
def delete_draft(*, actor: Any, paper: Paper) -> None:
    """Throw a draft away that was never put forward."""
    paper = _lock_open(actor, paper)
    if paper.state != Paper.State.DRAFT:
        raise Refused(_("Only a draft that was never put forward can be deleted."))
    record(actor=actor, event=events.PAPER_DELETED, target=paper)
    paper.delete()


@transaction.atomic
def copy_paper(*, actor: Any, paper: Paper, fiscal_year: int) -> Paper:
    """A new draft with the text of an earlier paper, for example last year's announcement."""
    if not permissions.may_read(actor, paper) or not permissions.may_draft(actor):
        raise Refused(_("You may not read this paper."))
    draft = PaperDraft(
        kind=paper.kind,
        subject=paper.subject,
        body=paper.body,
        division=paper.division,
        fiscal_year=fiscal_year,
        class_code=paper.class_code,
        language=paper.language,
        to=paper.to,
        secrecy=paper.secrecy,
        urgency=paper.urgency,
        template=paper.template,
    )
    return draft_paper(actor=actor, draft=draft)


@transaction.atomic
def attach(*, actor: Any, paper: Paper, evidence: Sequence[Evidence]) -> None:
    """Put files behind a paper, in their order."""
    paper = _lock_open(actor, paper)
    known = list(paper.attachments.values_list("evidence_id", "order"))
    taken, order = {row[0] for row in known}, max((row[1] for row in known), default=0)
    fresh = [item for item in evidence if item.pk not in taken]
    if len(known) + len(fresh) > MAX_ATTACHMENTS:
        raise Refused(_("At most %(n)s files.") % {"n": MAX_ATTACHMENTS}, "uploads")
    PaperAttachment.objects.bulk_create(
        PaperAttachment(paper=paper, evidence=item, order=order + at)
        for at, item in enumerate(fresh, start=1)
    )
    record(actor=actor, event=events.PAPER_CHANGED, target=paper)


@transaction.atomic
def attach_uploads(*, actor: Any, paper: Paper, uploads: Sequence[tuple[bytes, str]]) -> None:
    """Put uploaded files, (content, name), behind a paper: all or none."""
    attach(
        actor=actor,
        paper=paper,
        evidence=add_files(actor=actor, uploads=uploads, owner=paper.division),
    )


@transaction.atomic
def detach(*, actor: Any, paper: Paper, attachment: PaperAttachment) -> None:
    """Take a file away from a draft."""
    paper = _lock_open(actor, paper)
    paper.attachments.filter(pk=attachment.pk).delete()
    record(actor=actor, event=events.PAPER_CHANGED, target=paper)


@transaction.atomic
def submit_paper(
    *, actor: Any, paper: Paper, on: dt.date | None = None, on_paper: bool = False
) -> Procedure:
    """Put a paper forward: its text is frozen, its chain copied, memos and reports get a number.

    Orders, announcements, letters and certificates are numbered with the last signature. With
    `on_paper` the writer's own signature is given on the printed paper and recorded afterwards.
    """
    on = on or timezone.localdate()
    paper = _lock_open(actor, paper)
    content = collect_content(paper)
    latest = find_procedure(paper)
    if latest is not None and latest.state == Procedure.State.RETURNED:
        procedure = approvals.resubmit(
            actor=actor,
            procedure=latest,
            title=paper.subject,
            content=content,
            on=on,
            on_paper=on_paper,
            most_days=rules.URGENCY_DAYS.get(paper.urgency),
        )
    else:
        procedure = _submit_new(actor, paper, content, on, on_paper)
    paper.state, paper.updated_at = Paper.State.WAITING, timezone.now()
    paper.save(update_fields=["state", "updated_at"])
    record(actor=actor, event=events.PAPER_SUBMITTED, target=paper)
    return procedure


def _submit_new(
    actor: Any, paper: Paper, content: dict[str, Any], on: dt.date, on_paper: bool
) -> Procedure:
    entry = None
    if rules.TRAITS[paper.kind].is_numbered_at_submission:
        entry = take_number(actor=actor, dated_on=on, **_numbering(paper))
    procedure = approvals.submit(
        actor=actor,
        kind=document_kind(paper.kind),
        subject_id=paper.pk,
        title=paper.subject,
        number=entry.written if entry else "",
        dated_on=on,
        content=content,
        on=on,
        on_paper=on_paper,
        is_confidential=rules.is_classified(paper.secrecy),
        most_days=rules.URGENCY_DAYS.get(paper.urgency),
    )
    if entry is not None:
        bind_entry(entry=entry, procedure=procedure)
    return procedure


def _numbering(paper: Paper) -> dict[str, Any]:
    traits = rules.TRAITS[paper.kind]
    return {
        "kind": traits.register,
        "division": None if traits.is_for_everybody else paper.division,
        "subject": paper.subject,
        "is_classified": rules.is_classified(paper.secrecy),
    }


def number_paper(actor: Any, procedure: Procedure) -> str:
    """The number that the last signature gives, in the register of its date."""
    paper = Paper.objects.get(pk=procedure.subject_id)
    entry = take_number(
        actor=actor, dated_on=procedure.dated_on, procedure=procedure, **_numbering(paper)
    )
    return entry.written


STATES = {
    Procedure.State.APPROVED: Paper.State.ISSUED,
    Procedure.State.REFUSED: Paper.State.REFUSED,
    Procedure.State.RETURNED: Paper.State.RETURNED,
    Procedure.State.WITHDRAWN: Paper.State.WITHDRAWN,
}


def follow_paper(actor: Any, procedure: Procedure) -> None:
    """Carry the end of the approval over to the paper, in the approval's transaction."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=procedure.subject_id)
    paper.state = STATES[Procedure.State(procedure.state)]
    paper.words = words_of(procedure.number, paper.subject, paper.to, paper.body)
    paper.save(update_fields=["state", "words"])
    is_issued = paper.state == Paper.State.ISSUED
    event = events.PAPER_ISSUED if is_issued else events.PAPER_NOT_ISSUED
    record(actor=actor, event=event, target=paper, data={"number": procedure.number})


@transaction.atomic
def set_published(*, actor: Any, paper: Paper, is_public: bool) -> Paper:
    """Put an issued paper on the public site, or take it off."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if not permissions.may_publish(actor, paper):
        raise Refused(
            _(
                "Only issued papers that are not classified can be published, by those who may change them."
            )
        )
    if is_public == (paper.published_at is not None):
        return paper
    paper.published_at = timezone.now() if is_public else None
    paper.save(update_fields=["published_at"])
    page = reverse("public_paper", args=[paper.public_id])
    entries.changed("papers", gone="" if is_public else page)
    event = events.PAPER_PUBLISHED if is_public else events.PAPER_UNPUBLISHED
    record(actor=actor, event=event, target=paper)
    return paper


def _lock_open(actor: Any, paper: Paper) -> Paper:
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if not permissions.may_change(actor, paper):
        raise Refused(_("Only who wrote the paper or works in its division may change it."))
    if not paper.is_open:
        raise Refused(_("What was put forward does not change. Withdraw it or copy it."))
    return paper


def _check(actor: Any, draft: PaperDraft) -> None:
    if not permissions.may_draft_for(actor, draft.division):
        raise Refused(_("You write papers of your own division."), "division")
    if draft.kind not in PaperKind.values:
        raise Refused(_("Choose the kind."), "kind")
    if not draft.subject.strip():
        raise Refused(_("Write the subject."), "subject")
    if not draft.body.strip():
        raise Refused(_("Write the text."), "body")
    if len(draft.body) > MAX_BODY:
        raise Refused(_("The text is too long."), "body")
    if not rules.may_be_electronic(draft.secrecy):
        raise Refused(_("Top secret papers are written on paper alone."), "secrecy")
    _check_links(draft.links)


def _check_secrecy(paper: Paper, draft: PaperDraft) -> None:
    """What colleagues could read already does not become secret, nor the other way round."""
    was_put_forward = paper.state != Paper.State.DRAFT
    if was_put_forward and rules.is_classified(paper.secrecy) != rules.is_classified(draft.secrecy):
        raise Refused(
            _(
                "Whether a paper is classified is fixed when it is put forward. Withdraw it, copy it."
            ),
            "secrecy",
        )


def _check_links(links: Sequence[LinkDraft]) -> None:
    if len(links) > MAX_LINKS:
        raise Refused(_("At most %(n)s earlier papers.") % {"n": MAX_LINKS}, "links")
    for link in links:
        if link.target is None and not link.text.strip():
            raise Refused(_("Name the earlier paper."), "links")
        changes = link.relation != PaperLink.Relation.REFERS
        if link.target is not None and changes and link.target.state != Paper.State.ISSUED:
            raise Refused(_("Only an issued paper can be replaced, repealed or amended."), "links")


def _fields(draft: PaperDraft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "class_code": draft.class_code,
        "language": draft.language,
        "subject": " ".join(draft.subject.split()),
        "to": draft.to.strip(),
        "body": draft.body.replace("\r\n", "\n").strip(),
        "secrecy": draft.secrecy,
        "urgency": draft.urgency,
        "fiscal_year": draft.fiscal_year,
        "division": draft.division,
        "template": draft.template,
    }


def _words(fields: dict[str, Any]) -> str:
    return words_of(fields["subject"], fields["to"], fields["body"])


def _set_links(paper: Paper, links: Sequence[LinkDraft]) -> None:
    PaperLink.objects.bulk_create(
        PaperLink(
            paper=paper,
            relation=link.relation,
            target=link.target,
            text="" if link.target else link.text.strip(),
        )
        for link in links
    )
