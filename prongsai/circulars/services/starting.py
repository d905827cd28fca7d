"""A circular begins: the version is fixed, the audience written down, people are told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.circulars import events, permissions
from prongsai.circulars.content import Subject, Version, find_version
from prongsai.circulars.models import Circulation
from prongsai.circulars.rules import LONGEST_DAYS, Question
from prongsai.circulars.services.people import (
    Audience,
    audience_of,
    leave_out_readers,
    lock_managed,
    save_people,
    select,
)
from prongsai.common.errors import Refused
from prongsai.evidence.services import add_files
from prongsai.organization.models import Division
from prongsai.thai.fiscal import fiscal_year_of


@dataclass(frozen=True)
class Test:
    """Questions before the acknowledgement: pass mark in percent, attempts allowed (0: no limit)."""

    __test__ = False  # pytest takes the name for one of its own

    questions: Sequence[Question] = ()
    pass_mark: int = 0
    attempts_allowed: int = 0


@transaction.atomic
def start(
    *,
    actor: Any,
    subject: Subject,
    due_on: dt.date,
    audience: Audience | None = None,
    title: str = "",
    message: str = "",
    test: Test | None = None,
    previous: Circulation | None = None,
    only_missing: bool = False,
    at: dt.datetime | None = None,
) -> Circulation:
    """Circulate the newest version of a document.

    With `previous` it replaces the circular of an older version, which is closed; without an own
    audience it goes to the same people. `only_missing` leaves out who acknowledged this very
    version elsewhere. Raises `Refused` with the field it concerns.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    if not permissions.may_start(actor):
        raise Refused(
            _("Only the officer in charge, the chief administrator and heads may do this.")
        )
    _check_deadline(due_on, today)
    test = _check_test(test or Test())
    version = find_version(subject)
    if previous is not None:
        previous = _replace(actor, previous, version.digest, at)
        audience = audience or audience_of(previous)
    people = select(actor, audience or Audience(), today)
    if only_missing:
        people = leave_out_readers(people, version.digest)
        if not people:
            raise Refused(_("Everybody has acknowledged this version."), "only_missing")
    made = Circulation.objects.create(
        **_facts(actor, subject, version, test),
        title=(title.strip() or version.title)[:300],
        message=message.strip(),
        fiscal_year=fiscal_year_of(today).year_be,
        due_on=due_on,
        previous=previous,
        started_at=at,
    )
    count = len(save_people(actor, made, people, at))
    data = {"sha256": made.digest, "people": count, "due_on": str(due_on)}
    record(actor=actor, event=events.STARTED, target=made, data=data)
    return made


def _facts(actor: Any, subject: Subject, version: Version, test: Test) -> dict[str, Any]:
    return {
        "kind": version.kind,
        "paper": subject.paper,
        "evidence": subject.evidence,
        "link": subject.link,
        "version_number": version.number,
        "digest": version.digest,
        "class_code": version.class_code,
        "division": _own_division(actor),
        "questions": [question.to_json() for question in test.questions],
        "pass_mark": test.pass_mark,
        "attempts_allowed": test.attempts_allowed,
        "started_by": actor,
    }


@transaction.atomic
def start_with_file(*, actor: Any, upload: tuple[bytes, str], **given: Any) -> Circulation:
    """Keep a new file as internal evidence and circulate it: both, or neither.

    `upload` is (content, file name); the rest is what `start` takes.
    """
    title = given.get("title", "").strip()
    try:
        (evidence,) = add_files(actor=actor, uploads=[upload], captions=[title] if title else ())
    except Refused as refusal:
        raise Refused(refusal.message, "upload") from refusal
    return start(actor=actor, subject=Subject(evidence=evidence), **given)


def _check_deadline(due_on: dt.date, today: dt.date) -> None:
    if due_on < today:
        raise Refused(_("The deadline lies in the past."), "due_on")
    if (due_on - today).days > LONGEST_DAYS:
        raise Refused(_("The deadline lies more than a year ahead."), "due_on")


def _check_test(test: Test) -> Test:
    if not test.questions:
        return Test()
    if not 1 <= test.pass_mark <= 100:
        raise Refused(_("Write a pass mark from 1 to 100."), "pass_mark")
    return test


def _own_division(actor: Any) -> Division | None:
    """A head's circular belongs to the division; others are the organisation's."""
    if permissions.manages_all(actor):
        return None
    return permissions.headed_divisions(actor)[0]


def _replace(actor: Any, previous: Circulation, digest: str, at: dt.datetime) -> Circulation:
    previous = Circulation.objects.select_for_update(of=("self",)).get(pk=previous.pk)
    if not permissions.may_manage(actor, previous):
        raise Refused(_("Only who leads this circular may do this."))
    if previous.digest == digest:
        raise Refused(_("The document is still the same version."), "paper")
    if Circulation.objects.filter(previous=previous).exists():
        raise Refused(_("A newer version is circulating already."), "paper")
    if previous.is_open:
        end(actor, lock_managed(actor, previous), at)
        previous.refresh_from_db()
    return previous


def end(actor: Any, circulation: Circulation, at: dt.datetime) -> None:
    """Close a locked circular; nothing of it changes any more."""
    circulation.state = Circulation.State.CLOSED
    circulation.closed_at, circulation.closed_by = at, actor
    circulation.save(update_fields=["state", "closed_at", "closed_by"])
    record(actor=actor, event=events.CLOSED, target=circulation)
