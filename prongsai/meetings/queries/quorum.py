"""How many are there, and whether that is enough."""

from dataclasses import dataclass

from django.db.models import Count, Q

from prongsai.meetings.models import Meeting
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


def find_quorum(meeting: Meeting) -> Quorum:
    """The quorum of a meeting as its attendance stands now."""
    counts = meeting.attendances.filter(is_counted=True).aggregate(
        members=Count("pk"), present=Count("pk", filter=Q(state__in=["present", "substitute"]))
    )
    body = meeting.body
    needed = needed_for_quorum(body.quorum, counts["members"], body.quorum_number)
    return Quorum(counts["members"], counts["present"], needed)
