"""`prongsai verify-log`: is the audit log whole, and does it hold what checkpoints signed?"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from config.cli import CommandRefused
from config.commands.base import database


def help_text() -> str:
    """One line for `--help`."""
    return _("check the audit log's chain")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=_("a published checkpoint that the log must hold"),
    )
    parser.add_argument(
        "--log", type=Path, metavar="EXPORT", help=_("check this export, without any database")
    )
    parser.add_argument("--export", type=Path, metavar="FILE", help=_("write such an export"))
    parser.add_argument(
        "--public-key", default="", metavar="HEX", help=_("the key that must have signed")
    )


def run(options: argparse.Namespace) -> int:
    """Print how many rows are sound, or refuse naming what is wrong."""
    if options.log:  # without database and data folder: anybody can check anywhere
        _check_all(options, lambda: _of_file(options.log))
        return 0
    with database():
        from prongsai.audit.queries import iterate_rows

        _check_all(options, iterate_rows)
        if options.export:
            _export(options.export, iterate_rows())
    return 0


def _of_file(path: Path) -> Iterator[Mapping[str, Any]]:
    from prongsai.audit.checkpoints import read_export

    with path.open("rb") as lines:
        yield from read_export(lines)


def _export(path: Path, rows: Iterator[Mapping[str, Any]]) -> None:
    from prongsai.audit.checkpoints import export_row

    with path.open("xb") as file:
        for row in rows:
            file.write(export_row(row))
    print(path)


@contextmanager
def _readable() -> Iterator[None]:
    from prongsai.audit.checkpoints import BadCheckpoint

    try:
        yield
    except BadCheckpoint:
        raise CommandRefused(_("The file is no checkpoint or no export of the log.")) from None


def _check_all(options: argparse.Namespace, rows: Any) -> None:
    from prongsai.audit.checkpoints import check, read_checkpoint
    from prongsai.audit.rules import find_broken

    with _readable():
        sound, broken = find_broken(rows())
        if broken:
            raise CommandRefused(
                _("The log is broken at row %(row)s (%(reason)s).")
                % {"row": broken.sequence, "reason": broken.reason}
            )
        for path in options.checkpoint:
            text = read_checkpoint(path.read_bytes())
            verdict = check(text, rows(), options.public_key)
            if not verdict.is_whole:
                raise CommandRefused(_sentence(verdict.reason) % {"file": path.name})
            print(
                _("%(file)s: signed for row %(row)s; the log holds it.")
                % {"file": path.name, "row": text["sequence"]}
            )
    print(_("The log is whole: %(count)s rows.") % {"count": sound})


def _sentence(reason: str) -> str:
    return {
        "signature": _("%(file)s: the signature is not valid."),
        "missing": _("%(file)s: the log is shorter than it was when this was signed."),
        "changed": _("%(file)s: the log was rewritten since this was signed."),
        "broken": _("%(file)s: the log is broken."),
    }[reason]
