"""What acts have in common: the row itself, and opening the next desk."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from prongsai.approvals.models import Act, Procedure, Round, Step
from prongsai.approvals.queries import find_desk, with_everything
from prongsai.approvals.rules import compute_act_digest
from prongsai.channels.services import notify
from prongsai.evidence.models import Evidence
from prongsai.organization import queries as organization
from prongsai.organization.rules import add_working_days

# Sixty working days, the longest a desk may have, are less than twenty weeks.
HOLIDAYS_AHEAD = dt.timedelta(days=140)


def make_act(
    *,
    step: Step,
    round: Round,
    verdict: str,
    opinion: str,
    signer: Any,
    name: str,
    lines: Sequence[str],
    on: dt.date,
    recorded_by: Any,
    is_on_paper: bool = False,
    scan: Evidence | None = None,
    picture: str = "",
) -> Act:
    """Write down one act with its digest; of a scan the file that is its newest now."""
    version = scan.versions.first() if scan else None
    scan_sha256 = version.sha256 if version else ""
    digest = compute_act_digest(
        round_sha256=round.sha256,
        order=step.order,
        verdict=verdict,
        opinion=opinion,
        signer_name=name,
        lines=lines,
        signed_on=on.isoformat(),
        is_on_paper=is_on_paper,
        picture=picture,
        scan=scan_sha256,
    )
    return Act.objects.create(
        step=step,
        verdict=verdict,
        opinion=opinion,
        signer=signer,
        signer_name=name,
        lines=list(lines),
        signed_on=on,
        recorded_by=recorded_by,
        is_on_paper=is_on_paper,
        scan=scan,
        scan_sha256=scan_sha256,
        picture=picture,
        digest=round.sha256,
        sha256=digest,
    )


def open_next_desk(procedure: Procedure, round: Round, on: dt.date) -> None:
    """Give the next desk its deadline and tell who sits there."""
    fresh = with_everything(Procedure.objects.filter(pk=procedure.pk)).get()
    desk = find_desk(fresh, on)
    if desk is None:
        return
    holidays = organization.list_holidays(on, on + HOLIDAYS_AHEAD)
    for step in desk.steps:
        step.due_on = add_working_days(on, step.days, holidays) if step.days else on
        step.save(update_fields=["due_on"])
    tell_desk(desk.procedure, desk.steps[0], desk.signer)


def tell_desk(procedure: Procedure, step: Step, signer: Any) -> None:
    """Tell the person at a desk once that a document waits; a vacant desk is told to the reporter."""
    link = f"/office/approvals/{procedure.public_id}/"
    if signer is None:
        text = _("Nobody signs for “%(position)s” now: %(title)s can't go on.") % {
            "position": step.position_title,
            "title": procedure.told_title,
        }
        notify(
            recipients=[procedure.started_by],
            text=text,
            link=link,
            key=f"desk-vacant:{step.pk}",
            email=True,
        )
        return
    text = _("A document waits for your signature: %(title)s") % {"title": procedure.told_title}
    notify(recipients=[signer], text=text, link=link, key=f"desk:{step.pk}", email=True)
