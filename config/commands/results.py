"""`prongsai import-ita-results`: results of the assessment from a file into their years."""

import argparse
import json
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from config.cli import CommandRefused
from config.commands.base import database
from config.commands.imports import fiscal_year, read_file
from prongsai.assessment.importing import ImportResult, read_results, to_json
from prongsai.assessment.importing.published import LISTS
from prongsai.assessment.rules.shapes import INDICATOR, QUESTION
from prongsai.common.tables import UnreadableFile


def help_text() -> str:
    """One line for `--help`."""
    return _("import results of the assessment (ITA) from XLSX, CSV, TSV or text")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path)
    help_of_year = _("the year of tables that name none, e.g. 2568")
    parser.add_argument("--fiscal-year", type=fiscal_year, help=help_of_year)
    parser.add_argument(
        "--bare-numbers",
        choices=[INDICATOR, QUESTION],
        default="",
        help=_("what numbers beside IIT or EIT count where they may be either"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("read only, save nothing"))
    parser.add_argument("--json", action="store_true", help=_("print what was read as JSON"))
    parser.add_argument("--accept-warnings", action="store_true", help=_("save despite warnings"))


def run(options: argparse.Namespace) -> int:
    """Read, print, and save unless `--dry-run`, which never touches a database.

    1 when nothing could be read of any year; what is doubtful is printed before.
    """
    result = _parse(options)
    if options.dry_run:
        _show(result, as_json=options.json)
        return 0 if result.years else _refuse_empty()
    with database():
        from prongsai.assessment.services.imports import save_import

        _show(result, as_json=options.json)
        save_import(
            actor=None,
            result=result,
            source_name=options.file.name,
            accept_warnings=options.accept_warnings,
        )
        if not options.json:
            years = ", ".join(str(year.fiscal_year) for year in result.years)
            print(_("Saved the results of %(years)s.") % {"years": years})
    return 0


def _parse(options: argparse.Namespace) -> ImportResult:
    data = read_file(options.file)
    try:
        return read_results(
            data,
            filename=options.file.name,
            fiscal_year=options.fiscal_year,
            bare=options.bare_numbers,
        )
    except UnreadableFile as error:
        raise CommandRefused(str(error)) from error


def _refuse_empty() -> int:
    print(_("No score of any year was read; nothing was saved."), file=sys.stderr)
    return 1


def _show(result: ImportResult, *, as_json: bool) -> None:
    plain = to_json(result)
    if as_json:
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    for warning in result.warnings:
        place = f"{warning.where}: " if warning.where else ""
        print(f"{place}{warning.message}", file=sys.stderr)
    for year in plain["years"]:
        _print_year(year)


def _print_year(year: dict[str, object]) -> None:
    total, level = year["total"], year["level"]
    assert isinstance(total, dict)
    assert isinstance(level, dict)
    print(_("Fiscal year %(year)s") % {"year": year["fiscal_year"]})
    for name in LISTS:
        rows = year[name]
        assert isinstance(rows, list)
        for row in rows:
            code = " ".join(filter(None, (row["code"], row.get("part"))))
            print("\t".join((code, _said(row), row["title"])).rstrip())
    print("\t".join((_("total"), _said(total))))
    title = level["title"] or "–"
    print(
        "\t".join(
            (_("level"), title if level["is_certain"] or not level["title"] else f"{title} ?")
        )
    )
    print()


def _said(row: dict[str, object]) -> str:
    """The score; where it differs, the computed one behind it."""
    score = "–" if row["score"] is None else f"{row['score']:.2f}"
    return score if row["adds_up"] in (None, True) else f"{score} ≠ {row['computed']:.2f}"
