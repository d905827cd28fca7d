"""`prongsai build-report`: the annual report of a year as files."""

import argparse
import datetime as dt
import os
from pathlib import Path

from django.utils.translation import gettext as _

from config.commands.base import database
from config.commands.imports import fiscal_year


def help_text() -> str:
    """One line for `--help`."""
    return _("write report.pdf, report.docx, report.csv and report.json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--fiscal-year", type=fiscal_year, required=True, help=_("e.g. 2568"))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--as-of", type=_day, help=_("state of this day, e.g. 31/3/2568"))
    parser.add_argument(
        "--font",
        default="TH SarabunIT๙",
        choices=("TH SarabunIT๙", "TH Sarabun PSK", "TH Sarabun New"),
        help=_("font of the DOCX"),
    )


def _day(text: str) -> dt.date:
    from prongsai.thai.calendar import parse_date

    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(_("a date is expected, e.g. 31/3/2568"))
    return day


def run(options: argparse.Namespace) -> int:
    """Build all four files first, then write them."""
    with database():
        from prongsai.measures.queries import get_plan_of_year
        from prongsai.measures.report_data import build_report_files

        plan = get_plan_of_year(options.fiscal_year)
        files = build_report_files(plan, as_of=options.as_of, font=options.font)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        partial = options.out / f".{name}.part"
        partial.write_bytes(content)
        os.replace(partial, options.out / name)
        print(options.out / name)
    return 0
