"""Acts at a desk: on the screen by the person themselves, or on paper, recorded by the officer."""

import datetime as dt
import hmac
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals import events, permissions
from prongsai.approvals.models import Act, Procedure, Step, StepKind, Verdict
from prongsai.approvals.queries import Desk, find_desk, has_act, steps_of, with_everything
from prongsai.approvals.registry import registry
from prongsai.approvals.rules import DEFAULT_OPINION, list_verdicts, needs_reason
from prongsai.approvals.services.moving import make_act, open_next_desk
from prongsai.approvals.services.pictures import keep_picture
from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.evidence.models import Evidence

ENDS = {
    Verdict.APPROVED: Procedure.State.APPROVED,
    Verdict.REFUSED: Procedure.State.REFUSED,
    Verdict.RETURNED: Procedure.State.RETURNED,
}
EVENTS = {
    Verdict.SIGNED: events.SIGNED,
    Verdict.APPROVED: events.APPROVED,
    Verdict.REFUSED: events.REFUSED,
    Verdict.RETURNED: events.RETURNED,
}


@transaction.atomic
def sign(
    *,
    actor: Any,
    procedure: Procedure,
    digest: str,
    verdict: str,
    desks: Sequence[int] = (),
    opinions: Sequence[str] = (),
    reason: str = "",
    picture: bytes = b"",
    on: dt.date | None = None,
) -> list[Act]:
    """Act at the current desk and at those after it that the same person signs today.

    `digest` is the SHA-256 of the text the person read; `desks` the orders of the desks they were
    shown (empty: whatever is theirs); `opinions` one text per desk; `picture` an optional PNG of
    the signature. Returns the acts, one per desk.
    Raises `Refused` when the desk is not the actor's, somebody was faster, or the text is another.
    """
    on = on or timezone.localdate()
    desk = _lock_desk(procedure, digest, on)
    if desk.signer is None or desk.signer.pk != actor.pk:
        raise Refused(_refusal_of(desk, actor))
    if desks and list(desks) != [step.order for step in desk.steps]:
        raise Refused(_("Who signs has changed meanwhile. Look again at what you sign for."))
    _check_verdict(desk, verdict, reason)
    kept = keep_picture(picture)
    steps = desk.steps[:1] if verdict == Verdict.RETURNED else desk.steps
    acts = []
    for at, step in enumerate(steps):
        capacity = desk.capacities[at]
        assert capacity is not None
        acts.append(
            make_act(
                step=step,
                round=desk.round,
                verdict=_verdict_at(step, steps, verdict),
                opinion=_opinion_at(step, steps, verdict, reason, opinions, at),
                signer=actor,
                name=str(actor),
                lines=capacity.lines,
                on=on,
                recorded_by=actor,
                picture=kept,
            )
        )
    _go_on(actor, desk, acts, on)
    return acts


@transaction.atomic
def record_paper(
    *,
    actor: Any,
    procedure: Procedure,
    digest: str,
    verdict: str,
    name: str,
    lines: Sequence[str],
    signed_on: dt.date,
    at: int | None = None,
    opinion: str = "",
    reason: str = "",
    scan: Evidence | None = None,
) -> Act:
    """Record that the current desk signed on paper: who, in which capacity, when; with the photo.

    One desk at a time: the paper has one signature for each. `at` is the order of the desk it is
    about (none: whichever is next); sent twice, the second is refused instead of filling the next.
    """
    today = timezone.localdate()
    desk = _lock_desk(procedure, digest, today)
    if not permissions.may_record_paper(actor, procedure):
        raise Refused(_("Only the reporter may record a signature on paper."))
    step = desk.steps[0]
    _check_paper(desk, at, name, lines, signed_on, today)
    _check_verdict_of(step, verdict, reason)
    act = make_act(
        step=step,
        round=desk.round,
        verdict=verdict,
        opinion=_opinion_at(step, [step], verdict, reason, [opinion], 0),
        signer=None,
        name=name.strip(),
        lines=[line.strip() for line in lines if line.strip()],
        on=signed_on,
        recorded_by=actor,
        is_on_paper=True,
        scan=scan,
    )
    record(
        actor=actor,
        event=events.PAPER_RECORDED,
        target=procedure,
        data={"position": step.position_title, "signed_on": str(signed_on)},
    )
    _go_on(actor, desk, [act], today)
    return act


