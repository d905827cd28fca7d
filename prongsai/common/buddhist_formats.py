"""Frameworks write dates by the Gregorian year, in Thai too; here Thai texts have their พ.ศ. year.

Django knows no other calendar and has no place to say one. Its one door, `formats.date_format`, is
widened: a format with the name of the month ("30 พฤศจิกายน 2569, 9:00") is for people to read; what
programs read ("2026-11-30") has none and stays.
"""

import datetime as dt
from typing import Any

from django.utils import formats
from django.utils.translation import get_language

from prongsai.thai.calendar import BE_OFFSET

_gregorian = formats.date_format


def date_format(value: Any, format: str | None = None, use_l10n: bool | None = None) -> str:
    """As Django's; in Thai the year of a format with the name of a month is written in พ.ศ."""
    if get_language() == "th" and isinstance(value, dt.date):
        pattern = formats.get_format(format or "DATE_FORMAT", use_l10n=use_l10n)
        if "Y" in pattern and ("F" in pattern or "M" in pattern):
            year = "".join(f"\\{digit}" for digit in str(value.year + BE_OFFSET))
            format = pattern.replace("Y", year)
    return _gregorian(value, format, use_l10n)


def speak() -> None:
    """From now on; called once as the program starts."""
    formats.date_format = date_format
