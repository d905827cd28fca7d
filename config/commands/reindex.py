"""`prongsai reindex-search`: every index of words made anew."""

import argparse

from django.utils.translation import gettext as _

from config.commands.base import database


def help_text() -> str:
    """One line for `--help`."""
    return _("make the search index anew")


def run(options: argparse.Namespace) -> int:
    """Make the public index, Wagtail's and those of the registers anew."""
    with database():
        from prongsai.search.services import reindex

        written = reindex()
        print(_("The index is new: %(count)s public entries.") % {"count": written})
    return 0
