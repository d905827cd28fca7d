"""The papers about the website: the order that appoints its keepers, the report of a month."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.channels.services import notify
from prongsai.common.errors import Refused
from prongsai.correspondence import rules
from prongsai.correspondence.models import Paper
from prongsai.correspondence.papers.starting import start_values
from prongsai.correspondence.services import PaperDraft, draft_paper
from prongsai.organization.models import Division, Role
from prongsai.organization.queries import holders_of_role
from prongsai.thai.calendar import Month, format_month
from prongsai.thai.fiscal import fiscal_year_of
from prongsai.website import events, permissions, wording
from prongsai.website.kept import get_tree
from prongsai.website.models import CareSetting, MonthlyReport
from prongsai.website.monthly import get_month

ORDER_CLASS, REPORT_CLASS = "website-keepers", "website-report"
FIRST_DAYS = 7


@transaction.atomic
def draft_keepers(*, actor: Any) -> Paper:
    """Draft the order that appoints the keepers, from the pages and positions as they are today."""
    _require_writer(actor)
    today = timezone.localdate()
    division = _division(actor)
    year = fiscal_year_of(today).year_be
    tree = get_tree(on=today)
    if not any(row.keeper for row in tree.pages):
        raise Refused(_("No page has a keeper yet: choose divisions on the pages first."))
    texts = wording.write_order(tree, division=division, fiscal_year=year, on=today)
    paper = _draft(actor, rules.ORDER, ORDER_CLASS, division, year, texts)
    record(actor=actor, event=events.KEEPERS_DRAFTED, target=paper)
    return paper


@transaction.atomic
def draft_month(*, actor: Any, month: Month) -> Paper:
    """Draft the memo that reports a month to the executives, or find the one that there is.

    Raises `Refused` for a month that has not begun.
    """
    _require_writer(actor)
    return _draft_month(actor, month, timezone.localdate(), is_by_itself=False)


def _draft_month(actor: Any, month: Month, today: dt.date, *, is_by_itself: bool) -> Paper:
    if month.first_day > today:
        raise Refused(_("This month has not begun."))
    MonthlyReport.objects.get_or_create(first_day=month.first_day)
    report = MonthlyReport.objects.select_for_update(of=("self",)).get(first_day=month.first_day)
    if report.paper is not None:
        return report.paper
    report.paper = _write(actor, month, today)
    report.save(update_fields=["paper"])
    data = {"month": str(month)}
    who = None if is_by_itself else actor
    record(actor=who, event=events.MONTH_DRAFTED, target=report.paper, data=data)
    return report.paper


def _write(actor: Any, month: Month, today: dt.date) -> Paper:
    division = _division(actor)
    year = fiscal_year_of(month).year_be
    found = get_month(month, on=today)
    texts = wording.write_report(found, division=division, fiscal_year=year)
    return _draft(actor, rules.MEMO, REPORT_CLASS, division, year, texts)


def _draft(
    actor: Any, kind: str, code: str, division: Division, year: int, texts: dict[str, str]
) -> Paper:
    draft = PaperDraft(
        kind=kind,
        class_code=code,
        subject=texts["subject"],
        to=texts.get("to", ""),
        body=texts["body"],
        division=division,
        fiscal_year=year,
    )
    return draft_paper(actor=actor, draft=draft)


@transaction.atomic
def draft_last_month(*, on: dt.date) -> Paper | None:
    """In the first days of a month draft the report of the one before, when the organisation wants
    it and nobody began it; the officer is told. None when there is nothing to do."""
    month = Month.of(on).plus(-1)
    setting = CareSetting.objects.first()
    if setting is None or not setting.drafts_reports or on.day > FIRST_DAYS:
        return None
    officer = next(iter(holders_of_role(Role.INTEGRITY_OFFICER, on)), None)
    if officer is None or MonthlyReport.objects.filter(first_day=month.first_day).exists():
        return None
    paper = _draft_month(officer, month, on, is_by_itself=True)
    text = _("The report on the website of %(month)s is drafted: please read and put it forward.")
    notify(
        recipients=[officer],
        text=text % {"month": format_month(month)},
        link=f"/office/papers/{paper.public_id}/",
        key=f"website:report:{month}",
        email=True,
    )
    return paper


def _require_writer(actor: Any) -> None:
    if not permissions.may_write_of_site(actor):
        raise Refused(
            _("The officer in charge of integrity work drafts the papers of the website.")
        )


def _division(actor: Any) -> Division:
    division: Division | None = start_values(actor, None)["division"]
    if division is None:
        raise Refused(_("There is no division yet."))
    return division
