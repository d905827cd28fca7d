"""Reading questions of the public: what is published, what a person of the office sees, what waits."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from prongsai.common.search import search
from prongsai.organization.models import Division
from prongsai.organization.queries import divisions_of
from prongsai.thai.fiscal import FiscalYear
from prongsai.website.models import Question
from prongsai.website.models.questions import OPEN_STATES
from prongsai.website.permissions import may_answer, may_manage_site, may_see_questions
from prongsai.website.question_rules import is_in_time

State = Question.State


def list_published(words: str = "", division: Division | None = None) -> "QuerySet[Question]":
    """Published questions with their divisions, newest first; of a division, with all of these words."""
    found = search(Question.objects.filter(state=State.PUBLISHED), words)
    if division:
        found = found.filter(division=division)
    return found.select_related("division").order_by("-published_at")


def list_answering_divisions() -> "QuerySet[Division]":
    """The divisions that have answered something in public."""
    answered = Question.objects.filter(state=State.PUBLISHED).values("division")
    return Division.objects.filter(pk__in=answered)


def get_question(public_id: uuid.UUID) -> Question:
    """The question at a public address, whatever its state; 404 when there is none."""
    found = Question.objects.select_related("division").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def access_question(actor: Any, public_id: uuid.UUID) -> Question:
    """A question for who may answer it; 404 when there is none, 403 without the right."""
    if not may_see_questions(actor):
        raise PermissionDenied
    question = get_question(public_id)
    if not may_answer(actor, question):
        raise PermissionDenied
    return question


@dataclass(frozen=True)
class Wanted:
    """What the office's list is asked for; empty values ask for everything."""

    words: str = ""
    state: str = ""
    division: str = ""
    is_late: bool = False


def list_questions(user: Any, wanted: Wanted, on: dt.date) -> "QuerySet[Question]":
    """The questions that a person may see: what is open by its deadline first, then what has ended."""
    found = search(_visible(user), wanted.words)
    if wanted.state == "open":
        found = found.filter(state__in=OPEN_STATES)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.division:
        found = found.filter(division__code=wanted.division)
    if wanted.is_late:
        found = found.filter(state__in=OPEN_STATES, due_on__lt=on)
    open_first = F("ended_at").desc(nulls_first=True)
    return found.select_related("division").order_by(open_first, "due_on", "-pk")


def _visible(user: Any) -> "QuerySet[Question]":
    if may_manage_site(user):
        return Question.objects.all()
    return Question.objects.filter(division__in=divisions_of(user, timezone.localdate()))


def list_waiting(user: Any) -> "QuerySet[Question]":
    """What waits for a person: to be given away or looked at, or to be answered by their division."""
    if may_manage_site(user):
        return Question.objects.filter(state__in=(State.RECEIVED, State.ANSWERED))
    return _visible(user).filter(state=State.ASSIGNED)


def list_open() -> "QuerySet[Question]":
    """Every question that somebody still has to do something about."""
    return Question.objects.filter(state__in=OPEN_STATES).select_related("division")


def list_forgettable(before: dt.date) -> "QuerySet[Question]":
    """What ended before a day and still holds a name or an address."""
    known = ~Q(name="", email="")
    return Question.objects.filter(known, ended_at__date__lt=before)


@dataclass(frozen=True)
class Count:
    """How a fiscal year's questions went; what was rejected was no question."""

    asked: int
    answered: int
    in_time: int
    published: int
    open_ones: list[Question]


def count_year(fiscal_year: int) -> Count:
    """The questions that were asked in a fiscal year (พ.ศ.), in one query."""
    year = FiscalYear(fiscal_year)
    asked = Question.objects.filter(
        asked_at__date__gte=year.first_day, asked_at__date__lte=year.last_day
    )
    rows = list(asked.exclude(state=State.REJECTED).select_related("division").order_by("asked_at"))
    ended = [row for row in rows if row.ended_at]
    return Count(
        asked=len(rows),
        answered=len(ended),
        in_time=_count_in_time(ended),
        published=sum(row.state == State.PUBLISHED for row in rows),
        open_ones=[row for row in rows if row.is_open],
    )


def _count_in_time(ended: Iterable[Question]) -> int:
    return sum(
        is_in_time(row.due_on, timezone.localdate(row.ended_at)) for row in ended if row.ended_at
    )
