"""Fiscal years of the Thai state: 1 October (พ.ศ. - 1) to 30 September (พ.ศ.).

Source: พ.ร.บ. วิธีการงบประมาณ พ.ศ. 2561 มาตรา 4; the local governments' budget rules follow it.
"""

import datetime as dt
from dataclasses import dataclass

from prongsai.thai.calendar import BE_OFFSET, Month

_FIRST_MONTH = 10


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A fiscal year, named by the พ.ศ. year in which it ends (2568 ends 30 September 2568)."""

    year_be: int

    def __str__(self) -> str:
        return str(self.year_be)

    @property
    def first_month(self) -> Month:
        """October of the year before."""
        return Month(self.year_be - BE_OFFSET - 1, _FIRST_MONTH)

    @property
    def last_month(self) -> Month:
        """September."""
        return self.first_month.plus(11)

    @property
    def first_day(self) -> dt.date:
        """1 October of the year before."""
        return self.first_month.first_day

    @property
    def last_day(self) -> dt.date:
        """30 September."""
        return self.last_month.last_day

    @property
    def previous(self) -> "FiscalYear":
        """The fiscal year before this one."""
        return FiscalYear(self.year_be - 1)

    @property
    def next(self) -> "FiscalYear":
        """The fiscal year after this one."""
        return FiscalYear(self.year_be + 1)

    def months(self) -> tuple[Month, ...]:
        """The twelve months, October first."""
        return tuple(self.first_month.plus(offset) for offset in range(12))

    def contains(self, moment: Month | dt.date) -> bool:
        """Whether a month or a date lies inside the fiscal year."""
        month = moment if isinstance(moment, Month) else Month.of(moment)
        return self.first_month <= month <= self.last_month

    def quarter(self, number: int) -> tuple[Month, Month]:
        """First and last month of quarter 1 (October - December) to 4; ValueError otherwise."""
        if number not in (1, 2, 3, 4):
            raise ValueError(f"a fiscal year has quarters 1 to 4, not {number}")
        first = self.first_month.plus(3 * (number - 1))
        return first, first.plus(2)

    def month_of(self, number: int) -> Month:
        """The month inside the fiscal year with this calendar number (1 January - 12 December)."""
        return self.first_month.plus((number - _FIRST_MONTH) % 12)


def fiscal_year_of(moment: Month | dt.date) -> FiscalYear:
    """The fiscal year in which a month or a date lies."""
    starts_next = moment.month >= _FIRST_MONTH
    return FiscalYear(moment.year + BE_OFFSET + (1 if starts_next else 0))
