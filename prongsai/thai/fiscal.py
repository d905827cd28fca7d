"""Fiscal years: 1 October of the year before – 30 September (พ.ร.บ.วิธีการงบประมาณ พ.ศ. ๒๕๖๑)."""

import datetime as dt
from dataclasses import dataclass

from prongsai.thai.calendar import BE, Month


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A fiscal year by its year of the Buddhist era."""

    year_be: int

    @property
    def first_month(self) -> Month:
        """October of the year before."""
        return Month(self.year_be - BE - 1, 10)

    @property
    def last_month(self) -> Month:
        """September."""
        return Month(self.year_be - BE, 9)

    @property
    def first_day(self) -> dt.date:
        """1 October."""
        return self.first_month.first_day

    @property
    def last_day(self) -> dt.date:
        """30 September."""
        return self.last_month.last_day

    def months(self) -> list[Month]:
        """The twelve months, October first."""
        return [self.first_month.plus(n) for n in range(12)]

    def contains(self, moment: "Month | dt.date") -> bool:
        """Whether a month or a day lies in the year."""
        month = moment if isinstance(moment, Month) else Month(moment.year, moment.month)
        return self.first_month <= month <= self.last_month

    def quarter(self, number: int) -> tuple[Month, Month]:
        """First and last month of fiscal quarter 1–4 (1 is October – December)."""
        start = self.first_month.plus(3 * (number - 1))
        return start, start.plus(2)

    def month(self, number: int) -> Month:
        """The month of this calendar number (1–12) inside the year."""
        return Month(self.year_be - BE - (1 if number >= 10 else 0), number)


def fiscal_year_of(day: dt.date) -> FiscalYear:
    """The fiscal year in which a day lies."""
    return FiscalYear(day.year + BE + (1 if day.month >= 10 else 0))
