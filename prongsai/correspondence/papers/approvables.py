"""Papers as documents that are approved: who signs each kind, how a round looks."""

from typing import Any

from django.urls import reverse

from prongsai.approvals.models import Procedure, Round
from prongsai.approvals.rules import DECIDE, OPINION, REPORT, ChainLink
from prongsai.correspondence import published
from prongsai.correspondence.approvable import check_url, register_document
from prongsai.correspondence.content import Document
from prongsai.correspondence.models import Paper, PaperKind, SealedDocument
from prongsai.correspondence.papers.compose import Signing, compose_paper
from prongsai.correspondence.papers.content import collect_content
from prongsai.correspondence.papers.kinds import PREFIX, document_kind
from prongsai.correspondence.rules import TRAITS
from prongsai.correspondence.signing import deciding_signature, signing_blocks
from prongsai.organization.models import Role
from prongsai.organization.queries import find_profile

# "Officer" at the first desk is whoever wrote the paper.
USUAL_CHAIN = (
    ChainLink(REPORT, Role.OFFICER),
    ChainLink(OPINION, Role.DIVISION_HEAD),
    ChainLink(OPINION, Role.CHIEF_ADMINISTRATOR),
    ChainLink(DECIDE, Role.MAYOR, days=5),
)


def compose_paper_round(round: Round) -> Document:
    """A paper as put forward, with the signatures given so far."""
    procedure = round.procedure
    return compose_paper(
        round.snapshot["content"],
        number=procedure.number,
        date=procedure.dated_on if procedure.number else None,
        signing=Signing(signature=deciding_signature(round), blocks=tuple(signing_blocks(round))),
        check_url=check_url(procedure),
        is_draft=procedure.state != Procedure.State.APPROVED,
        emblem=emblem(),
    )


def compose_draft(paper: Paper) -> Document:
    """A paper as it would be put forward now."""
    return compose_paper(
        collect_content(paper),
        number="",
        date=None,
        signing=Signing(signature=None, blocks=()),
        check_url="",
        is_draft=True,
        emblem=emblem(),
    )


def emblem() -> bytes:
    """The organisation's picture for the head of its papers; empty: the space stays free."""
    profile = find_profile()
    return bytes(profile.emblem) if profile and profile.emblem else b""


def _changed(actor: Any, procedure: Procedure) -> None:
    from prongsai.correspondence.services.papers import follow_paper

    follow_paper(actor, procedure)


def _number(actor: Any, procedure: Procedure) -> str:
    from prongsai.correspondence.services.papers import number_paper

    return number_paper(actor, procedure)


def _link(procedure: Procedure) -> str:
    paper = Paper.objects.only("public_id").get(pk=procedure.subject_id)
    return reverse("papers_page", args=[paper.public_id])


def _published_name(procedure: Procedure, sha256: str) -> str:
    """The file of a published paper."""
    if not procedure.document_kind.startswith(PREFIX):
        return ""
    paper = Paper.objects.filter(pk=procedure.subject_id, published_at__isnull=False).first()
    is_ours = paper and SealedDocument.objects.filter(procedure=procedure, sha256=sha256).exists()
    return f"{paper.kind}-{paper.pk}.pdf" if paper and is_ours else ""


published.register(_published_name)
for kind in PaperKind:
    register_document(
        code=document_kind(kind.value),
        label=kind.label,
        chain=USUAL_CHAIN,
        compose=compose_paper_round,
        on_change=_changed,
        link=_link,
        give_number=None if TRAITS[kind.value].is_numbered_at_submission else _number,
    )
