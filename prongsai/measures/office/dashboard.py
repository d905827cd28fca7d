"""The first page of the office: what waits for me, what is due, how the year stands."""

import datetime as dt
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.ui.components import Component

from prongsai.measures import permissions, queries
from prongsai.measures.models import AnnualReport, DataRequest, Measure
from prongsai.measures.timeline import days_late, next_due, say_state
from prongsai.measures.warnings import list_warnings
from prongsai.meetings import permissions as meetings
from prongsai.organization.queries import find_profile

DAYS_AHEAD = 30
BAR_ORDER = ("finished", "in-progress", "late")


class WorkPanel(Component):
    """The person's own work first, then the year in numbers and a drawing."""

    order = 1

    def render_html(self, parent_context: Any = None) -> str:
        """The panel for the person of the request."""
        request = parent_context["request"]
        if not permissions.may_see_office(request.user):
            context = {"is_member": meetings.is_member(request.user)}
            return render_to_string("measures/office/_no_position.html", context, request=request)
        context = _context(request.user)
        return render_to_string("measures/office/_dashboard.html", context, request=request)


def _context(user: Any) -> dict[str, Any]:
    today = timezone.localdate()
    plan = queries.find_plan(queries.current_fiscal_year())
    measures = queries.list_measures(plan) if plan else []
    may_manage = permissions.may_manage_plan(user)
    own = permissions.own_division_ids(user)
    mine = [m for m in measures if may_manage or _concerns(m, user, own)]
    return {
        "plan": plan,
        "year": queries.current_fiscal_year(),
        "profile": find_profile(),
        "may_manage": may_manage,
        "requests": DataRequest.objects.filter(
            state=DataRequest.State.OPEN, division__in=own
        ).select_related("plan", "division"),
        "reports": _waiting_reports(may_manage),
        "late": [(m, say_state(m, today)) for m in mine if days_late(m, today)],
        "soon": _due_soon(mine, today),
        "counts": queries.count_by_state(measures),
        "total": len(measures),
        "late_total": sum(1 for m in measures if days_late(m, today)),
        "warning_count": len(list_warnings(plan, measures, today)) if plan else 0,
        "topics": _topic_bars(measures, today),
    }


def _waiting_reports(may_manage: bool) -> Any:
    waiting = AnnualReport.objects.filter(state=AnnualReport.State.WAITING).select_related("plan")
    return waiting if may_manage else waiting.none()


def _concerns(measure: Measure, user: Any, own: set[int]) -> bool:
    if measure.is_for_all_divisions:
        return bool(own)
    return any(d.pk in own for d in measure.divisions.all()) or user in measure.people.all()


def _due_soon(measures: list[Measure], today: dt.date) -> list[tuple[Measure, str]]:
    limit = today + dt.timedelta(days=DAYS_AHEAD)
    found = [(due, m) for m in measures if (due := next_due(m)) and today <= due <= limit]
    return [(m, say_state(m, today)) for _due, m in sorted(found, key=lambda row: row[0])]


def _topic_bars(measures: list[Measure], today: dt.date) -> list[dict[str, Any]]:
    """Per topic how many measures stand where: the numbers behind the drawn bars."""
    groups: dict[Any, list[Measure]] = {}
    for measure in measures:
        groups.setdefault(measure.topic, []).append(measure)
    ordered = sorted(groups.items(), key=lambda pair: pair[0].number if pair[0] else 999)
    return [_bar(topic, found, today) for topic, found in ordered]


def _bar(topic: Any, measures: list[Measure], today: dt.date) -> dict[str, Any]:
    states = ["late" if days_late(m, today) else str(m.state) for m in measures]
    order = sorted(set(states), key=lambda s: BAR_ORDER.index(s) if s in BAR_ORDER else 99)
    return {
        "topic": topic,
        "total": len(measures),
        "finished": states.count("finished"),
        "late": states.count("late"),
        "parts": [{"state": state, "count": states.count(state)} for state in order],
    }
