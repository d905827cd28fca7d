"""Run the checks: one run a year at a time, taken up again after a crash, nothing twice."""

import datetime as dt
import logging
import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.catalogues.queries import get_catalogue
from prongsai.common.errors import Refused
from prongsai.common.fetching import Fetcher, make_fetcher
from prongsai.disclosure import events, permissions
from prongsai.disclosure.checking import Level, worst
from prongsai.disclosure.models import Checked, CheckRun, DisclosureYear, Duty
from prongsai.disclosure.queries.board import get_board
from prongsai.disclosure.queries.targets import list_looks
from prongsai.disclosure.services.guards import lock_year, require_manager
from prongsai.disclosure.services.looking import Seen, look_at
from prongsai.disclosure.tasks import ask_for_checks

logger = logging.getLogger(__name__)

STALE = dt.timedelta(minutes=5)
GIVEN_UP = dt.timedelta(hours=12)
RUNS_KEPT = 20
SUNDAY = 6


@transaction.atomic
def start_checks(*, actor: Any, year: DisclosureYear, item_code: str = "") -> CheckRun:
    """Ask for the checks of a year, or of one item. The worker goes through them.

    Raises `Refused` while a run of the year is under way. Keepers may check
    their items; None is the program itself.
    """
    if actor is not None:
        _require_right(actor, year, item_code)
    year = lock_year(year)
    if year.runs.filter(state=CheckRun.State.RUNNING).exists():
        raise Refused(_("The checks are running already; see how far they are."))
    looks = list_looks(get_board(year), on=timezone.localdate(), item_code=item_code)
    run = CheckRun.objects.create(year=year, item_code=item_code, asked_by=actor, total=len(looks))
    if actor is not None:
        record(actor=actor, event=events.CHECK_ASKED, target=year, data={"item": item_code})
    ask_for_checks()
    return run


def _require_right(actor: Any, year: DisclosureYear, item_code: str) -> None:
    if not item_code:
        require_manager(actor)
        return
    duties = Duty.objects.filter(item__year=year, item__code=item_code)
    if not any(permissions.may_update(actor, duty) for duty in [None, *duties]):
        raise Refused(_("Only the officer, or who keeps it, may do this."))


def start_nightly(*, on: dt.date) -> list[CheckRun]:
    """Start the night's runs: years whose clarification is not over, on Sundays all public ones."""
    started = []
    for year in DisclosureYear.objects.all():
        if not (is_current(year, on) or (year.is_public and on.weekday() == SUNDAY)):
            continue
        try:
            started.append(start_checks(actor=None, year=year))
        except Refused:  # one is under way already
            continue
    return started


def is_current(year: DisclosureYear, on: dt.date) -> bool:
    """Whether the disclosure or the clarification of a year is still ahead or open."""
    steps = get_catalogue(year.fiscal_year).calendar
    ends = [step.ends_on for step in steps if step.code in ("disclosure", "appeal")]
    return not ends or max(ends) >= on


def run_waiting() -> int:
    """Go through every run that nobody works on; returns how many were ended now.

    They share one fetcher: several years name the same sites, whose pace and wishes stay known.
    """
    now = timezone.now()
    _give_up(now)
    ended, fetcher = 0, make_fetcher()
    for run in CheckRun.objects.filter(state=CheckRun.State.RUNNING).order_by("started_at"):
        worker = str(uuid.uuid4())
        if _claim(run, worker):
            ended += _go_through(run, worker, fetcher)
    return ended


def _give_up(now: dt.datetime) -> None:
    """Mark as interrupted what cannot be finished: its worker dies each time."""
    old = CheckRun.objects.filter(state=CheckRun.State.RUNNING, started_at__lt=now - GIVEN_UP)
    old.update(state=CheckRun.State.STOPPED, ended_at=now)


def _claim(run: CheckRun, worker: str) -> bool:
    """Take a run that has no worker, or whose worker has not been heard of for some minutes."""
    now = timezone.now()
    free = CheckRun.objects.filter(pk=run.pk, state=CheckRun.State.RUNNING).filter(
        Q(beat_at=None) | Q(beat_at__lt=now - STALE)
    )
    return bool(free.update(worker=worker, beat_at=now))


def _go_through(run: CheckRun, worker: str, fetcher: Fetcher) -> bool:
    """Look at what is left of a run; False when another worker took it over."""
    looks = list_looks(get_board(run.year), on=timezone.localdate(), item_code=run.item_code)
    done = set(run.checked.values_list("item_code", "component", "address"))
    left = [look for look in looks if look.name not in done]
    CheckRun.objects.filter(pk=run.pk, worker=worker).update(total=len(done) + len(left))
    look_at(
        left,
        fetcher=fetcher,
        keep=partial(_keep, run, worker),
        is_cancelled=lambda: not _is_mine(run, worker),
    )
    return _end(run, worker)


def _is_mine(run: CheckRun, worker: str) -> bool:
    """Whether nobody took the run over; says also that its worker lives."""
    mine = CheckRun.objects.filter(pk=run.pk, worker=worker, state=CheckRun.State.RUNNING)
    return bool(mine.update(beat_at=timezone.now()))


@transaction.atomic
def _keep(run: CheckRun, worker: str, seen: Seen) -> None:
    """Keep what was found at a place, unless the run was taken over meanwhile."""
    level = worst(seen.outcomes)
    mine = CheckRun.objects.filter(pk=run.pk, worker=worker, state=CheckRun.State.RUNNING)
    if not mine.update(
        done=F("done") + 1, failed=F("failed") + int(level == Level.FAIL), beat_at=timezone.now()
    ):
        return
    item_code, component, address = seen.look.name
    place = {"item_code": item_code, "component": component, "address": address}
    Checked.objects.filter(year=run.year, is_current=True, **place).update(is_current=False)
    Checked.objects.create(
        run=run,
        year=run.year,
        level=level.value,
        outcomes=[outcome.to_json() for outcome in seen.outcomes],
        sha256=seen.sha256,
        **place,
    )


@transaction.atomic
def _end(run: CheckRun, worker: str) -> bool:
    now = timezone.now()
    mine = CheckRun.objects.filter(pk=run.pk, worker=worker, state=CheckRun.State.RUNNING)
    if not mine.update(state=CheckRun.State.DONE, ended_at=now, beat_at=now):
        return False
    if not run.item_code:
        # What this run did not meet is not shown any more.
        gone = Checked.objects.filter(year=run.year, is_current=True).exclude(run=run)
        gone.update(is_current=False)
    _forget_old(run.year)
    return True


def _forget_old(year: DisclosureYear) -> None:
    """Keep the newest runs, and those that hold the newest look at something."""
    kept = list(year.runs.values_list("pk", flat=True)[:RUNS_KEPT])
    current = Checked.objects.filter(year=year, is_current=True).values("run")
    year.runs.exclude(pk__in=kept).exclude(pk__in=current).delete()
