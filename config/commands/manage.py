"""`prongsai manage …`: Django's own commands on the running or started database."""

import argparse
import sys

from django.utils.translation import gettext as _

from config import env
from config.commands.base import use_full_settings
from config.postgres import running


def help_text() -> str:
    """One line for `--help`."""
    return _("Django's management commands")


def run(options: argparse.Namespace) -> int:
    """Run a management command; its own exit code is ours."""
    from django.core.management import CommandError, ManagementUtility

    with running(env.data_dir()):
        use_full_settings()
        try:
            ManagementUtility(["prongsai manage", *options.rest]).execute()
        except SystemExit as ending:
            return ending.code if isinstance(ending.code, int) else int(bool(ending.code))
        except CommandError as error:
            print(error, file=sys.stderr)
            return 1
    return 0
