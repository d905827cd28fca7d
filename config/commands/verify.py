"""`prongsai verify-log`: is the audit log whole?"""

import argparse

from django.utils.translation import gettext as _

from config.cli import CommandRefused
from config.commands.base import database


def help_text() -> str:
    """One line for `--help`."""
    return _("check the audit log's chain")


def run(options: argparse.Namespace) -> int:
    """Print how many rows are sound, or refuse naming the first broken one."""
    with database():
        from prongsai.audit.queries import verify_chain

        sound, broken = verify_chain()
    if broken:
        raise CommandRefused(
            _("The log is broken at row %(row)s (%(reason)s).")
            % {"row": broken.sequence, "reason": broken.reason}
        )
    print(_("The log is whole: %(count)s rows.") % {"count": sound})
    return 0
