"""When a failed delivery is tried again, and how a short quota is spent."""

import calendar
import datetime as dt
from dataclasses import dataclass

PAUSES = (1, 5, 30, 120, 360, 720, 1440)  # minutes after the 1st, 2nd … attempt
MAX_ATTEMPTS = len(PAUSES) + 1
# A worker that has not come back by then was killed: its request is taken up by another.
LEASE = dt.timedelta(minutes=3)
# Longer than all pauses of a mail server together.
MAIL_LEASE = dt.timedelta(minutes=10)
# LINE knows a retry key for 24 hours after the first request with it; an hour is left to be sure.
KEY_LASTS = dt.timedelta(hours=23)
# Digests leave at this hour of Bangkok, so that what is published on a day goes out together.
DIGEST_HOUR = 17
# Bubbles of one carousel (LINE Messaging API, Flex Message).
MOST_IN_DIGEST = 12


def next_attempt(attempts: int) -> dt.timedelta:
    """The pause after so many attempts."""
    return dt.timedelta(minutes=PAUSES[min(attempts, len(PAUSES)) - 1])


@dataclass(frozen=True)
class Price:
    """What a broadcast costs in messages, and how many are left of the month; None: no limit."""

    cost: int
    left: int | None

    @property
    def after(self) -> int | None:
        """How many are left after it; negative when they do not suffice."""
        return None if self.left is None else self.left - self.cost


@dataclass(frozen=True)
class Spending:
    """How waiting publications go out: "each" by itself, together as a "digest", or "hold" until then."""

    how: str
    until: dt.datetime | None = None


def plan_spending(
    *,
    waiting: int,
    left: int | None,
    reach: int,
    now: dt.datetime,
    last_on: dt.date | None,
) -> Spending:
    """How to spend what is left of the month's quota on so many waiting publications.

    `left` and `reach` are messages and people (a broadcast costs one message for each friend of the
    account); no limit: None. `now` is Bangkok time, `last_on` the day of the last broadcast. Each goes
    out by itself while one a day would still be possible to the end of the month. After that digests
    share what is left evenly over the days; with nothing left they wait for the new month.
    """
    if left is None or reach <= 0:
        return Spending("each")
    broadcasts = left // reach
    days = calendar.monthrange(now.year, now.month)[1] - now.day + 1
    if broadcasts >= waiting + days - 1:
        return Spending("each")
    if not broadcasts:
        return Spending("hold", _at_hour(_first_of_next_month(now.date()), now))
    due_on = now.date()
    if last_on is not None:
        due_on = max(due_on, last_on + dt.timedelta(days=-(-days // broadcasts)))
    due_at = _at_hour(due_on, now)
    return Spending("digest") if now >= due_at else Spending("hold", due_at)


def _first_of_next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _at_hour(day: dt.date, now: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(DIGEST_HOUR), now.tzinfo)
