"""`prongsai create-organization`: the first step on a bare machine."""

import argparse

from django.utils.translation import gettext as _

from config.commands.base import database


def help_text() -> str:
    """One line for `--help`."""
    return _("create the organisation and print an administrator's invitation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--name", required=True, help=_("name without the kind, e.g. ตัวอย่าง"))
    parser.add_argument(
        "--kind", required=True, help=_("อบต. ทต. ทม. ทน. อบจ. เมืองพัทยา or the full Thai name")
    )
    parser.add_argument("--amphoe", required=True, help=_("district (amphoe)"))
    parser.add_argument("--province", required=True, help=_("province"))
    parser.add_argument("--letter-code", required=True, help=_("letter code, e.g. มค ๘๐๓๐๑"))


def run(options: argparse.Namespace) -> int:
    """Create everything in one transaction and print the invitation's address."""
    with database():
        from django.conf import settings
        from django.db import transaction

        from prongsai.accounts.services import invite_administrator
        from prongsai.organization.services import create_organization

        with transaction.atomic():
            profile = create_organization(
                actor=None,
                kind=options.kind,
                name=options.name,
                amphoe=options.amphoe,
                province=options.province,
                letter_code=options.letter_code,
            )
            path = invite_administrator(actor=None, username="admin")
        print(profile.full_name)
        print(_("Administrator's invitation (valid for 7 days, name of the account: admin):"))
        print(settings.PRONGSAI_BASE_URL + path)
    return 0
