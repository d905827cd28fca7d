"""Forms of who sets up bodies: the rules that matter for a kind, members, the end of a membership."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from prongsai.common.dates import BuddhistDateField
from prongsai.meetings.catalogue import BodyKind
from prongsai.meetings.models import Body, BodyMember
from prongsai.meetings.queries import bodies as queries
from prongsai.meetings.services import Member
from prongsai.thai.digits import to_arabic

WEEKS = (
    (1, _("the first %(day)s")),
    (2, _("the second %(day)s")),
    (3, _("the third %(day)s")),
    (4, _("the fourth %(day)s")),
    (5, _("the last %(day)s")),
)
WORKDAYS = range(5)
LAST_DATE = 31


class ClockField(forms.TimeField):
    """A time of day, typed like 9:30 or 9.30."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "p-narrow", "inputmode": "decimal", "placeholder": "09:30"}
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        widget = forms.TimeInput(attrs=attrs, format="%H:%M")
        super().__init__(widget=widget, input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        return super().to_python(to_arabic(value) if isinstance(value, str) else value)


def usual_days() -> list[tuple[str, Any]]:
    """The days on which a body can usually meet, in two groups."""
    dates = [(f"date-{date}", _t("on the %(date)s.") % {"date": date}) for date in range(1, 31)]
    dates.append((f"date-{LAST_DATE}", _t("on the last day")))
    weekdays = [
        (f"week-{week}-{day}", label % {"day": WEEKDAYS[day]})
        for week, label in WEEKS
        for day in WORKDAYS
    ]
    return [(_t("The same date each month"), dates), (_t("The same weekday each month"), weekdays)]


def usual_day_of(body: Body) -> str:
    """The choice that stands for a body's usual day."""
    if body.day_rule == Body.DayRule.DATE:
        return f"date-{body.usual_date}"
    return f"week-{body.usual_week}-{body.usual_weekday}"


def read_usual_day(choice: str) -> dict[str, Any]:
    """The fields of a body for a choice."""
    rule, first, *rest = choice.split("-")
    if rule == "date":
        return {"day_rule": Body.DayRule.DATE, "usual_date": int(first)}
    return {
        "day_rule": Body.DayRule.WEEKDAY,
        "usual_week": int(first),
        "usual_weekday": int(rest[0]),
    }


class BodyForm(forms.Form):
    """A body of a kind; only what the kind leaves open is asked."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As papers call it, for example the monthly meeting of the staff."),
    )
    usual_day = forms.ChoiceField(
        label=_("Usual day"),
        help_text=_("Weekends and holidays are stepped over when a year is scheduled."),
    )
    usual_time = ClockField(label=_("Usual time"))
    usual_place = forms.CharField(label=_("Usual place"), max_length=200, required=False)
    quorum = forms.ChoiceField(label=_("Quorum"), choices=Body.Quorum.choices)
    quorum_number = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.NumberInput(attrs={"class": "p-narrow"}),
        help_text=_("Only for a fixed number."),
    )
    has_votes = forms.BooleanField(label=_("Votes are counted"), required=False)
    has_substitutes = forms.BooleanField(
        label=_("Members may send somebody in their place"), required=False
    )
    has_filings = forms.BooleanField(
        label=_("Divisions report before the meeting"),
        required=False,
        help_text=_("Four boxes each: work done, problems, suggestions, plan of the next month."),
    )
    closing_days = forms.IntegerField(
        label=_("Reports close so many days before"),
        min_value=0,
        max_value=30,
        widget=forms.NumberInput(attrs={"class": "p-narrow"}),
    )
    is_public = forms.BooleanField(
        label=_("Shown to the public"),
        required=False,
        help_text=_("Agenda, adopted minutes and resolutions; never what is confidential."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, *args: Any, kind: BodyKind, body: Body | None = None, **kwargs: Any) -> None:
        shown = body or Body(kind=kind.kind, **kind.rules)
        initial = {name: getattr(shown, name, None) for name in self.base_fields}
        initial |= {"usual_day": usual_day_of(shown), "quorum_number": shown.quorum_number or None}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.fields["usual_day"].choices = usual_days()  # type: ignore[attr-defined]
        for name in _left_out(kind, is_new=body is None):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("quorum") != Body.Quorum.NUMBER:
            data["quorum_number"] = 0
        elif not data.get("quorum_number") and not self.has_error("quorum_number"):
            self.add_error("quorum_number", _("Write how many people are needed."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the body as they were filled in."""
        data = dict(self.cleaned_data)
        day = data.pop("usual_day", "")
        return data | (read_usual_day(day) if day else {})


def _left_out(kind: BodyKind, *, is_new: bool) -> list[str]:
    """What is not asked: rules that the kind has by law or nature."""
    left = [name for name in ("has_votes", "has_substitutes") if not getattr(kind, name)]
    if not kind.filing_part:
        left += ["has_filings", "closing_days"]
    if kind.kind == Body.Kind.COUNCIL:
        left.append("usual_day")
    return left + (["is_active"] if is_new else [])


class MembersForm(forms.Form):
    """New members: positions, people and names, all in one role."""

    role = forms.ChoiceField(
        label=_("Role"), choices=BodyMember.Role.choices, initial=BodyMember.Role.MEMBER
    )
    positions = forms.MultipleChoiceField(
        label=_("Members by position"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever holds the position sits there, also when people change."),
    )
    people = forms.MultipleChoiceField(
        label=_("Single persons"), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label=_("Names without an account"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One person a line; after a comma their position, if it is to be printed."),
    )
    is_counted = forms.BooleanField(
        label=_("Counts for quorum and votes"), required=False, initial=True
    )
    checks_minutes = forms.BooleanField(label=_("Checks the minutes"), required=False)
    starts_on = BuddhistDateField(label=_("Member from"))

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._positions = {str(row.pk): row for row in queries.list_free_positions(body)}
        self._people = {str(row.pk): row for row in queries.list_free_people(body)}
        for name, found in (("positions", self._positions), ("people", self._people)):
            choices = [(key, str(row)) for key, row in found.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = timezone.localdate()

    def members(self) -> list[Member]:
        """The members to be, positions first."""
        data = self.cleaned_data
        about = {name: data[name] for name in ("role", "is_counted", "checks_minutes")}
        made = [Member(position=self._positions[key], **about) for key in data["positions"]]
        made += [Member(user=self._people[key], **about) for key in data["people"]]
        lines = [line.partition(",") for line in data["names"].splitlines() if line.strip()]
        return made + [Member(name=name, title=title, **about) for name, _comma, title in lines]


class MemberForm(forms.Form):
    """What a member is in the body."""

    role = forms.ChoiceField(label=_("Role"), choices=BodyMember.Role.choices)
    title = forms.CharField(
        label=_("Position as minutes print it"),
        max_length=200,
        required=False,
        help_text=_("Empty: the title of the position."),
    )
    is_counted = forms.BooleanField(label=_("Counts for quorum and votes"), required=False)
    checks_minutes = forms.BooleanField(label=_("Checks the minutes"), required=False)

    def __init__(self, *args: Any, member: BodyMember, **kwargs: Any) -> None:
        initial = {name: getattr(member, name) for name in self.base_fields}
        super().__init__(*args, **kwargs | {"initial": initial})


class EndForm(forms.Form):
    """The last day of a membership."""

    ends_on = BuddhistDateField(label=_("Last day"))
