"""Numbers: taken one after the other under a lock, never given back."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.approvals.models import Procedure
from prongsai.approvals.permissions import may_change_chains
from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.common.search import words_of
from prongsai.correspondence import events
from prongsai.correspondence.keeping import write_register
from prongsai.correspondence.models import Register, RegisterEntry, RegisterKind
from prongsai.correspondence.queries import letter_code_of
from prongsai.correspondence.rules import write_number
from prongsai.organization.models import Division
from prongsai.organization.permissions import has_position

HIGHEST = 999_999


@transaction.atomic
def take_number(
    *,
    actor: Any,
    kind: str,
    division: Division | None,
    dated_on: dt.date,
    subject: str,
    procedure: Procedure | None = None,
    is_classified: bool = False,
) -> RegisterEntry:
    """The next number of the unit's register of the date's calendar year.

    `procedure` is the document when it exists already; else `bind_entry` says so later.
    The subject of a classified paper is shown to those alone who may read it.

    The register's row stays locked until the caller's transaction ends: a rolled back submission
    leaves no gap. Raises `Refused` when the organisation has no letter code or the date is to come.
    """
    if dated_on > timezone.localdate():
        raise Refused(_("The date of the memo lies in the future."), "dated_on")
    code = letter_code_of(division)
    if not code:
        raise Refused(
            _("Write the letter code of the organization first (settings, organization).")
        )
    register, _is_new = Register.objects.get_or_create(
        kind=kind, letter_code=code, year=dated_on.year + 543
    )
    register = Register.objects.select_for_update().get(pk=register.pk)
    register.last_number += 1
    register.save(update_fields=["last_number"])
    written = write_number(kind, code, register.last_number, register.year)
    entry = RegisterEntry.objects.create(
        register=register,
        number=register.last_number,
        dated_on=dated_on,
        subject=subject,
        procedure=procedure,
        is_classified=is_classified,
        words=words_of(written, "" if is_classified else subject),
    )
    record(actor=actor, event=events.NUMBER_TAKEN, target=entry)
    return entry


def bind_entry(*, entry: RegisterEntry, procedure: Procedure) -> None:
    """Say which document a number belongs to; only once."""
    entry.procedure = procedure
    entry.save(update_fields=["procedure"])


@transaction.atomic
def set_next_number(*, actor: Any, register: Register, next_number: int) -> Register:
    """Go on after the numbers that were given on paper; only upwards."""
    if not may_change_chains(actor):
        raise Refused(_("Only the officer in charge or an administrator may do this."))
    register = Register.objects.select_for_update().get(pk=register.pk)
    if not register.last_number < next_number <= HIGHEST:
        raise Refused(
            _("Write a number from %(low)s to %(high)s.")
            % {"low": register.last_number + 1, "high": HIGHEST},
            "next_number",
        )
    before, register.last_number = register.last_number, next_number - 1
    register.save(update_fields=["last_number"])
    record(
        actor=actor,
        event=events.NEXT_NUMBER_SET,
        target=register,
        data={"from": before + 1, "to": next_number},
    )
    return register


@transaction.atomic
def archive_register(*, actor: Any, register: Register) -> IO[bytes]:
    """The papers of a register as an archive with what the person may read: an open, unnamed file."""
    if not has_position(actor):
        raise Refused(_("Only people with a position may do this."))
    if register.kind == RegisterKind.RECEIVED or not register.entries.exists():
        raise Refused(_("There are no papers in this register."))
    with tempfile.NamedTemporaryFile(suffix=".zip") as target:
        try:
            write_register(Path(target.name), user=actor, register=register)
        except FileNotFoundError as error:
            raise Refused(_("A file of this register is missing. Restore a backup.")) from error
        record(actor=actor, event=events.REGISTER_ARCHIVED, target=register)
        return Path(target.name).open("rb")
