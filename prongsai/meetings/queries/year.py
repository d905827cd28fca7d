"""A body's fiscal year: which months it met in, which are free, on which days it could meet."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prongsai.meetings.models import Body, Meeting
from prongsai.meetings.queries.lists import in_fiscal_year
from prongsai.meetings.rules import UsualDay, draft_days
from prongsai.organization.queries import list_holidays
from prongsai.thai.calendar import Month
from prongsai.thai.fiscal import FiscalYear


@dataclass(frozen=True)
class MonthOfYear:
    """A month with the meetings of a body that were not cancelled; `is_over` on the day asked for."""

    month: Month
    meetings: tuple[Meeting, ...]
    is_over: bool

    @property
    def is_met(self) -> bool:
        """Whether the body met."""
        return any(meeting.is_held for meeting in self.meetings)

    @property
    def is_gap(self) -> bool:
        """Whether the month has passed without a meeting."""
        return self.is_over and not self.is_met


def list_months(body: Body, fiscal_year: int, on: dt.date) -> list[MonthOfYear]:
    """The twelve months of a fiscal year (พ.ศ.) with the meetings of a body, in one query."""
    found = body.meetings.filter(in_fiscal_year(fiscal_year)).select_related("minutes")
    return arrange_months(found, fiscal_year, on)


def arrange_months(meetings: Iterable[Meeting], fiscal_year: int, on: dt.date) -> list[MonthOfYear]:
    """Meetings of one body in the months of a fiscal year (พ.ศ.); cancelled ones are left out."""
    months: dict[Month, list[Meeting]] = {month: [] for month in FiscalYear(fiscal_year).months()}
    for meeting in sorted(meetings, key=lambda meeting: meeting.starts_at):
        if meeting.state != Meeting.State.CANCELLED:
            months[Month.of(meeting.day)].append(meeting)
    return [
        MonthOfYear(month, tuple(found), month.last_day < on) for month, found in months.items()
    ]


def list_free_months(body: Body, months: Sequence[Month]) -> list[Month]:
    """Those of the months in which a body neither meets nor met."""
    known = body.meetings.exclude(state=Meeting.State.CANCELLED).filter(
        starts_at__date__gte=min(months).first_day, starts_at__date__lte=max(months).last_day
    )
    taken = {Month.of(meeting.day) for meeting in known}
    return [month for month in months if month not in taken]


def propose_days(body: Body, months: Sequence[Month]) -> list[dt.date]:
    """The body's usual day in each of these months, moved off weekends and holidays."""
    usual = UsualDay(
        body.day_rule == Body.DayRule.WEEKDAY,
        body.usual_date,
        body.usual_weekday,
        body.usual_week,
    )
    holidays = list_holidays(min(months).first_day, max(months).last_day)
    return draft_days(usual, months, holidays)


def find_last_session(body: Body) -> tuple[str, int]:
    """The session of a council's newest meeting with its number; ("", 0) before the first."""
    last = body.meetings.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at").first()
    return (last.session, last.session_number) if last else ("", 0)
