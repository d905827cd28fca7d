"""What an app above says of its documents to have them approved, rendered and sealed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals.models import Procedure, Round
from prongsai.approvals.registry import Approvable, Outcome, registry
from prongsai.approvals.rules import ChainLink
from prongsai.correspondence.certificate import find_signer
from prongsai.correspondence.content import Document
from prongsai.correspondence.queries import find_sealed
from prongsai.correspondence.render import page_count, render_pdf, render_png
from prongsai.thai.calendar import format_date

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
            outcome=seal_outcome,
            give_number=give_number,
        )
    )


def seal_outcome(procedure: Procedure) -> Outcome | None:
    """How far the seal of an approved document is; None when it gets none."""
    if procedure.state != Procedure.State.APPROVED:
        return None
    sealed = find_sealed(procedure)
    if sealed is not None:
        day = format_date(timezone.localdate(sealed.sealed_at), "short")
        text = _("Sealed by the organization on %(day)s.") % {"day": day}
        return Outcome(text, reverse("public_verify", args=[procedure.code]))
    if find_signer() is None:
        text = _("There is no certificate yet: approved documents wait for their seal.")
        return Outcome(text, is_done=False)
    return Outcome(_("The seal is being made; this takes a moment."), is_done=False)
