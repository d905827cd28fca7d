"""Pure rules of meetings: numbers, quorum, votes, usual days, what an officer may still change."""

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from prongsai.organization.rules import is_working_day
from prongsai.thai.calendar import Month
from prongsai.thai.digits import to_arabic

USUAL_HOURS = 3
LONGEST_NOTE = 60_000
LONGEST_BOX = 8_000
# A resolution that is late for so many days is told to the head, then to the chief administrator.
TELL_HEAD_AFTER, TELL_CHIEF_AFTER = 7, 14
SHARES = {
    "none": Fraction(0),
    "third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "two-thirds": Fraction(2, 3),
}
_LABEL = re.compile(r"(?<!\d)(\d{1,3})\s*/\s*(2[45]\d\d)(?!\d)")


def next_number(begun: Iterable[int]) -> int:
    """The number of the next meeting after those that began: no gap, whatever was cancelled."""
    return max(begun, default=0) + 1


def number_ahead(begun: Iterable[int], ahead: int) -> list[int]:
    """Provisional numbers of so many meetings that did not begin yet, in the order of their days."""
    first = next_number(begun)
    return list(range(first, first + ahead))


def needed_for_quorum(rule: str, members: int, number: int = 0) -> int:
    """How many members must be there, of so many in office.

    Councils: ระเบียบกระทรวงมหาดไทยว่าด้วยข้อบังคับการประชุมสภาท้องถิ่น พ.ศ. ๒๕๔๗; committees:
    พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. ๒๕๓๙ ม. ๗๙ (at least half).
    """
    if rule == "number":
        return number
    if rule == "more-than-half":
        return members // 2 + 1
    return ceil(SHARES[rule] * members)


def has_quorum(rule: str, members: int, present: int, number: int = 0) -> bool:
    """Whether so many are enough."""
    return present >= needed_for_quorum(rule, members, number)


def is_carried(yes: int, no: int, casting: str = "") -> bool:
    """Whether a vote is carried: more for than against; when even, as the chair decides."""
    return casting == "yes" if yes == no else yes > no


def find_vote_problem(*, yes: int, no: int, abstain: int, casting: str, present: int) -> str:
    """What is wrong with a counted vote: "few", "many", "casting-missing", "casting-extra", or ""."""
    total = yes + no + abstain
    if min(yes, no, abstain) < 0 or total == 0:
        return "few"
    if total > present:
        return "many"
    if yes == no:
        return "" if casting in ("yes", "no") else "casting-missing"
    return "casting-extra" if casting else ""


@dataclass(frozen=True)
class UsualDay:
    """When a body usually meets: a date of the month, or a weekday of one of its weeks (5: last)."""

    is_weekday: bool
    date: int = 1
    weekday: int = 0
    week: int = 1

    def in_month(self, month: Month) -> dt.date:
        """The day in a month, before weekends and holidays are looked at."""
        if not self.is_weekday:
            return month.first_day.replace(day=min(self.date, month.last_day.day))
        offset = (self.weekday - month.first_day.weekday()) % 7
        first = month.first_day + dt.timedelta(days=offset)
        last = first + dt.timedelta(days=7 * ((month.last_day - first).days // 7))
        return min(first + dt.timedelta(days=7 * (self.week - 1)), last)


def move_to_working_day(day: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """The day or the next working day of its month; when there is none after it, the last before."""
    later = day
    while later.month == day.month:
        if is_working_day(later, holidays):
            return later
        later += dt.timedelta(days=1)
    while not is_working_day(day, holidays):
        day -= dt.timedelta(days=1)
    return day


def draft_days(
    usual: UsualDay, months: Sequence[Month], holidays: Collection[dt.date]
) -> list[dt.date]:
    """One working day in each of these months."""
    return [move_to_working_day(usual.in_month(month), holidays) for month in months]


def closes_on(day: dt.date, closing_days: int) -> dt.date:
    """The last day on which divisions file for a meeting in time."""
    return day - dt.timedelta(days=closing_days)


def parse_label(text: str) -> tuple[int, int] | None:
    """Number and year (พ.ศ.) of a text like "ครั้งที่ ๑๐/๒๕๖๘"; None when there is none."""
    found = _LABEL.search(to_arabic(text))
    return (int(found[1]), int(found[2])) if found else None


def hash_token(token: str) -> str:
    """What is stored of a secret address. It has 256 random bits: no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
