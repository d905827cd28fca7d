"""Asking a few questions of one's own: begin, answer, end. Nobody's answer is kept by itself."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.assessment import events, permissions
from prongsai.assessment.models import Pulse, PulseCount
from prongsai.assessment.rules.pulse import SMALLEST_GROUP, is_open
from prongsai.audit.services import record
from prongsai.catalogues.queries import get_catalogue
from prongsai.common.errors import Refused

MOST_QUESTIONS, MOST_DAYS, MOST_PEOPLE = 10, 92, 100_000


@transaction.atomic
def open_pulse(
    *,
    actor: Any,
    fiscal_year: int,
    audience: str,
    questions: Collection[str],
    opens_on: dt.date,
    closes_on: dt.date,
    invited: int,
    minimum: int = 10,
) -> Pulse:
    """Begin a survey with questions (codes) of the year's catalogue.

    Raises `Refused` for a person who may not, days in a wrong order or too far apart, no question or
    too many, fewer people than the smallest group that is shown, a year without a catalogue.
    """
    _require(actor)
    chosen, scale = _choose(fiscal_year, audience, questions)
    if closes_on < opens_on:
        raise Refused(_("The end lies before the beginning."), "closes_on")
    if (closes_on - opens_on).days > MOST_DAYS:
        raise Refused(_("At most %(n)s days.") % {"n": MOST_DAYS}, "closes_on")
    if minimum < SMALLEST_GROUP:
        raise Refused(_("At least %(n)s.") % {"n": SMALLEST_GROUP}, "minimum")
    if not minimum <= invited <= MOST_PEOPLE:
        words = _("Fewer people than answers that are needed: nothing could ever be shown.")
        raise Refused(words if invited < minimum else _("That is too many."), "invited")
    pulse = Pulse.objects.create(
        fiscal_year=fiscal_year,
        audience=audience,
        opens_on=opens_on,
        closes_on=closes_on,
        minimum=minimum,
        invited=invited,
        questions=chosen,
        scale=scale,
        opened_by=actor,
    )
    PulseCount.objects.bulk_create(
        PulseCount(pulse=pulse, question=question["code"], answer=at)
        for question in chosen
        for at in range(len(scale))
    )
    record(actor=actor, event=events.PULSE_OPENED, target=pulse, data={})
    return pulse


def _choose(
    year: int, audience: str, codes: Collection[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    try:
        catalogue = get_catalogue(year)
    except LookupError:
        raise Refused(_("There is no catalogue of this year."), "fiscal_year") from None
    own = {i.code for i in catalogue.indicators if i.instrument == audience}
    known = {q.code: q for q in catalogue.questions if q.indicator in own}
    chosen = [question for code, question in known.items() if code in codes]
    if not chosen or set(codes) - known.keys():
        raise Refused(_("Choose questions for those who are asked."), "questions")
    if len(chosen) > MOST_QUESTIONS:
        raise Refused(_("At most %(n)s questions.") % {"n": MOST_QUESTIONS}, "questions")
    questions = [{"code": q.code, "text": q.text, "is_negative": q.is_negative} for q in chosen]
    return questions, [{"text": answer.text, "score": answer.score} for answer in catalogue.scale]


@transaction.atomic
def answer_pulse(*, token: str, answers: Mapping[str, int]) -> None:
    """Count one person's answers (question code → place on the scale); questions may be left out.

    Raises `Refused` when the survey is not open, is full, or nothing that can be counted was given.
    Nothing of who answers, or when, is kept.
    """
    pulse = Pulse.objects.select_for_update().filter(token=token).first()
    if pulse is None or not is_open(
        pulse.opens_on, pulse.closes_on, pulse.closed_early_on, timezone.localdate()
    ):
        raise Refused(_("This survey is not open."))
    codes = {question["code"] for question in pulse.questions}
    if not answers:
        raise Refused(_("Answer at least one question."))
    if set(answers) - codes or any(not 0 <= at < len(pulse.scale) for at in answers.values()):
        raise Refused(_("Choose one of the answers that are shown."))
    if pulse.responses >= pulse.invited:
        raise Refused(_("As many people as were asked have answered. Thank you."))
    # In the order of the table, so that two people at once never wait for each other's rows.
    for code, at in sorted(answers.items()):
        pulse.counts.filter(question=code, answer=at).update(count=F("count") + 1)
    Pulse.objects.filter(pk=pulse.pk).update(responses=F("responses") + 1)


@transaction.atomic
def close_pulse(*, actor: Any, pulse: Pulse) -> None:
    """End a survey today. Raises `Refused` for a person who may not or when it is over."""
    _require(actor)
    pulse = Pulse.objects.select_for_update().get(pk=pulse.pk)
    today = timezone.localdate()
    if pulse.closed_early_on is not None or pulse.closes_on < today:
        raise Refused(_("This survey is over."))
    pulse.closed_early_on = today
    pulse.save(update_fields=["closed_early_on"])
    record(actor=actor, event=events.PULSE_CLOSED, target=pulse, data={})


def _require(actor: Any) -> None:
    if not permissions.may_write(actor):
        raise Refused(_("Only the officer in charge and administrators may do this."))
