"""Plan and report as documents that are approved: their chains, their looks, what follows."""

import dataclasses
import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prongsai.approvals.models import Procedure, Round, Verdict
from prongsai.approvals.queries import has_act, last_round, steps_of
from prongsai.approvals.rules import DECIDE, OPINION, REPORT, ChainLink
from prongsai.correspondence.approvable import check_url, register_document
from prongsai.correspondence.content import Document
from prongsai.correspondence.signing import signing_blocks
from prongsai.measures.report import compose, compose_plan, thaw
from prongsai.organization.models import Role

REPORT_KIND, PLAN_KIND = "annual-report", "plan"
# The seed of every small office: reporter, head of the division, chief administrator, mayor.
USUAL_CHAIN = (
    ChainLink(REPORT, Role.INTEGRITY_OFFICER),
    ChainLink(OPINION, Role.DIVISION_HEAD),
    ChainLink(OPINION, Role.CHIEF_ADMINISTRATOR),
    ChainLink(DECIDE, Role.MAYOR, days=5),
)


def compose_report_round(round: Round) -> Document:
    """The annual report as submitted, with its signatures."""
    data, wording = thaw(round.snapshot["content"])
    data = dataclasses.replace(data, approved_on=_approved_on(round))
    url = check_url(round.procedure)
    return compose(data, wording, signing=signing_blocks(round), check_url=url)


def compose_plan_round(round: Round) -> Document:
    """The plan as submitted, with its signatures."""
    data, wording = thaw(round.snapshot["content"])
    data = dataclasses.replace(data, approved_on=_approved_on(round))
    url = check_url(round.procedure)
    return compose_plan(data, wording, signing=signing_blocks(round), check_url=url)


def _approved_on(round: Round) -> dt.date | None:
    """The day of the approving act; an earlier round of an approved document stays a draft."""
    acts = [step.act for step in steps_of(round) if has_act(step)]
    return next((act.signed_on for act in acts if act.verdict == Verdict.APPROVED), None)


def _report_changed(actor: Any, procedure: Procedure) -> None:
    from prongsai.measures.services.reports import follow_report

    follow_report(actor=actor, procedure=procedure)


def _plan_changed(actor: Any, procedure: Procedure) -> None:
    from prongsai.measures.services.announcements import follow_plan

    follow_plan(actor=actor, procedure=procedure)


def _report_link(procedure: Procedure) -> str:
    data = _submitted(procedure)
    return f"{reverse('measures_report', args=[data['fiscal_year']])}?as_of={data['as_of']}"


def _plan_link(procedure: Procedure) -> str:
    return reverse("measures_announcement", args=[_submitted(procedure)["fiscal_year"]])


def _submitted(procedure: Procedure) -> dict[str, Any]:
    """What was submitted last; it names its year, which never changes."""
    data: dict[str, Any] = last_round(procedure).snapshot["content"]["data"]
    return data


register_document(
    code=REPORT_KIND,
    label=_("Annual report"),
    chain=USUAL_CHAIN,
    compose=compose_report_round,
    on_change=_report_changed,
    link=_report_link,
)
register_document(
    code=PLAN_KIND,
    label=_("Plan of measures"),
    chain=USUAL_CHAIN,
    compose=compose_plan_round,
    on_change=_plan_changed,
    link=_plan_link,
)
