"""`prongsai import-measures`: a plan or report from a file into the plan of a year."""

import argparse
import json
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from config.cli import CommandRefused
from config.commands.base import database
from prongsai.common.tables.errors import UnreadableFile
from prongsai.common.tables.limits import MAX_FILE_BYTES
from prongsai.measures.importing import ImportResult, read_measures, to_json


def help_text() -> str:
    """One line for `--help`."""
    return _("import measures from DOCX, XLSX, CSV, TSV, HTML or text")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--fiscal-year", type=fiscal_year, required=True, help=_("e.g. 2568"))
    parser.add_argument("--as", dest="read_as", choices=("plan", "report"))
    parser.add_argument("--dry-run", action="store_true", help=_("read only, save nothing"))
    parser.add_argument("--json", action="store_true", help=_("print what was read as JSON"))
    parser.add_argument("--accept-warnings", action="store_true", help=_("save despite warnings"))


def fiscal_year(text: str) -> int:
    """A fiscal year (พ.ศ.) as an argument; Thai digits will do."""
    from prongsai.thai.digits import to_arabic

    plain = to_arabic(text)
    if not plain.isdigit() or not 2500 <= int(plain) <= 2700:
        raise argparse.ArgumentTypeError(_("a year of the Buddhist era is expected, e.g. 2568"))
    return int(plain)


def run(options: argparse.Namespace) -> int:
    """Read, then print or save; `--dry-run` never touches a database."""
    data = read_file(options.file)
    if options.dry_run:
        _show(_parse(options, data, ()), as_json=options.json)
        return 0
    with database():
        from prongsai.measures.services import save_import
        from prongsai.organization.queries import list_known_units

        result = _parse(options, data, list_known_units())
        plan = save_import(actor=None, result=result, accept_warnings=options.accept_warnings)
        if options.json:
            _show(result, as_json=True)
        else:
            _print_warnings(result)
            counts = {"count": len(result.measures), "year": plan.fiscal_year}
            print(_("Saved %(count)s measures in the plan of %(year)s.") % counts)
    return 0


def read_file(path: Path) -> bytes:
    """The bytes of a file within bounds. Raises `CommandRefused`."""
    if not path.is_file():
        raise CommandRefused(_("There is no file %(path)s.") % {"path": path})
    if path.stat().st_size > MAX_FILE_BYTES:
        raise CommandRefused(_("The file is too large."))
    return path.read_bytes()


def _parse(options: argparse.Namespace, data: bytes, units: object) -> ImportResult:
    try:
        return read_measures(
            data,
            filename=options.file.name,
            fiscal_year=options.fiscal_year,
            read_as=options.read_as,
            known_units=units,  # type: ignore[arg-type]
        )
    except UnreadableFile as error:
        raise CommandRefused(str(error)) from error


def _show(result: ImportResult, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(to_json(result), ensure_ascii=False, indent=1))
        return
    _print_warnings(result)
    for measure in result.measures:
        print(f"{measure.number}\t{measure.title}")
    print(_("%(count)s measures read; nothing was saved.") % {"count": len(result.measures)})


def _print_warnings(result: ImportResult) -> None:
    for warning in result.warnings:
        print(f"{warning.where}: {warning.message}", file=sys.stderr)
