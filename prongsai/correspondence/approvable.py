"""What an app above says of its documents to have them approved, rendered and sealed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings

from prongsai.approvals.models import Procedure, Round
from prongsai.approvals.registry import Approvable, registry
from prongsai.approvals.rules import ChainLink
from prongsai.correspondence.content import Document
from prongsai.correspondence.render import page_count, render_pdf, render_png

if TYPE_CHECKING:
    from django.utils.functional import Promise

_composers: dict[str, Callable[[Round], Document]] = {}


def check_url(procedure: Procedure) -> str:
    """The public address that checks a document, printed as QR on each page."""
    return f"{settings.PRONGSAI_BASE_URL}/verify/{procedure.code}/"


def compose_round(round: Round) -> Document:
    """A round as a document, with the signatures given so far."""
    return _composers[round.procedure.document_kind](round)


def register_document(
    *,
    code: str,
    label: "str | Promise",
    chain: tuple[ChainLink, ...],
    compose: Callable[[Round], Document],
    on_change: Callable[[Any, Procedure], None],
    link: Callable[[Procedure], str],
    give_number: Callable[[Any, Procedure], str] | None = None,
) -> None:
    """Register a kind of document; its seal is asked for when it is approved."""

    def changed(actor: Any, procedure: Procedure) -> None:
        on_change(actor, procedure)
        if procedure.state == Procedure.State.APPROVED:
            from prongsai.correspondence.tasks import ask_for_seals

            ask_for_seals()

    _composers[code] = compose
    registry.register(
        Approvable(
            code=code,
            label=label,
            chain=chain,
            pdf=lambda round: render_pdf(compose(round)),
            pages=lambda round: page_count(compose(round)),
            picture=lambda round, number: render_png(compose(round), number),
            on_change=changed,
            link=link,
            give_number=give_number,
        )
    )