def _lock_desk(procedure: Procedure, digest: str, on: dt.date) -> Desk:
    Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    fresh = with_everything(Procedure.objects.filter(pk=procedure.pk)).get()
    if fresh.state != Procedure.State.RUNNING:
        raise Refused(
            _("This document does not wait for a signature any more: %(state)s.")
            % {"state": fresh.get_state_display()}
        )
    desk = find_desk(fresh, on)
    if desk is None:
        raise Refused(_("This document does not wait for a signature."))
    if not hmac.compare_digest(desk.round.sha256, digest):
        raise Refused(_("The document was corrected meanwhile. Read the new text first."))
    return desk


def _refusal_of(desk: Desk, actor: Any) -> str:
    done = [s for s in steps_of(desk.round) if has_act(s) and s.act.signer_id == actor.pk]
    if done:
        return _("You have signed already; the document lies with “%(position)s” now.") % {
            "position": desk.steps[0].position_title
        }
    return _("Only who signs for “%(position)s” today may act here.") % {
        "position": desk.steps[0].position_title
    }


def _check_verdict(desk: Desk, verdict: str, reason: str) -> None:
    _check_verdict_of(desk.steps[-1], verdict, reason)


def _check_verdict_of(step: Step, verdict: str, reason: str) -> None:
    if verdict not in list_verdicts(step.kind):
        raise Refused(_("This answer is not possible at this desk."), "verdict")
    if needs_reason(verdict) and not reason.strip():
        raise Refused(_("Give the reason."), "reason")


def _check_paper(
    desk: Desk, at: int | None, name: str, lines: Sequence[str], signed_on: dt.date, today: dt.date
) -> None:
    if at is not None and at != desk.steps[0].order:
        raise Refused(
            _("That signature is recorded already; the document lies with “%(position)s” now.")
            % {"position": desk.steps[0].position_title}
        )
    if not name.strip():
        raise Refused(_("Write who signed."), "name")
    if not any(line.strip() for line in lines):
        raise Refused(_("Write in which capacity."), "lines")
    if signed_on > today:
        raise Refused(_("The day of the signature lies in the future."), "signed_on")
    earlier = [s.act.signed_on for s in steps_of(desk.round) if has_act(s)]
    if signed_on < max([desk.procedure.dated_on, *earlier]):
        raise Refused(_("The signature lies before the one before it."), "signed_on")


def _verdict_at(step: Step, steps: Sequence[Step], verdict: str) -> str:
    """The last of the desks gives the answer; those before it pass the document on."""
    return verdict if step is steps[-1] else Verdict.SIGNED


def _opinion_at(
    step: Step, steps: Sequence[Step], verdict: str, reason: str, opinions: Sequence[str], at: int
) -> str:
    if needs_reason(_verdict_at(step, steps, verdict)):
        return reason.strip()
    if step.kind != StepKind.OPINION:
        return ""
    text = opinions[at].strip() if at < len(opinions) else ""
    return text or DEFAULT_OPINION


def _go_on(actor: Any, desk: Desk, acts: Sequence[Act], on: dt.date) -> None:
    procedure, last = desk.procedure, acts[-1]
    end = ENDS.get(Verdict(last.verdict))
    if end is None:
        open_next_desk(procedure, desk.round, on)
    else:
        procedure.state = end
        procedure.remark = last.opinion if end != Procedure.State.APPROVED else ""
        procedure.ended_on = last.signed_on if end != Procedure.State.RETURNED else None
        if end == Procedure.State.APPROVED and not procedure.number:
            _give_number(actor, procedure, last)
        procedure.save(update_fields=["state", "remark", "ended_on", "number", "dated_on"])
        registry.get(procedure.document_kind).on_change(actor, procedure)
        _tell_reporter(procedure, last)
    for act in acts:
        record(
            actor=actor,
            event=EVENTS[Verdict(act.verdict)],
            target=procedure,
            data={"position": act.step.position_title, "sha256": act.sha256},
        )


def _give_number(actor: Any, procedure: Procedure, last: Act) -> None:
    """Orders and announcements get number and date with the signature that puts them in force."""
    give = registry.get(procedure.document_kind).give_number
    assert give is not None
    procedure.dated_on = last.signed_on
    procedure.number = give(actor, procedure)


def _tell_reporter(procedure: Procedure, act: Act) -> None:
    notify(
        recipients=[procedure.started_by],
        text=f"{procedure.get_state_display()}: {procedure.told_title}",
        link=f"/office/approvals/{procedure.public_id}/",
        key=f"approval-ended:{act.pk}",
        email=True,
    )
