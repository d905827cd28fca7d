"""`prongsai serve`: database, web server and background worker under one parent."""

import argparse

from django.utils.translation import gettext as _


def help_text() -> str:
    """One line for `--help`."""
    return _("start everything; Ctrl-C stops it")


def run(options: argparse.Namespace) -> int:
    """Run until a signal ends it."""
    from config.supervisor import Supervisor

    return Supervisor().run()
