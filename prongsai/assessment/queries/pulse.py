"""Own surveys and what may be shown of them."""

from django.http import Http404
from django.utils import timezone

from prongsai.assessment.models import Pulse
from prongsai.assessment.rules.pulse import Outcome, is_open, is_over, may_show, sum_up


def list_pulses() -> list[Pulse]:
    """All surveys, the newest first."""
    return list(Pulse.objects.all())


def get_pulse(token: str) -> Pulse:
    """The survey of an address. Raises `Http404`."""
    found = Pulse.objects.filter(token=token).first()
    if found is None:
        raise Http404
    return found


def is_open_today(pulse: Pulse) -> bool:
    """Whether it takes answers today."""
    today = timezone.localdate()
    return is_open(pulse.opens_on, pulse.closes_on, pulse.closed_early_on, today)


def has_ended(pulse: Pulse) -> bool:
    """Whether its last day is over."""
    return is_over(pulse.closes_on, pulse.closed_early_on, timezone.localdate())


def outcomes_of(pulse: Pulse) -> list[Outcome] | None:
    """What came out, the weakest question first; None while nothing may be shown."""
    if not may_show(responses=pulse.responses, minimum=pulse.minimum, has_ended=has_ended(pulse)):
        return None
    counts = {(row.question, row.answer): row.count for row in pulse.counts.all()}
    return sum_up(pulse.questions, pulse.scale, counts, pulse.minimum)
