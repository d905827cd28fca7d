"""What is followed up: resolutions as they were asked for, their progress, who was told, concerns."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from prongsai.channels.models import Notice
from prongsai.channels.queries import list_told
from prongsai.evidence.models import EvidenceVersion
from prongsai.meetings import permissions
from prongsai.meetings.models import AgendaItem, Body, Concern, Progress, Resolution
from prongsai.meetings.queries.lists import (
    OPEN,
    Standing,
    list_concerns,
    list_resolutions,
)
from prongsai.organization.models import Division
from prongsai.thai.marking import pattern_of

STATES = ("open", "late", "done", "all")


@dataclass(frozen=True)
class Wanted:
    """What a list of resolutions was asked: body, division, "open", "late", "done" or "all", words."""

    body: Body | None = None
    division: Division | None = None
    state: str = "open"
    words: str = ""

    @classmethod
    def of(
        cls, given: Mapping[str, str], bodies: list[Body], divisions: list[Division]
    ) -> "Wanted":
        """From the address; what is missing or nonsense filters nothing."""
        state = given.get("state", "")
        return cls(
            next((row for row in bodies if row.code == given.get("body")), None),
            next((row for row in divisions if row.code == given.get("division")), None),
            state if state in STATES else "open",
            given.get("q", "").strip()[:200],
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the usual is asked."""
        return bool(self.body or self.division or self.words or self.state != "open")


def list_followed(user: Any, wanted: Wanted) -> "QuerySet[Resolution]":
    """The resolutions a person may see by body, division and words, whatever their state."""
    found = list_resolutions(user, body=wanted.body, division=wanted.division, only_open=False)
    for word in wanted.words.split():
        part = pattern_of(word)
        found = found.filter(Q(text__iregex=part) | Q(item__title__iregex=part))
    return found


def in_state(found: "QuerySet[Resolution]", state: str, on: dt.date) -> "QuerySet[Resolution]":
    """Those of a state: open ones by urgency, ended ones newest first, "all" with the open first."""
    if state == "late":
        return found.filter(OPEN, due_on__lt=on)
    if state == "open":
        return found.filter(OPEN)
    if state == "done":
        return found.exclude(OPEN).order_by("-closed_at", "-id")
    return found.order_by(F("closed_at").desc(nulls_first=True), "due_on", "id")


def count_in_state(rows: Sequence[Standing], state: str) -> int:
    """How many there are of a state, from how the divisions keep up."""
    counts = {
        "late": sum(row.late for row in rows),
        "open": sum(row.open for row in rows),
        "done": sum(row.ended for row in rows),
    }
    return counts["open"] + counts["done"] if state == "all" else counts[state]


def list_progress(resolution: Resolution) -> list[Progress]:
    """What was done for a resolution, oldest first, with its files."""
    rows = resolution.progress.select_related("written_by")
    return list(rows.prefetch_related("evidence__versions"))


def list_appearances(user: Any, resolution: Resolution) -> list[AgendaItem]:
    """The items of later meetings in which a resolution came back, as far as a person may see them."""
    found = resolution.appearances.select_related("meeting__body", "note")
    rows = found.order_by("meeting__starts_at")
    return [item for item in rows if permissions.may_see_item(user, item)]


def list_reminders(resolution: Resolution) -> list[tuple[str, Notice]]:
    """Who was reminded of a resolution, newest first, each with "own", "head" or "chief"."""
    prefix = f"resolution:{resolution.pk}:"
    found = []
    for notice in list_told(prefix):
        cause = notice.key.removeprefix(prefix).split(":")[0]
        found.append((cause if cause in ("head", "chief") else "own", notice))
    return found


def get_progress_file(resolution: Resolution, evidence: UUID) -> EvidenceVersion:
    """The newest version of a file of a resolution's progress; 404 when it has no such file."""
    found = EvidenceVersion.objects.filter(
        evidence__public_id=evidence,
        evidence__in=Progress.evidence.through.objects.filter(
            progress__resolution=resolution
        ).values("evidence"),
    )
    version = found.select_related("evidence").order_by("-number").first()
    if version is None:
        raise Http404
    return version


def list_asked_concerns(
    user: Any, fiscal_year: int, *, kind: str, division: Division | None, words: str
) -> "QuerySet[Concern]":
    """Problems and suggestions of a fiscal year (พ.ศ.) by kind, division and words."""
    found = list_concerns(user, fiscal_year)
    if kind in Concern.Kind.values:
        found = found.filter(kind=kind)
    if division is not None:
        found = found.filter(division=division)
    for word in words.split():
        found = found.filter(text__iregex=pattern_of(word))
    return found


def count_concerns(found: "QuerySet[Concern]") -> dict[str, int]:
    """How many problems and how many suggestions."""
    rows = found.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n")
    return dict.fromkeys(Concern.Kind.values, 0) | dict(rows)
