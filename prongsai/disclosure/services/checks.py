"""Run the checks: one run a year at a time, taken up again after a crash, nothing twice."""

import datetime as dt
import logging
import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prongsai.audit.services import record
from prongsai.catalogues.queries import get_catalogue
from prongsai.common.errors import Refused
from prongsai.common.fetching import Fetcher, make_fetcher
from prongsai.disclosure import events, permissions
from prongsai.disclosure.checking import Level, Outcome, worst
from prongsai.disclosure.models import Checked, CheckRun, DisclosureYear, Duty
from prongsai.disclosure.queries.board import get_board
from prongsai.disclosure.queries.catalogue import is_over
from prongsai.disclosure.queries.targets import Look, list_looks
from prongsai.disclosure.services.guards import lock_year, require_manager
from prongsai.disclosure.services.looking import Seen, look_at
from prongsai.disclosure.tasks import ask_for_checks

logger = logging.getLogger(__name__)

STALE = dt.timedelta(minutes=5)
GIVEN_UP = dt.timedelta(hours=12)
MOST_TRIES = 4
UNKNOWN_REASON = gettext_lazy("the program was ended each time")
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
    return not is_over(get_catalogue(year.fiscal_year), on)


def run_waiting(*, fetcher: Fetcher | None = None) -> int:
    """Go through every run that nobody works on; returns how many were ended now.

    They share one fetcher: several years name the same sites, whose pace and wishes stay known.
    A run that fails is put off, longer each time; after some tries what is left of it is said to be
    unchecked, with the reason. It keeps no other run from its turn.
    """
    now = timezone.now()
    _give_up(now)
    ended, fetcher = 0, fetcher or make_fetcher()
    for run in CheckRun.objects.filter(state=CheckRun.State.RUNNING).order_by("started_at"):
        worker = str(uuid.uuid4())
        if not _claim(run, worker):
            continue
        try:
            ended += _leave(run, worker) if run.tries >= MOST_TRIES else _go_through(run, worker, fetcher)  # fmt: skip
        except Exception as error:
            _note(run, worker, error)
    return ended


def _give_up(now: dt.datetime) -> None:
    """Mark as interrupted what cannot be finished: its worker dies each time."""
    old = CheckRun.objects.filter(state=CheckRun.State.RUNNING, started_at__lt=now - GIVEN_UP)
    old.update(state=CheckRun.State.STOPPED, ended_at=now)


def _claim(run: CheckRun, worker: str) -> bool:
    """Take a run that has no worker, or whose worker has not been heard of for some minutes: five
    after the first try, then ten, twenty …"""
    now = timezone.now()
    wait = STALE * 2 ** max(run.tries - 1, 0)
    free = CheckRun.objects.filter(
        pk=run.pk, state=CheckRun.State.RUNNING, tries=run.tries, worker=run.worker
    ).filter(Q(beat_at=None) | Q(beat_at__lt=now - wait))
    return bool(free.update(worker=worker, beat_at=now, tries=F("tries") + 1))


def _note(run: CheckRun, worker: str, error: Exception) -> None:
    """Say why a run came to nothing this time; it is taken up again later."""
    logger.exception("the checks of run %s failed, try %s", run.pk, run.tries + 1)
    _mine(run, worker).update(reason=type(error).__name__[:100])


def _leave(run: CheckRun, worker: str) -> bool:
    """End a run that failed too often: each place that is left could not be checked, and says why."""
    run.refresh_from_db(fields=["reason"])
    reason = run.reason or str(UNKNOWN_REASON)
    try:
        failure = Outcome("not-checked", Level.UNKNOWN, {"reason": reason, "count": MOST_TRIES})
        for look in _list_left(run):
            _keep(run, worker, Seen(look, [failure], ""))
    except Exception as error:
        _note(run, worker, error)
        ended = {"state": CheckRun.State.STOPPED, "ended_at": timezone.now()}
        return bool(_mine(run, worker).update(**ended))
    return _end(run, worker)


def _mine(run: CheckRun, worker: str) -> "QuerySet[CheckRun]":
    """The run, while this worker has it."""
    return CheckRun.objects.filter(pk=run.pk, worker=worker, state=CheckRun.State.RUNNING)


def _list_left(run: CheckRun) -> list[Look]:
    """What the run has not looked at yet; its total is what was looked at and this."""
    looks = list_looks(get_board(run.year), on=timezone.localdate(), item_code=run.item_code)
    done = set(run.checked.values_list("item_code", "component", "address"))
    return [look for look in looks if look.name not in done]


def _go_through(run: CheckRun, worker: str, fetcher: Fetcher) -> bool:
    """Look at what is left of a run; False when another worker took it over."""
    left = _list_left(run)
    _mine(run, worker).update(total=F("done") + len(left))
    look_at(
        left,
        fetcher=fetcher,
        keep=partial(_keep, run, worker),
        is_cancelled=lambda: not _is_mine(run, worker),
    )
    return _end(run, worker)


def _is_mine(run: CheckRun, worker: str) -> bool:
    """Whether nobody took the run over; says also that its worker lives."""
    return bool(_mine(run, worker).update(beat_at=timezone.now()))


@transaction.atomic
def _keep(run: CheckRun, worker: str, seen: Seen) -> None:
    """Keep what was found at a place, unless the run was taken over meanwhile."""
    level = worst(seen.outcomes)
    is_failed = int(level == Level.FAIL)
    now = timezone.now()
    # A place that was kept is progress: whoever takes the run up next has all tries again.
    kept = {"done": F("done") + 1, "failed": F("failed") + is_failed, "beat_at": now, "tries": 1}
    if not _mine(run, worker).update(**kept):
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
    ended = {"state": CheckRun.State.DONE, "ended_at": now, "beat_at": now}
    ended |= {"failed": _count_failed(run)}
    if not _mine(run, worker).update(**ended):
        return False
    if not run.item_code:
        # What this run did not meet is not shown any more.
        gone = Checked.objects.filter(year=run.year, is_current=True).exclude(run=run)
        gone.update(is_current=False)
    _forget_old(run.year)
    return True


def _count_failed(run: CheckRun) -> int:
    """The places that failed, seen together with those beside them."""
    rows = [row for line in get_board(run.year).lines for part in line.parts for row in part.places]
    return sum(
        row.level == Level.FAIL for row in rows if row.checked and row.checked.run_id == run.pk
    )


def _forget_old(year: DisclosureYear) -> None:
    """Keep the newest runs, and those that hold the newest look at something."""
    kept = list(year.runs.values_list("pk", flat=True)[:RUNS_KEPT])
    current = Checked.objects.filter(year=year, is_current=True).values("run")
    year.runs.exclude(pk__in=kept).exclude(pk__in=current).delete()
