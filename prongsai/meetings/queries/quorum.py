"""How many are there, and whether that is enough."""

from collections.abc import Iterable
from dataclasses import dataclass

from prongsai.meetings.models import Attendance, Body, Meeting
from prongsai.meetings.rules import needed_for_quorum


@dataclass(frozen=True)
class Quorum:
    """Members who count, how many of them are there, how many are needed."""

    members: int
    present: int
    needed: int

    @property
    def is_reached(self) -> bool:
        """Whether enough are there."""
        return self.present >= self.needed

    @property
    def missing(self) -> int:
        """How many more have to come."""
        return max(0, self.needed - self.present)


def count_quorum(body: Body, rows: Iterable[Attendance]) -> Quorum:
    """The quorum of these people."""
    counted = [row for row in rows if row.is_counted]
    needed = needed_for_quorum(body.quorum, len(counted), body.quorum_number)
    return Quorum(len(counted), sum(row.is_there for row in counted), needed)


def find_quorum(meeting: Meeting) -> Quorum:
    """The quorum of a meeting as its attendance stands now."""
    return count_quorum(meeting.body, meeting.attendances.filter(is_counted=True))
