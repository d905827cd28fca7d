"""Reports of divisions before a meeting: who has filed, what was planned the month before."""

from dataclasses import dataclass

from prongsai.meetings.models import AgendaItem, DivisionFiling, Meeting
from prongsai.organization.models import Division
from prongsai.organization.queries import list_divisions


@dataclass(frozen=True)
class DivisionReport:
    """A division with its report (None: missing) and whether that came after the closing day."""

    division: Division
    filing: DivisionFiling | None
    is_late: bool = False


def list_reports(meeting: Meeting) -> list[DivisionReport]:
    """Every division in use with its report, in their order; those out of use only if they filed."""
    filings = {
        filing.division_id: filing
        for filing in meeting.filings.select_related("division", "filed_by")
    }
    late = set(
        AgendaItem.objects.filter(filing__meeting=meeting, is_late=True).values_list(
            "filing", flat=True
        )
    )
    rows = [
        DivisionReport(division, filing, filing is not None and filing.pk in late)
        for division in list_divisions()
        for filing in [filings.pop(division.pk, None)]
    ]
    return rows + [DivisionReport(f.division, f, f.pk in late) for f in filings.values()]


def find_last_plan(meeting: Meeting, division: Division) -> DivisionFiling | None:
    """The newest earlier report of a division to the same body that planned something."""
    return (
        DivisionFiling.objects.filter(
            division=division,
            meeting__body=meeting.body,
            meeting__state=Meeting.State.HELD,
            meeting__starts_at__lt=meeting.starts_at,
        )
        .exclude(next_month="")
        .select_related("meeting__body")
        .order_by("-meeting__starts_at")
        .first()
    )
